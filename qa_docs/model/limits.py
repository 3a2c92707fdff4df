"""Simple limits on text and numbers in a deal, as annotations that pydantic understands."""

from decimal import Decimal
from typing import Annotated, Any

from annotated_types import Ge, Le, MaxLen, MinLen, Predicate


def is_one_line(text: str) -> bool:
    """Tell whether `text` is words on one line: a name in a header or a table cell cannot break."""
    return bool(text.strip()) and not any(end in text for end in "\n\r\t\u0085\u2028\u2029")


def is_measured(number: Decimal) -> bool:
    """Tell whether a number is one that somebody can have measured: below a million billion, at most 12 decimals."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -12 and abs(number) < 1_000_000_000_000_000


NonEmpty = Annotated[str, MinLen(1), MaxLen(20_000)]
"""Text of at least one character."""
WholeLine = Annotated[str, MinLen(1), MaxLen(500), Predicate(is_one_line)]
"""One line of text: a name, a number, a title."""
Identifier = Annotated[str, MinLen(1), MaxLen(100)]
"""An id of the clause library."""
Positive = Annotated[int, Ge(1), Le(1_200)]
"""A whole number from 1."""
Confidence = Annotated[Decimal, Ge(50), Le(Decimal("99.9"))]
"""A confidence in per cent."""
Whole = Annotated[int, Ge(0), Le(1_000_000_000)]
"""A whole number from 0."""
Count = Annotated[int, Ge(1), Le(1_000_000_000)]
"""A number of things, from 1."""
Score = Annotated[int, Ge(1), Le(10)]
"""A score of a risk, 1 to 10."""
Number = Annotated[Decimal, Predicate(is_measured)]
"""A number with the digits that were written: 3.0 is printed as 3.0."""

STRICT: dict[str, Any] = {"extra": "forbid", "str_strip_whitespace": False}
"""How a class of the deal is read: unknown keys are refused, text stays as it was written."""
