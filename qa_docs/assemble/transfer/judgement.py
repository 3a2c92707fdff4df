"""Holds each result against its criterion: what was found, by which statistic, and whether the criterion is met.

A number is rounded to the decimals of the limit before it is held against it, as pharmacopoeias say.
"""

import dataclasses
import statistics
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from msgspec import Struct

from qa_docs.assemble.transfer.statistics import (
    Figure,
    Interval,
    acceptance_value_of,
    difference_of,
    equivalence_of,
    mean_of,
    performance_of,
    ratio_equivalence_of,
    relative_deviation_of,
    relative_difference_of,
    similarity_of,
    tolerance_of,
)
from qa_docs.assemble.transfer.units import converted
from qa_docs.model.transfer.laboratory import MethodCriterion
from qa_docs.model.transfer.quantities import Limit, WrittenLimit
from qa_docs.model.transfer.results import Result
from qa_docs.model.transfer.transfer import Transfer
from qa_docs.model.transfer.validation import PpqCriterion
from qa_docs.model.transfer.words import limit_text, number_text, unit_text

BETWEEN_UNITS = frozenset(("difference_of_means", "relative_difference", "equivalence", "ratio_equivalence", "f2"))
"""Measures that need values of both units."""
SPREAD = frozenset(
    ("rsd", "equivalence", "ratio_equivalence", "acceptance_value", "tolerance_interval", "ppk", "range")
)
"""Measures that need at least two values."""


class Criterion(Struct, frozen=True):
    """What a result is held against."""

    measure: str
    limit: WrittenLimit | None
    unit: str | None
    confidence: Decimal | None = None
    specification: Limit | None = None


class Judged(Struct, frozen=True):
    """A result and what became of it.

    `found` is what is printed as result, `method` how it was computed, `n` from how many values. `passed` is None as
    long as it cannot be said.
    """

    result: Result
    criterion: Criterion | None
    limit: str
    found: str
    method: str
    n: int
    passed: bool | None
    computed: bool
    held: tuple[Decimal, ...] = ()
    """The numbers that were held against the limit."""


def judged(transfer: Transfer) -> Iterator[Judged]:
    """Yield each result of a transfer with what became of it."""
    for result in transfer.results.items if transfer.results else ():
        yield judge(result, criterion_for(result, transfer))


def criteria_of(transfer: Transfer) -> dict[str, MethodCriterion | PpqCriterion]:
    """Give the criteria that results can name, by id."""
    found: dict[str, MethodCriterion | PpqCriterion] = {}
    for method in transfer.analytical_methods:
        found.update({criterion.id: criterion for criterion in method.acceptance})
    if transfer.validation and transfer.validation.ppq:
        found.update({criterion.id: criterion for criterion in transfer.validation.ppq.acceptance})
    return found


def criterion_for(result: Result, transfer: Transfer) -> Criterion | None:
    """Give what a result is held against, or None where it names nothing that is known."""
    if result.criterion is None:
        measure, limit = result.measure, result.limit
        return Criterion(measure, limit, result.unit, None, result.specification) if measure else None
    named = criteria_of(transfer).get(result.criterion)
    if named is None:
        return None
    if isinstance(named, MethodCriterion):
        return Criterion(named.measure, named.limit, result.unit, named.confidence, result.specification)
    specification = result.specification or _limit_of(named.reference, transfer)
    return Criterion(named.measure, named.limit, result.unit, None, specification)


def _limit_of(reference: str | None, transfer: Transfer) -> Limit | None:
    """Give the limits of a quality attribute or in-process control, where they are numbers."""
    limits: dict[str, WrittenLimit | None] = {attribute.id: attribute.limit_release for attribute in transfer.cqas}
    limits.update({control.id: control.limit for control in transfer.ipcs})
    found = limits.get(reference or "")
    return found if isinstance(found, Limit) else None


def judge(result: Result, criterion: Criterion | None) -> Judged:
    """Give a result with what became of it."""
    n = result.n or len(result.values)
    if criterion is None:
        return Judged(result, None, "", result.observed or "", "", n, result.passed, False)
    text = limit_text(criterion.limit, _unit_of(criterion))
    held = _in_unit_of_limit(result, criterion)
    measured = _measured(held, criterion) if held else None
    if measured is None or not isinstance(criterion.limit, Limit):
        found = result.observed or (_values_text(result) if result.values else "")
        return Judged(result, criterion, text, found, "", n, result.passed, False)
    limit = criterion.limit
    met = all(_inside(value, limit) for value in measured.values)
    found = f"{measured.text}; {result.observed}" if result.observed else measured.text
    return Judged(result, criterion, text, found, measured.method, result.n or measured.n, met, True, measured.values)


class _Measured(NamedTuple):
    """Numbers that are held against the limit, how they are printed, how and from how many values they were made."""

    values: tuple[Decimal, ...]
    text: str
    method: str
    n: int


_OF_VALUES = frozenset(
    (
        "each_value",
        "count",
        "recovery",
        "quantitation_limit",
        "agreement",
        "mean",
        "range",
        "difference_of_means",
        "equivalence",
        "tolerance_interval",
    )
)
"""Measures in the unit of the values; the others are ratios and factors."""
_IN_PER_CENT = frozenset(("rsd", "relative_difference", "ratio_equivalence"))


def _unit_of(criterion: Criterion) -> str | None:
    if criterion.measure in _IN_PER_CENT:
        return "%"
    return criterion.unit if criterion.measure in _OF_VALUES else None


