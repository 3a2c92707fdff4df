"""`qa-docs impact`: which documents a change would touch, executed or not, and whose they are."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from qa_docs.cli import commands
from tests.build.portfolios import PORTFOLIO, portfolio, run, write_deal
from tests.small import CLAUSES, DEAL


def asked(*arguments: object) -> Result:
    return CliRunner().invoke(commands, ["impact", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = portfolio(tmp_path, 3)
    executed = DEAL.replace('revision: "1"', 'revision: "4", status: executed').replace("Acme Ltd", "Other Ltd")
    write_deal(folder, "b", executed)
    return folder


def test_a_clause_leads_to_its_documents_with_state_and_parties(folder: Path):
    result = asked("--clause", "certification", folder)

    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "clauses: certification\n"
        f"{folder}/documents/c/quality-agreement.docx: draft, QA-3 revision 1, Acme Ltd and Beta GmbH (certification)\n"
        f"{folder}/documents/c/raci-matrix.xlsx: draft, QA-3 revision 1, Acme Ltd and Beta GmbH (certification)\n"
        "2 documents of 1 deal, 0 executed\n"
    )
    assert "6 documents of 3 deals, 2 executed\n" in asked("--clause", "deviations", folder).stdout


def test_a_document_is_named_where_it_was_built(folder: Path):
    run(folder)
    (folder / "qa-docs.yaml").write_text(PORTFOLIO.replace("documents/", "elsewhere/"), encoding="utf-8")

    assert f"{folder}/documents/c/quality-agreement.docx" in asked("--clause", "certification", folder).stdout


def test_a_source_and_a_requirement_lead_to_clauses(folder: Path):
    cited = CLAUSES["deviations"].replace("activities:", "basis: [rule-1]\nactivities:")
    (folder / "clauses" / "compliance" / "deviations.md").write_text(cited, encoding="utf-8")

    for source in ("A Rule", "rule-1"):
        assert "clauses: deviations\n" in asked("--source", source, folder).stdout


def test_a_template_leads_to_the_documents_that_wear_it(folder: Path, tmp_path: Path):
    template = tmp_path / "house.docx"
    shutil.copy(Path(__file__).parents[2] / "templates" / "quality-agreement.docx", template)
    write_deal(folder, "a", DEAL + "template: ../house.docx\n")

    result = asked("--template", template, folder, "--format", "json")

    assert [(one["deal"], one["kind"]) for one in json.loads(result.stdout)["documents"]] == [
        (str(folder / "a" / "deal.yaml"), "quality-agreement")
    ]


def test_the_answer_as_a_workbook(folder: Path, tmp_path: Path):
    path = tmp_path / "impact.xlsx"

    result = asked("--clause", "deviations", folder, "--format", "xlsx", "-o", path)

    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    assert (result.exit_code, result.stdout) == (0, f"{path}\n")
    assert rows[0][:4] == ("State", "Document", "Number", "Revision")
    assert ("executed", f"{folder}/documents/b/quality-agreement.docx", "QA-1", "4", "Other Ltd", "Beta GmbH") in [
        row[:6] for row in rows
    ]


def test_a_deal_that_cannot_be_read_is_told_and_the_others_are_shown(folder: Path):
    write_deal(folder, "a", "schema: 2\n")

    result = asked("--clause", "deviations", folder)

    assert result.exit_code == 1
    assert "4 documents of 2 deals" in result.stdout
    assert "[missing-key]" in result.stderr


def test_an_unknown_clause_is_told_and_one_thing_must_be_named(folder: Path):
    assert "did you mean 'deviations'?" in asked("--clause", "deviatons", folder).stderr
    assert asked("--clause", "a", "--source", "b", folder).exit_code == 2
    assert asked(folder).exit_code == 2
