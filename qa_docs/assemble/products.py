"""The products of a deal as its conditions see them: each rule goes to the products that it is for.

A condition is evaluated for each product alone, as if the deal had no other, and holds for the deal when it holds for
at least one. Products that no condition can tell apart form a group; most deals have one group, and then nothing here
costs anything.
"""

from collections.abc import Iterator

from msgspec import Struct

from qa_docs.assemble.evaluate import evaluate
from qa_docs.model.deal import Deal
from qa_docs.model.expression import Call, Choice, Constant, Expression, Name
from qa_docs.model.facts import Facts, Values, facts_of, is_of, listed, markets_of
from qa_docs.model.text import SourceInline, Value
from qa_docs.model.walk import nodes_of

Scope = int
"""The products for which something applies: one bit for each group of products."""

_LONG = 3
"""More names than these are told by those that are left out, where they are fewer."""


class Group(Struct, frozen=True):
    """Products of the same classes and markets, by their places in the deal, and the facts of each of them."""

    bit: Scope
    members: tuple[int, ...]
    facts: Facts


class Products:
    """The products of one deal in groups, and what their names are in a text."""

    __slots__ = ("_deal", "_values", "_views", "every", "groups", "several", "whole")

    def __init__(self, deal: Deal, whole: Facts | None = None) -> None:
        self._deal = deal
        self.whole = whole or facts_of(deal)
        """The facts of the whole deal."""
        if whole is not None:
            # A document that speaks of all its products together tells none of them apart.
            self.several = False
            self.every: Scope = 1
            self.groups: tuple[Group, ...] = (Group(1, tuple(range(len(deal.products))), whole),)
            self._values: tuple[tuple[Scope, Values], ...] = ((1, whole.values),)
            self._views: dict[Scope, Values] = {1: whole.values}
            return
        kinds: dict[tuple[frozenset[str], tuple[str, ...]], list[int]] = {}
        for i, product in enumerate(deal.products):
            key = (frozenset(product.classes), tuple(markets_of(deal, (i,))))
            kinds.setdefault(key, []).append(i)
        self.several = len(kinds) > 1
        """Whether some products differ in a way that a condition can read."""
        self.every = (1 << len(kinds)) - 1
        members = [tuple(places) for places in kinds.values()]
        self.groups = tuple(
            Group(
                1 << i,
                places,
                facts_of(deal, places) if self.several or len(deal.markets) != len(key[1]) else self.whole,
            )
            for i, (key, places) in enumerate(zip(kinds, members, strict=True))
        )
        self._values = tuple((group.bit, group.facts.values) for group in self.groups)
        self._views = {self.every: self.whole.values}

    def where(self, condition: Expression | None, within: Scope) -> Scope:
        """Give those `within` for which a condition holds; none holds for all."""
        if condition is None:
            return within
        if not self.several:
            return within if within and evaluate(condition, self._values[0][1]) else 0
        found = 0
        for bit, values in self._values:
            if within & bit and evaluate(condition, values):
                found |= bit
        return found

    def fact(self, *path: str) -> Scope:
        """Give the products for which a fact is true."""
        return sum(bit for bit, values in self._values if values[path])

    def view(self, scope: Scope) -> Values:
        """Give the facts of a deal that has only the products in `scope`."""
        view = self._views.get(scope)
        if view is None:
            view = self._views[scope] = facts_of(self._deal, self._members(scope)).values
        return view

    def names(self, scope: Scope) -> tuple[str, ...]:
        """Give the names of the products in `scope`, in the order of the deal."""
        return tuple(self._deal.products[i].name for i in self._members(scope))

    def names_of(self, kind: str, scope: Scope) -> str:
        """Give the names of the products of a class in `scope`, as a list in words."""
        products = (self._deal.products[i] for i in self._members(scope))
        return listed(product.name for product in products if is_of(product, kind))

    def phrase(self, scope: Scope) -> str:
        """Give the products in `scope` in words: their names, or "all Products except" the few that are not in it."""
        inside, outside = self.names(scope), self.names(self.every & ~scope)
        if len(inside) > _LONG and len(outside) < len(inside):
            return f"all Products except {listed(outside)}"
        return listed(inside)

    def parts_of(self, text: tuple[SourceInline, ...], scope: Scope) -> list[Scope]:
        """Split `scope` where an either-or inside a text falls differently for its products."""
        parts = [scope] if scope else []
        if not self.several:
            return parts
        for node in nodes_of(text):
            if isinstance(node, Value):
                for choice in _alternatives(node.expression):
                    yes = self.where(choice.condition, scope)
                    parts = [one for part in parts for one in (part & yes, part & ~yes) if one]
        return parts

    def named_in(self, text: tuple[SourceInline, ...], scope: Scope) -> Scope:
        """Give the products in `scope` that a text names itself."""
        found = 0
        for node in nodes_of(text):
            printed = node.expression if isinstance(node, Value) else None
            if isinstance(printed, Call) and printed.function == "products_of":
                found |= self.fact("products", printed.arguments[0])
            elif isinstance(printed, Name) and printed.path == ("products", "names"):
                return scope
        return found & scope

    def _members(self, scope: Scope) -> tuple[int, ...]:
        return tuple(sorted(i for group in self.groups if group.bit & scope for i in group.members))


def _alternatives(expression: Expression) -> Iterator[Choice]:
    """Yield each choice between two texts; one between a text and nothing only adds a word, and may serve for all."""
    if isinstance(expression, Choice):
        if not (isinstance(expression.otherwise, Constant) and not expression.otherwise.value):
            yield expression
        for part in (expression.then, expression.otherwise):
            yield from _alternatives(part)
