"""Simple limits on text and numbers in a deal, as annotations that pydantic understands."""

from typing import Annotated

from annotated_types import Ge, Le, MaxLen, MinLen, Predicate


def is_one_line(text: str) -> bool:
    """Tell whether `text` is words on one line: a name in a header or a table cell cannot break."""
    return bool(text.strip()) and not any(end in text for end in "\n\r\t\u0085\u2028\u2029")


NonEmpty = Annotated[str, MinLen(1), MaxLen(20_000)]
"""Text of at least one character."""
WholeLine = Annotated[str, MinLen(1), MaxLen(500), Predicate(is_one_line)]
"""One line of text: a name, a number, a title."""
Identifier = Annotated[str, MinLen(1), MaxLen(100)]
"""An id of the clause library."""
Positive = Annotated[int, Ge(1), Le(1_200)]
"""A whole number from 1."""
