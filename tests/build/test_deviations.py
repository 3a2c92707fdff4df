"""Which agreements of a portfolio differ from standard, where, by whose approval and until when."""

import csv
import datetime
import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from qa_docs.build.deviations import months_after
from qa_docs.cli import commands
from tests.small import DEAL, clause, write_library

HEAD = """\
activities: [COM-01]
blanks:
  notice: {label: Notice, type: duration, default: 90 calendar days}
positions:
  fallback: {approver: legal, note: When they insist.}
"""
BODY = "{{ party('COM-01') }} shall record it within {{ notice }}.\n\n# fallback\n\n{{ party('COM-01') }} may rest {{ notice }}."
OTHER = """\
positions:
  deviations: {position: fallback, approved_by: "Martin Keogh, General Counsel", reason: They insisted.}
blanks:
  deviations.notice: 30 calendar days
responsibilities:
  - {activity: COM-02, to: contract_acceptor, reason: They have the room.}
exclusions:
  - {requirement: rule-1, reason: It does not concern us.}
appendices:
  not_applicable: {contacts: There are none.}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_library(tmp_path / "lib", {"deviations": clause("Deviations", BODY, HEAD)})
    for name, text in (("acme", DEAL), ("beta", DEAL.replace("QA-1", "QA-2") + OTHER)):
        (tmp_path / "deals" / name).mkdir(parents=True)
        (tmp_path / "deals" / name / "deal.yaml").write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QA_DOCS_CACHE", "off")
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(commands, ["deviations", "deals", "--library", "lib", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_every_deviation_is_told_with_its_place_its_approval_and_its_reason(folder: Path) -> None:
    assert run() == (
        0,
        """\
deals/beta/deal.yaml: QA-2 revision 1, Acme Ltd / Beta GmbH
  draft, effective 2026-12-01, next review 2028-12-01
  position deviations (3.1 Deviations): fallback [line 17]
    approved by Martin Keogh, General Counsel
    They insisted.
  blank deviations.notice (3.1 Deviations): 30 calendar days; standard 90 calendar days [line 19]
  row COM-02 (3.2 Keep samples): contract acceptor; standard contract giver [line 21]
    They have the room.
  exclusion rule-1 (A Rule, 1: Deviations): left out; standard answered [line 23]
    It does not concern us.
  appendix contacts (Appendix 1 Contacts): not applicable; standard used [line 25]
    There are none.
5 in 1 of 2 deals
""",
        "",
    )


def test_a_blank_is_answered_for_every_deal_the_default_included(folder: Path) -> None:
    code, out, _ = run("--blank", "deviations.notice", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [(row["Document"], row["Agreed"], row["Reason"], row["Position"]) for row in rows] == [
        ("QA-1", "90 calendar days", "default", "standard"),
        ("QA-2", "30 calendar days", "", "fallback"),
    ]


def test_the_list_can_be_kept_to_a_clause_or_a_position(folder: Path) -> None:
    _, out, _ = run("--clause", "samples", "--format", "json")
    assert [(one["what"], one["id"]) for one in json.loads(out)] == [("row", "COM-02")]
    _, out, _ = run("--position", "fallback", "--format", "json")
    assert [(one["what"], one["id"]) for one in json.loads(out)] == [
        ("position", "deviations"),
        ("blank", "deviations.notice"),
    ]


def test_a_workbook_holds_a_row_for_each(folder: Path) -> None:
    assert run("--format", "xlsx")[0] == 2
    assert run("--format", "xlsx", "-o", "list.xlsx") == (0, "", "")
    sheet = openpyxl.load_workbook("list.xlsx").active
    assert sheet is not None
    assert sheet.max_row == 6
    assert [cell.value for cell in sheet[2]][4:12] == [
        "position", "deviations", "Deviations", "3.1", "standard", "fallback", "fallback", "Martin Keogh, General Counsel",
    ]  # fmt: skip


def test_a_deal_with_errors_is_told_and_the_others_are_listed(folder: Path) -> None:
    (folder / "deals" / "acme" / "deal.yaml").write_text("schema: 2\n")
    code, out, err = run()
    assert code == 1
    assert "deals/acme/deal.yaml" in err and "5 in 1 of 2 deals" in out


def test_a_blank_that_no_agreement_has_is_a_problem(folder: Path) -> None:
    code, _, err = run("--blank", "deviations.notices")
    assert code == 1
    assert "no agreement here has the blank 'deviations.notices' [unknown-blank]" in err


def test_a_review_is_due_on_the_same_day_some_months_later() -> None:
    assert months_after(datetime.date(2027, 1, 31), 1) == datetime.date(2027, 2, 28)
    assert months_after(datetime.date(2027, 12, 1), 24) == datetime.date(2029, 12, 1)
