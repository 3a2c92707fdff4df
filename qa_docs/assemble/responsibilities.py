"""Who does what in this deal: the library's rows with the deal's moves applied.

Prose, two-party table, matrix and workbook all read these rows, so they cannot say different things.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from qa_docs.assemble.evaluate import holds
from qa_docs.assemble.products import Products, Scope
from qa_docs.assemble.select import Selection
from qa_docs.model.deal import MovedResponsibility
from qa_docs.model.library import Library, Role, Row
from qa_docs.model.placed import PlacedDeal
from qa_docs.problems import Problem, did_you_mean

_STRENGTH = {"I": 1, "C": 2, "R": 3, "A": 4, "A/R": 5}


class HeldRow(Struct, frozen=True, gc=False):
    """A row as it stands in this deal. `party` may be `not_applicable`."""

    row: Row
    clause: str
    """Id under which the outline names the clause that carries the row."""
    party: str
    letters: dict[str, str]
    state: str = "standard"
    reason: str = ""
    scope: Scope = 1
    """The products that it concerns."""
    also: tuple[str, ...] = ()
    """Ids of further texts of the clause, for other products, that carry the row too."""


class Responsibilities(Struct, frozen=True, gc=False):
    """The rows of one agreement by activity id, and what is wrong with the deal's moves."""

    rows: dict[str, HeldRow]
    role_party: dict[str, str]
    problems: tuple[Problem, ...]


def responsibilities_of(
    selection: Selection, library: Library, placed: PlacedDeal, products: Products
) -> Responsibilities:
    """Give the rows that the chosen clauses carry, moved and marked as the deal says."""
    sides = role_parties(library, placed)
    certified = products.fact("qp", "needed")
    stand_ins = {
        role: stand_in.role
        for stand_in in library.stand_ins
        if holds(stand_in.when, products.whole.values)
        for role in stand_in.stands_for
    }
    moves = {move.activity: (i, move) for i, move in enumerate(placed.deal.responsibilities)}
    problems: list[Problem] = []
    rows: dict[str, HeldRow] = {}
    for row, scope, (clause, *also) in _carried(selection, library, products):
        activity_id = row.activity.id
        written: dict[str, str] = {
            role: letter for role, letter in row.activity.letters.items() if role != "QP" or certified & scope
        }
        letters = stood_in(written, stand_ins) if stand_ins else written
        party = _party_of(row.activity.party, letters, sides)
        held = HeldRow(row, clause, party, dict(letters), scope=scope, also=tuple(also))
        if activity_id in moves:
            held = moved_row(held, *moves[activity_id], library.roles, sides, placed, problems)
        rows[activity_id] = held
    problems.extend(_unknown_moves(rows, library, placed))
    # The library's own letters were checked with it; those that this deal changed are checked here.
    changed = {activity: held for activity, held in rows.items() if held.letters != held.row.activity.letters}
    problems.extend(_check_letters(changed, moves, placed))
    return Responsibilities(rows, sides, tuple(problems))


def _carried(selection: Selection, library: Library, products: Products) -> Iterator[tuple[Row, Scope, list[str]]]:
    """Yield each row that a chosen clause carries, the products that it concerns, and the ids of the texts with it."""
    found: dict[str, tuple[Row, Scope, list[str]]] = {}
    for base_id, clause in selection.chosen.items():
        for activity_id in clause.head.activities:
            row = library.rows.get(activity_id)
            scope = products.where(row.when, selection.scopes[base_id]) if row else 0
            if row and scope:
                _, before, clauses = found.get(activity_id, (row, 0, []))
                found[activity_id] = (row, before | scope, [*clauses, base_id])
    yield from found.values()


def role_parties(library: Library, placed: PlacedDeal) -> dict[str, str]:
    """Give the party of each role; the Qualified Persons' is the one that employs those of the deal."""
    sides: dict[str, str] = {role.id: role.party for role in library.roles.values()}
    persons = placed.deal.qualified_persons
    if persons and "QP" in sides:
        # `control` holds that one party employs them all: one row of the matrix has one holder.
        sides["QP"] = persons[0].employed_by
    return sides


