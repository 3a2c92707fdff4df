import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document as WordDocument

from qa_docs.cli import commands
from tests.examples import ROOT


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


def test_the_problems_of_a_template_are_written_as_comments_into_a_copy(tmp_path: Path):
    own, copy = tmp_path / "ours.docx", tmp_path / "problems.docx"
    opened = WordDocument(ROOT / "templates" / "quality-agreement.docx")
    paragraph = next(paragraph for paragraph in opened.paragraphs if "legal_name" in paragraph.text)
    paragraph.runs[0].text = "{{ giver.legal_nme }}"
    opened.save(own)
    before = own.read_bytes()

    result = run("template", "check", own, "--annotate", copy)
    assert (result.exit_code, own.read_bytes() == before) == (1, True)
    assert result.stdout == f"{copy}: 1 comment\n{own}: 1 error\n"
    (comment,) = WordDocument(copy).comments
    assert (comment.author, comment.text.split("\n")[1:]) == (
        "qa-docs",
        ["Way out: did you mean 'legal_name'?", "[template-unknown-tag]"],
    )
    # What stands there already may have been worked on.
    again = run("template", "check", own, "--annotate", copy)
    assert (again.exit_code, "there is already a file of this name" in again.output) == (1, True)
    assert "end it in .docx" in run("template", "check", own, "--annotate", tmp_path / "x.doc").output


def test_there_is_no_copy_where_there_is_nothing_to_comment_on(tmp_path: Path):
    sound, copy = ROOT / "templates" / "quality-agreement.docx", tmp_path / "problems.docx"
    result = run("template", "check", sound, "--annotate", copy)
    assert (result.exit_code, copy.exists()) == (0, False)
    assert result.stdout.startswith(f"{copy}: not written: there is nothing to comment on\n")

    (tmp_path / "x.docx").write_bytes(b"Dear Sir")
    result = run("template", "check", tmp_path / "x.docx", "--annotate", copy, "--format", "json")
    assert (result.exit_code, copy.exists()) == (1, False)
    assert json.loads(result.stdout)[0]["code"] == "template-not-docx"
    assert result.stderr == f"{copy}: not written: the template cannot be opened\n"
