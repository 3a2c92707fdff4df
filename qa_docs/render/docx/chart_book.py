"""The workbook inside a chart, which opens where somebody edits its data: one sheet, the same bytes each time."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from qa_docs.model.chart import Chart
from qa_docs.render.docx.markup import escaped
from qa_docs.render.docx.package import QUICK, pack, package_of

SHEET = "Data"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED = (
    (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_ML}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET_ML}.worksheet+xml"/></Types>',
    ),
    (
        "_rels/.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    (
        "xl/_rels/workbook.xml.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
)
_PACKED = tuple(pack(name, f"{_HEAD}{xml}".encode()) for name, xml in _FIXED)
_NARROW, _WIDE = 10, 40
"""Widths of columns in letters."""


def chart_book(chart: Chart) -> bytes:
    """Give the data of `chart` as a workbook: labels in the first column, then the series, then the limits."""
    columns = tuple(columns_of(chart))
    names = (chart.across, *(name for name, _ in columns))
    rows = [_row(1, (_words(letters(at) + "1", name) for at, name in enumerate(names)))]
    named = [(letters(at), values) for at, (_, values) in enumerate(columns, 1)]
    for number, label in enumerate(chart.labels, 2):
        cells = [
            f'<c r="{name}{number}"><v>{value:f}</v></c>'
            for name, values in named
            if (value := values[number - 2]) is not None
        ]
        if chart.places:
            first = f'<c r="A{number}"><v>{chart.places[number - 2]:f}</v></c>'
        else:
            first = _words(f"A{number}", label)
        rows.append(_row(number, (first, *cells)))
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{min(max(len(name) + 2, _NARROW), _WIDE)}" customWidth="1"/>'
        for at, name in enumerate(names, 1)
    )
    sheet = f'{_HEAD}<worksheet xmlns="{_MAIN}"><cols>{widths}</cols><sheetData>{"".join(rows)}</sheetData></worksheet>'
    return package_of((*_PACKED, pack("xl/worksheets/sheet1.xml", sheet.encode(), QUICK)))


def columns_of(chart: Chart) -> Iterator[tuple[str, tuple[Decimal | None, ...]]]:
    """Yield the columns after the labels: the values of each series, each limit in every row."""
    for series in chart.series:
        yield series.name, series.values
    for limit in chart.limits:
        yield limit.name, (limit.value,) * len(chart.labels)


def letters(column: int) -> str:
    """Give the name of a column that counts from 0: "A", "Z", "AA"."""
    name = ""
    column += 1
    while column:
        column, left = divmod(column - 1, 26)
        name = chr(ord("A") + left) + name
    return name


def _row(number: int, cells: Iterable[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _words(cell: str, text: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'
