from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_docs.assemble.pictures import scale_for
from qa_docs.model.chart import Scale


def numbers(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("values", "low", "high", "step"),
    [
        (("95.0", "99.2", "105.0"), "94", "106", "2"),
        (("0.04", "0.05", "0.2"), "0", "0.25", "0.05"),
        (("194", "206", "200.2"), "192", "208", "2"),
        (("-0.8", "1.2"), "-1", "1.5", "0.5"),
        (("7", "7"), "6.0", "8.0", "0.5"),
        (("0",), "0", "1.2", "0.2"),
    ],
)
def test_an_axis_has_round_steps_and_holds_every_value(values: tuple[str, ...], low: str, high: str, step: str):
    assert scale_for(numbers(*values)) == Scale(Decimal(low), Decimal(high), Decimal(step))


@given(st.lists(st.decimals("-1e9", "1e9", places=4), min_size=1, max_size=40))
def test_whatever_the_values_are_the_axis_holds_them_with_a_handful_of_steps(values: list[Decimal]):
    scale = scale_for(values)
    assert scale.low <= min(values) <= max(values) <= scale.high
    assert 2 <= (scale.high - scale.low) / scale.step <= 12
