"""The capability of the process over its qualification batches, attribute by attribute."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from qa_docs.assemble.transfer.judgement import Criterion, criterion_for
from qa_docs.assemble.transfer.statistics import (
    Figure,
    Interval,
    capability_of,
    confidence_of,
    deviation_of,
    mean_of,
    performance_of,
)
from qa_docs.model.transfer.quantities import Limit
from qa_docs.model.transfer.results import Result
from qa_docs.model.transfer.transfer import Transfer

_SINGLE = frozenset(("each_value", "mean", "tolerance_interval"))
"""Measures whose limit is that of the single value."""


class Capability(Struct, frozen=True):
    """An attribute over all batches: its limits, what the values are like, and how well they fit.

    Cpk takes the spread within the batches and Ppk the whole spread, so that the difference shows how far the batches
    lie apart. Neither is given where the values do not vary.
    """

    attribute: str
    unit: str | None
    limits: Limit
    batches: tuple[str, ...]
    mean: Figure
    deviation: Figure
    interval: Interval
    cpk: Figure | None
    ppk: Figure | None
    values: tuple[tuple[str, tuple[Decimal, ...]], ...]
    """Batch by batch, in the order in which they were given."""
    results: tuple[str, ...]
    """Ids of the results that they are from."""


def capabilities_of(transfer: Transfer) -> Iterator[Capability]:
    """Yield the capability of each attribute that was measured in two batches or more, with limits in numbers."""
    grouped: dict[tuple[str, str | None], list[tuple[Result, Limit]]] = {}
    for result in transfer.results.items if transfer.results else ():
        criterion = criterion_for(result, transfer)
        limits = _limits_of(criterion) if criterion else None
        if limits is not None and result.batch in _batches(transfer) and len(result.values) > 1:
            grouped.setdefault((result.criterion or result.attribute, result.unit), []).append((result, limits))
    for group in grouped.values():
        if len({result.batch for result, _ in group}) > 1:
            yield _capability([result for result, _ in group], group[0][1])


def _capability(results: list[Result], limits: Limit) -> Capability:
    values = [value for result in results for value in result.values]
    batches: dict[str, tuple[Decimal, ...]] = {}
    for result in results:
        batches[result.batch or ""] = (*batches.get(result.batch or "", ()), *result.values)
    varies = len(set(values)) > 1
    within = any(len(set(result.values)) > 1 for result in results)
    return Capability(
        attribute=results[0].attribute,
        unit=results[0].unit,
        limits=limits,
        batches=tuple(batches),
        mean=mean_of(values),
        deviation=deviation_of(values),
        interval=confidence_of(values),
        cpk=capability_of([result.values for result in results], limits.low, limits.high) if within else None,
        ppk=performance_of(values, limits.low, limits.high) if varies else None,
        values=tuple(batches.items()),
        results=tuple(result.id for result in results),
    )


def _limits_of(criterion: Criterion) -> Limit | None:
    """Give the limits of the single value, where they are in numbers and in the unit of the values."""
    limit = criterion.limit if criterion.measure in _SINGLE else criterion.specification
    if criterion.measure not in (*_SINGLE, "ppk") or not isinstance(limit, Limit):
        return None
    if limit.unit not in (None, criterion.unit) or (limit.low is None and limit.high is None):
        return None
    return limit


def _batches(transfer: Transfer) -> frozenset[str]:
    validation = transfer.validation
    return frozenset(batch.batch for batch in validation.ppq.batches) if validation and validation.ppq else frozenset()
