"""Lengths of time as agreements write them: a number and a unit, printable and comparable."""

import re
from functools import lru_cache

from msgspec import Struct

_UNITS = {
    "hour": ("hour", "hours"),
    "business day": ("Business Day", "Business Days"),
    "working day": ("working day", "working days"),
    "calendar day": ("calendar day", "calendar days"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
    "year": ("year", "years"),
}
_DAYS = {"calendar day": 1, "week": 7, "month": 30, "year": 365}
_WRITTEN = re.compile(r"^\s*(\d{1,4})\s+([A-Za-z]+(?:\s+[Dd]ays?)?)\s*$")

UNITS = ("hours", "business days", "working days", "calendar days", "weeks", "months", "years")
"""The units as people write them."""


class Duration(Struct, frozen=True, gc=False):
    """A number of hours, days, weeks, months or years. `unit` is a singular name such as `business day`."""

    number: int
    unit: str

    def __str__(self) -> str:
        """Give the duration as printed, held together by a no-break space: "2 Business Days"."""
        return f"{self.number}\u00a0{_UNITS[self.unit][self.number != 1]}"

    def longest_hours(self) -> int:
        """Give the most hours it can take; five Business Days can span a weekend and a holiday."""
        if self.unit == "hour":
            return self.number
        if self.unit in ("business day", "working day"):
            # Two days off for each begun week: a clock started on a Friday runs over the weekend.
            return 24 * (self.number + 2 * ((self.number + 4) // 5))
        return 24 * self.number * (31 if self.unit == "month" else 366 if self.unit == "year" else _DAYS[self.unit])

    def shortest_hours(self) -> int:
        """Give the fewest hours it can take."""
        if self.unit == "hour":
            return self.number
        if self.unit in ("business day", "working day"):
            return 24 * self.number
        return 24 * self.number * (28 if self.unit == "month" else _DAYS[self.unit])

    def exceeds(self, limit: "Duration") -> bool:
        """Say whether this clock may run out later than `limit`; days of the same kind compare by number."""
        weekdays = ("business day", "working day")
        if self.unit == limit.unit or (self.unit in weekdays and limit.unit in weekdays):
            return self.number > limit.number
        return self.longest_hours() > limit.shortest_hours()


@lru_cache(maxsize=1024)
def read_duration(text: str) -> Duration | None:
    """Give the duration that `text` names ("30 calendar days", "1 Business Day"), or None when it names none."""
    found = _WRITTEN.match(text.replace("\u00a0", " "))
    if not found:
        return None
    unit = " ".join(found[2].lower().split()).removesuffix("s")
    if unit == "day":
        unit = "calendar day"
    return Duration(int(found[1]), unit) if unit in _UNITS else None
