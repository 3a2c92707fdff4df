"""Checks the scale and the batch formula: each quantity recomputed, the sums held against the batch."""

from collections.abc import Iterator
from decimal import Decimal

from qa_docs.assemble.transfer.figures import (
    agrees,
    core_of,
    kilograms_of,
    scale_factor_of,
    unit_doses_of,
)
from qa_docs.assemble.transfer.placing import PlacedTransfer
from qa_docs.assemble.transfer.units import is_volume, same_kind
from qa_docs.assemble.transfer.written import number_text, short
from qa_docs.model.transfer.project import BatchSize
from qa_docs.problems import Problem


def check_batch(given: PlacedTransfer) -> Iterator[Problem]:
    """Yield what does not add up in scale factor, batch sizes and bill of materials."""
    su, ru = given.transfer.batch_size_su, given.transfer.batch_size_ru
    for key, size in (("batch_size_su", su), ("batch_size_ru", ru)):
        if size is not None and same_kind(size.unit, "kg") is not True and not is_volume(size.unit):
            message = f"{size.unit!r} is no unit of a batch size"
            yield given.wrong((key, "unit"), "unit-mismatch", message, "write a mass or a volume: kg or L")
            return
    if su and ru and same_kind(su.unit, ru.unit) is False:
        message = f"the batches of the two units are measured in {su.unit} and {ru.unit}"
        yield given.wrong(
            ("batch_size_ru", "unit"), "unit-mismatch", message, "write both as masses, or both as volumes"
        )
        return
    yield from _check_factor(given)
    yield from _check_ratio(given)
    for side, size in (("su", su), ("ru", ru)):
        if size is not None:
            yield from _check_lines(given, side, size)
            yield from _check_sum(given, side, size)


def _check_factor(given: PlacedTransfer) -> Iterator[Problem]:
    written, computed = given.transfer.scale_factor, scale_factor_of(given.transfer)
    if written is not None and computed is not None and not agrees(written, computed):
        message = f"the scale factor is {short(computed)}, not {written}"
        yield given.wrong(("scale_factor",), "scale-factor", message, f"write {short(computed)}, or leave it out")


def _check_ratio(given: PlacedTransfer) -> Iterator[Problem]:
    """A material without a quantity for one dosage unit still scales with the batch, unless the change is said."""
    factor = scale_factor_of(given.transfer)
    for i, line in enumerate(given.transfer.bom):
        if factor is None or not line.batch_kg_su or line.batch_kg_ru is None or line.change or line.per_unit_mg:
            continue
        right = line.batch_kg_su * factor
        if not agrees(line.batch_kg_ru, right):
            message = f"{line.item} does not scale with the batch: {line.batch_kg_su} kg make {short(right, 4)} kg"
            hint = f"write {short(right, 4)}, or `change: true` with a remark"
            yield given.wrong(("bom", i, "batch_kg_ru"), "batch-formula", message, hint)


def _check_lines(given: PlacedTransfer, side: str, size: BatchSize) -> Iterator[Problem]:
    doses = unit_doses_of(size)
    for i, line in enumerate(given.transfer.bom):
        written = getattr(line, f"batch_kg_{side}")
        if doses is None or not line.per_unit_mg or written is None:
            continue
        right = line.per_unit_mg * doses / 1_000_000
        if not agrees(written, right):
            times = f"{line.per_unit_mg} mg \u00d7 {short(doses, 12)}"
            message = f"{line.item}: {times} is {short(right, 4)} kg, not {written} kg"
            yield given.wrong(("bom", i, f"batch_kg_{side}"), "batch-formula", message, f"write {short(right, 4)}")


def _check_sum(given: PlacedTransfer, side: str, size: BatchSize) -> Iterator[Problem]:
    batch, core = kilograms_of(size), list(core_of(given.transfer.bom))
    quantities = [getattr(line, f"batch_kg_{side}") for line in core]
    if batch is None or not core or any(quantity is None for quantity in quantities):
        return
    words = "sending" if side == "su" else "receiving"
    whole = sum(quantities, Decimal(0))
    if not agrees(whole, batch):
        message = f"the core of the {words} unit's batch adds up to {short(whole, 6)} kg, not {number_text(batch)} kg"
        hint = "correct the line that is wrong, or the batch size; coating and what is removed do not count"
        yield given.wrong(("bom",), "batch-formula", message, hint)
