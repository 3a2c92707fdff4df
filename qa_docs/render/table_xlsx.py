"""A plain table as a workbook. Same input, same bytes."""

import datetime
import io
from collections.abc import Iterable, Sequence


def render_table_workbook(
    title: str, sheet_name: str, heads: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]
) -> bytes:
    """Give a workbook of one sheet as the bytes of an .xlsx file; `heads` are the columns' titles and widths."""
    import xlsxwriter  # here: only this view needs it

    buffer = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, settings)
    # A fixed day: XlsxWriter would write the time of the build.
    book.set_properties({"title": title, "created": datetime.datetime(2000, 1, 1)})
    sheet = book.add_worksheet(sheet_name)
    text = {
        "font_name": "Calibri",
        "font_size": 10,
        "valign": "top",
        "text_wrap": True,
        "border": 1,
        "border_color": "#BFBFBF",
    }
    head = book.add_format({**text, "bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"})
    plain = book.add_format(text)
    for column, (name, width) in enumerate(heads):
        sheet.write_string(0, column, name, head)
        sheet.set_column(column, column, width)
    at = 0
    for at, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell, plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, at, len(heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return buffer.getvalue()
