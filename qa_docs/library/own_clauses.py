"""Puts what a deal does to the list of clauses into the library: titles, clauses of its own, other places.

What it leaves out is no matter of the library: `assemble.select` passes over it, and can say why.
"""

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from qa_docs.library.check_clauses import check_text
from qa_docs.library.terms import TermFinder
from qa_docs.model.facts import known_names
from qa_docs.model.library import Clause, ClauseHead, Library, OutlinePart, OutlineSection, OutlineSpec
from qa_docs.model.named_files import shown_ids
from qa_docs.model.own_clauses import OWN, MovedClause, OwnClause
from qa_docs.model.placed import PlacedDeal
from qa_docs.model.walk import references_in
from qa_docs.problems import Place, Problem, ProblemsFound, did_you_mean, errors_of
from qa_docs.source.markdown import read_clause_text
from qa_docs.source.negotiated import shown
from qa_docs.source.typography import typographic_words

_KIND = "quality-agreement"


def with_own_clauses(library: Library, placed: PlacedDeal) -> tuple[Library, tuple[Problem, ...]]:
    """Give the library with the deal's titles, own clauses and moved clauses, and what is to be known of them.

    Raises `ProblemsFound` where one cannot be used.
    """
    problems: list[Problem] = []
    library = _with_titles(library, placed, problems)
    if _KIND not in library.outlines:
        return library, tuple(problems)
    outline = library.outlines[_KIND]
    order = _Order(outline.spec, library)
    wanted = {**_moved(library, placed, order, problems), **_own(library, placed, order, problems)}
    for clause_id in order.put(wanted):
        key = "own_clauses" if clause_id in placed.deal.own_clauses else "moved_clauses"
        problems.append(_unknown(placed, (key, clause_id, "after"), wanted[clause_id].after, order.known))
    finder = TermFinder(term.spec for term in library.terms)
    own: dict[str, Clause] = {}
    for clause_id, one in placed.deal.own_clauses.items():
        if clause_id in order.aspects and clause_id not in library.clauses:
            try:
                own[clause_id] = _clause(clause_id, one, placed, finder, order.aspects[clause_id])
            except ProblemsFound as found:
                problems.extend(found.problems)
    outlines = {**library.outlines, _KIND: replace(outline, spec=order.spec())}
    whole = replace(library, clauses={**library.clauses, **own}, outlines=outlines)
    for clause in own.values():
        problems.extend(check_text(clause, "standard", whole, known_names(), shown_ids(placed.deal)))
    if errors_of(problems):
        raise ProblemsFound(problems)
    return whole, tuple(problems)


def _with_titles(library: Library, placed: PlacedDeal, problems: list[Problem]) -> Library:
    clauses = dict(library.clauses)
    for clause_id, retitled in placed.deal.clause_titles.items():
        if clause_id in clauses:
            head = dataclasses.replace(clauses[clause_id].head, title=typographic_words(retitled.title))
            clauses[clause_id] = replace(clauses[clause_id], head=head)
        else:
            problems.append(_unknown(placed, ("clause_titles", clause_id), clause_id, clauses))
    return replace(library, clauses=clauses)


def _moved(
    library: Library, placed: PlacedDeal, order: "_Order", problems: list[Problem]
) -> dict[str, OwnClause | MovedClause]:
    """Take the clauses that the deal moves out of their places, and give where they shall stand."""
    wanted: dict[str, OwnClause | MovedClause] = {}
    for clause_id, moved in placed.deal.moved_clauses.items():
        if clause_id not in library.clauses:
            problems.append(_unknown(placed, ("moved_clauses", clause_id), clause_id, library.clauses))
            continue
        base = library.clauses[clause_id].head.variant_of or clause_id
        if base in order.aspects:
            order.take(base)
            wanted[base] = moved
        else:
            message = f"clause {clause_id!r} stands in an appendix, or in no outline: it cannot be moved"
            place = placed.place("moved_clauses", clause_id)
            problems.append(Problem(place, "unknown-clause", message, "remove the entry"))
    return wanted


def _own(
    library: Library, placed: PlacedDeal, order: "_Order", problems: list[Problem]
) -> dict[str, OwnClause | MovedClause]:
    wanted: dict[str, OwnClause | MovedClause] = {}
    for clause_id, own in placed.deal.own_clauses.items():
        if clause_id in library.clauses or clause_id in order.sections:
            message = f"{clause_id!r} is the id of a clause or section of the library"
            place = placed.place("own_clauses", clause_id)
            problems.append(Problem(place, "duplicate-id", message, "give your own clause another id"))
        else:
            wanted[clause_id] = own
    return wanted