def _in_unit_of_limit(result: Result, criterion: Criterion) -> Result | None:
    """Give the result with its values in the unit of the limit, or None where the two cannot be compared."""
    limit = criterion.limit if isinstance(criterion.limit, Limit) else None
    if limit is None or limit.unit is None or limit.unit == result.unit or criterion.measure not in _OF_VALUES:
        return result
    converted_values = [
        [converted(value, result.unit, limit.unit) for value in values]
        for values in (result.values, result.reference_values)
    ]
    if any(value is None for values in converted_values for value in values):
        return None
    values, reference = (tuple(value for value in values if value is not None) for values in converted_values)
    return dataclasses.replace(result, values=values, reference_values=reference, unit=limit.unit)


def _measured(result: Result, criterion: Criterion) -> _Measured | None:
    values, reference = result.values, result.reference_values
    needed = 2 if criterion.measure in SPREAD else 1
    if len(values) < needed or (criterion.measure in BETWEEN_UNITS and len(reference) < needed):
        return None
    if criterion.measure == "f2" and len(values) != len(reference):
        return None
    if criterion.measure == "ratio_equivalence" and min(*values, *reference) <= 0:
        return None
    if criterion.measure in ("rsd", "relative_difference") and not statistics.mean(reference or values):
        return None
    made = _MEASURES.get(criterion.measure)
    return made(result, criterion) if made else None


def _each(result: Result, criterion: Criterion) -> _Measured:
    low, high = min(result.values), max(result.values)
    text = number_text(low) if low == high else f"{number_text(low)} to {number_text(high)}"
    return _Measured(result.values, _with_unit(text, result.unit), "each value", len(result.values))


def _of_figure(figure: Figure, unit: str | None = None, size_only: bool = False) -> _Measured:
    held = abs(figure.value) if size_only else figure.value
    return _Measured((held,), _with_unit(figure.text, unit), figure.method, figure.n)


def _of_interval(interval: Interval, unit: str | None = None, size_only: bool = False) -> _Measured:
    ends = (interval.low, interval.high)
    held = tuple(abs(end) for end in ends) if size_only else ends
    method = f"{interval.name}: {interval.method}"
    return _Measured(held, _with_unit(interval.text, unit), method, interval.n)


def _difference(result: Result, criterion: Criterion) -> _Measured:
    return _of_figure(difference_of(result.values, result.reference_values), result.unit, _is_one_sided(criterion))


def _relative_difference(result: Result, criterion: Criterion) -> _Measured:
    figure = relative_difference_of(result.values, result.reference_values)
    return _of_figure(figure, None, _is_one_sided(criterion))


def _equivalence(result: Result, criterion: Criterion) -> _Measured:
    interval = equivalence_of(result.values, result.reference_values, criterion.confidence or Decimal(90))
    return _of_interval(interval, result.unit, _is_one_sided(criterion))


def _ratio_equivalence(result: Result, criterion: Criterion) -> _Measured:
    confidence = criterion.confidence or Decimal(90)
    return _of_interval(ratio_equivalence_of(result.values, result.reference_values, confidence))


def _tolerance(result: Result, criterion: Criterion) -> _Measured:
    confidence = criterion.confidence or Decimal(95)
    return _of_interval(tolerance_of(result.values, Decimal(95), confidence), result.unit)


def _range(result: Result, criterion: Criterion) -> _Measured:
    spread = max(result.values) - min(result.values)
    text = _with_unit(number_text(spread), result.unit)
    return _Measured((spread,), text, "highest minus lowest value", len(result.values))


def _performance(result: Result, criterion: Criterion) -> _Measured | None:
    limits = criterion.specification
    if limits is None or (limits.low is None and limits.high is None):
        return None
    return _of_figure(performance_of(result.values, limits.low, limits.high))


_MEASURES: dict[str, Callable[[Result, Criterion], _Measured | None]] = {
    "each_value": _each,
    "count": _each,
    "recovery": _each,
    "quantitation_limit": _each,
    "agreement": _each,
    "mean": lambda result, _: _of_figure(mean_of(result.values), result.unit),
    "range": _range,
    "rsd": lambda result, _: _of_figure(relative_deviation_of(result.values)),
    "difference_of_means": _difference,
    "relative_difference": _relative_difference,
    "equivalence": _equivalence,
    "ratio_equivalence": _ratio_equivalence,
    "f2": lambda result, _: _of_figure(similarity_of(result.values, result.reference_values)),
    "acceptance_value": lambda result, _: _of_figure(acceptance_value_of(result.values)),
    "tolerance_interval": _tolerance,
    "ppk": _performance,
}


def _is_one_sided(criterion: Criterion) -> bool:
    """A difference of at most 2.0 is meant in either direction."""
    return isinstance(criterion.limit, Limit) and criterion.limit.low is None


def _inside(value: Decimal, limit: Limit) -> bool:
    low = limit.low is None or _as_precise(value, limit.low) >= limit.low
    return low and (limit.high is None or _as_precise(value, limit.high) <= limit.high)


def _as_precise(value: Decimal, limit: Decimal) -> Decimal:
    if not value.is_finite():
        return value
    exponent = limit.as_tuple().exponent
    places = min(int(exponent), 0) if isinstance(exponent, int) else 0
    return value.quantize(Decimal(1).scaleb(places), ROUND_HALF_UP)


def _values_text(result: Result) -> str:
    return _with_unit(", ".join(map(number_text, result.values)), result.unit)


def _with_unit(text: str, unit: str | None) -> str:
    return f"{text}\u00a0{unit_text(unit)}" if unit else text
