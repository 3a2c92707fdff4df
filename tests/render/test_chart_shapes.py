from decimal import Decimal

import pytest
from msgspec.structs import replace

from qa_docs.assemble.pictures import LANDSCAPE, PORTRAIT, chart, limits_of, scale_for
from qa_docs.model.chart import Chart, LimitLine, Scale, Series
from qa_docs.model.drawing import Box, Connector, Drawing
from qa_docs.render.chart_shapes import shapes_of
from tests.assemble.pictures.geometry import faults_of


def numbers(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


def drawn(shown: Chart, width: int = LANDSCAPE.width) -> Drawing:
    figure = replace(chart("x", "Assay", shown, "words"), width=width)
    return replace(figure, shapes=shapes_of(shown, width, figure.height))


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
@pytest.mark.parametrize("width", [LANDSCAPE.width, PORTRAIT.width])
def test_no_words_of_a_chart_lie_on_others_or_out_of_bounds(kind: str, count: int, batches: int, width: int):
    assert faults_of(drawn(example(kind, count, batches), width)) == []


def test_limits_that_lie_close_together_keep_their_names_apart():
    shown = Chart(
        "lines", "Value", "pH", ("1",), (), limits_of(Decimal("5.49"), Decimal("5.50")), scale_for(numbers("1", "9"))
    )
    assert faults_of(drawn(shown)) == []


def test_batches_are_told_apart_by_shape_and_filling_and_limits_are_dashed_and_named():
    shapes = shapes_of(example(), 13560, 3700)
    marks = {(shape.form, shape.tone) for shape in shapes if isinstance(shape, Box) and not shape.lines}
    dashed = [shape for shape in shapes if isinstance(shape, Connector) and shape.dashed]
    words = {line.text for shape in shapes if isinstance(shape, Box) for line in shape.lines}

    assert marks == {("ellipse", "actual"), ("box", "planned"), ("triangle", "actual")}
    assert len(dashed) == 2
    assert {"Upper limit 105.5", "Lower limit 98.0", "PPQ-0", "PPQ-1", "PPQ-2", "Assay, %"} <= words


def test_a_column_stands_on_zero_and_is_as_high_as_its_value():
    shown = Chart(
        "columns", "Result", "%", ("a", "b"), (Series("x", tuple(numbers("50", "-25"))),), (LimitLine("Limit", Decimal(100)),),
        Scale(Decimal(-50), Decimal(100), Decimal(50)),
    )  # fmt: skip
    shapes = shapes_of(shown, 13560, 3700)
    up, down = (shape for shape in shapes if isinstance(shape, Box) and shape.form == "box" and shape.height > 100)
    assert up.bottom == down.top
    assert abs(up.height - 2 * down.height) <= 1


def test_a_profile_keeps_the_distances_between_its_points():
    minutes = tuple(numbers("10", "20", "50"))
    series = (Series("PPQ-1", tuple(numbers("50", "80", "90"))),)
    up, across = scale_for(numbers("0", "90")), scale_for(numbers("0", "50"))
    shown = Chart("profile", "Point, min", "%", ("10", "20", "50"), series, (), up, 1, minutes, across)
    (line,) = (
        shape for shape in shapes_of(shown, 13560, 3700) if isinstance(shape, Connector) and len(shape.points) == 3
    )
    first, second, third = (x for x, _ in line.points)
    assert abs((third - second) - 3 * (second - first)) <= 3
    assert faults_of(drawn(shown)) == []
