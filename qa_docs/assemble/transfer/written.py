"""Limits and quantities in a problem, which is read on a terminal: as in a document, with plain spaces."""

from decimal import Decimal

from qa_docs.model.transfer import words
from qa_docs.model.transfer.quantities import Limit, Quantity


def plain(text: str) -> str:
    """Give a printed text with plain spaces."""
    return text.replace("\u00a0", " ")


def limit_text(limit: Limit | str | None, unit: str | None = None) -> str:
    """Give a limit in words; `unit` is that of the line where the limit gives none."""
    return plain(words.limit_text(limit, unit))


def quantity_text(quantity: Quantity | str | None) -> str:
    """Give a quantity in words."""
    return plain(words.quantity_text(quantity))


def number_text(value: Decimal | None, unit: str | None = None) -> str:
    """Give a number with its unit, or an empty text."""
    return plain(words.with_unit(value, unit))


def short(value: Decimal, digits: int = 3) -> str:
    """Give a computed number with at least `digits` significant ones, without needless zeros or exponent."""
    places = max(digits - 1 - value.adjusted(), 0) if value else 0
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
