"""Where an agreement differs from the library's standard, and until when that stands."""

from typing import Literal

from msgspec import Struct

What = Literal["position", "clause", "order", "title", "blank", "row", "exclusion", "appendix"]


class Deviation(Struct, frozen=True, kw_only=True):
    """One place where a deal is not standard; or, where a blank was asked for, its answer, whatever it is."""

    deal: str
    document: str
    revision: str
    parties: str
    what: What
    id: str
    """Clause, blank, row, requirement or appendix, by id."""
    title: str
    section: str
    """Number under which it stands in the agreement."""
    standard: str
    agreed: str
    position: str = ""
    approved_by: str = ""
    reason: str = ""
    status: str = ""
    effective_date: str = ""
    next_review: str = ""
    line: int = 0
    """Line of the deal; 0 where the deal says nothing, and the default holds."""
