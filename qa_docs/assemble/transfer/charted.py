"""Charts of the report: the values of the batches against their limits, the differences between the two units."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from msgspec.structs import replace

from qa_docs.assemble.pictures import Sheet, chart, limits_of, scale_for
from qa_docs.assemble.transfer.capability import Capability
from qa_docs.assemble.transfer.generated import FigureMade, Made
from qa_docs.assemble.transfer.judgement import Judged
from qa_docs.assemble.transfer.package import Package
from qa_docs.assemble.transfer.report import is_method, results_of
from qa_docs.assemble.transfer.statistics import mean_of
from qa_docs.model.chart import Chart, LimitLine, Mark, Series
from qa_docs.model.drawing import Drawing
from qa_docs.model.transfer.quantities import Limit
from qa_docs.model.transfer.results import Result
from qa_docs.model.transfer.words import joined, limit_text, number_text, unit_text

_SHOWN = 3
"""How many attributes have a chart: those with the least room to their limits."""
_MOST_LABELS, _MOST_COLUMNS = 30, 24
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
    batches = [_of_batches(caption, one, sheet) for one in found]
    return _named(name, (*batches, *(_profile(group, sheet) for group in _profiles(package, of_methods=False))))


def _named(name: str, drawn: Sequence[Drawing]) -> tuple[Drawing, ...]:
    return tuple(replace(one, id=f"{name}-{at}" if at > 1 else name) for at, one in enumerate(drawn, 1))


def _room(one: Capability) -> Decimal:
    """Give how much room an attribute has to its limits; what does not vary has all of it."""
    return one.ppk.value if one.ppk else Decimal("Infinity")


def _of_batches(caption: str, one: Capability, sheet: Sheet) -> Drawing:
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
    return chart("", f"{caption}: {one.attribute}", shown, _batches_in_words(one, what), sheet)


def _batches_in_words(one: Capability, what: str) -> str:
    rows = "; ".join(f"{batch}: {_values_in_words(values)}" for batch, values in one.values)
    return f"{what}, value by value with the limits {limit_text(one.limits, one.unit)}. {rows}."


def _values_in_words(values: Sequence[Decimal]) -> str:
    if len(values) == 1:
        return number_text(values[0])
    span = f"{number_text(min(values))} to {number_text(max(values))}"
    return f"{len(values)} values from {span}, mean {mean_of(values).text}"


def _profiles(package: Package, of_methods: bool) -> list[list[Result]]:
    """Give the profiles that were compared, those of one criterion over the same points together."""
    grouped: dict[tuple[object, ...], list[Result]] = {}
    for one in results_of(package):
        result = one.result
        compared = one.criterion and one.criterion.measure == "f2" and one.computed
        if compared and is_method(package, one) == of_methods and len(result.points) == len(result.values) > 1:
            key = (result.criterion or result.attribute, result.points, result.point_unit, result.unit)
            grouped.setdefault(key, []).append(result)
    return list(grouped.values())


def _profile(group: list[Result], sheet: Sheet) -> Drawing:
    first = group[0]
    same = len({result.reference_values for result in group}) == 1
    references = {"Sending Unit": first.reference_values}
    if not same:
        references = {f"Sending Unit, {result.batch or result.id}": result.reference_values for result in group}
    series = [(result.batch or result.id, result.values) for result in group] + list(references.items())
    across = joined("Point", unit_text(first.point_unit) if first.point_unit else None, by=", ")
    what = joined(first.attribute, unit_text(first.unit) if first.unit else None, by=", ")
    every = [value for _, values in series for value in values]
    shown = Chart(
        "profile",
        across,
        joined("Value", unit_text(first.unit) if first.unit else None, by=", "),
        tuple(map(number_text, first.points)),
        tuple(Series(name, values, *_LOOKS[at % len(_LOOKS)]) for at, (name, values) in enumerate(series)),
        (),
        scale_for([*every, Decimal(0)]),
        places=first.points,
        across_scale=scale_for([*first.points, Decimal(0)]),
    )
    points = ", ".join(map(number_text, first.points))
    rows = "; ".join(f"{name}: {', '.join(map(number_text, values))}" for name, values in series)
    words = f"{what}, over the points {joined(points, first.point_unit, by=' ')}. {rows}."
    return chart("", f"Profiles of the two Units: {first.attribute}", shown, words, sheet)


def _differences(package: Package, name: str, caption: str, sheet: Sheet) -> tuple[Drawing, ...]:
    found = [(one, share) for one in results_of(package) if (share := _share(one)) is not None]
    profiles = [_profile(group, sheet) for group in _profiles(package, of_methods=True)]
    shares = (_shares(caption, found, sheet),) if found else ()
    return _named(name, (*shares, *profiles))


def _shares(caption: str, found: Sequence[tuple[Judged, Decimal]], sheet: Sheet) -> Drawing:
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
        -(-len(found) // _MOST_COLUMNS),
    )
    words = "; ".join(
        f"{one.result.id} {joined(one.result.attribute, one.result.batch, by=', ')}: {number_text(share)}\u00a0%"
        for one, share in found
    )
    return chart("", caption, shown, f"{caption}, as columns with a line at 100\u00a0%. {words}.", sheet)


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
    yield from (f"results.items.{result.id}" for group in _profiles(package, of_methods=False) for result in group)


def _difference_reads(package: Package) -> Iterator[str]:
    yield from (f"results.items.{one.result.id}" for one in results_of(package) if _share(one) is not None)
    yield from (f"results.items.{result.id}" for group in _profiles(package, of_methods=True) for result in group)


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
