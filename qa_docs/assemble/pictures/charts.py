"""A chart as a drawing: the numbers, from which Word draws it, and shapes for views that draw none."""

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from qa_docs.assemble.pictures.sheet import LANDSCAPE, Sheet
from qa_docs.model.chart import Chart, LimitLine, Scale, Series
from qa_docs.model.drawing import Box, Connector, Drawing, Form, Shape, Tone, Words, line_height
from qa_docs.model.letters import text_width, wrapped
from qa_docs.model.transfer.words import number_text

_SIZE = 16
_LINE = line_height(_SIZE)
_GAP = 60
_MARK = 100
_HEIGHT = 3700
_TICKS = 6
"""About how many lines the upright axis has."""
_FORMS: dict[str, Form] = {"circle": "ellipse", "square": "box", "diamond": "diamond", "triangle": "triangle"}
_FIRST_NUMBER = Decimal(1)


class _Field(Struct, frozen=True):
    """The field that the values stand in."""

    left: int
    right: int
    top: int
    bottom: int
    scale: Scale
    count: int

    def height(self, value: Decimal) -> int:
        """Give how far down `value` lies."""
        share = (value - self.scale.low) / (self.scale.high - self.scale.low)
        return self.bottom - int((self.bottom - self.top) * share)

    def middle(self, place: int) -> int:
        """Give how far across the label number `place` lies."""
        return self.left + (self.right - self.left) * (2 * place + 1) // (2 * self.count)


def scale_for(values: Sequence[Decimal]) -> Scale:
    """Give an axis that holds `values`, with steps that are easy to read; it begins at zero where they lie near it."""
    low, high = min(values), max(values)
    if 0 <= low < high / 2:
        low = Decimal(0)
    if low == high:
        around = abs(high) / 10 or Decimal(1)
        low, high = (low - around if low else low), high + around
    step = _round_step((high - low) / _TICKS)
    bottom = (low / step).to_integral_value("ROUND_FLOOR") * step
    top = (high / step).to_integral_value("ROUND_CEILING") * step
    # What lies on the edge of the field would be cut in half.
    return Scale(bottom - step if bottom == low != 0 else bottom, top + step if top == high else top, step)


def _round_step(rough: Decimal) -> Decimal:
    power = _FIRST_NUMBER.scaleb(math.floor(rough.log10()))
    return next(power * times for times in (1, 2, 5, 10) if power * times >= rough)


