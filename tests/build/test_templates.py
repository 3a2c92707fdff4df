from pathlib import Path

import pytest

from qa_docs.build.templates import differences_of, preview_template, start_template, template_names
from qa_docs.problems import ProblemsFound
from qa_docs.review.validity import check_docx


def test_the_templates_that_come_with_the_program_are_known_by_name():
    assert {"quality-agreement", "quality-agreement-letter-serif"} <= set(template_names())


def test_a_copy_of_a_template_is_the_users_own_and_never_written_over(tmp_path: Path):
    own = start_template(tmp_path / "ours.docx", "quality-agreement-letter-serif")

    assert differences_of(own, "quality-agreement-letter-serif") == []
    with pytest.raises(ProblemsFound, match="there is already a file of this name"):
        start_template(own, "quality-agreement")
    assert differences_of(own, "quality-agreement-letter-serif") == []


@pytest.mark.parametrize(
    ("file", "name", "message"),
    [
        ("ours.docx", "quality-agrement", "did you mean 'quality-agreement'?"),
        ("ours.doc", "quality-agreement", "is not the name of a Word file"),
    ],
)
def test_what_keeps_a_template_from_being_started_is_told(tmp_path: Path, file: str, name: str, message: str):
    with pytest.raises(ProblemsFound) as found:
        start_template(tmp_path / file, name)
    assert message in str(found.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("name", ["quality-agreement", "quality-agreement-letter-serif"])
def test_a_preview_is_a_short_sound_agreement_beside_the_template(tmp_path: Path, name: str, draft: bool):
    own = start_template(tmp_path / "ours.docx", name)
    preview = preview_template(own, None, draft)

    assert preview == tmp_path / "ours-preview.docx"
    assert list(check_docx(preview.read_bytes(), "x.docx")) == []
    assert preview.stat().st_size < 100_000


@pytest.mark.parametrize(
    ("target", "message"),
    [("ours.docx", "this is the template itself"), ("preview.pdf", "'preview.pdf' is not the name of a Word file")],
)
def test_a_preview_never_takes_the_place_of_the_template(tmp_path: Path, target: str, message: str):
    own = start_template(tmp_path / "ours.docx", "quality-agreement")
    before = own.read_bytes()
    with pytest.raises(ProblemsFound, match=message):
        preview_template(own, tmp_path / target, False)
    assert (own.read_bytes() == before, len(list(tmp_path.iterdir()))) == (True, 1)


def test_a_template_can_be_compared_with_a_file_of_any_ending(tmp_path: Path):
    own = start_template(tmp_path / "ours.docx", "quality-agreement")
    last = own.rename(tmp_path / "last.dotx")
    assert differences_of(start_template(own, "quality-agreement"), str(last)) == []


def test_a_template_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(ProblemsFound, match="cannot read the file"):
        differences_of(tmp_path / "none.docx", "quality-agreement")
