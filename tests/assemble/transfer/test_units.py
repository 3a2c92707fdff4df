from decimal import Decimal

import pytest

from qa_docs.assemble.transfer import units
from qa_docs.assemble.transfer.units import KNOWN, converted, is_unit, is_volume, same_kind


@pytest.mark.parametrize("unit", sorted(KNOWN))
def test_a_unit_that_needs_no_looking_up_is_one_of_pint(unit: str):
    assert units._read(unit) is not None


@pytest.mark.parametrize(
    ("value", "unit", "to", "found"),
    [
        ("60", "s", "min", "1"),
        ("400", "kg", "g", "400000"),
        ("25", "°C", "K", "298.15"),
        ("25", "C", "°C", "25"),
        ("50", "CFU/100 mL", "CFU/mL", "0.5"),
        ("5", "10^6 cells/mL", "cells/mL", "5000000"),
        ("2", "% w/w", "%", "2"),
        ("1", "m3/h", "L/h", "1000"),
        ("3", "µg/cm2", "mg/m2", "30"),
        ("6", "°C/h", "°C/min", "0.1"),
        ("7", "pH", "pH", "7"),
    ],
)
def test_a_quantity_is_converted(value: str, unit: str, to: str, found: str):
    assert converted(Decimal(value), unit, to) == Decimal(found)


@pytest.mark.parametrize(
    ("unit", "to"), [("kg", "L"), ("pH", "H"), ("EU/mL", "IU/mL"), ("frob", "kg"), ("9**9**9**9", "kg"), ("", "kg")]
)
def test_what_measures_something_else_is_not_converted(unit: str, to: str):
    assert converted(Decimal(1), unit, to) is None


def test_kinds_are_told_apart_and_unknown_ones_are_not_guessed():
    assert same_kind("mg/mL", "g/L") is True
    assert same_kind("rpm", "m/s") is False
    assert same_kind("rpm", "wibble") is None
    assert not is_unit("wibble")
    assert is_volume("mL")
    assert not is_volume("kg")
