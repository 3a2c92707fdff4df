"""The comparison of parameters: set point, normal and proven range of both units as bars, each row on its own scale."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from qa_docs.assemble.pictures.sheet import PORTRAIT, Sheet, shared_out
from qa_docs.model.drawing import Box, Connector, Drawing, Form, Shape, Tone, Words, line_height
from qa_docs.model.letters import text_width, wrapped

Number = Decimal | int | float

_SIZE = 16
_LINE = line_height(_SIZE)
_SPACE = 80
_PROVEN, _NORMAL, _POINT = 60, 130, 150
"""Heights of the bars and of the mark."""
_HEAD = 2 * _LINE + 160


class Limits(Struct, frozen=True):
    """A range; an end that is None is open."""

    low: Number | None
    high: Number | None


class Setting(Struct, frozen=True):
    """A parameter at one unit. What is None is not known, or does not apply."""

    set_point: Number | None = None
    normal: Limits | None = None
    proven: Limits | None = None


class ComparedParameter(Struct, frozen=True):
    """A parameter at the sending and at the receiving unit, in one unit of measure."""

    name: str
    unit: str
    sending: Setting
    receiving: Setting


class _Scale(Struct, frozen=True):
    """The values of one row between two edges."""

    left: int
    right: int
    low: Decimal
    high: Decimal

    def at(self, value: Number) -> int:
        """Give where `value` lies."""
        span = self.high - self.low
        return self.left + int((self.right - self.left) * (_exact(value) - self.low) / span)


class _Places(Struct, frozen=True):
    """Where the columns of the drawing stand."""

    name: int
    units: int
    left: int
    right: int
    values: int
    width: int


def comparison(
    identity: str,
    caption: str,
    parameters: Sequence[ComparedParameter],
    sheet: Sheet = PORTRAIT,
    units: tuple[str, str] = ("SU", "RU"),
) -> tuple[Drawing, ...]:
    """Give the bars of `parameters`, in more than one drawing where they do not fit on `sheet`.

    `units` are the short names of the sending and the receiving unit.
    """
    units = (_fitting(units[0], sheet.width), _fitting(units[1], sheet.width))
    places = _places(sheet.width, units)
    rows = [(_names(parameter, places), _values(parameter, places)) for parameter in parameters]
    heights = [_LINE * max(len(names), sum(len(value) for value in values)) + 2 * _SPACE for names, values in rows]
    groups = shared_out(heights, sheet.height - _HEAD)
    drawings = []
    for i, group in enumerate(groups):
        shapes: list[Shape] = [*_head(places, units)]
        top = _HEAD
        for index in group:
            shapes += _row(parameters[index], *rows[index], top, heights[index], places, units)
            top += heights[index]
        title = f"{caption} ({i + 1} of {len(groups)})" if len(groups) > 1 else caption
        words = _alternative(caption, [parameters[index] for index in group], units)
        name = f"{identity}-{i + 1}" if i else identity
        drawings.append(Drawing(name, title, "", words, sheet.width, top, tuple(shapes)))
    return tuple(drawings)


def _places(width: int, units: tuple[str, str]) -> _Places:
    after_units = width * 28 // 100 + max(text_width(unit, _SIZE) for unit in units)
    return _Places(width * 25 // 100, width * 26 // 100, after_units, width * 68 // 100, width * 70 // 100, width)


def _fitting(unit: str, width: int) -> str:
    """Give the name of a unit, cut where it would take the room of the bars."""
    lines = wrapped(unit, width * 15 // 100, _SIZE)
    return unit if len(lines) == 1 else f"{lines[0].text}\u2026" if lines else ""


def _names(parameter: ComparedParameter, places: _Places) -> tuple[Words, ...]:
    unit = wrapped(parameter.unit, places.name, _SIZE)
    return (*wrapped(parameter.name, places.name, _SIZE, bold=True), *unit)


def _values(parameter: ComparedParameter, places: _Places) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    room = places.width - places.values
    sending, receiving = (
        wrapped(_in_figures(setting), room, _SIZE) for setting in (parameter.sending, parameter.receiving)
    )
    return sending, receiving


def _in_figures(setting: Setting) -> str:
    """Give a setting in figures: "45 (40\u201350) [30\u201355]"."""
    parts = ["\u2013" if setting.set_point is None else _figure(setting.set_point)]
    parts += [f"({_range(setting.normal)})"] if setting.normal else []
    parts += [f"[{_range(setting.proven)}]"] if setting.proven else []
    return " ".join(parts)


def _range(limits: Limits) -> str:
    if limits.low is None and limits.high is None:
        return "open"
    if limits.low is None:
        return f"\u2264\u00a0{_figure(limits.high)}"
    if limits.high is None:
        return f"\u2265\u00a0{_figure(limits.low)}"
    return f"{_figure(limits.low)}\u2013{_figure(limits.high)}"


def _figure(value: Number | None) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else f"{value:g}" if isinstance(value, float) else str(value)


def _exact(value: Number) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _scale_of(parameter: ComparedParameter, places: _Places) -> _Scale | None:
    values: list[Number | None] = []
    for setting in (parameter.sending, parameter.receiving):
        values.append(setting.set_point)
        for limits in (setting.normal, setting.proven):
            values += (limits.low, limits.high) if limits else ()
    known = [_exact(value) for value in values if value is not None]
    if not known:
        return None
    low, high = min(known), max(known)
    margin = (high - low) / 10 or max(abs(low) / 10, Decimal(1))
    return _Scale(places.left, places.right, low - margin, high + margin)


def _head(places: _Places, units: tuple[str, str]) -> Iterator[Shape]:
    """Yield the key to the bars and the titles of the columns."""
    kinds: tuple[tuple[str, Form, int, int, Tone], ...] = (
        ("PAR", "box", 300, _PROVEN, "range"),
        (f"NOR {units[0]}", "box", 300, _NORMAL, "sending"),
        (f"NOR {units[1]}", "box", 300, _NORMAL, "receiving"),
        ("set point", "diamond", _POINT, _POINT, "planned"),
    )
    across = 0
    for words, form, width, height, tone in kinds:
        room = text_width(words, _SIZE) + 20
        yield Box(form, across, (_LINE - height) // 2, width, height, (), tone)
        yield Box("label", across + width + 50, 0, room, _LINE, (Words(words),), "plain", _SIZE, "left")
        across += width + room + 250
    for left, width, words in (
        (0, places.name, "Parameter"),
        (places.values, places.width - places.values, "Set point (NOR) [PAR]"),
    ):
        yield Box("label", left, _LINE + 60, width, _LINE, (Words(words, True),), "plain", _SIZE, "left")
    yield Connector(((0, _HEAD), (places.width, _HEAD)), arrow=False)


def _row(
    parameter: ComparedParameter,
    names: tuple[Words, ...],
    values: tuple[tuple[Words, ...], tuple[Words, ...]],
    top: int,
    height: int,
    places: _Places,
    units: tuple[str, str],
) -> Iterator[Shape]:
    tall = _LINE * len(names)
    yield Box("label", 0, top + (height - tall) // 2, places.name, tall, names, "plain", _SIZE, "left")
    scale = _scale_of(parameter, places)
    line = top + (height - _LINE * sum(len(words) for words in values)) // 2
    tones: tuple[Tone, Tone] = ("sending", "receiving")
    for setting, words, unit, tone in zip((parameter.sending, parameter.receiving), values, units, tones, strict=True):
        tall = _LINE * len(words)
        at, room = line + (tall - _LINE) // 2, places.left - places.units
        yield Box("label", places.units, at, room, _LINE, (Words(unit),), "plain", _SIZE, "left")
        if scale is not None:
            yield from _bars(setting, scale, line + tall // 2, tone)
        wide = places.width - places.values
        yield Box("label", places.values, line, wide, tall, words, "plain", _SIZE, "left")
        line += tall
    yield Connector(((0, top + height), (places.width, top + height)), arrow=False, tone="rule")


def _bars(setting: Setting, scale: _Scale, middle: int, tone: Tone) -> Iterator[Shape]:
    for limits, height, look in ((setting.proven, _PROVEN, "range"), (setting.normal, _NORMAL, tone)):
        if limits is None:
            continue
        left = scale.left if limits.low is None else scale.at(limits.low)
        right = scale.right if limits.high is None else scale.at(limits.high)
        first, last = min(left, right), max(left, right)
        yield Box(
            "box", first, middle - height // 2, max(last - first, 20), height, (), "range" if look == "range" else tone
        )
    if setting.set_point is not None:
        across = scale.at(setting.set_point)
        yield Box("diamond", across - _POINT // 2, middle - _POINT // 2, _POINT, _POINT, (), "planned")


def _alternative(caption: str, parameters: Sequence[ComparedParameter], units: tuple[str, str]) -> str:
    rows = " ".join(
        f"{each.name}, {each.unit}: {units[0]} {_in_figures(each.sending)}; {units[1]} {_in_figures(each.receiving)}."
        for each in parameters
    )
    return f"{caption}, as bars, each parameter on its own scale; set point, then (NOR) and [PAR]. {rows}"
