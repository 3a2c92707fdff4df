"""The coverage of requirements as a workbook. Same input, same bytes."""

import datetime
import io
from collections.abc import Iterable

from qa_docs.model.document import CoverageRow

_HEADS = (
    ("State", 12),
    ("Requirement", 26),
    ("Source", 34),
    ("Section", 28),
    ("Title", 46),
    ("Confirmed", 11),
    ("Clauses", 30),
    ("Rows", 24),
    ("Reason", 40),
    ("Data", 40),
    ("Missing data", 40),
)
_FILLS = {"uncovered": "#F8CBAD", "excluded": "#FFF2CC", "open": "#DDEBF7", "covered": "#E2EFDA"}


def render_coverage_workbook(title: str, rows: Iterable[CoverageRow]) -> bytes:
    """Give the workbook of the coverage as the bytes of an .xlsx file."""
    import xlsxwriter  # here: only this view needs it

    buffer = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, settings)
    # A fixed day: XlsxWriter would write the time of the build.
    book.set_properties({"title": f"Coverage of requirements, {title}", "created": datetime.datetime(2000, 1, 1)})

    sheet = book.add_worksheet("Coverage")
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
    states = {state: book.add_format({**text, "bg_color": fill, "bold": True}) for state, fill in _FILLS.items()}
    for column, (name, width) in enumerate(_HEADS):
        sheet.write_string(0, column, name, head)
        sheet.set_column(column, column, width)
    at = 0
    for at, row in enumerate(rows, 1):
        sheet.write_string(at, 0, row.state, states[row.state])
        cells = (
            row.requirement,
            row.source,
            row.section,
            row.title,
            "yes" if row.confirmed else "no",
            ", ".join(number for _, number in row.clauses),
            ", ".join(row.activities),
            row.reason,
            ", ".join(row.data),
            ", ".join(row.missing),
        )
        for column, cell in enumerate(cells, 1):
            sheet.write_string(at, column, cell, plain)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, at, len(_HEADS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return buffer.getvalue()
