"""The coverage of requirements as a workbook. Same input, same bytes."""

from collections.abc import Iterable

from qa_docs.model.document import CoverageRow
from qa_docs.render.table_xlsx import TableBook

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
    book = TableBook(f"Coverage of requirements, {title}", "Coverage", _HEADS)
    states = {state: book.cell(bg_color=fill, bold=True) for state, fill in _FILLS.items()}
    at = 0
    for at, row in enumerate(rows, 1):
        cells = (
            row.state,
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
        book.write(at, cells, {0: states[row.state]})
    return book.finished(at, frozen=2)