def _party_of(party: str, letters: Mapping[str, str], sides: Mapping[str, str]) -> str:
    """Give the row's party; where the accountable role sits at the other party in this deal, that one."""
    accountable = next((role for role, letter in letters.items() if letter.startswith("A")), "")
    side = sides.get(accountable, party)
    return side if party in ("contract_giver", "contract_acceptor") else party


def moved_row(
    held: HeldRow,
    index: int,
    move: MovedResponsibility,
    roles: Mapping[str, Role],
    sides: Mapping[str, str],
    placed: PlacedDeal,
    problems: list[Problem],
) -> HeldRow:
    """Give a row as a deal moves it, with its letters mirrored or those that the deal gives."""
    if move.to == "not_applicable":
        return replace(held, party="not_applicable", letters={}, state="not_applicable", reason=move.reason)
    letters: dict[str, str] = dict(held.letters)
    if move.letters is not None:
        letters = dict(move.letters)
        for role in letters:
            if role not in roles:
                place = placed.place("responsibilities", index, "letters", role)
                hint = did_you_mean(role, roles)
                problems.append(Problem(place, "unknown-role", f"no role is called {role!r}", hint))
    elif move.to != "both" and _party_of(move.to, letters, sides) != move.to:
        letters = mirrored(letters, roles)
    return replace(held, party=move.to, letters=letters, state="moved", reason=move.reason)


def mirrored(letters: Mapping[str, str], roles: Mapping[str, Role]) -> dict[str, str]:
    """Give the letters with every role changed for its counterpart at the other party; one without keeps its letter."""
    return stood_in(letters, {role: roles[role].counterpart or role for role in letters if role in roles})


def stood_in(letters: Mapping[str, str], instead: Mapping[str, str]) -> dict[str, str]:
    """Give the letters with roles changed for those that stand in for them.

    Where two letters fall to one role, the stronger stays; R beside A becomes A/R: the role then does the work too.
    """
    changed: dict[str, str] = {}
    for role, letter in letters.items():
        other = instead.get(role, role)
        pair = {letter, changed.get(other, letter)}
        changed[other] = "A/R" if pair == {"A", "R"} else max(pair, key=lambda one: _STRENGTH[one])
    return changed


def _unknown_moves(rows: Mapping[str, HeldRow], library: Library, placed: PlacedDeal) -> Iterator[Problem]:
    for i, move in enumerate(placed.deal.responsibilities):
        place = placed.place("responsibilities", i, "activity")
        if move.activity.startswith("TT-"):
            continue  # a row of the transfer's own matrix
        if move.activity not in library.rows:
            hint = did_you_mean(move.activity, library.rows, "see the rows in clauses/activities/")
            yield Problem(place, "unknown-activity", f"no activity is called {move.activity!r}", hint)
        elif move.activity not in rows:
            message = f"activity {move.activity!r} is not in this agreement"
            yield Problem(place, "wrong-move", message, "remove the entry; the row does not apply to this deal")


def _check_letters(
    rows: Mapping[str, HeldRow], moves: Mapping[str, tuple[int, MovedResponsibility]], placed: PlacedDeal
) -> Iterator[Problem]:
    for activity_id, held in rows.items():
        if held.party == "not_applicable":
            continue
        place = held.row.place
        if activity_id in moves:
            place = placed.place("responsibilities", moves[activity_id][0])
        yield from check_letters(activity_id, held.letters, place)


def check_letters(activity_id: str, letters: Mapping[str, str], place: Any) -> Iterator[Problem]:
    """Yield a problem unless exactly one role is accountable and somebody is responsible.

    A shared A is the usual way a quality agreement hides an open question, so two accountable roles are an error.
    """
    accountable = [role for role, letter in letters.items() if letter.startswith("A")]
    if len(accountable) != 1:
        found = "no role is" if not accountable else " and ".join(accountable) + " are"
        hint = "give the row's letters: exactly one role has A or A/R"
        yield Problem(place, "not-one-accountable", f"{found} accountable for {activity_id}", hint)
    if not any(letter in ("R", "A/R") for letter in letters.values()):
        hint = "mark who does the work with R, or A/R"
        yield Problem(place, "nobody-responsible", f"nobody is responsible for {activity_id}", hint)
