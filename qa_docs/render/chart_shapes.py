"""A chart as boxes and lines, for views that have no charts of their own."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from qa_docs.model.chart import Chart, Scale, Series
from qa_docs.model.drawing import Box, Connector, Form, Shape, Tone, Words, line_height
from qa_docs.model.letters import text_width, wrapped

_SIZE = 16
_LINE = line_height(_SIZE)
_GAP = 60
_MARK = 100
_MINUS = "\u2212"
_FORMS: dict[str, Form] = {"circle": "ellipse", "square": "box", "diamond": "diamond", "triangle": "triangle"}


class _Field(Struct, frozen=True):
    """The field that the values stand in."""

    left: int
    right: int
    top: int
    bottom: int
    scale: Scale
    count: int
    places: tuple[Decimal, ...]
    across_scale: Scale | None

    def height(self, value: Decimal) -> int:
        """Give how far down `value` lies."""
        share = (value - self.scale.low) / (self.scale.high - self.scale.low)
        return self.bottom - int((self.bottom - self.top) * share)

    def middle(self, place: int) -> int:
        """Give how far across the label number `place` lies."""
        if self.across_scale:
            share = (self.places[place] - self.across_scale.low) / (self.across_scale.high - self.across_scale.low)
            return self.left + int((self.right - self.left) * share)
        return self.left + (self.right - self.left) * (2 * place + 1) // (2 * self.count)


def shapes_of(shown: Chart, width: int, height: int) -> tuple[Shape, ...]:
    """Give the boxes and lines that draw `shown` on a sheet of this size."""
    left = max(text_width(_tick(value, shown.scale), _SIZE) for value in _ticks(shown.scale)) + _GAP
    right = max((text_width(limit.name, _SIZE) + 2 * _GAP for limit in shown.limits), default=0)
    keys = list(_keys(shown, width))
    below = _LINE * (2 + len(keys)) + 3 * _GAP
    top, bottom, count = _LINE * 3 // 2 + _GAP, height - below, len(shown.labels)
    field = _Field(left, width - right, top, bottom, shown.scale, count, shown.places, shown.across_scale)
    legend = (shape for at, row in enumerate(keys) for shape in _key(row, height - _LINE * (len(keys) - at)))
    return (*_axes(shown, field), *_limits(shown, field, width), *_values(shown, field), *legend)


def _ticks(scale: Scale) -> Iterator[Decimal]:
    for number in range(int((scale.high - scale.low) / scale.step) + 1):
        yield scale.low + number * scale.step


def _tick(value: Decimal, scale: Scale) -> str:
    return f"{value:.{scale.places}f}".replace("-", _MINUS)


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
