"""The responsibility matrix of a transfer. Rows that it shares with the agreement have the agreement's letters."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from qa_docs.assemble.context import Context
from qa_docs.assemble.fill import Filler
from qa_docs.assemble.matrix import LETTERS
from qa_docs.assemble.products import Products
from qa_docs.assemble.responsibilities import HeldRow, Responsibilities, check_letters, moved_row, stood_in
from qa_docs.model.deal import MovedResponsibility
from qa_docs.model.document import Column, Matrix, MatrixRole, MatrixRow, Table, TableRow
from qa_docs.model.library import Library, Row
from qa_docs.model.library_transfer import TransferLists, TransferRole
from qa_docs.model.placed import PlacedDeal
from qa_docs.model.transfer.facts import unit_details
from qa_docs.problems import Problem, did_you_mean

_SHARED = "\u2020"


def rows_of(library: Library, placed: PlacedDeal, products: Products) -> Responsibilities:
    """Give the rows that apply to a transfer, with the deal's moves; they stand in no clause."""
    assert library.lists is not None
    moves = {move.activity: (i, move) for i, move in enumerate(placed.deal.responsibilities)}
    problems: list[Problem] = []
    rows: dict[str, HeldRow] = {}
    for row in library.rows.values():
        if not products.where(row.when, products.every):
            continue
        held = HeldRow(row, "", row.activity.party, dict(row.activity.letters))
        if row.activity.id in moves and row.takers:
            sides: dict[str, str] = {role.id: role.party for role in library.roles.values()}
            held = moved_row(held, *moves[row.activity.id], library.roles, sides, placed, problems)
        elif row.activity.id in moves:
            held = _moved(held, *moves[row.activity.id], library.lists, placed, problems)
        rows[row.activity.id] = held
    problems += _unknown(moves, rows, library, placed)
    return Responsibilities(rows, {}, tuple(problems))


def _moved(
    held: HeldRow,
    index: int,
    move: MovedResponsibility,
    lists: TransferLists,
    placed: PlacedDeal,
    problems: list[Problem],
) -> HeldRow:
    """Give a row of the transfer alone as the deal moves it; its roles have no counterparts, so the deal says which."""
    if move.to == "not_applicable":
        return replace(held, party=move.to, letters={}, state="not_applicable", reason=move.reason)
    if move.letters is None:
        message = f"{move.activity} is moved without letters, and the roles of a transfer have no counterparts"
        hint = "give `letters:` by role of the transfer, for example {RTS: A/R, STS: C}"
        problems.append(Problem(placed.place("responsibilities", index), "wrong-move", message, hint))
        return held
    for role in move.letters:
        if role not in lists.roles:
            place, hint = placed.place("responsibilities", index, "letters", role), did_you_mean(role, lists.roles)
            problems.append(Problem(place, "unknown-role", f"no role is called {role!r}", hint))
    letters: dict[str, str] = dict(move.letters)
    problems += check_letters(move.activity, letters, placed.place("responsibilities", index, "letters"))
    return replace(held, party=move.to, letters=letters, state="moved", reason=move.reason)


def _unknown(
    moves: Mapping[str, tuple[int, MovedResponsibility]],
    rows: Mapping[str, HeldRow],
    library: Library,
    placed: PlacedDeal,
) -> Iterator[Problem]:
    """Yield a problem for each moved row of a transfer that it does not have."""
    for name, (i, _) in moves.items():
        if not name.startswith("TT-") or name in rows:
            continue
        place = placed.place("responsibilities", i, "activity")
        if name in library.rows:
            hint = "remove the entry; the row does not apply to this class of transfer"
            yield Problem(place, "wrong-move", f"activity {name!r} is not in this transfer", hint)
        else:
            hint = did_you_mean(name, library.rows, "see the rows in clauses/transfer/activities.yaml")
            yield Problem(place, "unknown-activity", f"no activity is called {name!r}", hint)


def matrix_of(context: Context) -> Matrix:
    """Give the matrix of a transfer: its rows by phase, in the order of the work."""
    lists = context.library.lists
    assert lists is not None and context.deal.transfer is not None
    sending_is_giver = context.deal.transfer.sending_unit.party != "contract_acceptor"
    filler = Filler(context)
    phases = {phase.id: phase.title for phase in lists.phases}
    rows = []
    for held in context.responsibilities.rows.values():
        title = filler.plain(held.row.title)
        rows.append(
            MatrixRow(
                activity=held.row.activity.id,
                title=title[:1].upper() + title[1:],
                aspect=held.row.aspect,
                clause_id="",
                clause_number="",
                party=held.party,  # type: ignore[arg-type]  # the loader lets only these names through
                letters=letters_of(held, lists.roles, sending_is_giver),
                state=held.state,  # type: ignore[arg-type]
                reason=held.reason,
                basis=held.row.activity.basis,
                phase=phases[held.row.aspect],
                output=lists.activities[held.row.activity.id].output,
                sign_off=lists.activities[held.row.activity.id].sign_off,
            )
        )
    used = {role for row in rows for role in row.letters}
    return Matrix(tuple(_roles(context, used, lists.roles)), tuple(rows), ())


