"""Tables: heading rows that repeat, rows that stay whole, groups, and the matrix with its marks."""

import re
from collections.abc import Iterator

from qa_docs.model.document import Column, Table, TableRow, Text
from qa_docs.render.docx.captions import caption
from qa_docs.render.docx.columns import decimal_tab, fitted_widths, is_number, turned_height
from qa_docs.render.docx.inlines import runs
from qa_docs.render.docx.markup import attribute, run
from qa_docs.render.docx.pen import Pen
from qa_docs.render.tones import COLOURS

MARKS = {"A/R": "matrix_AR", "A": "matrix_A", "R": "matrix_R", "C": "matrix_C", "I": "matrix_I"}
"""Style of each letter of the matrix."""

_SMALL = ("matrix", "small")
_TABLES = {"small": "matrix"}
"""Table style of a look that has none of its own."""
_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_KEEP = "<w:keepNext/>"
_WHOLE = 6
"""Rows up to which a table stays on one page."""
_STYLED = re.compile(r"<w:pStyle [^>]*/>(?!<w:keepNext/>)")
_CENTRED = '<w:jc w:val="center"/>'
_ALIGNED = {"left": "", "center": _CENTRED, "decimal": _CENTRED}
"""Where a title stands, and a cell; a number in a column of numbers stands at a decimal tab instead."""


def table(block: Table, pen: Pen) -> list[str]:
    """Give a table with its caption above it, each of its rows apart."""
    widths = _widths(block, pen)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = _Cells(block, pen, widths)
    if 1 < len(block.rows) <= _WHOLE:
        together = _Cells(block, pen, widths, _KEEP)
        rows = [*map(together.row, block.rows[:-1]), cells.row(block.rows[-1])]
    else:
        rows = list(map(cells.row, block.rows))
    headings = _heading_rows(block, widths, pen)
    look = table_look(first_row=bool(headings), first_column=block.look == "key", bands=block.look != "key")
    properties = table_properties(pen.styles[_TABLES.get(block.look, block.look)], pen.text_width, look, block.caption)
    above = caption("Table", block.id, block.number, block.caption, pen)
    return [f"{above}<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{headings}", *rows, "</w:tbl>"]


def _widths(block: Table, pen: Pen) -> list[int]:
    texts = list(zip(*(row.cells for row in block.rows if row.kind == "row"), strict=True))
    size, room = _type_of(block, pen)
    return fitted_widths(block, texts or [()] * len(block.columns), pen.text_width, size, room)


def _type_of(block: Table, pen: Pen) -> tuple[int, int]:
    """Give the size of the type in half points, and the room beside the text of a cell."""
    size = pen.template.sizes["matrix_cell" if block.look in _SMALL else "cell"]
    return size, pen.template.rooms[_TABLES.get(block.look, block.look)]


def tied(written: str) -> str:
    """Give the end of a table so that its last row stays on the page of what follows."""
    last = written.rfind("<w:tr>")
    return written[:last] + _STYLED.sub(r"\g<0><w:keepNext/>", written[last:])


def table_properties(style: str, width: int, look: str, alternative: str) -> str:
    """Give the properties of a table `width` wide with `alternative` as the words for who cannot see it."""
    words = attribute(alternative)
    described = f'<w:tblCaption w:val="{words}"/><w:tblDescription w:val="{words}"/>' if words else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}{described}</w:tblPr>'
    )


def table_look(first_row: bool, first_column: bool, bands: bool = False) -> str:
    """Give which parts of the table style hold."""
    value = 0x0400 | (0 if bands else 0x0200) | (0x0020 if first_row else 0) | (0x0080 if first_column else 0)
    return (
        f'<w:tblLook w:val="{value:04X}" w:firstRow="{int(first_row)}" w:lastRow="0" '
        f'w:firstColumn="{int(first_column)}" w:lastColumn="0" w:noHBand="{int(not bands)}" w:noVBand="1"/>'
    )


