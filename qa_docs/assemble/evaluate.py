"""Evaluates conditions over the facts of a deal, and remembers which facts decided."""

from typing import Any

from msgspec import Struct

from qa_docs.model.expression import Choice, Compare, Constant, Expression, Logic, Name, Not
from qa_docs.model.facts import Values


class Read(Struct, frozen=True, gc=False):
    """A fact that an evaluation read, and its value then."""

    name: tuple[str, ...]
    value: str | bool


Reads = list[Read]


def evaluate(expression: Expression, values: Values, reads: Reads | None = None) -> Any:
    """Give the value of `expression`; each fact read on the way is added to `reads`.

    `and` and `or` stop as soon as they can, so only the facts that decided are remembered.
    """
    # Thousands of conditions are evaluated for one agreement; the commonest kinds come first.
    kind = type(expression)
    while kind is Logic:
        first = evaluate(expression.left, values, reads)  # type: ignore[union-attr]
        if bool(first) == (expression.operator == "or"):  # type: ignore[union-attr]
            return first
        expression = expression.right  # type: ignore[union-attr]
        kind = type(expression)
    if kind is Name:
        path = expression.path  # type: ignore[union-attr]
        value = values[path]
        if reads is not None:
            reads.append(Read(path, value))
        return value
    if isinstance(expression, Not):
        return not evaluate(expression.operand, values, reads)
    if isinstance(expression, Compare):
        left = evaluate(expression.left, values, reads)
        return _compare(expression.operator, left, evaluate(expression.right, values, reads))
    if isinstance(expression, Choice):
        chosen = evaluate(expression.condition, values, reads)
        return evaluate(expression.then if chosen else expression.otherwise, values, reads)
    if isinstance(expression, Constant):
        return expression.value
    raise TypeError(f"{type(expression).__name__} is not a condition")


def holds(condition: Expression | None, values: Values, reads: Reads | None = None) -> bool:
    """Say whether a condition holds; none always does."""
    return condition is None or bool(evaluate(condition, values, reads))


def _compare(operator: str, left: Any, right: Any) -> bool:
    match operator:
        case "eq":
            return bool(left == right)
        case "ne":
            return bool(left != right)
        case "in":
            return left in right
        case "notin":
            return left not in right
    # Numbers in a deal are text; order compares them as numbers.
    low, high = float(left), float(right)
    return {"lt": low < high, "lteq": low <= high, "gt": low > high, "gteq": low >= high}[operator]