def chart(
    identity: str, caption: str, shown: Chart, alternative: str, sheet: Sheet = LANDSCAPE, height: int = _HEIGHT
) -> Drawing:
    """Give `shown` as a drawing that is as wide as `sheet`; `alternative` says the numbers in words."""
    left = max(text_width(_tick(value, shown.scale), _SIZE) for value in _ticks(shown.scale)) + _GAP
    right = max((text_width(limit.name, _SIZE) + 2 * _GAP for limit in shown.limits), default=0)
    keys = list(_keys(shown, sheet.width))
    below = _LINE * (2 + len(keys)) + 3 * _GAP
    field = _Field(left, sheet.width - right, _LINE * 3 // 2 + _GAP, height - below, shown.scale, len(shown.labels))
    shapes = (*_axes(shown, field), *_limits(shown, field, sheet.width), *_values(shown, field))
    legend = (shape for at, row in enumerate(keys) for shape in _key(row, height - _LINE * (len(keys) - at)))
    return Drawing(identity, caption, "", alternative, sheet.width, height, (*shapes, *legend), shown)


def _ticks(scale: Scale) -> Iterator[Decimal]:
    for number in range(int((scale.high - scale.low) / scale.step) + 1):
        yield scale.low + number * scale.step


def _tick(value: Decimal, scale: Scale) -> str:
    return number_text(value.quantize(Decimal(1).scaleb(-scale.places)))


def _axes(shown: Chart, field: _Field) -> Iterator[Shape]:
    across = field.right - field.left
    title = wrapped(shown.up, across, _SIZE, bold=True)[:1]
    yield Box("label", 0, 0, field.right, _LINE, title, "plain", _SIZE, "left")
    for value in _ticks(shown.scale):
        at = field.height(value)
        tone: Tone = "plain" if value == shown.scale.low else "rule"
        yield Connector(((field.left, at), (field.right, at)), arrow=False, tone=tone)
        words = (Words(_tick(value, shown.scale)),)
        yield Box("label", 0, at - _LINE // 2, field.left - _GAP, _LINE, words, "plain", _SIZE, "right")
    room = across * shown.every // len(shown.labels)
    for place, label in enumerate(shown.labels):
        if place % shown.every == 0:
            line = wrapped(label, room, _SIZE)[:1]
            wide = text_width(line[0].text, _SIZE)
            left = field.middle(place) - wide // 2
            yield Box("label", left, field.bottom + _GAP, wide, _LINE, line, "plain", _SIZE)
    title = wrapped(shown.across, across, _SIZE, bold=True)[:1]
    yield Box("label", field.left, field.bottom + _GAP + _LINE, across, _LINE, title, "plain", _SIZE)


def _limits(shown: Chart, field: _Field, width: int) -> Iterator[Shape]:
    last = -_LINE
    for limit in sorted(shown.limits, key=lambda limit: -limit.value):
        at = field.height(limit.value)
        yield Connector(((field.left, at), (field.right, at)), arrow=False, dashed=True, tone="high")
        top = max(at - _LINE // 2, last + _LINE)
        last = top
        yield Box(
            "label",
            field.right + _GAP,
            top,
            width - field.right - _GAP,
            _LINE,
            (Words(limit.name),),
            "plain",
            _SIZE,
            "left",
        )


def _values(shown: Chart, field: _Field) -> Iterator[Shape]:
    for number, series in enumerate(shown.series):
        known = [(place, value) for place, value in enumerate(series.values) if value is not None]
        if shown.kind == "columns":
            yield from _columns(known, field, number, len(shown.series), _tone(series))
            continue
        points = tuple((field.middle(place), field.height(value)) for place, value in known)
        if len(points) > 1:
            yield Connector(points, arrow=False)
        for across, down in points:
            yield Box(_FORMS[series.mark], across - _MARK // 2, down - _MARK // 2, _MARK, _MARK, (), _tone(series))


def _columns(known: Sequence[tuple[int, Decimal]], field: _Field, number: int, of: int, tone: Tone) -> Iterator[Shape]:
    room = (field.right - field.left) * 6 // (10 * field.count)
    zero = field.height(max(field.scale.low, Decimal(0)))
    for place, value in known:
        left = field.middle(place) - room // 2 + room * number // of
        top, bottom = sorted((field.height(value), zero))
        yield Box("box", left, top, max(room // of, 20), max(bottom - top, 20), (), tone)


def _tone(series: Series) -> Tone:
    return "actual" if series.filled else "planned"


def _keys(shown: Chart, width: int) -> Iterator[list[tuple[int, Series]]]:
    """Yield the rows of the key, each series with its distance from the left."""
    row: list[tuple[int, Series]] = []
    at = 0
    for series in shown.series:
        room = _MARK + _GAP + text_width(series.name, _SIZE) + 4 * _GAP
        if row and at + room > width:
            yield row
            row, at = [], 0
        row.append((at, series))
        at += room
    yield row


def _key(row: Sequence[tuple[int, Series]], top: int) -> Iterator[Shape]:
    for at, series in row:
        yield Box(_FORMS[series.mark], at, top + (_LINE - _MARK) // 2, _MARK, _MARK, (), _tone(series))
        room = text_width(series.name, _SIZE)
        yield Box("label", at + _MARK + _GAP, top, room, _LINE, (Words(series.name),), "plain", _SIZE, "left")


def limits_of(low: Decimal | None, high: Decimal | None) -> tuple[LimitLine, ...]:
    """Give the lines of a lower and an upper limit."""
    named = (("Lower limit", low), ("Upper limit", high))
    return tuple(LimitLine(f"{name} {number_text(value)}", value) for name, value in named if value is not None)
