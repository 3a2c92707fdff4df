"""Dates as a document prints them, back to the form that file properties take."""

import re

_MONTHS = tuple(
    "january,february,march,april,may,june,july,august,september,october,november,december".split(",")  # noqa: SIM905
)
_WORDS = re.compile(r"(?:(\d{1,2})\s+([a-z]+)|([a-z]+)\s+(\d{1,2}),?)\s+(\d{4})", re.IGNORECASE)


def date_of(text: str) -> str:
    """Give "1 March 2026", "March 1, 2026" or "2026-03-01" as "2026-03-01"; nothing where `text` is no date."""
    if re.fullmatch(r"\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])", text):
        return text
    found = _WORDS.fullmatch(text.replace("\u00a0", " ").strip())
    if not found:
        return ""
    day, month = found[1] or found[4], (found[2] or found[3]).lower()
    if month not in _MONTHS or not 1 <= int(day) <= 31:
        return ""
    return f"{found[5]}-{_MONTHS.index(month) + 1:02}-{int(day):02}"
