"""The responsibility matrix as a workbook: matrix, notification clocks, roles and legend. Same input, same bytes."""

import datetime
import io
from collections.abc import Iterable
from typing import Any

from qa_docs.model.document import Document, MatrixRow

_LETTERS = {
    "A/R": ("1F3864", "FFFFFF", "accountable and also doing the work"),
    "A": ("2F5597", "FFFFFF", "accountable: answers for the activity; exactly one role in each row"),
    "R": ("9DC3E6", "000000", "responsible: does the work"),
    "C": ("E2EFDA", "000000", "consulted before the activity or decision"),
    "I": ("F2F2F2", "000000", "informed afterwards"),
    "N/A": ("FFFFFF", "7F7F7F", "not applicable in this agreement; the reason stands in the row"),
}
_INK, _RULE = "#1F3864", "#BFBFBF"
_FONT = "Calibri"
_FIRST = 4
"""Row of the first activity, counted from 0: title, document line, blank, heading above it."""


def render_workbook(document: Document) -> bytes:
    """Give the workbook of a document's matrix as the bytes of an .xlsx file."""
    import xlsxwriter  # here: costs a tenth of a second, and an agreement alone does not need it

    buffer = io.BytesIO()
    # Text is text: a title that begins with "=" or looks like a link must not become a formula or a link.
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, settings)
    facts = document.facts["document"]
    day = datetime.date.fromisoformat(facts["effective_day"])
    book.set_properties(
        {
            "title": f"Responsibility matrix, {facts['number']}",
            "author": document.facts["giver"]["legal_name"],
            "subject": facts["product_line"],
            "created": datetime.datetime(day.year, day.month, day.day),
        }
    )
    formats = _Formats(book)
    _matrix_sheet(book, formats, document)
    if document.matrix.notices or not any(row.phase for row in document.matrix.rows):
        _notice_sheet(book, formats, document)
    _role_sheet(book, formats, document)
    book.close()
    return buffer.getvalue()


class _Formats:
    """The cell formats of the workbook."""

    def __init__(self, book: Any) -> None:
        cell = {"font_name": _FONT, "font_size": 10, "valign": "vcenter", "border": 1, "border_color": _RULE}
        self.title = book.add_format({"font_name": _FONT, "font_size": 16, "bold": True, "font_color": _INK})
        self.line = book.add_format({"font_name": _FONT, "font_size": 10, "font_color": "#595959"})
        self.draft = book.add_format({"font_name": _FONT, "font_size": 10, "bold": True, "font_color": "#C00000"})
        head = {**cell, "bold": True, "bg_color": _INK, "font_color": "#FFFFFF", "text_wrap": True}
        self.head = book.add_format({**head, "align": "left"})
        self.turned = book.add_format({**head, "align": "center", "rotation": 90, "valign": "bottom"})
        self.party = book.add_format({**head, "align": "center", "bg_color": "#44546A"})
        self.text = book.add_format({**cell, "text_wrap": True, "align": "left"})
        self.middle = book.add_format({**cell, "align": "center"})
        self.letters = {
            letter: book.add_format(
                {
                    **cell,
                    "align": "center",
                    "bold": letter.startswith("A"),
                    "bg_color": f"#{fill}",
                    "font_color": f"#{ink}",
                }
            )
            for letter, (fill, ink, _) in _LETTERS.items()
        }


def _matrix_sheet(book: Any, formats: _Formats, document: Document) -> None:
    sheet = book.add_worksheet("Matrix")
    matrix = document.matrix
    phased = any(row.phase for row in matrix.rows)
    fixed = ["No.", "Activity", "Phase" if phased else "Section", "Party"]
    further = ["Output", "Sign-off"] if phased else []
    last = len(fixed) + len(matrix.roles) + len(further)
    _title(sheet, formats, document, "Responsibility matrix")
    for column, title in enumerate(fixed):
        sheet.write_string(_FIRST - 1, column, title, formats.head)
    for i, role in enumerate(matrix.roles):
        sheet.write_string(_FIRST - 1, len(fixed) + i, f"{role.party_name}: {role.name}", formats.turned)
    for i, title in enumerate(further):
        sheet.write_string(_FIRST - 1, last - len(further) + i, title, formats.head)
    sheet.write_string(_FIRST - 1, last, "Remark", formats.head)
    sheet.set_row(_FIRST - 1, 150)
    for i, row in enumerate(matrix.rows):
        _matrix_row(sheet, formats, document, row, _FIRST + i, last)
    end = _FIRST + max(len(matrix.rows) - 1, 0)
    sheet.set_column(0, 0, 9)
    sheet.set_column(1, 1, 56)
    sheet.set_column(2, 2, 24 if phased else 9)
    sheet.set_column(3, 3, 18)
    sheet.set_column(len(fixed), last - 1, 5)
    if phased:
        sheet.set_column(last - 2, last - 1, 20)
    sheet.set_column(last, last, 40)
    sheet.freeze_panes(_FIRST, 2)
    sheet.autofilter(_FIRST - 1, 0, end, last)
    _print_setup(sheet, document, _FIRST - 1)


