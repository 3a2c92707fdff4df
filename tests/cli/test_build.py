"""`qa-docs build`, `why FILE` as a user runs them: exit codes, lines, JSON, annotations, the page of the record."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qa_docs.cli import commands
from tests.build.portfolios import DEVIATIONS_2, portfolio, write_clause, write_deal
from tests.small import DEAL


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


def test_check_says_what_is_stale_and_why_and_writes_nothing(tmp_path: Path):
    folder = portfolio(tmp_path)
    run("build", folder)
    fresh = run("build", folder, "--check")
    write_clause(folder, "deviations", DEVIATIONS_2)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    stale = run("build", folder, "--check")

    assert (fresh.exit_code, fresh.stdout) == (
        0,
        "2 deals\n      4  unchanged  as it was: nothing that it shows changed\n",
    )
    assert stale.exit_code == 3
    assert stale.stdout == (
        f"stale      {folder}/documents/a/quality-agreement.docx\n  clause `deviations` 1.0.0 \u2192 1.1.0\n"
        f"stale      {folder}/documents/b/quality-agreement.docx\n  clause `deviations` 1.0.0 \u2192 1.1.0\n"
        "2 deals\n      2  unchanged  as it was: nothing that it shows changed\n      2  stale      would be written\n"
    )
    assert {path: path.read_bytes() for path in before} == before


def test_a_dry_run_ends_well_and_writes_nothing(tmp_path: Path):
    folder = portfolio(tmp_path)

    result = run("build", folder, "-n", "--explain")

    assert result.exit_code == 0
    assert f"stale      {folder}/documents/a/quality-agreement.docx\n  never built\n" in result.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["a", "b", "clauses", "qa-docs.yaml"]


def test_a_refused_document_gives_the_three_ways_out_and_exit_code_1(tmp_path: Path):
    folder = portfolio(tmp_path)
    run("build", folder)
    (folder / "documents" / "a" / "quality-agreement.docx").write_bytes(b"mine")
    write_clause(folder, "deviations", DEVIATIONS_2)

    refused, beside = run("build", folder), run("build", folder, "--edited", "beside")

    assert refused.exit_code == 1
    for way in ("keep", "beside", "overwrite"):
        assert f"--edited {way}" in refused.stdout
    assert beside.exit_code == 0
    assert f"built      {folder}/documents/a/quality-agreement.new.docx" in beside.stdout


def test_the_report_can_be_read_by_programs(tmp_path: Path):
    folder = portfolio(tmp_path)
    write_deal(folder, "b", DEAL.replace("markets: [US]", "markets: [UX]"))

    result = run("build", folder, "--format", "json")

    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert report["counts"] == {"built": 2, "failed": 1}
    assert [(one["kind"], one["state"], one["reasons"]) for one in report["documents"]] == [
        ("quality-agreement", "built", ["never built"]),
        ("raci-matrix", "built", ["never built"]),
        ("", "failed", []),
    ]
    assert "is not one of the values" in report["documents"][2]["problems"][0] or report["documents"][2]["problems"]


def test_a_report_for_github_has_annotations_and_a_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = portfolio(tmp_path)
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))

    result = run("build", folder, "--check", "--format", "github")

    assert result.stdout.splitlines()[0] == (
        f"::notice title=stale::{folder}/documents/a/quality-agreement.docx: never built"
    )
    assert "| 4 | stale | would be written |" in summary.read_text(encoding="utf-8")


def test_the_record_of_a_run_is_one_page(tmp_path: Path):
    folder = portfolio(tmp_path)
    write_deal(folder, "a", DEAL.replace("legal_name: Acme", "legal_nmae: A & B"))
    page = tmp_path / "record.html"

    result = run("build", folder, "--report", page)

    text = page.read_text(encoding="utf-8")
    assert result.exit_code == 1
    assert "<p>2 deals, 3 documents, qa-docs " in text
    assert "&#x27;legal_nmae&#x27; is not known here" in text
    failed, built = (text.index(f'<details class="state" open><summary>{state} ') for state in ("failed", "built"))
    assert failed < text.index(f"<td>{folder}/a/deal.yaml</td>") < built < text.index(f"<td>{folder}/documents/b/")
    assert "src=" not in text
    assert re.findall(r'href="([^"]*)"', text) == ["#main"]
    assert "default-src 'none'" in text


def test_why_a_document_is_as_it_is(tmp_path: Path):
    folder = portfolio(tmp_path)
    run("build", folder)
    document = folder / "documents" / "b" / "quality-agreement.docx"

    fresh = run("why", document)
    write_clause(folder, "deviations", DEVIATIONS_2)
    stale = run("why", document)
    unknown = run("why", folder / "documents" / "b" / "other.docx")

    assert fresh.exit_code == 0
    lines = fresh.stdout.splitlines()
    assert lines[0].startswith(f"{document}: built as revision 1 (draft) of ")
    assert lines[1] == "  it is as its inputs make it: unchanged"
    assert "  3 x clause: certification 1.0.0, deviations 1.0.0, samples 1.0.0" in lines
    assert "  it would be built anew:\n    clause `deviations` 1.0.0 \u2192 1.1.0\n" in stale.stdout
    assert unknown.exit_code == 1
    assert "no qa-docs.lock in its folder or above tells of it" in unknown.stderr


def test_why_of_a_deal_needs_a_clause(tmp_path: Path):
    assert run("why", write_deal(tmp_path, "a")).exit_code == 2


def test_a_lock_with_the_marks_of_a_merge_is_told_with_its_line(tmp_path: Path):
    folder = portfolio(tmp_path)
    run("build", folder)
    lock = folder / "qa-docs.lock"
    lines = lock.read_text(encoding="utf-8").splitlines(keepends=True)
    lock.write_text("".join([*lines[:6], "<<<<<<< HEAD\n", *lines[6:]]), encoding="utf-8")

    result = run("build", folder)

    assert result.exit_code == 1
    assert f"{lock}:7:1: error: the lock holds both sides of a merge [lock-conflict]" in result.stderr


def test_after_a_merge_either_side_of_the_lock_will_do(tmp_path: Path):
    folder = portfolio(tmp_path)
    run("build", folder)
    ours = (folder / "qa-docs.lock").read_bytes()
    write_clause(folder, "deviations", DEVIATIONS_2)
    run("build", folder)
    theirs = (folder / "qa-docs.lock").read_bytes()
    (folder / "qa-docs.lock").write_bytes(ours)  # the documents are already what the other side built

    result = run("build", folder)

    assert (result.exit_code, result.stdout) == (
        0,
        "2 deals\n      4  unchanged  as it was: nothing that it shows changed\n",
    )
    assert (folder / "qa-docs.lock").read_bytes() == theirs


def test_a_damaged_lock_is_told_and_nothing_is_written(tmp_path: Path):
    folder = portfolio(tmp_path)
    run("build", folder)
    lock = folder / "qa-docs.lock"
    lock.write_text(lock.read_text(encoding="utf-8").replace("  revision", "  rev"), encoding="utf-8")

    result = run("build", folder)

    assert result.exit_code == 1
    assert "cannot be read [lock-damaged]" in result.stderr


def test_two_branches_that_built_different_deals_merge_without_a_conflict(tmp_path: Path):
    folder = portfolio(tmp_path, 4)
    run("build", folder)
    base = (folder / "qa-docs.lock").read_text(encoding="utf-8").split("\n\n")
    for name in ("a", "d"):
        path = folder / name / "deal.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("1 Main Street", "9 Main Street"), encoding="utf-8")
    run("build", folder)
    changed = (folder / "qa-docs.lock").read_text(encoding="utf-8").split("\n\n")

    assert [i for i, (one, other) in enumerate(zip(base, changed, strict=True)) if one != other] == [1, 4]
