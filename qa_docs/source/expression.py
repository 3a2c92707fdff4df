"""Expressions of clause text, read by Jinja2's parser and let through only where they are harmless and can be checked.

What is allowed: names and paths, literals, `and`, `or`, `not`, comparisons, `in`, `a if b else c`, and the few
functions of `FUNCTIONS`, each with one text in quotes. Everything else is refused when the clause is read, not when it
is used.
"""

import math
import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from qa_docs.model.expression import FUNCTIONS, Call, Choice, Compare, Constant, Expression, Logic, Name, Not
from qa_docs.model.walk import names_in
from qa_docs.problems import Place, Problem, ProblemsFound, did_you_mean, nearest
from qa_docs.source.characters import holds_illegal

if TYPE_CHECKING:
    from jinja2 import Environment

LONGEST = 1_000
"""Characters of the longest expression."""

_NAME = re.compile(r"([a-z][a-z0-9_]*)(?:\.[a-z][a-z0-9_]*)*")
_CALL = re.compile(r"([a-z_]+)\('([A-Za-z0-9._-]*)'\)")
_KEYWORDS = frozenset({"and", "else", "false", "if", "in", "is", "none", "not", "or", "true"})
_DEEPEST = 20
_LARGEST = 2**53  # beyond it a number is not the same everywhere
_ALLOWED = (
    "allowed are names, texts in quotes, numbers, and, or, not, ==, !=, <, >, in, 'a if b else c', and "
    + ", ".join(f"{name}('…')" for name in FUNCTIONS)
)


