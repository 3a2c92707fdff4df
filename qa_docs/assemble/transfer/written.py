"""Limits and quantities as they are printed: "NMT 3.0 %", "95.0 to 105.0 %", "400 kg"."""

from decimal import Decimal

from qa_docs.model.transfer.quantities import Limit, Quantity


def limit_text(limit: Limit | str | None, unit: str | None = None) -> str:
    """Give a limit in words, or an empty text; `unit` is that of the line where the limit gives none.

    NMT and NLT ("not more than", "not less than") are listed with the abbreviations of each document.
    """
    if limit is None or isinstance(limit, str):
        return limit or ""
    low, high, used = limit.low, limit.high, limit.unit or unit
    if low is not None and high is not None:
        words = f"{_number(low)} to {_number(high)}" if low != high else _number(low)
    elif high is not None:
        words = f"NMT {_number(high)}"
    elif low is not None:
        words = f"NLT {_number(low)}"
    else:
        words = "" if limit.target is None else _number(limit.target)
        return _joined(words, used, limit.remark)
    text = _joined(words, used, limit.remark)
    return text if limit.target is None else f"{text}, target {_joined(_number(limit.target), used, None)}"


def quantity_text(quantity: Quantity | str | None) -> str:
    """Give a quantity in words, or an empty text."""
    if quantity is None or isinstance(quantity, str):
        return quantity or ""
    return _joined(_number(quantity.value), quantity.unit, quantity.remark)


def number_text(value: Decimal | None, unit: str | None = None) -> str:
    """Give a number with its unit, or an empty text."""
    return "" if value is None else _joined(_number(value), unit, None)


def short(value: Decimal, digits: int = 3) -> str:
    """Give a computed number with at least `digits` significant ones, without needless zeros or exponent."""
    places = max(digits - 1 - value.adjusted(), 0) if value else 0
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(value: Decimal) -> str:
    return f"{value:f}".replace("-", "\u2212")


def _joined(words: str, unit: str | None, remark: str | None) -> str:
    return " ".join(part for part in (words, unit, remark) if part)
