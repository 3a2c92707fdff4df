"""Chooses the clauses of an agreement: by condition, variant and what others require, for each product alone."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from qa_docs.assemble.evaluate import Read, holds
from qa_docs.assemble.products import Products, Scope
from qa_docs.model.expression import Expression
from qa_docs.model.facts import Values
from qa_docs.model.library import Clause, Library, OutlineSpec
from qa_docs.model.own_clauses import OmittedClause
from qa_docs.problems import Place, Problem


class Decision(Struct, frozen=True, gc=False):
    """Why a clause is in an agreement or out of it."""

    clause: str
    included: bool
    because: str
    """`always`, `when`, `variant`, `required by X`, `replaced by X`, `left out by the deal …`."""
    when: Expression | None = None
    """The condition that decided."""
    values: Values | None = None
    """The facts over which it was evaluated."""
    apart: tuple[tuple[Scope, "Decision"], ...] = ()
    """The decisions for each group of products, where they differ."""

    @property
    def reads(self) -> tuple[Read, ...]:
        """The facts that decided. They are asked for seldom, so they are read when they are."""
        found: list[Read] = []
        if self.values is not None:
            holds(self.when, self.values, found)
        return tuple(found)


class Selection(Struct, frozen=True, gc=False):
    """The clauses of an agreement, by the id under which the outline names them.

    Where products need different texts of one clause, each further text stands under its own id.
    """

    chosen: dict[str, Clause]
    decisions: dict[str, Decision]
    problems: tuple[Problem, ...]
    scopes: dict[str, Scope]
    """The products for which each chosen clause applies."""
    further: dict[str, tuple[str, ...]]
    """Further texts of a clause for other products, by the id under which the outline names it."""

    def of(self, clause_id: str) -> tuple[tuple[str, Clause], ...]:
        """Give what stands for `clause_id`: itself or the variant in its place, or both for different products."""
        if clause_id not in self.further:
            clause = self.chosen.get(clause_id)
            return () if clause is None else ((clause_id, clause),)
        ids = (clause_id, *self.further[clause_id])
        return tuple((one, self.chosen[one]) for one in ids if one in self.chosen)


def base_of(clause: Clause) -> str:
    """Give the id by which outlines and deals name a clause: a variant goes by that of the clause it stands for."""
    return clause.head.variant_of or clause.id


def select(
    outline: OutlineSpec,
    library: Library,
    products: Products,
    deal_place: Place,
    omitted: Mapping[str, OmittedClause] | None = None,
) -> Selection:
    """Give the clauses of `outline` that apply to a deal with `products`, with the reason for each.

    Each group of products gets what a deal about it alone would get; the agreement is all of them together. What the
    deal `omitted` is in none of them.
    """
    left_out = omitted or {}
    alone = [
        (group.bit, _select(outline, library, group.facts.values, deal_place, left_out)) for group in products.groups
    ]
    if len(alone) == 1:
        return alone[0][1]
    chosen: dict[str, Clause] = {}
    scopes: dict[str, Scope] = {}
    further: dict[str, tuple[str, ...]] = {}
    for base_id in clauses_of(outline):
        found: dict[str, Scope] = {}
        for bit, selection in alone:
            if clause := selection.chosen.get(base_id):
                found[clause.id] = found.get(clause.id, 0) | bit
        ids = sorted(found, key=lambda one: one != base_id)  # the clause itself before those that stand in its place
        for i, clause_id in enumerate(ids):
            key = clause_id if i else base_id
            chosen[key], scopes[key] = library.clauses[clause_id], found[clause_id]
        if len(ids) > 1:
            further[base_id] = tuple(ids[1:])
    decisions = {one: _merged([(bit, selection.decisions.get(one)) for bit, selection in alone]) for one in _ids(alone)}
    problems = dict.fromkeys(problem for _, selection in alone for problem in selection.problems)
    return Selection(chosen, decisions, tuple(problems), scopes, further)


def _ids(alone: Iterable[tuple[Scope, Selection]]) -> Iterable[str]:
    return dict.fromkeys(one for _, selection in alone for one in selection.decisions)


def _merged(apart: list[tuple[Scope, Decision | None]]) -> Decision:
    found = [(bit, decision) for bit, decision in apart if decision is not None]
    first = next((decision for _, decision in found if decision.included), found[0][1])
    said = [(decision.included, decision.because, decision.reads) for _, decision in found]
    if all(one == said[0] for one in said) and said[0][0] == first.included:
        return first
    return Decision(first.clause, first.included, first.because, first.when, first.values, tuple(found))


class _Applies:
    """Says which clauses apply; a condition that many clauses share is evaluated once."""

    __slots__ = ("_known", "values")

    def __init__(self, values: Values) -> None:
        self.values = values
        self._known: dict[str, bool] = {}

    def to(self, clause: Clause) -> bool:
        condition = clause.head.when
        if condition is None:
            return True
        found = self._known.get(condition)
        if found is None:
            found = self._known[condition] = holds(clause.when, self.values)
        return found


def _select(
    outline: OutlineSpec,
    library: Library,
    values: Values,
    deal_place: Place,
    omitted: Mapping[str, OmittedClause],
) -> Selection:
    variants: dict[str, list[Clause]] = {}
    for clause in library.clauses.values():
        if clause.head.variant_of:
            variants.setdefault(clause.head.variant_of, []).append(clause)
    decisions: dict[str, Decision] = {}
    chosen: dict[str, Clause] = {}
    problems: list[Problem] = []
    known = [clause_id for clause_id in clauses_of(outline) if clause_id in library.clauses]
    applies = _Applies(values)
    for base_id in known:
        decided = _decide(base_id, library, variants.get(base_id, []), applies, decisions, problems, deal_place)
        if decided is None:
            continue
        if (why := omitted.get(decided.id) or omitted.get(base_id)) is not None:
            because = f"left out by the deal, approved by {why.approved_by}: {why.reason}"
            decisions[decided.id] = Decision(decided.id, False, because)
            continue
        chosen[base_id] = decided
    _require([one for one in known if one not in omitted], library, chosen, decisions, problems, deal_place)
    ordered = {base_id: chosen[base_id] for base_id in known if base_id in chosen}
    return Selection(ordered, decisions, tuple(problems), dict.fromkeys(ordered, 1), {})


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
    applies: "_Applies",
    decisions: dict[str, Decision],
    problems: list[Problem],
    deal_place: Place,
) -> Clause | None:
    base, values = library.clauses[base_id], applies.values
    applying = []
    for variant in variants:
        included = applies.to(variant)
        decisions[variant.id] = Decision(variant.id, included, "variant", variant.when, values)
        if included:
            applying.append(variant)
    because = "when" if base.when is not None else "always"
    if not applies.to(base):
        decisions[base_id] = Decision(base_id, False, because, base.when, values)
        for variant in applying:
            decisions[variant.id] = Decision(variant.id, False, because, base.when, values)
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
        instead = applying[0]
        decisions[base_id] = Decision(base_id, False, f"replaced by {instead.id}", instead.when, values)
        return instead
    decisions[base_id] = Decision(base_id, True, because, base.when, values)
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
                        f"clause {clause.id!r} requires {needed!r}, which is not in the outline, or is left out",
                        "add it to the outline in clauses/documents/, or take it out of the deal's `omitted_clauses`",
                    )
                )
                continue
            chosen[needed] = library.clauses[needed]
            decisions[needed] = Decision(needed, True, f"required by {clause.id}")
            waiting.append(chosen[needed])