class _RefusedError(Exception):
    """The expression is no good: a code, what is wrong, the way out."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def read_expression(text: str, place: Place) -> Expression:
    """Give the expression that `text` holds. Raises `ProblemsFound` with one problem at `place`."""
    try:
        return _read(text)
    except _RefusedError as fault:
        raise ProblemsFound([Problem(place, fault.code, fault.message, fault.hint)]) from None


def check_names(expression: Expression, known: Collection[tuple[str, ...]], place: Place) -> Iterator[Problem]:
    """Yield a problem for each name in `expression` that is not among the `known` paths, and name the nearest."""
    for path in names_in(expression):
        if path not in known:
            yield Problem(
                place, "unknown-name", f"{_shown('.'.join(path))} is nothing that a deal has", _meant(path, known)
            )


def _meant(path: tuple[str, ...], known: Collection[tuple[str, ...]]) -> str:
    guess = nearest(".".join(path), (".".join(other) for other in known))
    if guess:
        return f"did you mean {guess!r}?"
    beside = sorted({other[-1] for other in known if len(path) > 1 and other[:-1] == path[:-1]})
    return f"after '{'.'.join(path[:-1])}.' there may stand: {', '.join(beside)}" if beside else ""


# Texts repeat: `acceptor` stands in nearly every sentence of a library.
@cache
def _read(text: str) -> Expression:
    """Nine in ten are a name or a call, and are read here at a glance; Jinja2 reads the others."""
    if len(text) > LONGEST or _depth(text) > _DEEPEST:
        raise _RefusedError(
            "expression-refused", "an expression is too long or nested too deep", "put it in simpler words"
        )
    if (found := _NAME.fullmatch(text)) and found.group(1) not in _KEYWORDS:
        return Name(tuple(text.split(".")))
    if (found := _CALL.fullmatch(text)) and found.group(1) in FUNCTIONS:
        return Call(found.group(1), (found.group(2),))
    return _parsed(text)


def _parsed(text: str) -> Expression:
    from jinja2 import TemplateSyntaxError  # here, since no command but those that read clauses needs it
    from jinja2.parser import Parser

    if not text.strip():
        raise _RefusedError("expression-syntax", "an expression is empty", "write a name between the braces")
    try:
        parser = Parser(_environment(), text.strip(), state="variable")
        node = parser.parse_expression()
        if not parser.stream.eos:
            stray = parser.stream.current.value
            message = f"the expression {_shown(text)} cannot be read from {_shown(str(stray))} on"
            raise _RefusedError("expression-syntax", message, "is a quotation mark, a comma or an operator missing?")
        return _converted(node)
    except TemplateSyntaxError as fault:
        message = f"the expression {_shown(text)} cannot be read: {fault.message}"
        raise _RefusedError("expression-syntax", message, "check quotation marks and brackets") from None
    except RecursionError:
        raise _RefusedError(
            "expression-refused", "an expression is nested too deep", "put it in simpler words"
        ) from None


@cache
def _environment() -> "Environment":
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment()


def _converted(node: Any) -> Expression:
    kind = type(node).__name__
    if kind == "Name" or kind == "Getattr":
        return Name(_path(node))
    if kind == "Const" or kind == "Neg":
        return Constant(_constant(node))
    if kind == "And" or kind == "Or":
        operator: Literal["and", "or"] = "and" if kind == "And" else "or"
        return Logic(operator, _converted(node.left), _converted(node.right))
    if kind == "Not":
        return Not(_converted(node.node))
    if kind == "Compare":
        return _comparison(node)
    if kind == "CondExpr":
        if node.expr2 is None:
            _refuse("an 'if' without 'else'", "write 'a if b else c'")
        return Choice(_converted(node.test), _converted(node.expr1), _converted(node.expr2))
    if kind == "Call":
        return _call(node)
    return _refuse(_WHAT.get(kind, "something that clauses do not use"), _HINTS.get(kind, _ALLOWED))


_WHAT = {
    "Filter": "a filter ('|')",
    "Test": "a test ('is')",
    "Getitem": "square brackets after a name",
    "Concat": "'~'",
    "List": "a list",
    "Tuple": "a list",
    "Dict": "a mapping",
    **dict.fromkeys(("Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow", "Pos"), "arithmetic"),
}
_HINTS = {
    "Test": "write == or != in its place",
    "Getitem": "write a dot: products.sterile",
    "List": "a list may only stand after 'in'",
    "Tuple": "a list may only stand after 'in'",
}


def _path(node: Any) -> tuple[str, ...]:
    steps: list[str] = []
    while type(node).__name__ == "Getattr":
        steps.append(node.attr)
        node = node.node
    if type(node).__name__ != "Name":
        _refuse("a dot after something that is no name", _ALLOWED)
    path = (str(node.name), *reversed(steps))
    for step in path:
        if step.startswith("_"):
            _refuse(f"the name {_shown(step)}", "a name never begins with an underscore")
    return path


def _constant(node: Any) -> str | int | float | bool | None:
    if type(node).__name__ == "Neg":
        value = _constant(node.node) if type(node.node).__name__ == "Const" else None
        if isinstance(value, bool) or not isinstance(value, int | float):
            _refuse("a minus sign", _ALLOWED)
        return -value
    if type(node).__name__ != "Const":
        _refuse("anything but a text in quotes or a number here", _ALLOWED)
    value = node.value
    if isinstance(value, str) and holds_illegal(value):
        _refuse("a character that cannot stand in a Word file", "delete it")
    if isinstance(value, int | float) and (not math.isfinite(value) or abs(value) > _LARGEST):
        _refuse("a number that is too large", "write a smaller one")
    return value  # type: ignore[no-any-return]


def _comparison(node: Any) -> Expression:
    if len(node.ops) != 1:
        _refuse("a chain of comparisons", "join two comparisons with 'and'")
    operand = node.ops[0]
    left = _converted(node.expr)
    if operand.op in ("in", "notin") and type(operand.expr).__name__ in ("List", "Tuple"):
        return _membership(left, operand)
    return Compare(operand.op, left, _converted(operand.expr))


def _membership(left: Expression, operand: Any) -> Expression:
    """`x in ['a', 'b']` is the same as `x == 'a' or x == 'b'`, and needs no lists in the language."""
    if not operand.expr.items:
        _refuse("an empty list", "name at least one value")
    inside = operand.op == "in"
    found: Expression | None = None
    for value in (Constant(_constant(item)) for item in operand.expr.items):
        same = Compare("eq" if inside else "ne", left, value)
        found = same if found is None else Logic("or" if inside else "and", found, same)
    return found or Constant(not inside)


def _call(node: Any) -> Expression:
    function = node.node.name if type(node.node).__name__ == "Name" else None
    if function not in FUNCTIONS:
        named = f"the function {_shown(function)}" if function else "a call"
        _refuse(named, did_you_mean(function or "", FUNCTIONS, "functions are: " + ", ".join(FUNCTIONS)))
    given = [getattr(argument, "value", None) for argument in node.args]
    if len(given) != 1 or not isinstance(given[0], str) or node.kwargs or node.dyn_args or node.dyn_kwargs:
        _refuse(f"{function} with anything but one text in quotes", f"write {function}('…')")
    return Call(function, (str(_constant(node.args[0])),))


def _refuse(what: str, hint: str) -> NoReturn:
    raise _RefusedError("expression-refused", f"an expression may not use {what}", hint)


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth -= 1
    return deepest


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")
