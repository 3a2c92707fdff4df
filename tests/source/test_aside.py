"""Faults of form and of meaning in one run, where the form that is wrong decides nothing about the clauses."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_docs.build.check import check_path
from qa_docs.cli import commands
from tests.examples import ROOT
from tests.small import DEAL, write_library

UNKNOWN = "blanks: {nowhere.days: 3 days}\n"


def told(tmp_path: Path, text: str) -> list[str]:
    deal = tmp_path / "deal.yaml"
    deal.write_text(text, encoding="utf-8")
    problems = check_path(deal, library=write_library(tmp_path / "clauses"))
    return [f"{problem.place.line} {problem.code}" for problem in sorted(set(problems))]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("number: QA-1", "numbr: QA-1", ["2 unknown-key"]),
        ("effective_date: 2026-12-01", "effective_date: soon", ["2 wrong-value"]),
        ("legal_name: Acme Ltd", "legal_nmae: Acme Ltd", ["3 unknown-key"]),
        ("name: Ann, function: Quality}", "function: Quality}", ["9 missing-key"]),
        ("capacity: management, name: Al", "capacity: boss, name: Al", ["13 wrong-value"]),
    ],
)
def test_what_decides_nothing_is_set_aside_and_the_rest_is_judged(
    tmp_path: Path, old: str, new: str, faults: list[str]
):
    assert old in DEAL
    assert told(tmp_path, DEAL.replace(old, new, 1) + UNKNOWN) == [*faults, "16 unknown-blank"]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("markets: [US]", "markets: [USA]", ["6 wrong-value"]),
        ("services: [manufacture", "services: [manufacturing", ["5 wrong-value"]),
        ("name: Tablet", "nmae: Tablet", ["7 unknown-key"]),
        ("schema: 2\n", "schema: 2\nmarkts: [US]\n", ["2 unknown-key"]),
        ("contacts:\n", "contact:\n", ["8 unknown-key"]),
    ],
)
def test_where_the_fault_decides_the_meaning_waits(tmp_path: Path, old: str, new: str, faults: list[str]):
    assert old in DEAL
    assert told(tmp_path, DEAL.replace(old, new, 1) + UNKNOWN) == faults


def test_nothing_is_told_that_comes_from_what_was_set_aside(tmp_path: Path):
    text = DEAL.replace("name: Tablet,", "name: Tablet, site: North,").replace(
        "address: 2 Side Street", "sites: [{nmae: North}], address: 2 Side Street"
    )
    assert set(told(tmp_path, text)) == {"4 missing-key", "4 unknown-key"}  # and not that there is no site North


@pytest.mark.parametrize("named", ["", "library: [clauses]\n"])
def test_a_build_tells_the_same(tmp_path: Path, named: str):
    write_library(tmp_path / "clauses")
    (tmp_path / "qa-docs.yaml").write_text("library: [clauses]\n", encoding="utf-8")
    deal = tmp_path / "deal.yaml"
    deal.write_text(DEAL.replace("number: QA-1", "numbr: QA-1") + UNKNOWN + named, encoding="utf-8")

    done = CliRunner().invoke(commands, ["build", str(deal)])

    assert done.exit_code == 1
    assert [code in done.stderr for code in ("[unknown-key]", "[unknown-blank]")] == [True, True]
    assert not (tmp_path / "out").exists()


def test_a_fault_in_an_included_transfer_does_not_hide_one_of_the_agreement(tmp_path: Path):
    for path in (ROOT / "examples" / "transfer-tablet").rglob("*.yaml"):
        target = tmp_path / path.relative_to(ROOT / "examples" / "transfer-tablet")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    deal, transfer = tmp_path / "deal.yaml", tmp_path / "transfer.yaml"
    text = deal.read_text(encoding="utf-8").replace("capacity: management", "capacity: technical")
    deal.write_text(text, encoding="utf-8")
    transfer.write_text(transfer.read_text(encoding="utf-8") + "\nwhatever: 1\n", encoding="utf-8")

    codes = {problem.code for problem in check_path(deal)}

    assert codes == {"unknown-key", "missing-signatory"}


def test_a_deal_with_files_of_its_own_waits(tmp_path: Path):
    text = DEAL.replace("number: QA-1", "numbr: QA-1") + UNKNOWN
    negotiated = (
        "positions:\n  deviations: {position: negotiated, approved_by: A, reason: B, text: d.md, base_version: 1.0.0}\n"
    )

    assert told(tmp_path, text + negotiated) == ["2 unknown-key"]
