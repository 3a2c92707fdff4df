"""Quantities and limits: numbers with their unit, so that they can be compared, recomputed and printed alike."""

from dataclasses import dataclass

from qa_docs.model.limits import STRICT, Number, WholeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit."""

    __pydantic_config__ = STRICT

    value: Number
    """The number; its digits are printed as written."""
    unit: WholeLine
    """The unit, for example "kg", "L", "rpm", "months"."""
    remark: WholeLine | None = None
    """What belongs to the number, for example "at 2-8 °C"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit or range: low and high, or one of the two."""

    __pydantic_config__ = STRICT

    low: Number | None = None
    """Lowest value allowed; left out where there is only an upper limit."""
    high: Number | None = None
    """Highest value allowed; left out where there is only a lower limit."""
    target: Number | None = None
    """Value aimed at."""
    unit: WholeLine | None = None
    """The unit; left out where the line already gives one, and for plain numbers."""
    remark: WholeLine | None = None
    """What belongs to the limit, for example "in 30 min"."""


WrittenLimit = Limit | WholeLine
"""A limit in numbers, or in words where there is nothing to count: "complies", "form I"."""
WrittenQuantity = Quantity | WholeLine
"""A quantity in numbers, or in words: "twice full testing"."""
