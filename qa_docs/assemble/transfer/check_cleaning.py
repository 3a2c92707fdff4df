"""Checks the limits of cleaning: carry-over and surface limit recomputed, and whether the eye can see the limit."""

from collections.abc import Iterator
from decimal import Decimal

from qa_docs.assemble.transfer.figures import agrees, carry_over_of
from qa_docs.assemble.transfer.placing import PlacedTransfer
from qa_docs.assemble.transfer.written import short
from qa_docs.problems import Problem

_PART = Decimal("0.01")
"""Limits are rounded when they are written down."""


def check_cleaning(given: PlacedTransfer) -> Iterator[Problem]:
    """Yield limits that are not what the data come to."""
    cleaning = given.transfer.cleaning
    if cleaning is None:
        return
    found = carry_over_of(cleaning)
    for key, name, unit, right in (
        ("maco_hbel_mg", "the carry-over by the exposure limit", "mg", found.by_exposure_mg),
        ("maco_10ppm_mg", "the carry-over at 10 ppm", "mg", found.at_ten_ppm_mg),
        ("limit_ug_per_cm2", "the limit on the surface", "µg/cm2", found.surface_ug_per_cm2),
    ):
        written = getattr(cleaning, key)
        if written is not None and right is not None and not agrees(written, right, _PART):
            message = f"{name} is {short(right)} {unit}, not {written}"
            hint = f"write {short(right)}, or leave it out; docs/transfer-data.md shows the calculation"
            yield given.wrong(("cleaning", key), "cleaning-limit", message, hint)
    limit = found.surface_ug_per_cm2 if found.surface_ug_per_cm2 is not None else cleaning.limit_ug_per_cm2
    seen = cleaning.visual_limit_ug_per_cm2
    if limit is not None and seen is not None and seen > limit:
        message = f"what the eye can see, {seen} µg/cm2, is more than the limit, {short(limit)} µg/cm2"
        hint = "a visual check cannot show that the limit is met: rely on swabs, and say so"
        yield given.wrong(("cleaning", "visual_limit_ug_per_cm2"), "visual-limit", message, hint)
