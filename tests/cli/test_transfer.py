"""The commands on a deal with a transfer: each of its documents is built, shown, verified, compared and explained."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from qa_docs.cli import commands
from qa_docs.model.library_transfer import KINDS
from tests.examples import ROOT

TABLET = ROOT / "examples" / "transfer-tablet"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def deal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tablet's deal, built once."""
    folder = tmp_path_factory.mktemp("transfer")
    shutil.copytree(TABLET, folder / "deal")
    path = folder / "deal" / "deal.yaml"
    assert run("build", path, "-o", folder / "out").exit_code == 0
    return path


def built(deal: Path, name: str) -> Path:
    return deal.parent.parent / "out" / name


def test_building_again_changes_no_byte(deal: Path, tmp_path: Path):
    names = ["transfer-protocol.docx", "transfer-dossier.docx", "transfer-report.docx", "transfer-raci.xlsx"]

    result = run("build", deal, "-o", tmp_path)

    assert result.exit_code == 0
    assert [(tmp_path / name).read_bytes() == built(deal, name).read_bytes() for name in names] == [True] * 4


def test_the_matrix_of_the_transfer_is_a_workbook_with_a_letter_for_each_role(deal: Path):
    sheet = load_workbook(built(deal, "transfer-raci.xlsx")).worksheets[0]
    rows = [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]
    header = next(row for row in rows if "Activity" in row)
    of_a_unit = [i for i, title in enumerate(header) if title.startswith(("Sending Unit", "Receiving Unit", "Both"))]
    letters = [[row[i] for i in of_a_unit] for row in rows[rows.index(header) + 1 :]]
    filled = [row for row in letters if any(row)]

    assert len(of_a_unit) == 17
    assert len(filled) >= 70
    assert all(sum("A" in letter for letter in row) == 1 for row in filled)


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_that_was_built_is_verified_and_reviewed_as_what_it_is(kind: str, deal: Path):
    verified = run("verify", built(deal, f"{kind}.docx"), "--deal", deal)
    reviewed = run("review", built(deal, f"{kind}.docx"), "--deal", deal)

    assert verified.exit_code == 0
    assert "as the deal gives it" in verified.output
    assert "changed" not in reviewed.output.replace("unchanged", "")


def test_a_parameter_that_changed_is_found_in_the_dossier_and_in_the_redline(deal: Path, tmp_path: Path):
    shutil.copytree(deal.parent, tmp_path / "deal")
    after, data = tmp_path / "deal" / "deal.yaml", tmp_path / "deal" / "transfer.yaml"
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace("su_setpoint: 170, ru_setpoint: 170", "su_setpoint: 170, ru_setpoint: 171"), "utf-8")

    verified = run("verify", built(deal, "transfer-dossier.docx"), "--deal", after, "--format", "json")
    redlined = run("redline", deal, after, "--kind", "transfer-dossier", "-o", tmp_path / "redline.docx")

    altered = [one["clause"] for one in json.loads(verified.output)["altered"]]
    assert verified.exit_code == 3
    assert altered
    assert set(altered) <= {"tt-pack-process", "tt-cpps", "tt-process-steps"}
    assert "redline.docx" in redlined.output


def test_show_prints_the_document_that_is_named(deal: Path):
    shown = run("show", deal, "--only", "transfer-dossier")

    assert shown.exit_code == 0
    assert "Technology Transfer Dossier" in shown.output
    assert "Parameters of the two Units" in shown.output


def test_why_names_the_places_of_a_parameter(deal: Path):
    by_id = run("why", deal, "CPP-03")

    assert by_id.exit_code == 0
    assert "Process parameters" in by_id.output
    assert "transfer-dossier" in by_id.output


def test_coverage_names_section_and_data_of_each_requirement(deal: Path):
    result = run("coverage", deal, "--format", "json")

    rows = {row["requirement"]: row for row in json.loads(result.output)["rows"]}
    assert rows["tt-q8-03"]["state"] == "covered"
    assert rows["tt-q8-03"]["data"]
    assert not [name for name, row in rows.items() if row["state"] == "uncovered"]
