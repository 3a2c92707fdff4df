"""A list as a workbook of one sheet: heading, rows, filter, page setup. Same input, same bytes."""

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

_TEXT: Mapping[str, Any] = MappingProxyType(
    {
        "font_name": "Calibri",
        "font_size": 10,
        "valign": "top",
        "text_wrap": True,
        "border": 1,
        "border_color": "#BFBFBF",
    }
)


class TableBook:
    """A workbook with one sheet, its heading row written; the rows are put in by whoever made it."""

    def __init__(self, title: str, sheet_name: str, heads: Sequence[tuple[str, int]]) -> None:
        import xlsxwriter  # here: only these views need it

        self._buffer = io.BytesIO()
        # Text is text: a cell that begins with "=" or looks like a link must not become a formula or a link.
        as_text = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        self._book = xlsxwriter.Workbook(self._buffer, {"in_memory": True, **as_text})
        # A fixed day: XlsxWriter would write the time of the build.
        self._book.set_properties({"title": title, "created": datetime.datetime(2000, 1, 1)})
        self._width = len(heads)
        self.sheet: Any = self._book.add_worksheet(sheet_name)
        head = self.cell(bold=True, bg_color="#1F3864", font_color="#FFFFFF")
        self.plain = self.cell()
        for column, (name, width) in enumerate(heads):
            self.sheet.write_string(0, column, name, head)
            self.sheet.set_column(column, column, width)

    def cell(self, **look: Any) -> Any:
        """Give the look of a cell: that of all cells, and what `look` adds."""
        return self._book.add_format({**_TEXT, **look})

    def words(self, **look: Any) -> Any:
        """Give the look of words inside a cell."""
        return self._book.add_format(look)

    def write(self, row: int, cells: Iterable[str], looks: Mapping[int, Any] = MappingProxyType({})) -> None:
        """Write the cells of a row; `looks` gives, by column, those that do not look like the others."""
        for column, cell in enumerate(cells):
            self.sheet.write_string(row, column, cell, looks.get(column, self.plain))

    def finished(self, last_row: int, frozen: int = 0) -> bytes:
        """Give the file; the heading and the first `frozen` columns stay in sight."""
        sheet = self.sheet
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, last_row, self._width - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        self._book.close()
        return self._buffer.getvalue()


def render_table_workbook(
    title: str, sheet_name: str, heads: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]
) -> bytes:
    """Give a workbook of one sheet as the bytes of an .xlsx file; `heads` are the columns' titles and widths."""
    book = TableBook(title, sheet_name, heads)
    at = 0
    for at, row in enumerate(rows, 1):
        book.write(at, row)
    return book.finished(at)
