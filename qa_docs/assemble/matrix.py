"""The responsibility matrix and the two-party table: two views of the same rows."""

from collections.abc import Iterator
from typing import Literal

from qa_docs.assemble.context import Context
from qa_docs.assemble.fill import Filler
from qa_docs.assemble.number import NumberedPart
from qa_docs.assemble.responsibilities import HeldRow
from qa_docs.model.document import Column, Inline, Matrix, MatrixRole, MatrixRow, Table, TableRow, Text

LETTERS = {
    "A": "accountable: answers for the activity; exactly one role in each row",
    "R": "responsible: does the work",
    "A/R": "accountable and also doing the work",
    "C": "consulted before the activity or decision",
    "I": "informed afterwards",
}
_SIDES: tuple[Literal["contract_giver", "contract_acceptor", "third_party"], ...] = (
    "contract_giver",
    "contract_acceptor",
    "third_party",
)


def matrix_of(context: Context) -> Matrix:
    """Give the matrix of this agreement: its rows in the order of the clauses, its roles, its notification table."""
    rows = tuple(_row(context, held) for held in context.responsibilities.rows.values())
    used = {role for row in rows for role in row.letters}
    people = {role: contact.name for contact in context.deal.contacts for role in contact.roles}
    roles = []
    for side in _SIDES:
        for role in context.library.roles.values():
            if role.id in used and context.responsibilities.role_party[role.id] == side:
                name = context.role_name(side) if side != "third_party" else "Third party"
                roles.append(MatrixRole(role.id, role.name, side, name, people.get(role.id, ""), role.description))
    order = {clause: i for i, clause in enumerate(context.selection.chosen)}
    notices = tuple(sorted(context.notices.values(), key=lambda notice: (order[notice.clause_id], notice.id)))
    return Matrix(tuple(roles), rows, notices)


def _row(context: Context, held: HeldRow) -> MatrixRow:
    activity = held.row.activity
    filler = Filler(context, file=held.row.place.file, scope=held.scope)
    title = filler.plain(held.row.title) + context.for_products(held.scope)
    steps: tuple[tuple[str, str], ...] = ()
    if held.state == "standard":
        parties = (step.party for step in activity.steps)
        steps = tuple((filler.plain(text), party) for text, party in zip(held.row.steps, parties, strict=True))
    return MatrixRow(
        activity=activity.id,
        title=title[:1].upper() + title[1:],
        aspect=held.row.aspect,
        clause_id=held.clause,
        clause_number=_numbers(context, held) if held.also else context.numbers[held.clause][1],
        party=held.party,  # type: ignore[arg-type]  # the loader and the deal let only these names through
        letters=held.letters,
        state=held.state,  # type: ignore[arg-type]
        reason=held.reason,
        basis=activity.basis,
        steps=steps,
        also=held.also,
    )


def _numbers(context: Context, held: HeldRow) -> str:
    return ", ".join(context.numbers[one][1] for one in (held.clause, *held.also))


def two_party_table(context: Context, matrix: Matrix, parts: tuple[NumberedPart, ...], number: str) -> Table:
    """Give the table that signed agreements use: one row an activity, an X under the party that holds the duty."""
    columns = (
        Column("No.", 9),
        Column("Activity", 58),
        Column(context.role_name("contract_giver"), 12, "center"),
        Column(context.role_name("contract_acceptor"), 12, "center"),
        Column("Section", 9, "center"),
    )
    rows: list[TableRow] = []
    for title, group in _grouped(matrix, parts):
        rows.append(TableRow(((title,),), "group"))
        for row in group:
            rows.append(_two_party_row(context, row))
            rows.extend(
                TableRow(
                    (
                        (),
                        (f"\u2013\u00a0{step}",),
                        _mark(party, "contract_giver"),
                        _mark(party, "contract_acceptor"),
                        (),
                    )
                )
                for step, party in row.steps
            )
    return Table("two-party-table", "Responsibilities of the Parties", number, columns, tuple(rows), "small")


def _two_party_row(context: Context, row: MatrixRow) -> TableRow:
    title: Text = (row.title,)
    if row.reason:
        state = "Not applicable" if row.state == "not_applicable" else "Agreed for this deal"
        title = (f"{row.title}. {state}: {row.reason}",)
    elif row.party == "third_party":
        title = (f"{row.title} (by law the duty of a third party)",)
    marks = (_mark(row.party, "contract_giver"), _mark(row.party, "contract_acceptor"))
    if row.steps and row.party == "both":
        marks = ((), ())  # the steps below carry the marks
    return TableRow(((row.activity,), title, *marks, _section(context, row)), id=row.activity)


def _mark(party: str, side: str) -> Text:
    if party == "not_applicable":
        return ("N/A",)
    if party == "third_party":
        return ("\u2013",)
    return ("X",) if party in (side, "both") else ()


def raci_table(context: Context, matrix: Matrix, parts: tuple[NumberedPart, ...], number: str) -> Table:
    """Give the R/A/C/I matrix for the page, roles grouped by party."""
    columns = [Column("No.", 7), Column("Activity", 38), Column("Section", 7, "center")]
    columns += [Column(role.name, 4.4, "center", role.party_name, True) for role in matrix.roles]
    roles = [role.id for role in matrix.roles]
    rows: list[TableRow] = []
    for title, group in _grouped(matrix, parts):
        rows.append(TableRow(((title,),), "group"))
        for row in group:
            none = ("N/A",) if row.state == "not_applicable" else ()
            held = {role: (letter,) for role, letter in row.letters.items() if letter}
            letters = tuple([held.get(role, none) for role in roles])
            name = f"{row.title}*" if row.state == "moved" else row.title
            rows.append(TableRow(((row.activity,), (name,), _section(context, row), *letters), id=row.activity))
    return Table("raci-table", "Responsibility matrix", number, tuple(columns), tuple(rows), "matrix")


def legend(matrix: Matrix) -> str:
    """Give the legend under the matrix."""
    text = "; ".join(f"{letter} = {meaning}" for letter, meaning in LETTERS.items()) + "."
    if any(row.state == "moved" for row in matrix.rows):
        text += (
            " * = agreed differently for this deal; the table of the Parties\u2019 responsibilities gives the reason."
        )
    return text


def _section(context: Context, row: MatrixRow) -> Text:
    where: list[Inline] = [context.reference(row.clause_id, bare=True)]
    for one in row.also:
        where += [", ", context.reference(one, bare=True)]
    return tuple(where)


def _grouped(matrix: Matrix, parts: tuple[NumberedPart, ...]) -> Iterator[tuple[str, list[MatrixRow]]]:
    """Yield the rows by section, in the order of the document."""
    by_clause: dict[str, list[MatrixRow]] = {}
    for row in matrix.rows:
        by_clause.setdefault(row.clause_id, []).append(row)
    for part in parts:
        for section in part.sections:
            group = [row for base_id, _, _ in section.clauses for row in by_clause.get(base_id, ())]
            if group:
                yield f"{section.heading.number}  {section.heading.text}", group
