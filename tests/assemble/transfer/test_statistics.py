"""Statistics held against worked numbers: of scipy 1.17 (t, Welch, chi-squared) and of by-hand calculations."""

from decimal import Decimal

import pytest

from qa_docs.assemble.transfer.statistics import (
    _chi_squared,
    _t,
    acceptance_value_of,
    capability_of,
    confidence_of,
    deviation_of,
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


def numbers(text: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, text.split()))


RU = numbers("99.8 100.1 99.6 100.4 99.9 100.2")
SU = numbers("99.9 100.3 99.7 100.6 100.0 100.5 100.1")


def test_mean_and_standard_deviation_are_printed_with_one_more_decimal():
    assert mean_of(RU).text == "100.00"
    assert deviation_of(RU).text == "0.29"
    assert (mean_of(RU).n, deviation_of(RU).method) == (6, "sample standard deviation, n - 1")
    assert relative_deviation_of(RU).text == "0.29 %"


def test_the_confidence_interval_of_a_mean_is_students():
    found = confidence_of(RU)
    assert float(found.low) == pytest.approx(99.6958447, abs=1e-6)
    assert float(found.high) == pytest.approx(100.3041553, abs=1e-6)
    assert found.text == "99.70 to 100.30"
    assert found.method == "mean ± t × s / √n, 5 degrees of freedom"


def test_a_difference_is_the_receiving_minus_the_sending_unit():
    assert difference_of(RU, SU).text == "−0.16"
    assert relative_difference_of(RU, SU).text == "−0.16 %"


def test_equivalence_is_judged_by_the_interval_of_welch():
    found = equivalence_of(RU, SU)
    assert float(found.low) == pytest.approx(-0.4639395, abs=1e-6)
    assert float(found.high) == pytest.approx(0.1496538, abs=1e-6)
    assert found.name == "90 % confidence interval of the difference of means"
    assert found.method == "two one-sided t-tests, Welch, 11.0 degrees of freedom"


def test_the_ratio_of_geometric_means_has_an_interval_in_per_cent():
    found = ratio_equivalence_of(numbers("0.98 1.05 1.02 0.95"), numbers("1.00 1.04 0.99 1.01"))
    assert float(found.low) == pytest.approx(94.0366, abs=1e-3)
    assert float(found.high) == pytest.approx(104.1305, abs=1e-3)


def test_a_tolerance_interval_uses_howes_factor():
    found = tolerance_of(numbers("9.8 10.1 9.9 10.2 10.0 9.7 10.3 10.0 9.9 10.1"))
    assert found.method == "normal, Howe's factor 3.382"
    assert found.name == "95/95 tolerance interval"
    assert found.text == "9.38 to 10.62"


def test_ppk_takes_the_nearer_limit_and_the_overall_deviation():
    values = numbers("199 200 201 200 199 201 200 200")
    assert performance_of(values, Decimal(194), Decimal(206)).text == "2.65"
    assert performance_of(values, None, Decimal(203)).text == "1.32"


def test_cpk_takes_the_deviation_within_the_batches():
    groups = (numbers("199 200 201"), numbers("202 203 204"))
    found = capability_of(groups, Decimal(194), Decimal(206))
    assert found.text == "1.50"  # mean 201.5, pooled deviation 1
    assert found.n == 6
    assert found.method == "standard deviation within 2 batches, pooled"


def test_values_that_do_not_vary_have_no_capability():
    assert performance_of(numbers("5 5 5"), Decimal(4), Decimal(6)).text == "not defined: the values do not vary"


def test_f2_of_equal_profiles_is_100_and_of_ten_per_cent_apart_50():
    assert similarity_of(numbers("40 60 80"), numbers("40 60 80")).text == "100.0"
    assert similarity_of(numbers("40 60 80"), numbers("50 70 90")).text == "49.9"


def test_the_acceptance_value_of_uniformity_is_that_of_the_pharmacopoeia():
    # Mean 97.0, below 98.5: AV = 1.5 + 2.4 s.
    found = acceptance_value_of(numbers("96 98 97 95 99 97 96 98 97 97"))
    assert found.text == "4.3"
    assert found.n == 10


def test_scipy_gives_the_same():
    scipy_stats = pytest.importorskip("scipy.stats", reason="scipy is only for comparing")
    ours = equivalence_of(RU, SU)
    theirs = scipy_stats.ttest_ind([*map(float, RU)], [*map(float, SU)], equal_var=False).confidence_interval(0.9)
    assert float(ours.low) == pytest.approx(theirs.low, abs=1e-9)
    assert float(ours.high) == pytest.approx(theirs.high, abs=1e-9)


@pytest.mark.parametrize(("probability", "freedom", "quantile"), [("0.975", "1", 12.706204736174694), ("0.999", "1.3", 89.92242898188), ("0.55", "20000", 0.12566294243618167), ("0.995", "333.3", 2.590660279193422)])  # fmt: skip
def test_quantiles_of_t_are_those_of_the_tables_for_few_values_and_for_many(
    probability: str, freedom: str, quantile: float
):
    assert float(_t(Decimal(probability), Decimal(freedom))) == pytest.approx(quantile, rel=1e-9)


@pytest.mark.parametrize(("probability", "freedom", "quantile"), [("0.001", 2, 0.0020010006671670), ("0.05", 1, 0.003932140), ("0.99", 1000, 1106.9689943522174)])  # fmt: skip
def test_quantiles_of_chi_squared_are_those_of_the_tables_at_either_end(
    probability: str, freedom: int, quantile: float
):
    assert float(_chi_squared(Decimal(probability), freedom)) == pytest.approx(quantile, rel=1e-7)
