"""Why a clause of a document changed: the library's history, or the deal lines that decided."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from qa_docs.assemble.select import Selection
from qa_docs.build.decided import deciding
from qa_docs.library.lock import Lock, read_lock
from qa_docs.model.document import Blank, ClauseText, Emphasis, Paragraph, Strong, Table, Text
from qa_docs.model.facts import facts_of
from qa_docs.model.library import Clause, Library
from qa_docs.model.placed import PlacedDeal


class State(Struct, frozen=True):
    """What a document was made from: its deal, its library, and the choice of clauses."""

    placed: PlacedDeal
    library: Library
    selection: Selection
    folders: tuple[Path, ...]


class Reasons:
    """Gives why a clause changed between two states; without the old state, what the new one tells."""

    def __init__(self, old: State | None, new: State) -> None:
        self._old, self._new = old, new
        self._facts = facts_of(new.placed.deal)
        self._locks = [read_lock(folder) for folder in new.folders]

    def of(self, was: ClauseText | None, now: ClauseText | None) -> str:
        """Give the reason in words, a paragraph each."""
        if was is None and now is not None:
            return self._come(now)
        if now is None and was is not None:
            return self._gone(was)
        if was is None or now is None:
            return ""
        return "\n\n".join([*self._of_library(was, now), *self._of_deal(was, now)]) or (
            "The clause is the same; words that it takes from the deal or from another clause changed."
        )

    def _come(self, now: ClauseText) -> str:
        lines = [f"New in this revision: clause {now.id}, version {now.version}."]
        if (own := self._new.placed.deal.own_clauses.get(now.id)) is not None:
            lines = [f"A clause of this agreement alone, approved by {own.approved_by}: {own.reason}"]
        lines += self._decided(now.id)
        lines += self._approval(now)
        return "\n\n".join(lines)

    def _gone(self, was: ClauseText) -> str:
        lines = [f"No longer in this revision: clause {was.id}, version {was.version}."]
        if was.id not in self._new.library.clauses:
            lines.append("The clause library does not hold the clause any more.")
        lines += self._decided(was.id)
        return "\n\n".join(lines)

    def _of_library(self, was: ClauseText, now: ClauseText) -> Iterator[str]:
        if was.version == now.version or now.id not in self._new.library.clauses:
            return
        clause = self._new.library.clauses[now.id]
        yield f"Clause {now.id}, version {was.version} \u2192 {now.version}."
        for change in clause.head.history:
            if change.version == was.version:
                break
            yield f"Version {change.version}: {' '.join(change.change.split())}"
        yield from _basis(clause, self._new.library)
        yield from self._approval(now)

    def _of_deal(self, was: ClauseText, now: ClauseText) -> Iterator[str]:
        placed = self._new.placed
        if was.position != now.position:
            chosen = placed.deal.positions.get(now.id)
            why = f" Approved by {chosen.approved_by}: {chosen.reason}" if chosen else ""
            yield f"Position {was.position} \u2192 {now.position}.{why}"
        before, after = _answers(was), _answers(now)
        for name, answer in after.items():
            if name in before and before[name] != answer:
                where = placed.place("blanks", name) if name in placed.deal.blanks else None
                told = f" ({where})" if where else " (the default)"
                yield f"Blank {name}: {before[name]} \u2192 {answer}{told}."
        clause = self._new.library.clauses.get(now.id)
        if clause is not None and self._old is not None:
            yield from _moves(self._old.placed, placed, clause)

    def _decided(self, clause_id: str) -> Iterator[str]:
        """Yield what decided that a clause is in or out, with the deal lines."""
        decision = self._new.selection.decisions.get(clause_id)
        if decision is not None:
            if decision.because.startswith("left out"):
                yield f"{decision.because[0].upper()}{decision.because[1:]}"
            yield from (f"{line}." for line in deciding(decision.reads, self._facts, self._new.placed))

    def _approval(self, now: ClauseText) -> Iterator[str]:
        for lock in reversed(self._locks):
            if found := _approved(lock, now):
                yield found
                return


def _approved(lock: Lock, now: ClauseText) -> str:
    approval = lock.clauses.get(now.id)
    if approval is None:
        return ""
    if approval.version != now.version:
        return f"Version {now.version} is not approved in the library yet."
    return f"Approved in the library by {approval.approved_by} on {approval.date.isoformat()}."


def _basis(clause: Clause, library: Library) -> Iterator[str]:
    cited = [library.requirements[one] for one in clause.head.basis if one in library.requirements]
    if cited:
        yield "Basis: " + "; ".join(f"{one.source}, {one.section}" for one in cited[:5]) + "."


def _moves(old: PlacedDeal, new: PlacedDeal, clause: Clause) -> Iterator[str]:
    before = {move.activity: move for move in old.deal.responsibilities}
    for i, move in enumerate(new.deal.responsibilities):
        if move.activity in clause.head.activities and before.get(move.activity) != move:
            to = move.to.replace("_", " ")
            yield f"Row {move.activity} goes to: {to}. {move.reason} ({new.place('responsibilities', i)})"
    after = {move.activity for move in new.deal.responsibilities}
    for activity in sorted(before.keys() - after):
        if activity in clause.head.activities:
            yield f"Row {activity} is as the library has it again."


def _answers(clause: ClauseText) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in clause.blocks:
        if isinstance(block, Paragraph):
            found.update(_blanks(block.text))
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    found.update(_blanks(cell))
    return found


def _blanks(text: Text) -> Iterable[tuple[str, str]]:
    for node in text:
        if isinstance(node, Blank):
            yield node.id, "[\u2022]" if node.open else node.text
        elif isinstance(node, (Strong, Emphasis)):
            yield from _blanks(node.text)
