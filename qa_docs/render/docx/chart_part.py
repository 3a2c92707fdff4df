"""A chart as Word's own: a part in DrawingML that Word and LibreOffice draw, beside the workbook of its data."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from qa_docs.model.chart import Chart, Scale
from qa_docs.render.docx.chart_book import SHEET, columns_of, letters
from qa_docs.render.docx.markup import attribute, escaped
from qa_docs.render.tones import COLOURS, INK

_NAMES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
BOOK_RELATION = "rId1"
_ACROSS, _UP = "111111111", "222222222"
_THIN, _STRONG = 9525, 15875
_MARK_SIZE = 6
_DASHES = ("dash", "sysDot", "lgDashDot")
"""Patterns of the limits, told apart in grey."""
_NONE = "<a:ln><a:noFill/></a:ln>"


def chart_part(chart: Chart, language: str, typeface: str, size: int) -> str:
    """Give the part of a chart; its words are in `typeface` and `size` half points."""
    shown = _Words(typeface, size)
    cells = f"{SHEET}!$A$2:$A${len(chart.labels) + 1}"
    places = f"<c:xVal>{_numbers(cells, chart.places)}</c:xVal>" if chart.places else ""
    places = places or f"<c:cat>{_strings(cells, chart.labels)}</c:cat>"
    columns = [_Column(at, name, values, places) for at, (name, values) in enumerate(columns_of(chart))]
    series = "".join(_series(chart, column) for column in columns[: len(chart.series)])
    limits = "".join(_limit(column, len(chart.series)) for column in columns[len(chart.series) :])
    if chart.kind == "columns":
        bars = f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
        plot = f'{bars}<c:gapWidth val="60"/>{_AXES}</c:barChart>'
        plot += f"{_LINES}{limits}{_MARKED}{_AXES}</c:lineChart>" if limits else ""
    elif chart.kind == "profile":
        plot = f"{_PROFILE}{series}{limits}{_AXES}</c:scatterChart>"
    else:
        plot = f"{_LINES}{series}{limits}{_MARKED}{_AXES}</c:lineChart>"
    up = _value_axis(_UP, chart.scale, shown.title(chart.up, turned=True), shown, between=not chart.across_scale)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {_NAMES}><c:date1904 val="0"/><c:lang val="{attribute(language)}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{plot}{_across(chart, shown)}'
        f"{up}<c:spPr><a:noFill/>{_NONE}</c:spPr></c:plotArea>"
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{shown.look()}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{_NONE}</c:spPr>{shown.look()}"
        f'<c:externalData r:id="{BOOK_RELATION}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


_AXES = f'<c:axId val="{_ACROSS}"/><c:axId val="{_UP}"/>'
_LINES = '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
_PROFILE = '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
_MARKED = '<c:marker val="1"/>'


class _Words:
    """How the words of a chart look."""

    def __init__(self, typeface: str, size: int) -> None:
        face = attribute(typeface)
        self._fonts = f'<a:latin typeface="{face}"/><a:cs typeface="{face}"/>' if typeface else ""
        self._size = size * 50

    def _properties(self, name: str, bold: bool) -> str:
        return f'<a:{name} sz="{self._size}" b="{int(bold)}">{_fill(INK)}{self._fonts}</a:{name}>'

    def look(self) -> str:
        """Give the look of numbers and names."""
        plain = self._properties("defRPr", bold=False)
        return f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{plain}</a:pPr><a:endParaRPr/></a:p></c:txPr>"

    def title(self, text: str, turned: bool) -> str:
        """Give the title of an axis."""
        turn = ' rot="-5400000" vert="horz"' if turned else ""
        return (
            f"<c:title><c:tx><c:rich><a:bodyPr{turn}/><a:lstStyle/>"
            f"<a:p><a:pPr>{self._properties('defRPr', bold=True)}</a:pPr>"
            f"<a:r>{self._properties('rPr', bold=True)}<a:t>{escaped(text)}</a:t></a:r></a:p></c:rich></c:tx>"
            '<c:overlay val="0"/></c:title>'
        )


class _Column(Struct):
    """A column of the workbook as a series of the chart."""

    at: int
    name: str
    values: tuple[Decimal | None, ...]
    places: str

    def head(self) -> str:
        """Give its place among the others and its name."""
        cell = f"{SHEET}!${letters(self.at + 1)}$1"
        return f'<c:idx val="{self.at}"/><c:order val="{self.at}"/><c:tx>{_strings(cell, (self.name,))}</c:tx>'

    def data(self) -> str:
        """Give its labels and values, and where they stand in the workbook."""
        column = letters(self.at + 1)
        numbers = _numbers(f"{SHEET}!${column}$2:${column}${len(self.values) + 1}", self.values)
        kind = "yVal" if self.places.startswith("<c:xVal>") else "val"
        return f"{self.places}<c:{kind}>{numbers}</c:{kind}>"


def _series(chart: Chart, column: _Column) -> str:
    one = chart.series[column.at]
    colours = COLOURS["actual" if one.filled else "planned"]
    fill = _fill(colours.ground)
    if chart.kind == "columns":
        look = f'<c:spPr>{fill}{_line(colours.line)}</c:spPr><c:invertIfNegative val="0"/>'
        return f"<c:ser>{column.head()}{look}{column.data()}</c:ser>"
    mark = (
        f'<c:marker><c:symbol val="{one.mark}"/><c:size val="{_MARK_SIZE}"/>'
        f"<c:spPr>{fill}{_line(colours.line)}</c:spPr></c:marker>"
    )
    joined = f"<c:spPr>{_line(COLOURS['plain'].line)}</c:spPr>"
    return f'<c:ser>{column.head()}{joined}{mark}{column.data()}<c:smooth val="0"/></c:ser>'


def _limit(column: _Column, before: int) -> str:
    dashes = _DASHES[(column.at - before) % len(_DASHES)]
    look = _line(COLOURS["high"].line, _STRONG, f'<a:prstDash val="{dashes}"/>')
    mark = '<c:marker><c:symbol val="none"/></c:marker>'
    return f'<c:ser>{column.head()}<c:spPr>{look}</c:spPr>{mark}{column.data()}<c:smooth val="0"/></c:ser>'


def _numbers(cells: str, values: tuple[Decimal | None, ...]) -> str:
    return (
        f"<c:numRef><c:f>{cells}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{"".join(_points(values))}</c:numCache></c:numRef>'
    )


def _points(values: tuple[Decimal | None, ...]) -> Iterator[str]:
    for at, value in enumerate(values):
        if value is not None:
            yield f'<c:pt idx="{at}"><c:v>{value:f}</c:v></c:pt>'


def _strings(cells: str, words: tuple[str, ...]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{escaped(word)}</c:v></c:pt>' for at, word in enumerate(words))
    return f'<c:strRef><c:f>{cells}</c:f><c:strCache><c:ptCount val="{len(words)}"/>{points}</c:strCache></c:strRef>'


def _across(chart: Chart, words: _Words) -> str:
    if chart.across_scale is None:
        return _label_axis(chart, words)
    return _value_axis(_ACROSS, chart.across_scale, words.title(chart.across, turned=False), words, between=False)


def _label_axis(chart: Chart, words: _Words) -> str:
    skip = f'<c:tickLblSkip val="{chart.every}"/><c:tickMarkSkip val="{chart.every}"/>' if chart.every > 1 else ""
    return (
        f'<c:catAx><c:axId val="{_ACROSS}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="b"/>{words.title(chart.across, False)}<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr>{_line(COLOURS["plain"].line)}</c:spPr>{words.look()}<c:crossAx val="{_UP}"/><c:crosses val="min"/>'
        f'<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>{skip}<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(axis: str, scale: Scale, title: str, words: _Words, *, between: bool) -> str:
    code = f"0.{'0' * scale.places}" if scale.places else "0"
    up = axis == _UP
    grid = f"<c:majorGridlines><c:spPr>{_line(COLOURS['rule'].line)}</c:spPr></c:majorGridlines>" if up else ""
    return (
        f'<c:valAx><c:axId val="{axis}"/><c:scaling><c:orientation val="minMax"/><c:max val="{scale.high:f}"/>'
        f'<c:min val="{scale.low:f}"/></c:scaling><c:delete val="0"/><c:axPos val="{"l" if up else "b"}"/>{grid}'
        f'{title}<c:numFmt formatCode="{code}" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{"nextTo" if up else "low"}"/>'
        f"<c:spPr>{_line(COLOURS['plain'].line)}</c:spPr>{words.look()}"
        f'<c:crossAx val="{_ACROSS if up else _UP}"/><c:crosses val="min"/>'
        f'<c:crossBetween val="{"between" if between else "midCat"}"/><c:majorUnit val="{scale.step:f}"/></c:valAx>'
    )


def _line(colour: str, width: int = _THIN, dashes: str = "") -> str:
    return f'<a:ln w="{width}" cap="flat">{_fill(colour)}{dashes}</a:ln>'


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
