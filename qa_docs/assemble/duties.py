"""Duties as a table inside the clauses, for deals that want X marks in place of prose.

Under the table stay the sentences that an X cannot say: those with a clock, a number or another answer of the deal.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from qa_docs.assemble.context import Context
from qa_docs.assemble.fill import Filler
from qa_docs.assemble.number import Counter
from qa_docs.assemble.products import Scope
from qa_docs.model.document import Blank, Column, Paragraph, Table, TableRow, Text
from qa_docs.model.library import Clause


def as_table(
    context: Context, clause: Clause, blocks: tuple[Paragraph | Table, ...], number: str, scope: Scope
) -> tuple[Paragraph | Table, ...]:
    """Give the duties of a clause as a table of marks with what the marks cannot say below it, numbered anew.

    A clause without rows in this agreement keeps its prose.
    """
    held = [
        context.responsibilities.rows[row] for row in clause.head.activities if row in context.responsibilities.rows
    ]
    held = [row for row in held if row.scope & scope]
    if not held:
        return blocks
    columns = (
        Column("No.", 10),
        Column("Activity", 62),
        Column(context.role_name("contract_giver"), 14, "center"),
        Column(context.role_name("contract_acceptor"), 14, "center"),
    )
    rows: list[TableRow] = []
    for row in held:
        filler = Filler(context, file=row.row.place.file, scope=row.scope & scope)
        title = filler.plain(row.row.title)
        title += context.for_products(row.scope & scope) if row.scope & scope != scope else ""
        activity = row.row.activity
        steps = activity.steps if row.state == "standard" else ()
        marks = ((), ()) if steps and row.party == "both" else _marks(row.party)
        rows.append(TableRow(((activity.id,), (title[:1].upper() + title[1:],), *marks), id=activity.id))
        for step, text in zip(steps, row.row.steps, strict=False):
            rows.append(TableRow(((), (f"\u2013\u00a0{filler.plain(text)}",), *_marks(step.party))))
    table = Table("", "", "", columns, tuple(rows))
    return (table, *_renumbered(_with_answers(blocks), Counter(number)))


def _marks(party: str) -> tuple[Text, Text]:
    if party == "not_applicable":
        return ("N/A",), ("N/A",)
    giver: Text = ("X",) if party in ("contract_giver", "both") else ()
    acceptor: Text = ("X",) if party in ("contract_acceptor", "both") else ()
    return giver, acceptor


def _with_answers(blocks: tuple[Paragraph | Table, ...]) -> Iterator[Paragraph]:
    """Yield the paragraphs that hold an answer of the deal, each with its whole list."""
    group: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Table):
            continue
        if block.level == 1 and group:
            yield from group if _answers(group) else ()
            group = []
        group.append(block)
    yield from group if _answers(group) else ()


def _answers(group: list[Paragraph]) -> bool:
    return any(isinstance(node, Blank) for paragraph in group for node in paragraph.text)


def _renumbered(paragraphs: Iterator[Paragraph], counter: Counter) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        yield replace(paragraph, number=counter.next(paragraph.level)) if paragraph.number else paragraph
