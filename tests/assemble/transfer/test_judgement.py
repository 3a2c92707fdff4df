from decimal import Decimal

import pytest

from qa_docs.assemble.transfer.judgement import Criterion, Judged, judge, judged
from qa_docs.model.transfer.quantities import Limit
from qa_docs.model.transfer.results import Result
from tests.examples import example


def result(values: str = "", reference: str = "", unit: str | None = "%", **more: object) -> Result:
    numbers, others = (tuple(map(Decimal, text.split())) for text in (values, reference))
    return Result(id="R", topic="t", attribute="a", values=numbers, reference_values=others, unit=unit, **more)


def limit(low: str | None = None, high: str | None = None, unit: str | None = "%") -> Limit:
    return Limit(low=Decimal(low) if low else None, high=Decimal(high) if high else None, unit=unit)


def said(held: Judged) -> str:
    """Give what was found, with plain spaces."""
    return held.found.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("measure", "values", "reference", "bounds", "found", "passed"),
    [
        ("each_value", "99.1 100.2", "", ("98.0", "102.0"), "99.1 to 100.2 %", True),
        ("each_value", "97.9 100.2", "", ("98.0", "102.0"), "97.9 to 100.2 %", False),
        ("mean", "99 101", "", ("98", "102"), "100.0 %", True),
        ("rsd", "99 101 100", "", (None, "2.0"), "1.00 %", True),
        ("difference_of_means", "98 99", "100 101", (None, "2.0"), "−2.0 %", True),
        ("difference_of_means", "97 98", "100 101", (None, "2.0"), "−3.0 %", False),
        ("relative_difference", "45 45", "50 50", (None, "10"), "−10.00 %", True),
        ("equivalence", "99.8 100.1 99.9", "100 100.2 99.9", ("-2.0", "2.0"), "−0.37 to 0.17 %", True),
        ("equivalence", "98.8 99.1 98.9", "100 100.2 99.9", (None, "1.0"), "−1.37 to −0.83 %", False),
        ("ratio_equivalence", "0.98 1.05 1.02", "1.00 1.04 0.99", ("80", "125"), "95.3 to 106.3 %", True),
        ("range", "10 12", "", (None, "3"), "2 %", True),
        ("f2", "40 60", "50 70", ("50", None), "49.9", True),
        ("f2", "40 60", "50 72", ("50", None), "47.8", False),
    ],
)
def test_each_measure_is_computed_and_held_against_its_limit(measure, values, reference, bounds, found, passed):
    held = judge(result(values, reference), Criterion(measure, limit(*bounds, unit=None), "%"))

    assert (said(held), held.passed, held.computed) == (found, passed, True)


def test_a_number_is_rounded_to_the_decimals_of_the_limit_first():
    assert judge(result("102.04"), Criterion("each_value", limit(high="102.0"), "%")).passed is True
    assert judge(result("102.06"), Criterion("each_value", limit(high="102.0"), "%")).passed is False


def test_values_are_compared_with_the_limit_as_quantities():
    held = judge(result("0.5", unit="g"), Criterion("each_value", limit(high="600", unit="mg"), "g"))
    assert (said(held), held.passed) == ("500 mg", True)
    unknown = judge(result("0.5", unit="g"), Criterion("each_value", limit(high="600", unit="min"), "g"))
    assert (unknown.passed, unknown.computed) == (None, False)


def test_what_is_in_words_passes_as_it_says():
    held = judge(result(observed="no growth", passed=True), Criterion("conformity", "zero growth", None))
    assert (held.found, held.limit, held.passed, held.computed) == ("no growth", "zero growth", True, False)


@pytest.mark.parametrize(
    ("measure", "values", "reference"),
    [("rsd", "100", ""), ("equivalence", "99 100", ""), ("f2", "40 60", "40"), ("ratio_equivalence", "0 1", "1 2")],
)
def test_what_cannot_be_computed_is_not_judged(measure, values, reference):
    assert judge(result(values, reference), Criterion(measure, limit(high="2.0"), "%")).passed is None


def test_a_capability_takes_the_limits_of_the_attribute_it_belongs_to():
    found = {held.result.id: held for held in judged(example("transfer-tablet").deal.transfer)}
    mass = next(held for held in found.values() if held.result.criterion == "PQ-09")
    assert (mass.limit, mass.passed, mass.n) == ("NLT\u00a01.33", True, 20)


def test_the_tablet_example_shows_a_failure_that_was_justified():
    failed = [held for held in judged(example("transfer-tablet").deal.transfer) if held.passed is False]
    assert [(said(held), held.limit, held.result.deviation) for held in failed] == [
        ("2.4 %", "2.5\u20133.5\u00a0%", "DEV-ZUE-26-118")
    ]
