"""The gate timeline: one line a gate, its planned and its actual day to scale below a common axis."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from qa_docs.assemble.pictures.sheet import PORTRAIT, Sheet, shared_out
from qa_docs.model.drawing import Box, Connector, Drawing, Form, Shape, Tone, Words, line_height
from qa_docs.model.facts import MONTHS, date_text
from qa_docs.model.letters import text_width, wrapped

_SIZE = 16
_LINE = line_height(_SIZE)
_SPACE = 70
_MARK = 130
_MARGIN = 380
"""Right of the axis: room for half the name of its last month."""
_NEAR = 50
"""Between a mark and its day."""
_HEAD = 2 * _LINE + 160
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24000)
"""Months between two lines of the axis, whichever lets their names stand apart."""


class Gate(Struct, frozen=True):
    """A gate with its planned day and, once it was held, its actual day and decision."""

    number: str
    name: str
    planned: datetime.date
    actual: datetime.date | None = None
    decision: str = ""


class _Axis(Struct, frozen=True):
    """The days between two edges. Months are counted from the year 0."""

    left: int
    right: int
    ticks: tuple[int, ...]
    """Months that the axis names; it begins with the first of them and ends with the last."""

    def at(self, day: int) -> int:
        """Give where the day with the number `day` lies."""
        first, last = _first_day(self.ticks[0]), _first_day(self.ticks[-1])
        return self.left + (self.right - self.left) * (day - first) // (last - first)


def gate_timeline(
    identity: str, caption: str, gates: Sequence[Gate], sheet: Sheet = PORTRAIT, language: str = "en-GB"
) -> tuple[Drawing, ...]:
    """Give the timeline of `gates`, in more than one drawing where they do not fit on `sheet`; all have one axis."""
    if not gates:
        return ()
    names = sheet.width * 34 // 100
    axis = _axis_of(gates, names + 200, sheet.width - _MARGIN)
    labels = [_label(gate, names) for gate in gates]
    heights = [
        max(len(lines), 2 if gate.actual else 1) * _LINE + 2 * _SPACE for gate, lines in zip(gates, labels, strict=True)
    ]
    groups = shared_out(heights, sheet.height - _HEAD)
    drawings = []
    for i, group in enumerate(groups):
        shapes: list[Shape] = []
        top = _HEAD
        for index in group:
            shapes += _row(gates[index], labels[index], top, heights[index], axis, language)
            top += heights[index]
        title = f"{caption} ({i + 1} of {len(groups)})" if len(groups) > 1 else caption
        shapes = [*_head(axis, names, top), *shapes]
        words = _alternative(caption, [gates[index] for index in group], language)
        name = f"{identity}-{i + 1}" if i else identity
        drawings.append(Drawing(name, title, "", words, sheet.width, top, tuple(shapes)))
    return tuple(drawings)


def _axis_of(gates: Sequence[Gate], left: int, right: int) -> _Axis:
    days = [day for gate in gates for day in (gate.planned, gate.actual) if day]
    first, last = (day.year * 12 + day.month - 1 for day in (min(days), max(days)))
    room = text_width("May 2000", _SIZE) + 160
    for step in _STEPS:
        begin = max(first - first % step, 12)
        ticks = tuple(range(begin, last + step + 1, step))
        if (right - left) // (len(ticks) - 1) >= room:
            break
    return _Axis(left, right, ticks)


def _first_day(month: int) -> int:
    """Give the number of the first day of a month; the calendar ends with the year 9999."""
    if month // 12 > datetime.MAXYEAR:
        return datetime.date.max.toordinal() + 1
    return datetime.date(month // 12, month % 12 + 1, 1).toordinal()


def _label(gate: Gate, width: int) -> tuple[Words, ...]:
    return (*wrapped(f"{gate.number} {gate.name}", width, _SIZE, bold=True), *wrapped(gate.decision, width, _SIZE))


def _head(axis: _Axis, names: int, bottom: int) -> Iterator[Shape]:
    """Yield what the marks mean, the names of the axis and its lines down to `bottom`."""
    for month in axis.ticks:
        across = axis.at(_first_day(month))
        yield Connector(((across, _HEAD - 60), (across, bottom)), arrow=False, tone="rule")
    width = text_width("May 2000", _SIZE) + 40
    for month in axis.ticks:
        across = axis.at(_first_day(month)) - width // 2
        yield Box("label", across, _LINE + 60, width, _LINE, (Words(_month_name(month)),), "plain", _SIZE)
    yield Connector(((0, _HEAD), (axis.right, _HEAD)), arrow=False)
    kinds: tuple[tuple[Form, Tone, str], ...] = (("diamond", "planned", "planned"), ("ellipse", "actual", "actual"))
    across = 0
    for form, tone, word in kinds:
        width = text_width(word, _SIZE) + 20
        yield Box(form, across, (_LINE - _MARK) // 2, _MARK, _MARK, (), tone)
        yield Box("label", across + _MARK + _NEAR, 0, width, _LINE, (Words(word),), "plain", _SIZE, "left")
        across += _MARK + _NEAR + width + 200
    yield Box("label", 0, _LINE + 60, names // 2, _LINE, (Words("Gate", True),), "plain", _SIZE, "left")


def _month_name(month: int) -> str:
    return f"{MONTHS[month % 12][:3]} {month // 12}"


def _row(gate: Gate, label: tuple[Words, ...], top: int, height: int, axis: _Axis, language: str) -> Iterator[Shape]:
    tall = _LINE * len(label)
    yield Box("label", 0, top + (height - tall) // 2, axis.left - 200, tall, label, "plain", _SIZE, "left")
    planned = date_text(gate.planned, language)
    if gate.actual is None:
        yield from _mark("diamond", "planned", planned, gate.planned, top + height // 2, axis)
    else:
        actual = f"{date_text(gate.actual, language)} ({_difference(gate.planned, gate.actual)})"
        yield from _mark("diamond", "planned", planned, gate.planned, top + (height - _LINE) // 2, axis)
        yield from _mark("ellipse", "actual", actual, gate.actual, top + (height + _LINE) // 2, axis)
    yield Connector(((0, top + height), (axis.right, top + height)), arrow=False, tone="rule")


def _mark(form: Form, tone: Tone, words: str, day: datetime.date, middle: int, axis: _Axis) -> Iterator[Shape]:
    """Yield a mark and its day beside it, on the side that has room."""
    across = axis.at(day.toordinal())
    width = text_width(words, _SIZE) + 20
    right = across + _MARK // 2 + _NEAR
    fits = right + width <= axis.right + _MARGIN
    left = right if fits else across - _MARK // 2 - _NEAR - width
    side: Literal["left", "right"] = "left" if fits else "right"
    yield Box(form, across - _MARK // 2, middle - _MARK // 2, _MARK, _MARK, (), tone)
    yield Box("label", left, middle - _LINE // 2, width, _LINE, (Words(words),), "plain", _SIZE, side)


def _difference(planned: datetime.date, actual: datetime.date) -> str:
    days = (actual - planned).days
    if not days:
        return "on the day"
    return f"{abs(days)} {'day' if abs(days) == 1 else 'days'} {'late' if days > 0 else 'early'}"


def _alternative(caption: str, gates: Sequence[Gate], language: str) -> str:
    return f"{caption}, as marks below a time axis. {' '.join(_in_words(gate, language) for gate in gates)}"


def _in_words(gate: Gate, language: str) -> str:
    words = f"{gate.number} {gate.name}: planned {date_text(gate.planned, language)}"
    if gate.actual:
        words += f", actual {date_text(gate.actual, language)} ({_difference(gate.planned, gate.actual)})"
    return f"{words}{f', decision: {gate.decision}' if gate.decision else ''}."
