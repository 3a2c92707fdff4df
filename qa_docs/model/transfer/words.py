"""Values of a transfer in words: numbers with their units, limits, dates, yes and no."""

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from qa_docs.model.facts import date_text
from qa_docs.model.transfer.quantities import Limit, Quantity

DASH = "\u2013"
_SPACE = "\u00a0"
_MINUS = "\u2212"
_ONE_OF = re.compile(r"(hour|day|week|month|year|minute)s$")
_LARGE = 10_000
"""Whole numbers from here are printed with commas."""
_UNITS = {
    "C": "\u00b0C",
    "micrometre": "\u00b5m",
    "um": "\u00b5m",
    "m2": "m\u00b2",
    "m2/g": "m\u00b2/g",
    "m3/h": "m\u00b3/h",
}


def number_text(value: Decimal | int) -> str:
    """Give a number with the digits that were written; a large whole one with commas."""
    if value == value.to_integral_value() if isinstance(value, Decimal) else True:
        whole = int(value)
        if abs(whole) >= _LARGE:
            return f"{whole:,}".replace("-", _MINUS)
    return (f"{value:f}" if isinstance(value, Decimal) else str(value)).replace("-", _MINUS)


def with_unit(value: Decimal | int | None, unit: str | None) -> str:
    """Give a number and its unit, which stay together on a line; nothing where there is no number."""
    if value is None:
        return ""
    return f"{number_text(value)}{_SPACE}{unit_text(unit)}" if unit else number_text(value)


def unit_text(unit: str) -> str:
    """Give a unit as it is printed: the degree and the micro sign where the deal wrote letters."""
    return _UNITS.get(unit, unit)


def quantity_text(quantity: Quantity | str | None) -> str:
    """Give a quantity; one in words as it was written."""
    if quantity is None or isinstance(quantity, str):
        return quantity or ""
    return _remarked(with_unit(quantity.value, quantity.unit), quantity.remark)


def limit_text(limit: Limit | str | None, unit: str | None = None) -> str:
    """Give a limit: a range, "NLT" or "NMT", and what is aimed at; one in words as it was written."""
    if limit is None or isinstance(limit, str):
        return limit or ""
    own = limit.unit or unit
    if limit.low is not None and limit.high is not None:
        # A dash after a minus sign, or before one, is read as another minus.
        to = DASH if limit.low >= 0 else " to "
        text = f"{number_text(limit.low)}{to}{number_text(limit.high)}" + (f"{_SPACE}{unit_text(own)}" if own else "")
    elif limit.low is not None:
        text = f"NLT{_SPACE}{with_unit(limit.low, own)}"
    elif limit.high is not None:
        text = f"NMT{_SPACE}{with_unit(limit.high, own)}"
    else:
        text = ""
    if limit.target is not None:
        target = f"target {with_unit(limit.target, own)}"
        text = f"{text}, {target}" if text else target
    return _remarked(text, limit.remark)


def _remarked(text: str, remark: str | None) -> str:
    return f"{text} {remark}".strip() if remark else text


def upper(text: str) -> str:
    """Give a text with a capital at its start, unless its first word has one inside: "pH", "mRNA"."""
    word_inside = text[1:].partition(" ")[0]
    return text if word_inside != word_inside.lower() else text[:1].upper() + text[1:]


def word(value: str) -> str:
    """Give a key such as `comparative_testing` in words."""
    return upper(value.replace("_", " "))


def yes(value: bool | None) -> str:
    """Give yes or no; nothing where it is not known."""
    return "" if value is None else "Yes" if value else "No"


def joined(*parts: str | None, by: str = "; ") -> str:
    """Give those parts that say something, one after the other."""
    return by.join(part for part in parts if part)


def counted(count: int | None, what: str) -> str:
    """Give "1 lot" or "3 lots"; nothing where there is none."""
    return f"{count} {what}{'' if count == 1 else 's'}" if count else ""


def lines(parts: Iterable[str]) -> str:
    """Give parts as lines of one cell."""
    return "\n".join(part for part in parts if part)


def printed(value: Any, language: str, unit: str | None = None) -> str:
    """Give a value of the deal as it is printed; what is not there gives nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes(value)
    if isinstance(value, Decimal | int):
        return with_unit(value, _ONE_OF.sub(r"\1", unit) if unit and str(value) == "1" else unit)
    if isinstance(value, datetime.date):
        return date_text(value, language)
    if isinstance(value, Limit):
        return limit_text(value, unit)
    if isinstance(value, Quantity):
        return quantity_text(value)
    if isinstance(value, tuple):
        return "; ".join(printed(one, language) for one in value)
    return f"{value}{_SPACE}{unit_text(unit)}" if unit and value else str(value)
