"""Figures computed from the data of a transfer: scale, risk priority, carry-over, batch formula."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from qa_docs.assemble.transfer.units import converted
from qa_docs.model.transfer.equipment import BillLine
from qa_docs.model.transfer.project import BatchSize
from qa_docs.model.transfer.risk import Risk, RiskScale
from qa_docs.model.transfer.safety import Cleaning
from qa_docs.model.transfer.transfer import Transfer


def rpn_of(risk: Risk) -> int:
    """Give the risk priority number: severity times occurrence times detection."""
    return risk.s * risk.o * risk.d


def residual_rpn_of(risk: Risk) -> int | None:
    """Give the risk priority number after the action, or None as long as it was not scored anew."""
    if risk.residual_s is None or risk.residual_o is None or risk.residual_d is None:
        return None
    return risk.residual_s * risk.residual_o * risk.residual_d


def needs_action(risk: Risk, scale: RiskScale) -> bool:
    """Tell whether a risk needs an action: by its number, or by its severity alone."""
    return rpn_of(risk) >= scale.action_rpn or risk.s >= scale.action_severity


def scale_of(transfer: Transfer) -> RiskScale:
    """Give the scale of the risk register; where the deal has none, the usual limits."""
    register = transfer.risk_register
    return (register.scale if register else None) or RiskScale()


def scale_factor_of(transfer: Transfer) -> Decimal | None:
    """Give the batch of the receiving unit divided by that of the sending unit, or None as long as one is missing."""
    su, ru = transfer.batch_size_su, transfer.batch_size_ru
    if su is None or ru is None or not su.value:
        return None
    same = converted(ru.value, ru.unit, su.unit)
    return None if same is None else same / su.value


CORE = frozenset(("intragranular", "extragranular", "core"))
"""Phases whose materials make up the mass of a solid batch."""


def kilograms_of(size: BatchSize) -> Decimal | None:
    """Give the mass of a batch in kilograms, or None where it is measured by volume."""
    return converted(size.value, size.unit, "kg")


def unit_doses_of(size: BatchSize) -> Decimal | None:
    """Give how often the unit formula is in a batch: dosage units, or millilitres where the batch is a volume."""
    if kilograms_of(size) is None:
        return converted(size.value, size.unit, "mL")
    return None if size.units_count is None else Decimal(size.units_count)


def core_of(lines: tuple[BillLine, ...]) -> Iterator[BillLine]:
    """Yield the lines whose masses add up to a solid batch."""
    return (line for line in lines if line.phase in CORE)


class CarryOver(Struct, frozen=True):
    """What may be left on shared equipment: by the exposure limit, at 10 ppm, and on the surface."""

    by_exposure_mg: Decimal | None
    at_ten_ppm_mg: Decimal | None
    surface_ug_per_cm2: Decimal | None


def carry_over_of(cleaning: Cleaning) -> CarryOver:
    """Give the carry-over that cleaning data come to; what needs data that are missing is None."""
    following = cleaning.next_product
    if following is None:
        return CarryOver(None, None, None)
    ten_ppm = following.smallest_batch_kg * 10  # 1 kg holds 10 mg at 10 ppm
    exposure = None
    if cleaning.hbel_pde_mg_per_day is not None and following.max_daily_product_mass_mg:
        batch_mg = following.smallest_batch_kg * 1_000_000
        exposure = cleaning.hbel_pde_mg_per_day * batch_mg / following.max_daily_product_mass_mg
    allowed = {"hbel": exposure, "ten_ppm": ten_ppm}.get(cleaning.limit_basis)
    if cleaning.limit_basis == "lower_of_both" and exposure is not None:
        allowed = min(exposure, ten_ppm)
    surface = None
    if allowed is not None and cleaning.shared_surface_m2:
        surface = allowed * 1000 / (cleaning.shared_surface_m2 * 10_000)
    return CarryOver(exposure, ten_ppm, surface)


def agrees(given: Decimal, computed: Decimal, part: Decimal = Decimal("0.001")) -> bool:
    """Tell whether a number is the one computed, within a small part of it or the rounding of what was written."""
    exponent = given.as_tuple().exponent
    rounding = Decimal(5).scaleb(int(exponent) - 1) if isinstance(exponent, int) else Decimal(0)
    # A number written with one digit may be off by half of it, which no rounding excuses.
    return abs(given - computed) <= max(abs(computed) * part, min(rounding, abs(computed) * Decimal("0.02")))
