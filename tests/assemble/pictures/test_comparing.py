from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from qa_docs.assemble.pictures import LANDSCAPE, PORTRAIT, ComparedParameter, Limits, Setting, comparison
from qa_docs.model.drawing import Box, Drawing
from tests.assemble.pictures.geometry import faults_of

NUMBERS = st.none() | st.integers(-(10**9), 10**9) | st.floats(-1e6, 1e6) | st.decimals(-(10**9), 10**9, places=3)
LIMITS = st.none() | st.builds(Limits, NUMBERS, NUMBERS)
SETTINGS = st.builds(Setting, NUMBERS, LIMITS, LIMITS)
PARAMETERS = st.lists(
    st.builds(ComparedParameter, st.text(max_size=60), st.text(max_size=12), SETTINGS, SETTINGS),
    min_size=1,
    max_size=25,
)

TURRET = ComparedParameter(
    "turret speed",
    "rpm",
    Setting(50, Limits(40, 50), Limits(Decimal("30.0"), 55)),
    Setting(45.5, Limits(None, 50), Limits(30, None)),
)


def boxes_of(drawing: Drawing, form: str) -> list[Box]:
    """Give the bars or marks below the key."""
    found = [shape for shape in drawing.shapes if isinstance(shape, Box) and shape.form == form]
    return [box for box in found if not box.lines and box.top > 500]


def test_a_row_says_in_figures_what_its_bars_show():
    (drawing,) = comparison("c", "Comparison", [TURRET])
    words = [line.text for shape in drawing.shapes if isinstance(shape, Box) for line in shape.lines]

    assert words == [
        "PAR", "NOR SU", "NOR RU", "set point", "Parameter", "Set point (NOR) [PAR]",
        "turret speed", "rpm", "SU", "50 (40–50) [30.0–55]", "RU", "45.5 (≤\u00a050) [≥\u00a030]",
    ]  # fmt: skip
    assert drawing.alternative == (
        "Comparison, as bars, each parameter on its own scale; set point, then (NOR) and [PAR]. "
        "turret speed, rpm: SU 50 (40–50) [30.0–55]; RU 45.5 (≤\u00a050) [≥\u00a030]."
    )


def test_bars_of_both_units_share_a_scale_and_hold_one_another():
    (drawing,) = comparison("c", "Comparison", [TURRET])
    proven, normal, open_above, open_below = boxes_of(drawing, "box")
    sending, receiving = (box.left + box.width // 2 for box in boxes_of(drawing, "diamond"))

    assert proven.left < normal.left < receiving < sending == normal.right < proven.right
    assert open_above.left == proven.left and open_above.right > proven.right
    assert open_below.right == normal.right and open_below.left < proven.left


def test_a_parameter_that_is_not_known_has_figures_and_no_bars():
    (drawing,) = comparison("c", "C", [ComparedParameter("speed", "rpm", Setting(), Setting())])

    assert boxes_of(drawing, "box") == [] and boxes_of(drawing, "diamond") == []


@settings(max_examples=40)
@given(
    PARAMETERS,
    st.sampled_from([PORTRAIT, LANDSCAPE]),
    st.sampled_from([("SU", "RU"), ("Heidelberg", "Copenhagen North, building 7, ground floor"), ("", "R")]),
)
def test_whatever_the_parameters_nothing_overlaps_or_leaves_its_box(parameters, sheet, units):
    drawings = comparison("c", "C", parameters, sheet, units)

    assert [fault for drawing in drawings for fault in faults_of(drawing)] == []
    assert all(drawing.height <= sheet.height for drawing in drawings)
