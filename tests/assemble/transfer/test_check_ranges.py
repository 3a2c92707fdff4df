"""Units of measure, ranges, set points and holding times. Each rule with one change of the tablet example that breaks it, and what is printed then."""

from pathlib import Path

from tests.assemble.transfer.changed import problems_after


def test_a_unit_of_measure_is_known(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/cpps.yaml",
        "parameter: main compression force, unit: kN",
        "parameter: main compression force, unit: kNewt",
    )
    assert found == [
        "transfer/cpps.yaml:7:70: warning: the unit 'kNewt' of CPP-06 is not known [unit-unknown]\n  hint: write it as pint reads it, for example kg, m/s, mg/mL, µg/cm2"
    ]


def test_a_range_is_in_the_unit_of_its_set_point(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/cpps.yaml",
        "nor: {low: 57, high: 63}",
        "nor: {low: 57, high: 63, unit: min}",
    )
    assert found == [
        "transfer/cpps.yaml:5:108: error: the range of CPP-04 is in min, its set point in °C [unit-mismatch]\n  hint: write the range in °C"
    ]


def test_a_holding_time_is_compared_as_a_time(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "proposed_ru: {value: 1, unit: h}",
        "proposed_ru: {value: 1, unit: kg}",
    )
    assert found == [
        "transfer.yaml:204:61: error: 1 kg and 2 h cannot be compared [unit-mismatch]\n  hint: write both in a unit of time"
    ]


def test_a_range_is_not_upside_down(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/ipcs.yaml",
        'limit: {low: 1.5, high: 2.5, unit: "%"}',
        'limit: {low: 2.5, high: 1.5, unit: "%"}',
    )
    assert found == [
        "transfer/ipcs.yaml:1:52: error: the lowest value, 2.5, is above the highest, 1.5 [range-empty]\n  hint: exchange `low` and `high`"
    ]


def test_a_normal_range_is_inside_the_proven_one(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/cpps.yaml",
        "nor: {low: 11, high: 15}, par: {low: 9, high: 18}",
        "nor: {low: 8, high: 15}, par: {low: 9, high: 18}",
    )
    assert found == [
        "transfer/cpps.yaml:7:114: error: the normal range of CPP-06 at the receiving unit, 8–15 kN, is not inside the proven one, 9–18 kN [range-outside]\n  hint: narrow the normal range, or prove the wider one and name the evidence"
    ]


def test_a_normal_range_of_the_sending_unit_is_inside_its_own(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/cpps.yaml",
        "su_nor: {low: 45, high: 55}, su_par: {low: 35, high: 60}",
        "su_nor: {low: 45, high: 65}, su_par: {low: 35, high: 60}",
    )
    assert found == [
        "transfer/cpps.yaml:10:157: error: the normal range of CPP-09 at the sending unit, 45–65 rpm, is not inside the proven one, 35–60 rpm [range-outside]\n  hint: narrow the normal range, or prove the wider one and name the evidence"
    ]


def test_a_set_point_is_inside_its_normal_range(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/cpps.yaml",
        "su_setpoint: 13, ru_setpoint: 13",
        "su_setpoint: 13, ru_setpoint: 16",
    )
    assert found == [
        "transfer/cpps.yaml:7:97: error: the set point of CPP-06 at the receiving unit, 16 kN, is outside its normal range, 11–15 kN [set-point-outside]\n  hint: correct the set point, or the range where it is the range that is wrong"
    ]


def test_a_set_point_of_the_sending_unit_is_inside_the_range(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/cpps.yaml",
        "su_setpoint: 22, ru_setpoint: 22",
        "su_setpoint: 25, ru_setpoint: 22",
    )
    assert found == [
        "transfer/cpps.yaml:3:94: error: the set point of CPP-02 at the sending unit, 25 % w/w, is outside its normal range, 21–23 % w/w [set-point-outside]\n  hint: correct the set point, or the range where it is the range that is wrong"
    ]


def test_a_packaging_set_point_is_inside_its_range(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "su_setpoint: 170, ru_setpoint: 170",
        "su_setpoint: 170, ru_setpoint: 180",
    )
    assert found == [
        "transfer.yaml:258:83: error: the set point of blister, sealing temperature at the receiving unit, 180 °C, is outside its normal range, 165–175 °C [set-point-outside]\n  hint: correct the set point, or the range where it is the range that is wrong"
    ]


def test_units_are_compared_as_quantities(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/cpps.yaml",
        "nor: {low: 2.5, high: 3.5}, par: {low: 2.0, high: 5.0}",
        "nor: {low: 150, high: 400, unit: s}, par: {low: 2.0, high: 5.0}",
    )
    assert found == [
        "transfer/cpps.yaml:4:111: error: the normal range of CPP-03 at the receiving unit, 150–400 s, is not inside the proven one, 2.0–5.0 min [range-outside]\n  hint: narrow the normal range, or prove the wider one and name the evidence"
    ]


def test_a_holding_time_is_not_prolonged(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "proposed_ru: {value: 16, unit: h}",
        "proposed_ru: {value: 2, unit: days}",
    )
    assert found == [
        "transfer.yaml:208:68: warning: the holding time proposed, 2 days, is longer than 24 h [hold-prolonged]\n  hint: it must be proven at the receiving unit first: shorten it, or name the study in an open item"
    ]
