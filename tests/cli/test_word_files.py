import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document as WordDocument

from qa_docs.cli import commands


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    """A Word file by another program, with a heading that leaves out a level."""
    document = WordDocument()
    document.core_properties.title = "Minutes"
    document.add_heading("Minutes", 1)
    document.add_heading("Actions", 3)
    document.save(tmp_path / "returned.docx")
    return tmp_path / "returned.docx"


MESSAGE = "a heading of level 3 stands after one of level 1"
HINT = "give it the heading style one level below the heading before it"


def headings(result: Result) -> list[str]:
    return [line for line in result.output.splitlines() if "heading of level" in line]


def test_a_word_file_is_checked_with_part_and_paragraph_and_a_warning_is_no_failure(returned: Path):
    result = run("check", returned)

    place = f"{returned}: word/document.xml, paragraph 2 'Actions'"
    assert headings(result) == [f"{place}: warning: {MESSAGE} [access-headings]"]
    assert result.exit_code == 0


def test_a_place_in_a_word_file_is_apart_from_the_files_name_for_programs(returned: Path):
    (found,) = [
        one for one in json.loads(run("check", returned, "--format", "json").stdout) if "level" in one["message"]
    ]

    assert found == {
        "file": str(returned), "line": 0, "column": 0, "within": "word/document.xml, paragraph 2 'Actions'",
        "severity": "warning", "code": "access-headings", "message": MESSAGE, "hint": HINT,
    }  # fmt: skip


def test_an_annotation_names_the_file_and_says_where_in_it(returned: Path):
    assert headings(run("check", returned, "--format", "github")) == [
        f"::warning file={returned},line=1,col=1,title=access-headings::"
        f"word/document.xml, paragraph 2 'Actions': {MESSAGE}. {HINT}"
    ]


def test_what_is_no_word_file_is_one_error(tmp_path: Path):
    (tmp_path / "x.docx").write_bytes(b"Dear Sir")
    result = run("check", tmp_path / "x.docx")

    assert result.exit_code == 1
    assert "this is no Word file: it is not even a zip file [docx-not-word]" in result.output


def test_a_locked_draft_is_built(tmp_path: Path):
    deal = tmp_path / "deal.yaml"
    assert run("new", "deal", deal, "--example", "tablet-us-eu").exit_code == 0
    result = run("build", deal, "--draft", "--lock", "text", "--only", "quality-agreement")

    assert result.exit_code == 0
    settings = WordDocument(tmp_path / "out" / "quality-agreement.docx").settings.element.xml
    assert '<w:documentProtection w:edit="forms" w:enforcement="1"/>' in settings


def test_a_template_is_started_compared_and_previewed(tmp_path: Path):
    own = tmp_path / "ours.docx"

    assert run("template", "new", own).output == f"{own}\n"
    assert run("template", "diff", own).output == f"{own}: no differences from quality-agreement\n"
    assert run("template", "preview", own).output == f"{tmp_path / 'ours-preview.docx'}\n"
    other = json.loads(
        run("template", "diff", own, "--against", "quality-agreement-letter-serif", "--format", "json").output
    )
    assert {"about": "style", "name": "Cover Logo", "change": "is gone"} in other
    again = run("template", "new", own)
    assert (again.exit_code, "there is already a file of this name" in again.output) == (1, True)
