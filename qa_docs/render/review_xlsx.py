"""The changes of a review as a list to work through. Same input, same bytes."""

import re
from collections.abc import Iterator
from typing import Any

from qa_docs.model.marks import DELETED, INSERTED, MARKS
from qa_docs.model.review import RISKS, Edit, Review, ReviewedClause, Risk
from qa_docs.render.table_xlsx import TableBook

_HEADS = (
    ("No.", 5),
    ("Section", 9),
    ("Title", 26),
    ("Clause", 22),
    ("Aspect", 12),
    ("Duty of", 16),
    ("Change", 16),
    ("Risk", 9),
    ("What it means", 46),
    ("Redline", 60),
    ("Sent", 40),
    ("Returned", 40),
    ("By", 16),
    ("On", 11),
    ("Position", 12),
    ("Who may approve", 26),
    ("Their comments", 36),
    ("Decision", 12),
    ("Our answer", 36),
)
_FILLS = {"high": "#F8CBAD", "medium": "#FFF2CC", "low": "#E2EFDA", "none": "#FFFFFF"}
_LONGEST = 30_000
"""Letters of a cell; Excel holds some more."""
_SPLIT = re.compile(f"([{MARKS}])")
_RISK, _REDLINE = 7, 9
_DECISIONS = ("agreed", "refused", "to discuss")


def render_review_workbook(review: Review) -> bytes:
    """Give the issues list of a review, one row a change, as the bytes of an .xlsx file."""
    book = TableBook(f"Review of {review.document}", "Changes", _HEADS)
    gone = book.words(font_color="#8C1C12", font_strikeout=True)
    come = book.words(font_color="#11502C", underline=1)
    risks = {risk: book.cell(bg_color=fill, bold=True) for risk, fill in _FILLS.items()}
    at = 0
    for at, (risk, cells, marked) in enumerate(_rows(review), 1):
        book.write(at, [cell[:_LONGEST] for cell in (str(at), *cells)], {_RISK: risks[risk]})
        _write_redline(book, at, marked, gone, come)
    decision = len(_HEADS) - 2
    book.sheet.data_validation(1, decision, max(at, 1), decision, {"validate": "list", "source": list(_DECISIONS)})
    return book.finished(at, frozen=3)


def _rows(review: Review) -> Iterator[tuple[Risk, tuple[str, ...], str]]:
    """Yield risk, cells and redline of each change; a clause with comments alone has one row."""
    for one in review.changed:
        comments = "\n".join(f"{comment.author}: {comment.text}" for comment in one.finding.comments)
        if not one.finding.edits:
            yield "none", _cells(one, None, "comment", "none", "", comments), ""
        for at, edit in enumerate(one.finding.edits):
            # What concerns the clause as a whole, and its comments, stand with its first change.
            signs = [sign for sign in one.meaning.signs if sign.edit == at or (sign.edit < 0 and at == 0)]
            risk = min((sign.risk for sign in signs), key=RISKS.index, default="low" if edit.what != "look" else "none")
            says = "\n".join(sign.says for sign in signs) or ("only the look" if edit.what == "look" else "editorial")
            change = f"{edit.what}, {edit.kind}"
            yield risk, _cells(one, edit, change, risk, says, comments if at == 0 else ""), edit.marked


def _cells(
    one: ReviewedClause, edit: Edit | None, change: str, risk: Risk, says: str, comments: str
) -> tuple[str, ...]:
    offered = one.meaning.approver or ", ".join(f"{name}: {approver}" for name, approver in one.approvers.items())
    return (
        one.number,
        one.title,
        one.finding.clause,
        one.aspect,
        ", ".join(one.parties),
        change,
        risk,
        says,
        "",
        edit.old if edit else "",
        edit.new if edit else "",
        ", ".join(edit.authors) if edit else "",
        edit.dates[0][:10] if edit and edit.dates else "",
        one.meaning.position or one.position,
        offered,
        comments,
        "",
        "",
    )


def _write_redline(book: TableBook, row: int, marked: str, gone: Any, come: Any) -> None:
    if not marked or len(marked) > _LONGEST:
        return
    parts: list[Any] = []
    look = None
    for piece in _SPLIT.split(marked):
        if _SPLIT.fullmatch(piece):
            look = gone if piece == DELETED else come if piece == INSERTED else None
        elif piece:
            parts += [look, piece] if look is not None else [piece]
    texts = sum(isinstance(part, str) for part in parts)
    if texts > 1:
        book.sheet.write_rich_string(row, _REDLINE, *parts, book.plain)
    elif texts:
        book.sheet.write_string(row, _REDLINE, parts[-1], book.plain)
