"""Checks each analytical method: whether its criteria, lots and validation fit the way in which it is transferred."""

from collections.abc import Iterator

from qa_docs.assemble.transfer.judgement import BETWEEN_UNITS
from qa_docs.assemble.transfer.placing import PlacedTransfer
from qa_docs.model.transfer.laboratory import AnalyticalMethod
from qa_docs.problems import Problem

_COMPARES = ", ".join(sorted(BETWEEN_UNITS))
_VALIDATES = frozenset(
    ("recovery", "quantitation_limit", "rsd", "agreement", "conformity", "each_value", "mean", "count")
)
"""Measures by which a laboratory takes part in a validation."""
_TYPES = {
    "comparative_testing": "comparative testing",
    "covalidation": "co-validation",
    "revalidation": "re-validation",
    "waiver": "waiver",
}


def check_methods(given: PlacedTransfer) -> Iterator[Problem]:
    """Yield what does not fit the transfer of a method."""
    for i, method in enumerate(given.transfer.analytical_methods):
        path = ("analytical_methods", i)
        yield from _check_design(given, path, method)
        yield from _check_criteria(given, path, method)


def _check_design(given: PlacedTransfer, path: tuple[str | int, ...], method: AnalyticalMethod) -> Iterator[Problem]:
    kind = method.transfer_type
    if kind == "comparative_testing" and not method.lots:
        message = f"{method.id} is transferred by comparative testing, and no lots are tested"
        yield given.wrong(
            (*path, "lots"), "method-without-lots", message, "write `lots:`; three are usual for an assay"
        )
    if not method.validated and kind in ("comparative_testing", "waiver"):
        message = f"{method.id} is not validated, so that it cannot be transferred by {_TYPES[kind]}"
        hint = "validate it first, or choose covalidation"
        yield given.wrong((*path, "transfer_type"), "method-not-validated", message, hint)
    if kind == "waiver" and method.waiver is None:
        message = f"{method.id} is waived, and nothing says why"
        hint = "add `waiver:` with the justification and what is verified instead"
        yield given.wrong(path, "waiver-unjustified", message, hint)
    if kind != "waiver" and not method.acceptance:
        message = f"{method.id} has no acceptance criteria"
        yield given.wrong(path, "method-without-criteria", message, "add `acceptance:` with a measure and a limit")


def _check_criteria(given: PlacedTransfer, path: tuple[str | int, ...], method: AnalyticalMethod) -> Iterator[Problem]:
    measures = [criterion.measure for criterion in method.acceptance]
    between = [j for j, measure in enumerate(measures) if measure in BETWEEN_UNITS]
    kind = method.transfer_type
    if kind == "comparative_testing" and measures and not between:
        message = f"{method.id} is transferred by comparative testing, and no criterion compares the two units"
        hint = f"add a criterion with one of the measures {_COMPARES}"
        yield given.wrong((*path, "acceptance"), "criteria-mismatch", message, hint)
    if kind == "covalidation" and measures and not _VALIDATES & set(measures):
        message = f"{method.id} is transferred by co-validation, and no criterion is one of a validation"
        hint = "add what the receiving unit validates: recovery, rsd, quantitation_limit, agreement"
        yield given.wrong((*path, "acceptance"), "criteria-mismatch", message, hint)
    if kind in ("revalidation", "waiver"):
        for j in between:
            message = f"{method.acceptance[j].id} compares the two units, and {_TYPES[kind]} tests at one alone"
            hint = "choose comparative_testing, or a measure of the receiving unit alone"
            yield given.wrong((*path, "acceptance", j, "measure"), "criteria-mismatch", message, hint)
