"""A company's layer: replace, add and retire by id, and notice when what was replaced changed since."""

from pathlib import Path

import pytest

from qa_docs.assemble import assemble
from qa_docs.library.load import load_library
from qa_docs.problems import ProblemsFound
from qa_docs.render.text import render_text
from tests.small import clause, deal, write_library

OURS = clause("Our samples", "{{ party('COM-02') }} shall keep our Batch.", "activities: [COM-02]\n")
ADDED = clause("Visitors", "{{ acceptor }} shall accompany visitors.")


def layered(folder: Path, overlay: str, **files: str):
    base, own = write_library(folder / "base"), folder / "own"
    (own / "compliance").mkdir(parents=True)
    (own / "overlay.yaml").write_text(overlay, encoding="utf-8")
    for name, text in files.items():
        path = own / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_library(base, own)


def test_a_clause_is_replaced_by_id(tmp_path: Path):
    library = layered(tmp_path, "replaces: {samples: 1.0.0}\n", **{"compliance__samples.md": OURS})

    text = render_text(assemble(deal(), library).document)

    assert "3.2  Our samples" in text
    assert "The Owner shall keep our Batch." in text


def test_a_clause_is_added_where_the_overlay_says(tmp_path: Path):
    overlay = "outline:\n  - {clause: visitors, section: events, after: deviations}\n"
    library = layered(tmp_path, overlay, **{"compliance__visitors.md": ADDED})

    text = render_text(assemble(deal(), library).document)

    assert text.index("3.1  Deviations") < text.index("3.2  Visitors") < text.index("3.3  Samples")


def test_a_retired_clause_takes_its_rows_along(tmp_path: Path):
    library = layered(tmp_path, "retire: {clauses: [samples]}\n")

    document = assemble(deal(), library).document

    assert [row.activity for row in document.matrix.rows] == ["COM-01"]
    assert "COM-02" not in library.rows


def test_a_term_is_replaced_and_retired_by_id(tmp_path: Path):
    own = "terms:\n  - {id: batch, term: Batch, definition: one lot of Product.}\n"
    library = layered(tmp_path, "{}\n", **{"definitions.yaml": own})

    assert "\u201cBatch\u201d means one lot of Product." in render_text(assemble(deal(), library).document)


@pytest.mark.parametrize(
    ("overlay", "code"),
    [
        ("{}\n", "overlay-undeclared"),
        ("replaces: {samples: 0.9.0}\n", "overlay-outdated"),
        ("replaces: {samples: 1.0.0, sample: 1.0.0}\n", "unknown-clause"),
        ("replaces: {samples: 1.0.0}\nretire: {clauses: [sampel]}\n", "unknown-clause"),
        ("replaces: {samples: 1.0.0}\noutline: [{clause: samples, section: event}]\n", "unknown-clause"),
    ],
)
def test_what_an_overlay_says_is_held_against_what_is_there(tmp_path: Path, overlay: str, code: str):
    with pytest.raises(ProblemsFound) as error:
        layered(tmp_path, overlay, **{"compliance__samples.md": OURS})

    assert [problem.code for problem in error.value.problems] == [code]
