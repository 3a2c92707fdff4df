"""What the tags of a template may print: the facts of a document, by name (docs/template.md lists them)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from qa_docs.model.expression import Choice, Compare, Constant, Expression, Logic, Name, Not

Kind = Literal["text", "flag", "number", "list", "group"]

_PARTY = ("legal_name", "short_name", "role", "address", "country", "registration", "logo")

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "document": ("number", "title", "revision", "effective_date", "status", "kind", "product_line", "tier"),
        "giver": _PARTY,
        "acceptor": _PARTY,
        "supply_agreement": ("title", "number", "date"),
    }
)
"""Facts that belong together: `{{ document.number }}`."""

LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "history": ("revision", "date", "reason", "author"),
        "approvals": ("party", "legal_name", "role", "capacity", "name", "title"),
        "open_points": ("number", "title", "label"),
        "distribution": ("name",),
    }
)
"""Lists that a template can walk: `{%tr for line in history %}`."""

SINGLE: Mapping[str, Kind] = MappingProxyType(
    {
        "products": "text",
        "markets": "text",
        "disclaimer": "text",
        "draft": "flag",
        "open_count": "number",
        "table_count": "number",
        "figure_count": "number",
        "critical_count": "number",
    }
)
"""Facts that stand alone: `{{ products }}`."""

LOOP: Mapping[str, Kind] = MappingProxyType({"index": "number", "first": "flag", "last": "flag", "length": "number"})
"""What a loop knows about itself: `{{ loop.index }}`."""


def value_of(expression: Expression, facts: Mapping[str, Any]) -> Any:
    """Give the value of `expression`; a name that `facts` lacks is an error of the caller, not of the template."""
    match expression:
        case Name(path):
            value: Any = facts
            for step in path:
                value = value[step]
            return value
        case Constant(value):
            return value
        case Compare(operator, left, right):
            same = value_of(left, facts) == value_of(right, facts)
            return same if operator == "eq" else not same
        case Logic("and", left, right):
            return value_of(left, facts) and value_of(right, facts)
        case Logic(_, left, right):
            return value_of(left, facts) or value_of(right, facts)
        case Not(operand):
            return not value_of(operand, facts)
        case Choice(condition, then, otherwise):
            return value_of(then if value_of(condition, facts) else otherwise, facts)
        case _:
            raise TypeError(f"a template cannot hold {type(expression).__name__}")


def printed(value: Any) -> str:
    """Give a fact as text; a fact that is absent prints nothing."""
    return "" if value is None or value is False else str(value)
