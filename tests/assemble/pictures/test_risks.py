from hypothesis import given
from hypothesis import strategies as st

from qa_docs.assemble.pictures import Risk, RiskScale, risk_matrix
from qa_docs.model.plain import plain_text

SCORES = st.integers(1, 10)
RISKS = st.lists(
    st.builds(lambda *scores: scores, SCORES, SCORES, st.none() | SCORES, st.none() | SCORES), max_size=25
).map(lambda all_scores: [Risk(f"R-{i:02}", *scores) for i, scores in enumerate(all_scores, 1)])


def test_before_and_after_stand_side_by_side_each_cell_with_its_weight_in_words():
    risks = [Risk("R-01", 8, 5, 8, 2), Risk("R-02", 8, 6, 6, 2), Risk("R-03", 3, 10)]

    table, note = risk_matrix("risk-matrix", "Risks", "4", risks)

    assert (table.id, table.caption, table.number) == ("risk-matrix", "Risks", "4")
    assert [column.group for column in table.columns] == (
        ["", *["Occurrence before mitigation"] * 5, "", *["Occurrence after mitigation"] * 5]
    )
    assert [" | ".join(plain_text(cell).replace("\n", " ") for cell in row.cells) for row in table.rows] == [
        "9–10 | M | M | H | H | H | 9–10 | M | M | H | H | H",
        "7–8 | L | M | H 2 R-01 R-02 | H | H | 7–8 | L 1 R-01 | M | H | H | H",
        "5–6 | L | M | M | H | H | 5–6 | L 1 R-02 | M | M | H | H",
        "3–4 | L | L | M | M | M 1 R-03 | 3–4 | L | L | M | M | M 1 R-03",
        "1–2 | L | L | L | L | M | 1–2 | L | L | L | L | M",
    ]
    assert plain_text(note.text) == (
        "Each cell gives its weight (L low, M medium, H high), the number of risks in it and their ids. The weight is the "
        "product of the upper ends of both bands: medium from 20, high from 48. It ranks the risks and measures nothing. "
        "Not scored again, and so unmoved: R-03."
    )


def test_a_scale_of_five_has_a_band_for_each_score():
    table, _ = risk_matrix("m", "M", "1", [Risk("A", 5, 1)], RiskScale((1, 2, 3, 4, 5), medium=6, high=12))

    assert [plain_text(row.cells[0]) for row in table.rows] == ["5", "4", "3", "2", "1"]
    assert plain_text(table.rows[0].cells[1]) == "L 1\nA"


@given(RISKS)
def test_every_risk_stands_once_before_and_once_after_and_colour_says_what_the_letter_says(risks: list[Risk]):
    table, _ = risk_matrix("m", "M", "1", risks)

    for half in (slice(1, 6), slice(7, 12)):
        words = [plain_text(cell).split("\n") for row in table.rows for cell in row.cells[half]]
        assert sorted(risk for _, *here in words for risk in here) == [risk.id for risk in risks]
        assert all(not here or first == f"{first[0]} {len(here)}" for first, *here in words)
        tones = [tone for row in table.rows for tone in row.tones[half]]
        assert [first[0] for first, *_ in words] == [str(tone)[0].upper() for tone in tones]
