"""Tables of the summary report: results against criteria, parameters as run, deviations, what is open, the verdict."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from qa_docs.assemble.transfer.generated import Made, Part, PartsMade, TableMade, columns
from qa_docs.assemble.transfer.judgement import Judged, judged
from qa_docs.assemble.transfer.laboratory import MEASURES
from qa_docs.assemble.transfer.package import Package
from qa_docs.assemble.transfer.plan import evidence
from qa_docs.assemble.transfer.process import is_new
from qa_docs.assemble.transfer.statistics import confidence_of, deviation_of, mean_of
from qa_docs.model.document import Paragraph, Strong, TableRow, Text
from qa_docs.model.transfer.facts import is_other
from qa_docs.model.transfer.process import ProcessParameter
from qa_docs.model.transfer.quantities import Limit
from qa_docs.model.transfer.results import Deviation, ParameterRun
from qa_docs.model.transfer.risk import AcceptanceCriterion
from qa_docs.model.transfer.words import DASH, joined, limit_text, lines, number_text, upper, with_unit, word

_OF_POINTS = ("f2", "count", "conformity")
"""Measures whose values are points of a profile, counts or nothing, so that their mean says nothing."""
_FEW = 2
"""Values from which no interval is computed."""
_VERDICTS = {True: "Passed", False: "Failed"}


def results_of(package: Package) -> tuple[Judged, ...]:
    """Give each result with what became of it; worked out once for a document."""
    if package.judged is None:
        package.judged = tuple(judged(package.transfer))
    return package.judged


def _results(wanted: Callable[[Package, Judged], bool]) -> Callable[[Package], Iterator[TableRow]]:
    def rows(package: Package) -> Iterator[TableRow]:
        topic = ""
        for one in results_of(package):
            if not wanted(package, one):
                continue
            if one.result.topic != topic:
                topic = one.result.topic
                yield package.row("", (upper(topic),), kind="group")
            yield _result(package, one)

    return rows


def _result(package: Package, one: Judged) -> TableRow:
    result = one.result
    path = f"results.items.{result.id}"
    figures = lines(f"{name} {text}" for name, text in _statistics(one) if text not in one.found)
    how = joined(f"n = {one.n}" if one.n else None, one.method)
    measure = MEASURES[one.criterion.measure] if one.criterion else ""
    criterion = joined(result.criterion, joined(measure, one.limit, by=" ") or None, by=": ")
    cells = (
        result.id,
        joined(result.attribute, result.method, by=", "),
        result.batch or "",
        criterion or package.value(None, f"{path}.criterion", f"Criterion for {result.id}"),
        package.value(one.found, path, f"Result {result.id}"),
        lines((figures, how)),
        verdict_text(one.passed, result.deviation),
    )
    return package.row(path, cells, [f"results.items.{result.id}.values"])


def _statistics(one: Judged) -> Iterator[tuple[str, str]]:
    """Yield the statistics of a result beside the one that is held against its criterion."""
    if one.criterion and one.criterion.measure in _OF_POINTS:
        return
    values, reference = one.result.values, one.result.reference_values
    for name, held in (("mean", values), ("mean SU", reference)):
        if len(held) > 1:
            yield name, f"{mean_of(held).text}, s {deviation_of(held).text}, n = {len(held)}"
    if len(values) > _FEW:
        yield "95 % confidence interval of the mean", confidence_of(values).text


def verdict_text(passed: bool | None, deviation: str | None) -> Text:
    """Give passed or failed, with the deviation; bold where it failed, so that it is not overlooked."""
    if passed is None:
        return ("Open",)
    words = joined(_VERDICTS[passed], deviation, by=", ")
    return (words,) if passed else (Strong((words,)),)


def state_of(package: Package, criterion: AcceptanceCriterion) -> bool | None:
    """Give whether an acceptance criterion is met: as the deal says, or as all results that support it say."""
    if criterion.passed is not None:
        return criterion.passed
    found = [one.passed for one in results_of(package) if one.result.supports == criterion.id]
    if not found or None in found:
        return False if False in found else None
    return all(found)


def _acceptance(package: Package) -> Iterator[TableRow]:
    for criterion in package.transfer.acceptance_criteria:
        path = f"acceptance_criteria.{criterion.id}"
        behind = [one.result.id for one in results_of(package) if one.result.supports == criterion.id]
        counted = f"{len(behind)} results: {behind[0]} to {behind[-1]}" if len(behind) > 1 else "".join(behind)
        passed = state_of(package, criterion)
        result = criterion.result or counted
        yield package.row(
            path,
            (
                criterion.id,
                upper(criterion.topic),
                upper(criterion.criterion),
                evidence(package, criterion.evidence),
                package.value(upper(result), f"{path}.result", f"Result for {criterion.id}"),
                verdict_text(passed, criterion.deviation or ", ".join(one.ref for one in _behind(package, criterion))),
            ),
            [f"results.items.{one}" for one in behind],
        )


def _summary(package: Package) -> Iterator[TableRow]:
    transfer = package.transfer
    states = [state_of(package, criterion) for criterion in transfer.acceptance_criteria]
    found = [one.passed for one in results_of(package)]
    gates = [gate for gate in transfer.milestones if gate.actual]
    closed = [one for one in (transfer.results.deviations if transfer.results else ()) if one.closed]
    deviations = transfer.results.deviations if transfer.results else ()
    gaps = [gap for gap in transfer.gap_analysis if gap.status == "closed"]
    rows = (
        ("Acceptance criteria", len(states), states.count(True), states.count(False), states.count(None)),
        ("Results", len(found), found.count(True), found.count(False), found.count(None)),
        ("Gates", len(transfer.milestones), len(gates), 0, len(transfer.milestones) - len(gates)),
        ("Deviations", len(deviations), len(closed), 0, len(deviations) - len(closed)),
        ("Gaps", len(transfer.gap_analysis), len(gaps), 0, len(transfer.gap_analysis) - len(gaps)),
    )
    for name, *counts in rows:
        yield package.row("", (name, *map(str, counts)))


def _capabilities(package: Package) -> Iterator[TableRow]:
    for one in package.capabilities():
        figures = [figure for figure in (one.cpk, one.ppk) if figure is not None]
        yield package.row(
            "",
            (
                upper(one.attribute),
                limit_text(one.limits),
                ", ".join(one.batches),
                str(one.mean.n),
                joined(one.mean.text, one.unit, by=" "),
                one.deviation.text,
                one.interval.text,
                one.cpk.text if one.cpk else DASH,
                one.ppk.text if one.ppk else DASH,
                lines(f"{figure.name}: {figure.method}" for figure in figures),
            ),
        )


def _parameters(package: Package) -> Iterator[TableRow]:
    runs = package.transfer.results.parameters if package.transfer.results else ()
    for cpp in package.transfer.cpps:
        path = f"cpps.{cpp.id}"
        own = [run for run in runs if run.cpp == cpp.id]
        measured, verdict = _run(package, cpp, own, bool(runs))
        su = joined(with_unit(cpp.su_setpoint, cpp.unit), _ranged(cpp.su_nor or cpp.nor, cpp.unit))
        if is_new(cpp):
            su = upper(cpp.equipment_setting_su or "")
        ru = joined(with_unit(cpp.ru_setpoint, cpp.unit), _ranged(cpp.nor, cpp.unit))
        same = cpp.su_setpoint is not None and cpp.su_setpoint == cpp.ru_setpoint
        difference = "None" if same else "New" if is_new(cpp) else _difference(cpp)
        cells = (
            cpp.id,
            upper(cpp.parameter),
            su,
            ru,
            difference,
            limit_text(cpp.par, cpp.unit),
            measured,
            verdict,
        )
        keys = ("parameter", "unit", "su_setpoint", "ru_setpoint", "nor", "par", "su_nor", "equipment_setting_su")
        yield package.row("", cells, [*(f"{path}.{key}" for key in keys), f"results.parameters.{cpp.id}"])


def _ranged(limit: Limit | None, unit: str) -> str:
    return f"NOR {limit_text(limit, unit)}" if limit else ""


def _difference(cpp: ProcessParameter) -> str:
    if cpp.su_setpoint is None or cpp.ru_setpoint is None:
        return ""
    difference = cpp.ru_setpoint - cpp.su_setpoint
    return f"{'+' if difference > 0 else ''}{with_unit(difference, cpp.unit)}"


def _run(package: Package, cpp: ProcessParameter, runs: list[ParameterRun], runs_known: bool) -> tuple[Text, Text]:
    """Give what was measured in the batches, and whether it lay in the ranges.

    Where the batches are recorded, only a critical parameter that is missing among them is to be confirmed.
    """
    values = [value for run in runs for value in run.values]
    if not values and cpp.criticality != "critical" and runs_known:
        return (DASH,), ("Not recorded",)
    if not values:
        return (package.unknown(f"results.parameters.{cpp.id}", f"{cpp.id} as run"),), ("Open",)
    low, high = min(values), max(values)
    span = with_unit(low, cpp.unit) if low == high else f"{number_text(low)}\u2013{with_unit(high, cpp.unit)}"
    batches = dict.fromkeys(run.batch for run in runs)
    measured = f"{span}, n = {len(values)}, {', '.join(batches)}"
    deviations = ", ".join(dict.fromkeys(run.deviation for run in runs if run.deviation))
    if _within(cpp.nor, low, high):
        return (measured,), ("Within NOR",)
    if _within(cpp.par, low, high):
        return (measured,), (joined("Within PAR, outside NOR", deviations, by=", "),)
    return (measured,), (Strong((joined("Outside PAR", deviations, by=", "),)),)


def _within(limit: Limit | None, low: Decimal, high: Decimal) -> bool:
    if limit is None:
        return False
    return (limit.low is None or low >= limit.low) and (limit.high is None or high <= limit.high)


def _deviations(package: Package) -> Iterator[TableRow]:
    for one in package.transfer.results.deviations if package.transfer.results else ():
        path = f"results.deviations.{one.ref}"
        cells = (
            one.ref,
            upper(one.title),
            word(one.classification),
            package.date(one.raised),
            package.value(upper(one.cause or ""), f"{path}.cause", f"Cause of {one.ref}"),
            package.value(upper(one.conclusion or ""), f"{path}.conclusion", f"Conclusion of {one.ref}"),
            package.value(one.closed, f"{path}.closed", f"Closure of {one.ref}"),
        )
        yield package.row(path, cells)


def _open_items(package: Package) -> Iterator[TableRow]:
    held = package.transfer.close_out
    for i, one in enumerate(held.open_items if held else ()):
        critical = "Yes" if one.critical else "No"
        cells = (str(i + 1), upper(one.item), package.person(one.owner), package.date(one.due), critical)
        yield package.row(f"close_out.open_items.{i}", cells)


def _lessons(package: Package) -> Iterator[TableRow]:
    held = package.transfer.close_out
    for i, one in enumerate(held.lessons if held else ()):
        yield package.row(f"close_out.lessons.{i}", (upper(one.topic), upper(one.lesson), upper(one.action or "")))


def _behind(package: Package, criterion: AcceptanceCriterion) -> list[Deviation]:
    """Give the deviations of the results for which a criterion is not met."""
    failed = [one for one in results_of(package) if one.passed is False and one.result.supports == criterion.id]
    named = {one.result.deviation for one in failed} | {criterion.deviation}
    known = package.transfer.results.deviations if package.transfer.results else ()
    return [one for one in known if one.ref in named]


def _is_settled(package: Package, criterion: AcceptanceCriterion) -> bool:
    """Say whether a criterion that is not met rests on deviations that are all closed with a conclusion."""
    failed = [one for one in results_of(package) if one.passed is False and one.result.supports == criterion.id]
    behind = _behind(package, criterion)
    named = all(one.result.deviation for one in failed)
    return bool(behind) and named and all(one.closed and one.conclusion for one in behind)


def _judgement(package: Package) -> Iterator[str]:
    """Yield what follows from the criteria, one sentence or two for each thing that can be said."""
    states = [(one, state_of(package, one)) for one in package.transfer.acceptance_criteria]
    failed = [one for one, state in states if state is False]
    settled = [one for one in failed if _is_settled(package, one)]
    missed = ", ".join(one.id for one in failed if one not in settled)
    left = ", ".join(one.id for one, state in states if state is None) or ("" if states else "all criteria")
    held = package.transfer.close_out
    critical = [one for one in (held.open_items if held else ()) if one.critical]
    if missed:
        yield f"Criteria that were not met: {missed}. The transfer has not passed as planned."
    for one in settled:
        deviations = joined(*(f"{each.ref}, closed {package.date(each.closed)}" for each in _behind(package, one)))
        yield f"{one.id} was not met as written ({deviations})."
    if left:
        yield f"The transfer cannot be judged yet; still open: {left}."
    elif critical:
        met = "" if failed else "All criteria were met, and a"
        yield f"{met or 'A'} critical item is open. The transfer cannot be closed yet."
    elif settled and not missed:
        yield (
            "All other criteria were met. By approving this report the Quality Units accept what each deviation "
            "concluded, and the transfer is closed."
        )
    elif not failed:
        yield (
            "All acceptance criteria were met. The transfer has passed and is closed with the approval of this report."
        )


def _verdict(package: Package, _name: str, _number: str) -> Iterator[Part]:
    """The sentence that follows from the results, and what the deal adds to it."""
    held = package.transfer.close_out
    for words in _judgement(package):
        yield Paragraph((Strong((words,)),))
    if held and held.conclusion:
        yield Paragraph((held.conclusion,))


_RESULT_COLUMNS = columns(
    "ID 8", "Attribute and method 19", "Batch 10", "Criterion 19", "Result 16", "Statistics 18", "Verdict 10"
)


def _is_other(package: Package, one: Judged) -> bool:
    return is_other(one.result.topic, package.transfer.transfer_class)


def is_method(_package: Package, one: Judged) -> bool:
    """Say whether a result belongs to the transfer of a method."""
    return one.result.topic.lower() in ("analytical", "method", "methods")


TABLES: dict[str, Made] = {
    "summary-table": TableMade(
        "The transfer in numbers",
        columns(
            "Subject 36", "Planned 16 decimal", "Met or closed 16 decimal", "Not met 16 decimal", "Open 16 decimal"
        ),
        _summary,
        "results",
    ),
    "acceptance-result-table": TableMade(
        "Acceptance criteria and results",
        columns("ID 8", "Topic 12", "Criterion 28", "Evidence 18", "Result 22", "Verdict 12"),
        _acceptance,
        "acceptance_criteria",
        "small",
    ),
    "method-result-table": TableMade(
        "Results of the method transfer", _RESULT_COLUMNS, _results(is_method), "results.items", "small"
    ),
    "ppq-result-table": TableMade(
        "Results of the batches",
        _RESULT_COLUMNS,
        _results(lambda package, one: not _is_other(package, one) and not is_method(package, one)),
        "results.items",
        "small",
    ),
    "capability-table": TableMade(
        "Capability over the batches",
        columns(
            "Attribute 15",
            "Limits 12",
            "Batches 12",
            "n 5 decimal",
            "Mean 9 decimal",
            "s 7 decimal",
            "95 % confidence interval of the mean 12",
            "Cpk 6 decimal",
            "Ppk 6 decimal",
            "Spread taken 16",
        ),
        _capabilities,
        "results.items",
        "small",
        empty="No attribute was measured in several batches against limits in numbers.",
    ),
    "other-result-table": TableMade("Other results", _RESULT_COLUMNS, _results(_is_other), "results.items", "small"),
    "parameter-table": TableMade(
        "Parameters at the Sending and the Receiving Unit",
        columns(
            "ID 8", "Parameter 15", "SU 15", "RU 15", "Difference 10", "PAR 12", "Measured at the RU 15", "Verdict 10"
        ),
        _parameters,
        "cpps",
        "small",
    ),
    "deviation-table": TableMade(
        "Deviations",
        columns("No. 11", "Title 18", "Class 8", "Raised 10", "Cause 20", "Conclusion 23", "Closed 10"),
        _deviations,
        "results.deviations",
        "small",
        empty="No deviation was recorded.",
    ),
    "open-item-table": TableMade(
        "Open items",
        columns("No. 8 center", "Item 46", "Owner 20", "Due 16", "Critical 10 center"),
        _open_items,
        "close_out.open_items",
        empty="No item is open.",
    ),
    "lesson-table": TableMade(
        "Lessons learned", columns("Topic 22", "Lesson 44", "Action 34"), _lessons, "close_out.lessons"
    ),
    "verdict": PartsMade("Conclusion", _verdict, "acceptance_criteria"),
}
"""Tables of the report, by name."""
