from hypothesis import given, settings
from hypothesis import strategies as st

from qa_docs.assemble.pictures import LANDSCAPE, PORTRAIT, ProcessStep, figures_numbered, process_flow
from qa_docs.model.document import ClauseText, Heading, Paragraph
from qa_docs.model.drawing import Box, Drawing
from tests.assemble.pictures.geometry import faults_of

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60)
ITEMS = st.lists(TEXTS.filter(lambda text: bool(text.strip())), max_size=5).map(tuple)
STEPS = st.lists(
    st.builds(ProcessStep, st.integers(1, 99).map(str) | TEXTS, TEXTS, TEXTS, ITEMS, ITEMS, ITEMS, TEXTS),
    min_size=1,
    max_size=14,
)

GRANULATION = ProcessStep(
    "2",
    "granulation",
    "Room G-201",
    ("purified water",),
    ("CPP-01 impeller tip speed", "CPP-02 liquid amount"),
    ("IPC-01 loss on drying",),
    "dried within 4 h",
)


def words_of(drawing: Drawing) -> list[str]:
    return [line.text for shape in drawing.shapes if isinstance(shape, Box) for line in shape.lines]


def test_a_step_stands_between_its_inputs_and_its_controls():
    (drawing,) = process_flow("flow", "Process flow", [ProcessStep("1", "dispensing"), GRANULATION])

    assert words_of(drawing) == [
        "Inputs",
        "Process steps",
        "CPP",
        "IPC",
        "1 dispensing",
        "purified water",
        "\u2013 CPP-01 impeller tip speed",
        "\u2013 CPP-02 liquid amount",
        "IPC-01 loss on drying",
        "2 granulation",
        "Room G-201",
        "Hold: dried within 4 h",
    ]
    assert drawing.alternative == (
        "Process flow, as a flow chart from top to bottom. Step 1, dispensing. Step 2, granulation (Room G-201); "
        "inputs: purified water; critical process parameters: CPP-01 impeller tip speed, CPP-02 liquid amount; "
        "in-process controls: IPC-01 loss on drying; hold: dried within 4 h."
    )


def test_a_long_flow_goes_on_in_further_drawings_of_about_the_same_height():
    steps = [ProcessStep(str(number), f"step {number}", "Room") for number in range(1, 41)]

    drawings = process_flow("flow", "Flow", steps)

    assert [(drawing.id, drawing.caption) for drawing in drawings] == [
        ("flow", "Flow (1 of 4)"),
        ("flow-2", "Flow (2 of 4)"),
        ("flow-3", "Flow (3 of 4)"),
        ("flow-4", "Flow (4 of 4)"),
    ]
    assert [words_of(drawing)[-1] for drawing in drawings] == ["to step 11", "to step 21", "to step 31", "Room"]
    assert [words_of(drawing)[4] for drawing in drawings] == [
        "1 step 1",
        "from step 10",
        "from step 20",
        "from step 30",
    ]


@settings(max_examples=40)
@given(STEPS, st.sampled_from([PORTRAIT, LANDSCAPE]))
def test_whatever_the_steps_nothing_overlaps_or_leaves_its_box(steps, sheet):
    drawings = process_flow("flow", "Flow", steps, sheet)

    assert [fault for drawing in drawings for fault in faults_of(drawing)] == []
    assert all(drawing.height <= sheet.height for drawing in drawings)
    assert drawings == process_flow("flow", "Flow", steps, sheet)


def test_figures_are_numbered_through_the_document_and_its_clauses():
    def figure(number: str = "") -> Drawing:
        return Drawing("f", "F", number, "", 1, 1, ())

    clause = ClauseText("c", "1", "standard", Heading("c", "clause", "C"), (Paragraph(("a",)), figure()))

    numbered = tuple(figures_numbered((figure(), clause, Paragraph(("b",)), figure())))

    assert numbered[0] == figure("1")
    assert isinstance(numbered[1], ClauseText) and numbered[1].blocks == (Paragraph(("a",)), figure("2"))
    assert numbered[3] == figure("3")
