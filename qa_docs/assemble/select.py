"""Chooses the clauses of an agreement: by condition, variant and what others require."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from qa_docs.assemble.evaluate import Read, holds
from qa_docs.model.facts import Values
from qa_docs.model.library import Clause, Library, OutlineSpec
from qa_docs.problems import Place, Problem


class Decision(Struct, frozen=True, gc=False):
    """Why a clause is in an agreement or out of it."""

    clause: str
    included: bool
    because: str
    """`always`, `when`, `variant`, `required by X`, `replaced by X`, `not in the outline`."""
    reads: tuple[Read, ...] = ()


class Selection(Struct, frozen=True, gc=False):
    """The clauses of an agreement, by the id under which the outline names them."""

    chosen: dict[str, Clause]
    decisions: dict[str, Decision]
    problems: tuple[Problem, ...]

    def of(self, clause_id: str) -> Clause | None:
        """Give the clause that stands for `clause_id`: itself, or the variant in its place."""
        return self.chosen.get(clause_id)


def select(outline: OutlineSpec, library: Library, values: Values, deal_place: Place) -> Selection:
    """Give the clauses of `outline` that apply to the deal whose facts are `values`, with the reason for each."""
    variants: dict[str, list[Clause]] = {}
    for clause in library.clauses.values():
        if clause.head.variant_of:
            variants.setdefault(clause.head.variant_of, []).append(clause)
    decisions: dict[str, Decision] = {}
    chosen: dict[str, Clause] = {}
    problems: list[Problem] = []
    known = [clause_id for clause_id in clauses_of(outline) if clause_id in library.clauses]
    for base_id in known:
        decided = _decide(base_id, library, variants.get(base_id, []), values, decisions, problems, deal_place)
        if decided is not None:
            chosen[base_id] = decided
    _require(known, library, chosen, decisions, problems, deal_place)
    ordered = {base_id: chosen[base_id] for base_id in known if base_id in chosen}
    return Selection(ordered, decisions, tuple(problems))


def clauses_of(outline: OutlineSpec) -> Iterator[str]:
    """Yield the clause ids of an outline in reading order, appendices last."""
    for part in outline.parts:
        for section in part.sections:
            yield from section.clauses
    for appendix in outline.appendices:
        yield from appendix.clauses


def _decide(
    base_id: str,
    library: Library,
    variants: list[Clause],
    values: Values,
    decisions: dict[str, Decision],
    problems: list[Problem],
    deal_place: Place,
) -> Clause | None:
    base = library.clauses[base_id]
    applying = []
    for variant in variants:
        reads: list[Read] = []
        applies = holds(variant.when, values, reads)
        decisions[variant.id] = Decision(variant.id, applies, "variant", tuple(reads))
        if applies:
            applying.append(variant)
    reads = []
    applies = holds(base.when, values, reads)
    because = "when" if base.when is not None else "always"
    if not applies:
        decisions[base_id] = Decision(base_id, False, because, tuple(reads))
        for variant in applying:
            decisions[variant.id] = Decision(variant.id, False, because, tuple(reads))
        return None
    if len(applying) > 1:
        names = " and ".join(repr(variant.id) for variant in applying)
        problems.append(
            Problem(
                deal_place,
                "variant-ambiguous",
                f"{names} both want to stand for {base_id!r} in this agreement",
                "make their `when` exclude each other",
            )
        )
    if applying:
        decisions[base_id] = Decision(base_id, False, f"replaced by {applying[0].id}", decisions[applying[0].id].reads)
        return applying[0]
    decisions[base_id] = Decision(base_id, True, because, tuple(reads))
    return base


def _require(
    known: Iterable[str],
    library: Library,
    chosen: dict[str, Clause],
    decisions: dict[str, Decision],
    problems: list[Problem],
    deal_place: Place,
) -> None:
    """Add what the chosen clauses require, and what those require in turn."""
    in_outline = frozenset(known)
    waiting = list(chosen.values())
    while waiting:
        clause = waiting.pop()
        for needed in clause.head.requires:
            if needed in chosen:
                continue
            if needed not in in_outline:
                problems.append(
                    Problem(
                        deal_place,
                        "required-clause-missing",
                        f"clause {clause.id!r} requires {needed!r}, which is not in the outline",
                        "add it to the outline in clauses/documents/",
                    )
                )
                continue
            chosen[needed] = library.clauses[needed]
            decisions[needed] = Decision(needed, True, f"required by {clause.id}")
            waiting.append(chosen[needed])
