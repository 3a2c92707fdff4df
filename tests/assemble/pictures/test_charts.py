from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_docs.assemble.pictures import LANDSCAPE, PORTRAIT, chart, limits_of, scale_for
from qa_docs.model.chart import Chart, LimitLine, Scale, Series
from qa_docs.model.drawing import Box, Connector
from tests.assemble.pictures.geometry import faults_of


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


def example(kind: str = "lines", count: int = 12, batches: int = 3) -> Chart:
    series = tuple(
        Series(
            f"PPQ-{batch}",
            tuple(Decimal(100 + (place * 7) % 5) if place % batches == batch else None for place in range(count)),
            ("circle", "square", "triangle", "diamond")[batch % 4],
            batch % 2 == 0,
        )
        for batch in range(batches)
    )
    limits = limits_of(Decimal("98.0"), Decimal("105.5"))
    labels = tuple(str(place + 1) for place in range(count))
    scale = scale_for(numbers("98.0", "105.5"))
    return Chart(kind, "Value", "Assay, %", labels, series, limits, scale, -(-count // 30))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["lines", "columns"])
@pytest.mark.parametrize(("count", "batches"), [(1, 1), (3, 3), (12, 3), (90, 3), (40, 20)])
@pytest.mark.parametrize("sheet", [LANDSCAPE, PORTRAIT])
def test_no_words_of_a_chart_lie_on_others_or_out_of_bounds(kind: str, count: int, batches: int, sheet):
    assert faults_of(chart("x", "Assay", example(kind, count, batches), "words", sheet)) == []


def test_limits_that_lie_close_together_keep_their_names_apart():
    shown = Chart(
        "lines", "Value", "pH", ("1",), (), limits_of(Decimal("5.49"), Decimal("5.50")), scale_for(numbers("1", "9"))
    )
    assert faults_of(chart("x", "pH", shown, "words")) == []


def test_batches_are_told_apart_by_shape_and_filling_and_limits_are_dashed_and_named():
    drawn = chart("x", "Assay", example(), "words")
    marks = {(shape.form, shape.tone) for shape in drawn.shapes if isinstance(shape, Box) and not shape.lines}
    dashed = [shape for shape in drawn.shapes if isinstance(shape, Connector) and shape.dashed]
    words = {line.text for shape in drawn.shapes if isinstance(shape, Box) for line in shape.lines}

    assert marks == {("ellipse", "actual"), ("box", "planned"), ("triangle", "actual")}
    assert len(dashed) == 2
    assert {"Upper limit 105.5", "Lower limit 98.0", "PPQ-0", "PPQ-1", "PPQ-2", "Assay, %"} <= words


def test_a_column_stands_on_zero_and_is_as_high_as_its_value():
    shown = Chart(
        "columns", "Result", "%", ("a", "b"), (Series("x", tuple(numbers("50", "-25"))),), (LimitLine("Limit", Decimal(100)),),
        Scale(Decimal(-50), Decimal(100), Decimal(50)),
    )  # fmt: skip
    drawn = chart("x", "Differences", shown, "words")
    up, down = (
        shape for shape in drawn.shapes if isinstance(shape, Box) and shape.form == "box" and shape.height > 100
    )
    assert up.bottom == down.top
    assert abs(up.height - 2 * down.height) <= 1