def _unknown(placed: PlacedDeal, path: tuple[str, ...], name: str, known: Mapping[str, object]) -> Problem:
    message = f"no clause or section is called {name!r}" if path[-1] == "after" else f"no clause is called {name!r}"
    return Problem(placed.place(*path), "unknown-clause", message, did_you_mean(name, known))


def _clause(clause_id: str, own: OwnClause, placed: PlacedDeal, finder: TermFinder, part: OutlinePart) -> Clause:
    if own.text not in placed.negotiated:
        message, hint = f"there is no file {own.text!r}", "check the name; the path counts from the deal"
        place = placed.place("own_clauses", clause_id, "text")
        raise ProblemsFound([Problem(place, "file-not-found", message, hint)])
    text = placed.negotiated[own.text]
    file = shown(placed.file, own.text)
    texts = read_clause_text(text, file)
    if texts.keys() != {"standard"}:
        hint = "write one text, without '# acceptable' or '# fallback'"
        raise ProblemsFound([Problem(Place(file, 1), "negotiated-text", "the text holds several positions", hint)])
    blocks = finder.mark_blocks(texts["standard"])
    head = ClauseHead(
        title=typographic_words(own.title),
        aspect=part.aspect,
        version=OWN,
        note=f"A clause of this agreement alone, approved by {own.approved_by}: {own.reason}",
    )
    return Clause(
        id=clause_id,
        head=head,
        when=None,
        texts={"standard": blocks},
        notices={},
        refers=tuple(sorted(set(references_in(blocks)))),
        place=Place(file, 1, 1),
        places={},
        digest=hashlib.sha256(text.encode()).hexdigest(),
        sources={"standard": text},
    )


class _Order:
    """The clauses of an outline, section by section, while some of them find other places."""

    def __init__(self, spec: OutlineSpec, library: Library) -> None:
        self._spec = spec
        self._bases = {one.id: one.head.variant_of for one in library.clauses.values() if one.head.variant_of}
        self.sections: dict[str, list[str]] = {}
        self.aspects: dict[str, OutlinePart] = {}
        """The part in which each clause stands."""
        self._parts: dict[str, OutlinePart] = {}
        for part in spec.parts:
            for section in part.sections:
                self.sections[section.id] = list(section.clauses)
                self._parts[section.id] = part
                self.aspects |= dict.fromkeys(section.clauses, part)

    @property
    def known(self) -> dict[str, object]:
        """What a clause can follow."""
        return {**dict.fromkeys(self.aspects), **dict.fromkeys(self.sections)}

    def take(self, clause: str) -> None:
        """Take a clause out of its place."""
        for clauses in self.sections.values():
            if clause in clauses:
                clauses.remove(clause)
        del self.aspects[clause]

    def put(self, wanted: Mapping[str, OwnClause | MovedClause]) -> Iterator[str]:
        """Put the clauses where they are wanted; yield those that follow something that is not there.

        Several that follow the same one stand in the order in which the deal names them.
        """
        waiting = dict(wanted)
        last: dict[str, str] = {}
        placed = True
        while waiting and placed:
            placed = False
            for clause, one in list(waiting.items()):
                after = self._bases.get(one.after, one.after)
                if self._put(clause, after, last.get(after, "")):
                    last[after] = clause
                    del waiting[clause]
                    placed = True
        yield from waiting

    def _put(self, clause: str, after: str, behind: str) -> bool:
        for section, clauses in self.sections.items():
            if behind in clauses:
                at = clauses.index(behind) + 1
            elif after in clauses:
                at = clauses.index(after) + 1
            elif after == section:
                at = 0
            else:
                continue
            clauses.insert(at, clause)
            self.aspects[clause] = self._parts[section]
            return True
        return False

    def spec(self) -> OutlineSpec:
        """Give the outline as it is now."""

        def now(section: OutlineSection) -> OutlineSection:
            return dataclasses.replace(section, clauses=tuple(self.sections[section.id]))

        parts = (dataclasses.replace(part, sections=tuple(map(now, part.sections))) for part in self._spec.parts)
        return dataclasses.replace(self._spec, parts=tuple(parts))
