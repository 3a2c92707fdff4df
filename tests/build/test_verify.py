"""Whether a file is what its deal gives."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_docs.build.verify import Verdict, verify_file
from qa_docs.cli import commands
from qa_docs.problems import ProblemsFound
from tests.examples import ROOT

TEXT = (ROOT / "examples" / "testing-laboratory" / "deal.yaml").read_text(encoding="utf-8")


def built(folder: Path, text: str, *options: str) -> Path:
    """Build the agreement of a deal; give the deal."""
    deal = folder / "deal.yaml"
    deal.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(commands, ["build", str(deal), "--only", "quality-agreement", *options])
    assert done.exit_code == 0, done.output
    return deal


def verdict_of(deal: Path, name: str) -> Verdict:
    return verify_file(deal.parent / "out" / name, deal)


def test_a_word_file_is_what_its_deal_gives_until_the_deal_changes(tmp_path: Path) -> None:
    deal = built(tmp_path, TEXT)
    verdict = verdict_of(deal, "quality-agreement.docx")
    assert verdict.same
    assert verdict.stamp == (
        "The file says that it is QAG-LAB-118, revision 1.0, issued.",
        "No program has saved it since it was built.",
    )
    deal.write_text(TEXT + "\ndetail: full\n", encoding="utf-8")
    later = verdict_of(deal, "quality-agreement.docx")
    assert not later.same
    assert "deleted" in {one.what for one in later.altered}


@pytest.mark.real
def test_a_pdf_is_what_its_deal_gives_and_an_altered_clause_is_named(tmp_path: Path) -> None:
    deal = built(tmp_path, TEXT, "--pdf")
    # A PDF has page numbers in its contents list, and so has the Word file beside it.
    assert verdict_of(deal, "quality-agreement.docx").same
    assert verdict_of(deal, "quality-agreement.pdf").altered == ()
    deal.write_text(TEXT + "\nblanks: {deviations.critical_notice: 2 business days}\n", encoding="utf-8")
    later = verdict_of(deal, "quality-agreement.pdf")
    assert {one.title for one in later.altered} <= {"Deviations", "Notification clocks"}
    assert "Deviations" in {one.title for one in later.altered}


def test_a_file_that_is_no_pdf_inside_is_told(tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(b"no pdf at all")
    with pytest.raises(ProblemsFound) as found:
        verify_file(path, ROOT / "examples" / "testing-laboratory" / "deal.yaml")
    assert [problem.message for problem in found.value.problems] == ["the PDF is damaged and cannot be read"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        verify_file(tmp_path / "signed.pdf", ROOT / "examples" / "testing-laboratory" / "deal.yaml")
    assert "cannot read the file" in found.value.problems[0].message


@pytest.mark.real
def test_a_pdf_with_figures_and_charts_is_what_its_deal_gives_until_a_result_changes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "transfer-api", tmp_path / "api", ignore=shutil.ignore_patterns("out"))
    deal = tmp_path / "api" / "deal.yaml"
    done = CliRunner().invoke(commands, ["build", str(deal), "--only", "transfer-report", "--draft", "--pdf"])
    assert done.exit_code == 0, done.output
    assert verdict_of(deal, "transfer-report.pdf").altered == ()
    transfer = deal.with_name("transfer.yaml")
    transfer.write_text(transfer.read_text(encoding="utf-8").replace("99.3, 99.7, 99.9", "99.3, 99.7, 97.9", 1))
    assert "Validation batches" in {one.title for one in verdict_of(deal, "transfer-report.pdf").altered}
