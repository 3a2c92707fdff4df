import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from qa_docs.assemble.pictures import LANDSCAPE, PORTRAIT, Gate, gate_timeline
from qa_docs.model.drawing import Box, Connector, Drawing
from tests.assemble.pictures.geometry import faults_of

DAY = datetime.date
GATES = (
    Gate("G0", "Charter approved", DAY(2026, 3, 2), DAY(2026, 3, 2), "go"),
    Gate("G1", "Plan approved", DAY(2026, 5, 15), DAY(2026, 5, 24), "go with conditions"),
    Gate("G2", "Close-out", DAY(2026, 12, 31)),
)
ANY_GATES = st.lists(
    st.builds(
        Gate,
        st.integers(0, 99).map("G{}".format),
        st.text(max_size=50),
        st.dates(),
        st.none() | st.dates(),
        st.text(max_size=40),
    ),
    min_size=1,
    max_size=40,
)


def labels(drawing: Drawing) -> list[str]:
    return [
        " / ".join(line.text for line in shape.lines)
        for shape in drawing.shapes
        if isinstance(shape, Box) and shape.lines
    ]


def test_each_gate_has_a_line_with_its_planned_and_its_actual_day():
    (drawing,) = gate_timeline("gates", "Gates", GATES)

    assert labels(drawing) == [
        "Jan 2026", "Apr 2026", "Jul 2026", "Oct 2026", "Jan 2027", "planned", "actual", "Gate",
        "G0 Charter approved / go", "2 March 2026", "2 March 2026 (on the day)",
        "G1 Plan approved / go with conditions", "15 May 2026", "24 May 2026 (9 days late)",
        "G2 Close-out", "31 December 2026",
    ]  # fmt: skip
    assert drawing.alternative == (
        "Gates, as marks below a time axis. G0 Charter approved: planned 2 March 2026, actual 2 March 2026 (on the day), "
        "decision: go. G1 Plan approved: planned 15 May 2026, actual 24 May 2026 (9 days late), decision: go with conditions. "
        "G2 Close-out: planned 31 December 2026."
    )


def test_days_are_written_as_the_language_has_them():
    (drawing,) = gate_timeline("gates", "Gates", GATES[2:], language="en-US")

    assert "December 31, 2026" in labels(drawing)


def test_marks_stand_to_scale_between_the_lines_of_the_axis():
    (drawing,) = gate_timeline("gates", "Gates", GATES)
    lines = [
        shape.points[0][0]
        for shape in drawing.shapes
        if isinstance(shape, Connector) and shape.points[0][0] == shape.points[1][0]
    ]
    first, last = DAY(2026, 1, 1).toordinal(), DAY(2027, 1, 1).toordinal()
    marks = [
        shape.left + shape.width // 2 for shape in drawing.shapes if isinstance(shape, Box) and shape.form == "diamond"
    ][1:]

    for gate, mark in zip(GATES, marks, strict=True):
        assert abs(mark - lines[0] - (lines[-1] - lines[0]) * (gate.planned.toordinal() - first) / (last - first)) <= 2


def test_no_gates_make_no_drawing():
    assert gate_timeline("gates", "Gates", ()) == ()


@settings(max_examples=40)
@given(ANY_GATES, st.sampled_from([PORTRAIT, LANDSCAPE]), st.sampled_from(["en-GB", "en-US"]))
def test_whatever_the_gates_no_label_lies_on_another(gates, sheet, language):
    drawings = gate_timeline("gates", "Gates", gates, sheet, language)

    assert [fault for drawing in drawings for fault in faults_of(drawing)] == []
    assert all(drawing.height <= sheet.height for drawing in drawings)
