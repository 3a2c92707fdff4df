"""Charts of the report: the values of the batches against their limits, the differences between the two units."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from qa_docs.assemble.pictures import Sheet, chart, limits_of, scale_for
from qa_docs.assemble.transfer.capability import Capability
from qa_docs.assemble.transfer.generated import FigureMade, Made
from qa_docs.assemble.transfer.judgement import Judged
from qa_docs.assemble.transfer.package import Package
from qa_docs.assemble.transfer.report import results_of
from qa_docs.assemble.transfer.statistics import mean_of
from qa_docs.model.chart import Chart, LimitLine, Mark, Series
from qa_docs.model.drawing import Drawing
from qa_docs.model.transfer.quantities import Limit
from qa_docs.model.transfer.words import joined, limit_text, number_text, unit_text

_SHOWN = 3
"""How many attributes have a chart: those with the least room to their limits."""
_MOST_LABELS = 30
_LOOKS: tuple[tuple[Mark, bool], ...] = (
    ("circle", True),
    ("square", False),
    ("triangle", True),
    ("diamond", False),
    ("circle", False),
    ("square", True),
    ("triangle", False),
    ("diamond", True),
)
"""Marks of the batches, told apart by shape and filling; the ninth batch begins again."""
_DIFFERENCES = ("difference_of_means", "relative_difference", "equivalence")
_WHOLE = Decimal(100)


def _batches(package: Package, name: str, caption: str, sheet: Sheet) -> tuple[Drawing, ...]:
    found = sorted(package.capabilities(), key=_room)[:_SHOWN]
    return tuple(
        _of_batches(f"{name}-{at}" if at > 1 else name, caption, one, sheet) for at, one in enumerate(found, 1)
    )


def _room(one: Capability) -> Decimal:
    """Give how much room an attribute has to its limits; what does not vary has all of it."""
    return one.ppk.value if one.ppk else Decimal("Infinity")


def _of_batches(name: str, caption: str, one: Capability, sheet: Sheet) -> Drawing:
    count = sum(len(values) for _, values in one.values)
    labels = tuple(str(number) for _, values in one.values for number in range(1, len(values) + 1))
    series = []
    before = 0
    for at, (batch, values) in enumerate(one.values):
        mark, filled = _LOOKS[at % len(_LOOKS)]
        places = (None,) * before + values + (None,) * (count - before - len(values))
        series.append(Series(batch, places, mark, filled))
        before += len(values)
    limits = limits_of(one.limits.low, one.limits.high)
    every = [value for _, values in one.values for value in values]
    what = joined(one.attribute, unit_text(one.unit) if one.unit else None, by=", ")
    shown = Chart(
        "lines",
        "Value in the order given, batch after batch",
        what,
        labels,
        tuple(series),
        limits,
        scale_for([*every, *(limit.value for limit in limits)]),
        -(-count // _MOST_LABELS),
    )
    return chart(name, f"{caption}: {one.attribute}", shown, _batches_in_words(one, what), sheet)


def _batches_in_words(one: Capability, what: str) -> str:
    rows = "; ".join(f"{batch}: {_values_in_words(values)}" for batch, values in one.values)
    return f"{what}, value by value with the limits {limit_text(one.limits, one.unit)}. {rows}."


def _values_in_words(values: Sequence[Decimal]) -> str:
    if len(values) == 1:
        return number_text(values[0])
    span = f"{number_text(min(values))} to {number_text(max(values))}"
    return f"{len(values)} values from {span}, mean {mean_of(values).text}"


def _differences(package: Package, name: str, caption: str, sheet: Sheet) -> tuple[Drawing, ...]:
    found = [(one, share) for one in results_of(package) if (share := _share(one)) is not None]
    if not found:
        return ()
    limit = LimitLine("Limit: 100", _WHOLE)
    shares = tuple(share for _, share in found)
    shown = Chart(
        "columns",
        "Result",
        "% of the limit",
        tuple(one.result.id for one, _ in found),
        (Series("Difference between the Units, in per cent of its limit", shares, "square"),),
        (limit,),
        scale_for([Decimal(0), *shares, _WHOLE]),
    )
    words = "; ".join(
        f"{one.result.id} {joined(one.result.attribute, one.result.batch, by=', ')}: {number_text(share)}\u00a0%"
        for one, share in found
    )
    return (chart(name, caption, shown, f"{caption}, as columns with a line at 100\u00a0%. {words}.", sheet),)


def _share(one: Judged) -> Decimal | None:
    """Give how much of its limit a difference takes, in whole per cent; above 100 only where it failed."""
    limit = one.criterion.limit if one.criterion else None
    if not one.computed or one.criterion is None or one.criterion.measure not in _DIFFERENCES:
        return None
    if not isinstance(limit, Limit) or not limit.high or limit.high < 0 or (limit.low or -limit.high) != -limit.high:
        return None
    share = _WHOLE * max(abs(value) for value in one.held) / limit.high
    if one.passed:
        return min(share, _WHOLE).quantize(Decimal(1), ROUND_FLOOR)
    return share.quantize(Decimal(1), ROUND_CEILING)


def _batch_reads(package: Package) -> Iterator[str]:
    for one in sorted(package.capabilities(), key=_room)[:_SHOWN]:
        yield from (f"results.items.{result}" for result in one.results)


def _difference_reads(package: Package) -> Iterator[str]:
    yield from (f"results.items.{one.result.id}" for one in results_of(package) if _share(one) is not None)


CHARTS: dict[str, Made] = {
    "batch-figure": FigureMade(
        "Values of the batches against their limits",
        _batches,
        "results.items",
        _batch_reads,
        empty="no attribute was measured in several batches against limits in numbers.",
    ),
    "difference-figure": FigureMade(
        "Differences between the Units, in per cent of what the criteria allow",
        _differences,
        "results.items",
        _difference_reads,
        empty="no difference between the Units was held against a limit in numbers.",
    ),
}
"""Charts, by name."""
