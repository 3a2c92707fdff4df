"""Sets the parts of a deal aside that cannot be read, where they decide nothing about the choice of clauses.

The rest of the deal is then as it will be when they are mended, so what is wrong with its meaning can be told in the
same run. Where a part that decides cannot be read, other clauses would be chosen, and sound answers to their blanks
would be reported as unknown: then the meaning waits.
"""

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from qa_docs.model.placed import KeyPath, PlacedDeal
from qa_docs.problems import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from qa_docs.source.yaml_tree import Tree  # a build that comes from the cache needs no YAML

_PARTY = {"legal_name": "?", "short_name": "?", "address": "?", "country": "?"}
_STAND_INS: dict[KeyPath, Any] = {
    ("document",): {"number": "?", "revision": "?", "effective_date": "2000-01-01"},
    ("contract_giver",): _PARTY,
    ("contract_acceptor",): _PARTY,
    ("contacts",): [],
    ("signatories",): [],
    ("pictures",): [],
    ("appendices", "attached"): [],
    ("appendices", "documents"): [],
    ("appendices", "suppliers"): [],
    ("appendices", "subcontractors"): [],
    ("appendices", "systems"): [],
    ("appendices", "retention"): [],
    ("transfer",): None,
}
"""Parts that no condition reads, and what stands in for each. Risks and scenarios of the contingency plan are read."""

_ALONG: dict[KeyPath, tuple[KeyPath, ...]] = {
    ("contract_acceptor",): (("products",),),
    ("transfer",): (("blanks",), ("positions",), ("responsibilities",)),
}
"""Parts that are judged by what another one says: nothing is told of them either."""


class PartlyRead(ProblemsFound):
    """A deal could not be read, but the rest of it can be judged."""

    def __init__(self, problems: Iterable[Problem], placed: PlacedDeal, silent: frozenset[Place]) -> None:
        super().__init__(problems)
        self.placed = placed
        """The deal without the parts that cannot be read."""
        self._silent = silent

    def of_rest(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Give those problems of the rest's meaning that do not come from what was set aside."""
        return tuple(problem for problem in problems if problem.place not in self._silent)


def set_aside(tree: "Tree", faults: Iterable[Problem]) -> tuple["Tree", frozenset[Place]] | None:
    """Give the tree without the parts that hold the faults, and the places of which nothing can be said.

    None where a fault lies in a part that decides, or in none that is known.
    """
    paths = {place(path): path for path in tree.places for place in (tree.value_place, tree.place)}
    found = {_part_of(paths.get(fault.place, ())) for fault in faults}
    if () in found or not isinstance(tree.value, dict):
        return None
    value = tree.value
    for part in sorted(found):
        value = _with(value, part, _STAND_INS[part])
    silenced = tuple(one for part in found for one in (part, *_ALONG.get(part, ())))
    silent = (place for place, path in paths.items() if any(path[: len(part)] == part for part in silenced))
    return dataclasses.replace(tree, value=value), frozenset(silent)


def _part_of(path: KeyPath) -> KeyPath:
    return next((part for part in _STAND_INS if path[: len(part)] == part), ())


def _with(value: dict[str, Any], part: KeyPath, stand_in: Any) -> dict[str, Any]:
    first, *rest = part
    held = _with(value[str(first)], tuple(rest), stand_in) if rest else stand_in
    changed = {**value, str(first): held}
    if held is None:
        del changed[str(first)]
    return changed