class _Cells:
    """Writes the rows of one table; what all its cells have in common is worked out once."""

    def __init__(self, block: Table, pen: Pen, widths: list[int], keep: str = "") -> None:
        self._pen = pen
        matrix = block.look == "matrix"
        names = ["matrix_mark" if column.align == "center" else "matrix_cell" for column in block.columns]
        if block.look not in _SMALL:
            names = ["cell"] * len(block.columns)
        if block.look == "key":
            names[0] = "cell_name"
        # A mark stands in the middle by its style.
        sides = [
            "" if name == "matrix_mark" else _ALIGNED[column.align]
            for name, column in zip(names, block.columns, strict=True)
        ]
        self._openings = [
            f"<w:tc><w:p><w:pPr>{pen.style(name)}{keep}{side}</w:pPr>" for name, side in zip(names, sides, strict=True)
        ]
        self._marks = {mark: self._mark(mark, style, pen) for mark, style in MARKS.items()} if matrix else {}
        # Most cells of a wide table are empty or say what others of their column say.
        self._seen: list[dict[Text, str]] = []
        for opening in self._openings:
            seen: dict[Text, str] = {(mark,): cell for mark, cell in self._marks.items()}
            seen[()] = f"{opening}</w:p></w:tc>"
            self._seen.append(seen)
        for i, column in enumerate(block.columns):
            if column.align == "decimal":
                self._align_numbers(i, names[i], block, widths[i], keep)
        self._span = len(block.columns)
        self._small = block.look in _SMALL

    def _align_numbers(self, index: int, name: str, block: Table, width: int, keep: str) -> None:
        """Write the numbers of a column once, each at the tab at which their decimal points stand."""
        pen = self._pen
        cells = dict.fromkeys(row.cells[index] for row in block.rows if row.kind == "row")
        numbers = {cell: cell[0] for cell in cells if len(cell) == 1 and type(cell[0]) is str and is_number(cell[0])}
        size, room = _type_of(block, pen)
        at = decimal_tab(numbers.values(), width, size, room)
        tab = f'<w:tabs><w:tab w:val="decimal" w:pos="{at}"/></w:tabs>'
        opening = f"<w:tc><w:p><w:pPr>{pen.style(name)}{keep}{tab}</w:pPr>"
        self._seen[index] |= {cell: f"{opening}{run(number)}</w:p></w:tc>" for cell, number in numbers.items()}

    def row(self, row: TableRow) -> str:
        if row.kind == "group":
            return self._group(row)
        if row.tones:
            return self._toned(row)
        cells = zip(self._seen, self._openings, row.cells, strict=True)
        written = [seen.get(text) or self._new(seen, opening, text) for seen, opening, text in cells]
        return f"{_ROW}{''.join(written)}</w:tr>"

    def _toned(self, row: TableRow) -> str:
        written = []
        for opening, text, tone in zip(self._openings, row.cells, row.tones, strict=True):
            if tone is not None:
                ground = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{COLOURS[tone].ground}"/></w:tcPr>'
                opening = opening.replace("<w:tc>", f"<w:tc>{ground}", 1)
            written.append(f"{opening}{runs(text, self._pen)}</w:p></w:tc>")
        return f"{_ROW}{''.join(written)}</w:tr>"

    def _new(self, seen: dict[Text, str], opening: str, text: Text) -> str:
        cell = f"{opening}{runs(text, self._pen)}</w:p></w:tc>"
        # A blank of a draft is a control with an id of its own; nothing else is told apart by where it stands.
        if not self._pen.draft:
            seen[text] = cell
        return cell

    def _group(self, row: TableRow) -> str:
        pen = self._pen
        text = runs(row.cells[0], pen)
        ground = shading(pen, "cell_group")
        # In small type a group must not stand out more than the page bears; it takes the type of the headings.
        look = f"{pen.style('matrix_heading')}<w:keepNext/>{ground}" if self._small else _group_look(pen)
        return (
            f'{_ROW}<w:tc><w:tcPr><w:gridSpan w:val="{self._span}"/>{ground}</w:tcPr>'
            f"<w:p><w:pPr>{look}</w:pPr>{text}</w:p></w:tc></w:tr>"
        )

    def _mark(self, mark: str, style: str, pen: Pen) -> str:
        return (
            f"<w:tc><w:tcPr>{shading(pen, style)}</w:tcPr>"
            f"<w:p><w:pPr>{pen.style(style)}</w:pPr>{run(mark)}</w:p></w:tc>"
        )


def _group_look(pen: Pen) -> str:
    return f"{pen.style('cell_group')}<w:keepNext/>"


def shading(pen: Pen, kind: str) -> str:
    """Give the background that the paragraphs of `kind` have, for their cell."""
    fill = pen.fills.get(kind)
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""


def _heading_rows(block: Table, widths: list[int], pen: Pen) -> str:
    columns = block.columns
    if not any(column.title for column in columns):
        return ""
    kind = "matrix_heading" if block.look in _SMALL else "cell_heading"
    grouped = any(column.group for column in columns)
    written = []
    if grouped:
        cells = "".join(_group_cell(span, columns[first], kind, pen) for first, span in _group_spans(columns))
        written.append(f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>")
    cells = "".join(_title_cell(column, kind, grouped and not column.group, pen) for column in columns)
    height = turned_height(columns, widths, pen.template.sizes["matrix_heading"])
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    written.append(f"<w:tr><w:trPr><w:cantSplit/>{tall}<w:tblHeader/></w:trPr>{cells}</w:tr>")
    return "".join(written)


def _group_spans(columns: tuple[Column, ...]) -> Iterator[tuple[int, int]]:
    """Yield where each cell of the row above the titles begins and how many columns it spans."""
    first = 0
    for index in range(1, len(columns) + 1):
        group = columns[first].group
        if index == len(columns) or not group or columns[index].group != group:
            yield first, index - first
            first = index


def _group_cell(span: int, column: Column, kind: str, pen: Pen) -> str:
    if not column.group:
        return _title_cell(column, kind, False, pen, '<w:vMerge w:val="restart"/>')
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr>{spanned}{shading(pen, kind)}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>{pen.style(kind)}'
        f"<w:keepNext/>{_CENTRED}</w:pPr>{run(column.group)}</w:p></w:tc>"
    )


def _title_cell(column: Column, kind: str, merged: bool, pen: Pen, merge: str = "") -> str:
    if merged:
        merge = "<w:vMerge/>"
    direction = '<w:textDirection w:val="btLr"/>' if column.turned else ""
    aligned = "" if column.turned else _ALIGNED[column.align]
    # A turned title starts at the foot of its cell, in the middle of the column.
    vertical = "center" if column.turned else "bottom"
    text = "" if merged or not column.title else run(column.title)
    return (
        f'<w:tc><w:tcPr>{merge}{shading(pen, kind)}{direction}<w:vAlign w:val="{vertical}"/></w:tcPr>'
        f"<w:p><w:pPr>{pen.style(kind)}<w:keepNext/>{aligned}</w:pPr>{text}</w:p></w:tc>"
    )
