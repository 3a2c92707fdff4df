"""Conditions and blanks as values: what an author wrote between `{{ }}` or after `when:`, read and ready to evaluate.

The language is Jinja2's and its parser reads it; only these few kinds of node are let through. So an expression can
never reach Python, can be checked for names that no deal has, can be kept in the library cache, and its evaluation
can remember which deal values decided (docs/architecture.md).
"""

from typing import Literal

from msgspec import Struct


class Name(Struct, frozen=True, gc=False, tag="name"):
    """A path into the deal, for example `products.sterile`."""

    path: tuple[str, ...]


class Constant(Struct, frozen=True, gc=False, tag="constant"):
    """A literal."""

    value: str | int | float | bool | None


class Compare(Struct, frozen=True, gc=False, tag="compare"):
    """A comparison of two values. `in` asks whether a list or text holds a value."""

    operator: Literal["eq", "ne", "lt", "lteq", "gt", "gteq", "in", "notin"]
    left: "Expression"
    right: "Expression"


class Logic(Struct, frozen=True, gc=False, tag="logic"):
    """`and` or `or` over two expressions, evaluated only as far as needed."""

    operator: Literal["and", "or"]
    left: "Expression"
    right: "Expression"


class Not(Struct, frozen=True, gc=False, tag="not"):
    """The opposite of a condition."""

    operand: "Expression"


class Choice(Struct, frozen=True, gc=False, tag="choice"):
    """`a if condition else b`."""

    condition: "Expression"
    then: "Expression"
    otherwise: "Expression"


class Call(Struct, frozen=True, gc=False, tag="call"):
    """One of the few functions of clause text, `FUNCTIONS`."""

    function: str
    arguments: tuple[str, ...]


FUNCTIONS = ("ref", "party", "other_party", "notice", "products_of")
"""Functions that a text may call, each with literal arguments only."""

Expression = Name | Constant | Compare | Logic | Not | Choice | Call
