"""Results, deviations and open items. Each rule with one change of the tablet example that breaks it, and what is printed then."""

from pathlib import Path

from tests.assemble.transfer.changed import problems_after


def test_a_result_names_a_known_criterion(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/results.yaml",
        "criterion: AM-11-A, supports: AC-01, method: AM-11, batch: CF-311",
        "criterion: AM-11-B, supports: AC-01, method: AM-11, batch: CF-311",
    )
    assert found == [
        "transfer/results.yaml:33:96: error: no criterion is called 'AM-11-B' [criterion-unknown]\n  hint: did you mean 'AM-13-B'?"
    ]


def test_a_result_is_held_against_something(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/results.yaml",
        'measure: rsd, limit: {high: 3.0, unit: "%"}, supports: AC-01, method: AM-04',
        "supports: AC-01, method: AM-04",
    )
    assert found == [
        "transfer/results.yaml:18:5: error: RES-16 is held against nothing [criterion-unknown]\n  hint: name a criterion of a method or of the performance qualification, or give `measure` and `limit`"
    ]


def test_a_result_supports_a_known_criterion(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/results.yaml",
        "criterion: PQ-14, supports: AC-05",
        "criterion: PQ-14, supports: AC-55",
    )
    assert found == [
        "transfer/results.yaml:52:97: error: no acceptance criterion is called 'AC-55' [criterion-unknown]\n  hint: did you mean 'AC-05'?"
    ]


def test_a_result_names_a_known_method(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/results.yaml",
        "supports: AC-01, method: AM-08",
        "supports: AC-01, method: AM-80",
    )
    assert found == [
        "transfer/results.yaml:31:134: error: no method or in-process control is called 'AM-80' [method-unknown]\n  hint: did you mean 'AM-10'?"
    ]


def test_a_result_does_not_contradict_its_numbers(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/results.yaml",
        "values: [2.4], deviation",
        "values: [2.4], passed: true, deviation",
    )
    assert found == [
        "transfer/results.yaml:64:162: error: RES-62 is said to be met, and 2.4 % against 2.5–3.5 % is not met [result-contradicted]\n  hint: write `passed: false`, or leave it out"
    ]


def test_a_result_in_words_says_whether_it_passed(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/results.yaml",
        "observed: found in three of three preparations at both units, passed: true",
        "observed: found in three of three preparations at both units",
    )
    assert found == [
        "transfer/results.yaml:35:5: error: nothing says whether RES-33, Form II at 3 %, meets its criterion [result-not-judged]\n  hint: give `values`, of both units where the measure compares them, or `observed` with `passed: true` or false"
    ]


def test_what_fails_names_a_deviation(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/results.yaml",
        "values: [2.4], deviation: DEV-ZUE-26-118",
        "values: [2.4]",
    )
    assert found == [
        "transfer/results.yaml:64:5: error: RES-62, Weight gain of sub-lot B, fails: 2.4 % (limit 2.5–3.5 %); no deviation is named [failed-without-deviation]\n  hint: add `deviation:` with its number, and list it below `results.deviations` with cause and conclusion"
    ]


def test_a_parameter_outside_its_range_names_a_deviation(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/results.yaml",
        "40.6], deviation: DEV-ZUE-26-118",
        "40.6]",
    )
    assert found == [
        "transfer/results.yaml:114:33: error: CPP-07 was run at 40.6 °C in PPQ-2, outside its normal range, 42–48 °C; no deviation is named [failed-without-deviation]\n  hint: add `deviation:` with its number, or correct the value"
    ]


def test_a_failed_acceptance_criterion_names_a_deviation(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "evidence: D-033}",
        "evidence: D-033, passed: false}",
    )
    assert found == [
        "transfer.yaml:476:5: error: AC-05 was not met, and no deviation is named [failed-without-deviation]\n  hint: add `deviation:` with the number of the record that says why the transfer goes on"
    ]


def test_a_deviation_is_listed(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/results.yaml",
        "values: [2.4], deviation: DEV-ZUE-26-118",
        "values: [2.4], deviation: DEV-ZUE-26-119",
    )
    assert found == [
        "transfer/results.yaml:64:162: error: the deviation 'DEV-ZUE-26-119' is not among those of the transfer [deviation-unknown]\n  hint: did you mean 'DEV-ZUE-26-118'?"
    ]


def test_a_deviation_is_closed_after_it_was_raised(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/results.yaml",
        "closed: 2026-08-03",
        "closed: 2026-07-03",
    )
    assert found == [
        "transfer/results.yaml:153:5: error: closing DEV-ZUE-26-087, on 2026-07-03, comes before raising, on 2026-07-21 [date-order]\n  hint: correct the date, or put the lines in the order of their dates"
    ]


def test_an_open_item_leads_somewhere(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "path: success_criteria.SC-01.actual",
        "path: success_criteria.SC-01.actal",
    )
    assert found == [
        "transfer.yaml:506:6: error: 'success_criteria.SC-01.actal' leads to nothing in the transfer [open-item-unknown]\n  hint: did you mean 'success_criteria.SC-01.actual'?"
    ]


def test_an_open_item_is_not_answered(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "path: milestones.G6.actual",
        "path: milestones.G5.actual",
    )
    assert found == [
        "transfer.yaml:509:5: error: milestones.G5.actual is listed as open, and it is there [open-item-answered]\n  hint: delete the open item, or the value"
    ]


def test_critical_data_that_are_missing_have_an_owner(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/cpps.yaml",
        "su_setpoint: 13, ru_setpoint: 13, nor: {low: 11, high: 15}, ",
        "su_setpoint: 13, nor: {low: 11, high: 15}, ",
    )
    assert found == [
        "transfer/cpps.yaml:7:3: warning: cpps.CPP-06.ru_setpoint is missing, and nobody owes it [open-without-owner]\n  hint: fill it in, or add `{path: cpps.CPP-06.ru_setpoint, owner: …, due: …, critical: true}` to `open_items:`"
    ]


def test_a_profile_has_a_point_for_each_value(tmp_path: Path):
    (found,) = problems_after(
        tmp_path / "deal", "transfer/results.yaml", "points: [10, 15, 20, 30]", "points: [10, 15, 30]"
    )
    assert "RES-15 has 3 points and 4 values [wrong-value]" in found
