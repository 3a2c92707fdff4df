"""Checks results: each is held against its criterion, and what fails names a deviation."""

from collections.abc import Iterator

from qa_docs.assemble.transfer.check_links import methods_of
from qa_docs.assemble.transfer.check_ranges import inside
from qa_docs.assemble.transfer.judgement import Judged, criteria_of, criterion_for, judge
from qa_docs.assemble.transfer.placing import PlacedTransfer
from qa_docs.assemble.transfer.written import limit_text, plain
from qa_docs.model.transfer.results import ParameterRun, Result
from qa_docs.problems import Problem, did_you_mean


def check_results(given: PlacedTransfer) -> Iterator[Problem]:
    """Yield results without criterion, results that contradict their numbers, and failures without a deviation."""
    results = given.transfer.results
    if results is None:
        return
    for i, result in enumerate(results.items):
        yield from _check_names(given, i, result)
        if result.points and len(result.points) != len(result.values):
            message = f"{result.id} has {len(result.points)} points and {len(result.values)} values"
            hint = "give each value of a profile its point"
            yield given.wrong(("results", "items", i, "points"), "wrong-value", message, hint)
        criterion = criterion_for(result, given.transfer)
        if criterion is not None:
            yield from _check_outcome(given, i, judge(result, criterion))
    for i, run in enumerate(results.parameters):
        yield from _check_run(given, i, run)
    for i, whole in enumerate(given.transfer.acceptance_criteria):
        if whole.passed is False and whole.deviation is None:
            message = f"{whole.id} was not met, and no deviation is named"
            hint = "add `deviation:` with the number of the record that says why the transfer goes on"
            yield given.wrong(("acceptance_criteria", i), "failed-without-deviation", message, hint)


def _check_names(given: PlacedTransfer, i: int, result: Result) -> Iterator[Problem]:
    transfer = given.transfer
    criteria = criteria_of(transfer)
    path = ("results", "items", i)
    if result.criterion is not None and result.criterion not in criteria:
        message = f"no criterion is called {result.criterion!r}"
        yield given.wrong((*path, "criterion"), "criterion-unknown", message, did_you_mean(result.criterion, criteria))
    elif result.criterion is None and (result.measure is None or result.limit is None):
        hint = "name a criterion of a method or of the performance qualification, or give `measure` and `limit`"
        yield given.wrong(path, "criterion-unknown", f"{result.id} is held against nothing", hint)
    supported = [criterion.id for criterion in transfer.acceptance_criteria]
    if result.supports is not None and result.supports not in supported:
        message = f"no acceptance criterion is called {result.supports!r}"
        yield given.wrong((*path, "supports"), "criterion-unknown", message, did_you_mean(result.supports, supported))
    known = methods_of(transfer)
    starts = tuple({identity.rstrip("0123456789") for identity in known if identity.rstrip("0123456789")})
    if result.method and starts and result.method.startswith(starts) and result.method not in known:
        message = f"no method or in-process control is called {result.method!r}"
        yield given.wrong((*path, "method"), "method-unknown", message, did_you_mean(result.method, known))
    yield from _check_deviation(given, (*path, "deviation"), result.deviation)


def _check_outcome(given: PlacedTransfer, i: int, judged: Judged) -> Iterator[Problem]:
    result, path = judged.result, ("results", "items", i)
    if judged.computed and result.passed is not None and result.passed != judged.passed:
        said, right = ("met", "not met") if result.passed else ("not met", "met")
        message = (
            f"{result.id} is said to be {said}, and {plain(judged.found)} against {plain(judged.limit)} is {right}"
        )
        hint = f"write `passed: {str(judged.passed).lower()}`, or leave it out"
        yield given.wrong((*path, "passed"), "result-contradicted", message, hint)
    if judged.passed is None:
        message = f"nothing says whether {result.id}, {result.attribute}, meets its criterion"
        hint = (
            "give `values`, of both units where the measure compares them, or `observed` with `passed: true` or false"
        )
        yield given.wrong(path, "result-not-judged", message, hint)
    elif not judged.passed and result.deviation is None:
        limit = f" (limit {plain(judged.limit)})" if judged.limit else ""
        message = (
            f"{result.id}, {result.attribute}, fails: {plain(judged.found) or 'not met'}{limit}; no deviation is named"
        )
        hint = "add `deviation:` with its number, and list it below `results.deviations` with cause and conclusion"
        yield given.wrong(path, "failed-without-deviation", message, hint)


def _check_run(given: PlacedTransfer, i: int, run: ParameterRun) -> Iterator[Problem]:
    path = ("results", "parameters", i)
    parameters = {parameter.id: parameter for parameter in given.transfer.cpps}
    parameter = parameters.get(run.cpp)
    if parameter is None:
        message = f"no process parameter is called {run.cpp!r}"
        yield given.wrong((*path, "cpp"), "parameter-unknown", message, did_you_mean(run.cpp, parameters))
        return
    yield from _check_deviation(given, (*path, "deviation"), run.deviation)
    for name, limit in (("proven", parameter.par), ("normal", parameter.nor)):
        outside = [value for value in run.values if limit and not inside(value, parameter.unit, limit, parameter.unit)]
        if outside and limit and run.deviation is None:
            message = (
                f"{run.cpp} was run at {outside[0]} {parameter.unit} in {run.batch}, outside its {name} range, "
                f"{limit_text(limit, parameter.unit)}; no deviation is named"
            )
            hint = "add `deviation:` with its number, or correct the value"
            yield given.wrong((*path, "values"), "failed-without-deviation", message, hint)
            return


def _check_deviation(given: PlacedTransfer, path: tuple[str | int, ...], named: str | None) -> Iterator[Problem]:
    known = [deviation.ref for deviation in given.transfer.results.deviations] if given.transfer.results else []
    if named is not None and known and named not in known:
        message = f"the deviation {named!r} is not among those of the transfer"
        hint = did_you_mean(named, known, "add it below `results.deviations` with cause and conclusion")
        yield given.wrong(path, "deviation-unknown", message, hint)