def letters_of(held: HeldRow, roles: Mapping[str, TransferRole], sending_is_giver: bool) -> dict[str, str]:
    """Give the letters of a row by role of the transfer; those of a shared row are taken over from the agreement.

    Where the contract acceptor sends, each role of the agreement stands at the other unit.
    """
    if not held.row.takers:
        return dict(held.letters)
    found: dict[str, str] = {}
    for role, letter in held.letters.items():
        takers = held.row.takers.get(role, ())
        if not sending_is_giver:
            takers = tuple(roles[taker].counterpart or taker for taker in takers)
        for i, taker in enumerate(takers):
            # An answerable role is one; the others that take its letter do the work.
            own = letter if i == 0 or letter in ("R", "C", "I") else "R"
            found[taker] = stood_in({"": found.get(taker, own), taker: own}, {"": taker})[taker]
    order = {role: i for i, role in enumerate(roles)}
    return dict(sorted(found.items(), key=lambda pair: order.get(pair[0], len(order))))


def _roles(context: Context, used: Iterable[str], roles: Mapping[str, TransferRole]) -> Iterator[MatrixRole]:
    deal = context.deal
    assert deal.transfer is not None
    team = {one.role_code: one.name for one in (deal.transfer.governance.team if deal.transfer.governance else ())}
    names = {
        "sending_unit": unit_details(deal, deal.transfer.sending_unit)[1],
        "receiving_unit": unit_details(deal, deal.transfer.receiving_unit)[1],
        "joint": "Both Units",
    }
    sides = {"sending_unit": "contract_giver", "receiving_unit": "contract_acceptor", "joint": "third_party"}
    for side in sides:
        for role in roles.values():
            if role.side == side and role.id in used:
                unit = {"sending_unit": "Sending Unit", "receiving_unit": "Receiving Unit"}.get(side)
                party = f"{unit}, {names[side]}" if unit else names[side]
                person = team.get(role.id, "")
                party_key = sides[side]
                yield MatrixRole(role.id, role.name, party_key, party, person, role.description)  # type: ignore[arg-type]


def raci_table(context: Context, matrix: Matrix, name: str, number: str) -> Table:
    """Give the matrix for the page: one column a role, then output and sign-off."""
    lists = context.library.lists
    assert lists is not None
    columns = [Column("No.", 7), Column("Activity", 30)]
    columns += [Column(role.id, 3.5, "center", role.party_name) for role in matrix.roles]
    columns += [Column("Output", 13), Column("Sign-off", 9)]
    rows: list[TableRow] = []
    for phase in lists.phases:
        group = [row for row in matrix.rows if row.aspect == phase.id]
        if group:
            rows.append(TableRow(((phase.title,),), "group"))
        for row in group:
            rows.append(_row(matrix, row, context.library.rows[row.activity]))
    return Table(name, "Responsibility matrix of the transfer", number, tuple(columns), tuple(rows), "matrix")


def _row(matrix: Matrix, row: MatrixRow, held: Row) -> TableRow:
    mark = "N/A" if row.state == "not_applicable" else ""
    letters = tuple((row.letters.get(role.id) or mark,) for role in matrix.roles)
    cells = tuple(cell if cell[0] else () for cell in letters)
    title = f"{row.title}{'*' if row.state == 'moved' else ''}{_SHARED if held.takers else ''}"
    signed = ", ".join(row.sign_off)
    return TableRow(((row.activity,), (title,), *cells, (row.output,), (signed,)), id=row.activity)


def legend(matrix: Matrix, shared: bool) -> str:
    """Give the legend below the matrix."""
    text = "; ".join(f"{letter} = {meaning}" for letter, meaning in LETTERS.items()) + "."
    if shared:
        text += f" {_SHARED} = row of the quality agreement, with the letters that it has there."
    if any(row.state == "moved" for row in matrix.rows):
        text += " * = agreed differently for this deal."
    return text + " " + "; ".join(f"{role.id} = {role.name}" for role in matrix.roles) + "."