def _matrix_row(sheet: Any, formats: _Formats, document: Document, row: MatrixRow, at: int, last: int) -> None:
    sheet.write_string(at, 0, row.activity, formats.middle)
    title = row.title
    if row.steps:
        title += "".join(f"\n  \u2013 {step}: {_party(document, party)}" for step, party in row.steps)
    sheet.write_string(at, 1, title, formats.text)
    if row.phase:
        sheet.write_string(at, 2, row.phase, formats.text)
        sheet.write_string(at, last - 2, row.output, formats.text)
        sheet.write_string(at, last - 1, ", ".join(row.sign_off), formats.text)
    else:
        sheet.write_string(at, 2, row.clause_number, formats.middle)
    sheet.write_string(at, 3, _party(document, row.party), formats.text)
    for i, role in enumerate(document.matrix.roles):
        letter = row.letters.get(role.id, "")
        if row.state == "not_applicable":
            letter = "N/A"
        sheet.write_string(at, 4 + i, letter, formats.letters.get(letter, formats.middle))
    sheet.write_string(at, last, row.reason, formats.text)


def _notice_sheet(book: Any, formats: _Formats, document: Document) -> None:
    sheet = book.add_worksheet("Notification clocks")
    _title(sheet, formats, document, "Notification clocks")
    heads = ["Event", "From", "To", "Clock", "Counted from", "Medium", "Contact", "Section", "Row", "Legal limit"]
    for column, (title, width) in enumerate(zip(heads, (40, 18, 18, 26, 40, 30, 20, 9, 9, 40), strict=True)):
        sheet.write_string(_FIRST - 1, column, title, formats.head)
        sheet.set_column(column, column, width)
    for i, notice in enumerate(document.matrix.notices):
        cells = (
            notice.event,
            notice.sender,
            notice.addressee,
            notice.clock,
            notice.start,
            notice.medium,
            notice.contact,
            notice.clause_number,
            notice.activity,
            notice.law,
        )
        _write(sheet, _FIRST + i, cells, formats.text)
    sheet.freeze_panes(_FIRST, 1)
    sheet.autofilter(_FIRST - 1, 0, _FIRST + max(len(document.matrix.notices) - 1, 0), len(heads) - 1)
    _print_setup(sheet, document, _FIRST - 1)


def _role_sheet(book: Any, formats: _Formats, document: Document) -> None:
    sheet = book.add_worksheet("Roles and legend")
    _title(sheet, formats, document, "Roles and legend")
    for column, (title, width) in enumerate(
        zip(("Id", "Party", "Role", "Person", "Answers for"), (8, 26, 34, 28, 70), strict=True)
    ):
        sheet.write_string(_FIRST - 1, column, title, formats.head)
        sheet.set_column(column, column, width)
    at = _FIRST
    for role in document.matrix.roles:
        _write(sheet, at, (role.id, role.party_name, role.name, role.person, role.description), formats.text)
        at += 1
    at += 1
    sheet.write_string(at, 0, "Letter", formats.head)
    sheet.merge_range(at, 1, at, 4, "Meaning", formats.head)
    for letter, (_, _, meaning) in _LETTERS.items():
        at += 1
        sheet.write_string(at, 0, letter, formats.letters[letter])
        sheet.merge_range(at, 1, at, 4, meaning, formats.text)
    sheet.merge_range(at + 2, 0, at + 2, 4, document.facts["disclaimer"], formats.line)
    _print_setup(sheet, document, _FIRST - 1)


def _title(sheet: Any, formats: _Formats, document: Document, title: str) -> None:
    facts, giver, acceptor = (document.facts[key] for key in ("document", "giver", "acceptor"))
    sheet.write_string(0, 0, title, formats.title)
    line = (
        f"{giver['legal_name']} and {acceptor['legal_name']}; document {facts['number']}, revision {facts['revision']}"
    )
    sheet.write_string(1, 0, line, formats.line)
    if document.draft:
        sheet.write_string(2, 0, f"DRAFT, {len(document.open_points)} open points", formats.draft)


def _print_setup(sheet: Any, document: Document, heading: int) -> None:
    facts = document.facts["document"]
    sheet.set_landscape()
    sheet.set_paper(9 if document.paper == "a4" else 1)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heading)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    # In a footer "&" begins a code, so a plain one is written twice.
    name = f"{facts['number']}, revision {facts['revision']}".replace("&", "&&")
    sheet.set_footer(f"&L&9{name}&R&9Page &P of &N")
    sheet.hide_gridlines(2)


def _party(document: Document, party: str) -> str:
    names = {
        "contract_giver": document.facts["giver"]["role"],
        "contract_acceptor": document.facts["acceptor"]["role"],
        "both": "Both, each its part",
        "third_party": "Third party",
    }
    return str(names.get(party, "Not applicable"))


def _write(sheet: Any, row: int, cells: Iterable[str], form: Any) -> None:
    for column, cell in enumerate(cells):
        sheet.write_string(row, column, cell, form)
