"""What a batch builds and what it leaves, and that nobody's work is lost."""

import shutil
from pathlib import Path

import pytest
from docx import Document

from qa_docs.build import kinds, standing
from qa_docs.build.kinds import KINDS
from qa_docs.build.options import Options
from qa_docs.build.record import Record
from tests.build.portfolios import (
    DEVIATIONS_2,
    PORTFOLIO,
    files,
    portfolio,
    reasons,
    run,
    states,
    words,
    write_clause,
    write_deal,
)
from tests.small import CLAUSES, DEAL, DEFINITIONS, OUTLINE, REQUIREMENTS, ROLES, ROWS, clause

BOTH = ("quality-agreement", "raci-matrix")


def test_a_second_run_builds_nothing_and_touches_nothing(tmp_path: Path):
    folder = portfolio(tmp_path)
    first = run(folder)
    before = {path: (path.stat().st_ino, path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file()}

    second = run(folder)

    assert set(states(first).values()) == {"built"}
    assert states(second) == {f"{deal} {kind}": "unchanged" for deal in "ab" for kind in BOTH}
    assert {path: (path.stat().st_ino, path.read_bytes()) for path in before} == before


def test_a_clause_that_one_deal_uses_is_rebuilt_there_and_nowhere_else(tmp_path: Path):
    folder = portfolio(tmp_path)
    run(folder)
    old = files(folder)
    write_clause(
        folder,
        "certification",
        CLAUSES["certification"].replace("certify each", "certify and record each").replace("1.0.0", "1.2.0"),
    )

    report = run(folder)

    assert states(report) == {
        "a quality-agreement": "unchanged",
        "a raci-matrix": "unchanged",
        "b quality-agreement": "built",
        "b raci-matrix": "unchanged",  # the workbook shows the matrix, which is the same
    }
    assert reasons(report, "b") == ("clause `certification` 1.0.0 \u2192 1.2.0",)
    assert [name for name, content in files(folder).items() if old[name] != content] == ["b/quality-agreement.docx"]
    assert set(states(run(folder)).values()) == {"unchanged"}


def test_a_change_that_shows_nowhere_renders_nothing(tmp_path: Path):
    folder = portfolio(tmp_path)
    run(folder)
    old = files(folder)
    write_clause(folder, "deviations", CLAUSES["deviations"].replace("note: A note.", "note: Another note."))

    report = run(folder)

    assert set(states(report).values()) == {"unchanged"}
    assert reasons(report, "a") == ("clause `deviations` 1.0.0 changed without a new version",)
    assert files(folder) == old
    assert reasons(run(folder), "a") == ()  # the lock knows now


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("compliance/deviations.md", DEVIATIONS_2, "clause `deviations` 1.0.0 \u2192 1.1.0"),
        ("definitions.yaml", DEFINITIONS.replace("a quantity of", "an amount of"), "term `batch` changed"),
        ("activities/compliance.yaml", ROWS.replace("Record dev", "Write down dev"), "activity `COM-01` changed"),
        ("documents/quality-agreement.yaml", OUTLINE.replace("Quality events", "Events"), "outline"),
        ("roles.yaml", ROLES.replace("Quality unit", "Unit"), "the library's rules of choice changed"),
    ],
)
def test_each_part_of_the_library_is_told_by_name(tmp_path: Path, path: str, text: str, reason: str):
    folder = portfolio(tmp_path)
    run(folder)
    (folder / "clauses" / path).write_text(text, encoding="utf-8")

    report = run(folder, dry=True)

    assert states(report)["a quality-agreement"] == "stale"
    assert any(one.startswith((reason, f"{reason} `")) for one in reasons(report, "a"))


def test_a_requirement_is_told_where_it_is_printed(tmp_path: Path):
    folder = portfolio(tmp_path)
    outline = OUTLINE + "  - {id: traceability, title: Requirements, content: traceability}\n"
    (folder / "clauses" / "documents" / "quality-agreement.yaml").write_text(outline, encoding="utf-8")
    cited = CLAUSES["deviations"].replace("activities:", "basis: [rule-1]\nactivities:")
    write_clause(folder, "deviations", cited)
    rules = REQUIREMENTS.replace("    no_clause: It stands here for the limits of clocks.\n", "")
    (folder / "clauses" / "requirements" / "rules.yaml").write_text(rules, encoding="utf-8")
    write_deal(folder, "a", DEAL + "traceability: true\n")
    run(folder)
    changed = rules.replace("title: Deviations", "title: Events")
    (folder / "clauses" / "requirements" / "rules.yaml").write_text(changed, encoding="utf-8")

    report = run(folder, dry=True)

    assert reasons(report, "a") == ("requirement `rule-1` changed",)
    assert states(report)["b quality-agreement"] == "unchanged"


def test_a_line_of_the_deal_is_told_with_its_place(tmp_path: Path):
    folder = portfolio(tmp_path)
    run(folder)
    deal = folder / "a" / "deal.yaml"
    deal.write_text(deal.read_text(encoding="utf-8").replace("1 Main Street", "7 Main Street"), encoding="utf-8")

    report = run(folder, dry=True)

    (reason,) = reasons(report, "a")
    assert reason.startswith(f"{deal}:3: `contract_giver: {{legal_name: Acme Ltd, short_name: Acme, address: 1 Main")
    assert states(report)["a quality-agreement"] == "stale"
    assert states(run(folder))["a raci-matrix"] == "unchanged"  # no address stands in it


def test_a_clause_that_comes_in_is_told(tmp_path: Path):
    folder = portfolio(tmp_path)
    run(folder)
    write_deal(folder, "a", DEAL.replace("markets: [US]", "markets: [US, UK]\nqualified_persons: [{name: Q}]"))

    assert "clause `certification` is in it now" in reasons(run(folder, dry=True), "a")


def test_a_template_a_renderer_and_a_program_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    template = tmp_path / "house.docx"
    shutil.copy(Path(__file__).parents[2] / "templates" / "quality-agreement.docx", template)
    folder = portfolio(tmp_path / "deals", text=PORTFOLIO + "template: ../house.docx\n")
    run(folder)
    document = Document(str(template))
    document.core_properties.subject = "another"
    document.save(str(template))

    report = run(folder, dry=True)
    assert reasons(report, "a") == ("template ../house.docx changed",)
    assert states(report)["a raci-matrix"] == "unchanged"

    run(folder)
    monkeypatch.setattr(standing, "__version__", "9.9.9")
    assert reasons(run(folder, dry=True), "a") == ("program 0.1.0 \u2192 9.9.9",)
    assert set(states(run(folder)).values()) == {"unchanged"}  # it reads the same, so its file stays


def test_a_renderer_of_another_name_that_makes_the_same_bytes_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = portfolio(tmp_path)
    run(folder)
    built, days = files(folder), [path.stat().st_mtime_ns for path in sorted((folder / "documents").rglob("*.docx"))]
    kind = KINDS["quality-agreement"]
    monkeypatch.setattr(kinds, "KINDS", {**KINDS, "quality-agreement": kind._replace(renderer="docx 0")})

    looked, report = run(folder, dry=True), run(folder)

    assert looked.stale
    assert reasons(looked, "a") == (f"renderer {kind.renderer} \u2192 docx 0",)
    assert set(states(report).values()) == {"unchanged"}
    assert files(folder) == built
    assert [path.stat().st_mtime_ns for path in sorted((folder / "documents").rglob("*.docx"))] == days
    assert not run(folder, dry=True).stale


def test_an_output_that_is_gone_is_built_again_and_only_it(tmp_path: Path):
    folder = portfolio(tmp_path)
    run(folder)
    old = files(folder)
    (folder / "documents" / "a" / "raci-matrix.xlsx").unlink()

    report = run(folder)

    assert states(report) == {
        "a quality-agreement": "unchanged",
        "a raci-matrix": "built",
        "b quality-agreement": "unchanged",
        "b raci-matrix": "unchanged",
    }
    assert reasons(report, "a", "raci-matrix") == ("output missing",)
    assert files(folder) == old


def edited(folder: Path) -> Path:
    run(folder)
    path = folder / "documents" / "a" / "quality-agreement.docx"
    path.write_bytes(path.read_bytes() + b"edited in Word")
    write_clause(folder, "deviations", DEVIATIONS_2)
    return path


def test_a_document_edited_by_hand_is_refused_and_the_others_are_built(tmp_path: Path):
    folder = portfolio(tmp_path)
    path = edited(folder)
    mine = path.read_bytes()

    report = run(folder)

    assert states(report)["a quality-agreement"] == "refused"
    assert states(report)["b quality-agreement"] == "built"
    assert report.failed
    (reason,) = reasons(report, "a")
    assert reason == (
        "it was edited by hand since it was built: keep it with --edited keep, write the new one beside it with "
        "--edited beside, or write over it with --edited overwrite"
    )
    assert path.read_bytes() == mine
    again = run(folder, dry=True)
    assert reasons(again, "a") == ("clause `deviations` 1.0.0 \u2192 1.1.0", "output edited by hand")


def test_an_edited_document_is_kept_when_that_is_wanted(tmp_path: Path):
    folder = portfolio(tmp_path)
    path = edited(folder)
    mine = path.read_bytes()

    report = run(folder, edited="keep")

    assert states(report)["a quality-agreement"] == "kept"
    assert not report.failed
    assert path.read_bytes() == mine


def test_the_new_document_is_written_beside_an_edited_one_and_only_once(tmp_path: Path):
    folder = portfolio(tmp_path)
    path = edited(folder)
    mine = path.read_bytes()

    report, again = run(folder, edited="beside"), run(folder, edited="beside")

    beside = path.with_name("quality-agreement.new.docx")
    assert (states(report)["a quality-agreement"], states(again)["a quality-agreement"]) == ("built", "kept")
    assert path.read_bytes() == mine
    assert "each deviation" in words(beside)
    assert [one.name for one in path.parent.glob("*.new*")] == [beside.name]


def test_an_edited_document_is_written_over_when_that_is_wanted(tmp_path: Path):
    folder = portfolio(tmp_path)
    edited(folder)

    report = run(folder, edited="overwrite")

    assert states(report)["a quality-agreement"] == "built"
    assert set(states(run(folder)).values()) == {"unchanged"}


def test_the_portfolio_says_what_becomes_of_edited_documents(tmp_path: Path):
    folder = portfolio(tmp_path, text=PORTFOLIO + "edited: keep\n")
    edited(folder)

    assert states(run(folder))["a quality-agreement"] == "kept"
    assert states(run(folder, edited="refuse"))["a quality-agreement"] == "refused"


def test_a_file_that_was_not_built_here_is_not_written_over(tmp_path: Path):
    folder = portfolio(tmp_path)
    path = folder / "documents" / "a" / "quality-agreement.docx"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"somebody's")

    report = run(folder)

    assert states(report)["a quality-agreement"] == "refused"
    assert reasons(report, "a")[0].startswith("a file stands there that was not built here")
    assert path.read_bytes() == b"somebody's"


def test_a_lock_that_is_lost_is_written_anew_without_touching_what_is_right(tmp_path: Path):
    folder = portfolio(tmp_path)
    run(folder)
    lock = (folder / "qa-docs.lock").read_text(encoding="utf-8")
    (folder / "qa-docs.lock").unlink()

    report = run(folder)

    assert set(states(report).values()) == {"unchanged"}
    assert (folder / "qa-docs.lock").read_text(encoding="utf-8") == lock


def test_force_renders_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = portfolio(tmp_path)
    run(folder)

    report = run(folder, force=True)

    assert set(states(report).values()) == {"unchanged"}  # the same bytes: nothing to write
    assert run(folder, dry=True, force=True).stale


def test_a_build_of_one_kind_leaves_the_other_and_remembers_that_it_fell_behind(tmp_path: Path):
    folder = portfolio(tmp_path)
    run(folder)
    old = files(folder)
    (folder / "clauses" / "activities" / "compliance.yaml").write_text(
        ROWS.replace("Record deviations", "Write down deviations"), encoding="utf-8"
    )

    report = run(folder, Options(only=("quality-agreement",)))

    assert set(states(report)) == {"a quality-agreement", "b quality-agreement"}
    assert files(folder)["a/raci-matrix.xlsx"] == old["a/raci-matrix.xlsx"]
    later = run(folder)
    assert states(later)["a raci-matrix"] == "built"
    assert reasons(later, "a", "raci-matrix") == ("only other kinds were built since",)
    assert set(states(run(folder)).values()) == {"unchanged"}


def test_a_draft_and_an_issued_document_are_not_the_same(tmp_path: Path):
    folder = portfolio(tmp_path)
    run(folder, Options(draft=True))

    report = run(folder)

    assert set(states(report).values()) == {"built"}
    assert reasons(report, "a") == ("built with other options: draft \u2192 none",)


def executed(folder: Path) -> Path:
    run(folder)
    write_deal(folder, "a", DEAL.replace('revision: "1"', 'revision: "1", status: executed'))
    return folder / "documents" / "a" / "quality-agreement.docx"


def test_signing_a_document_does_not_touch_its_file(tmp_path: Path):
    folder = portfolio(tmp_path, 1)
    write_deal(folder, "a")
    path = executed(folder)
    signed = path.read_bytes()

    assert states(run(folder)) == {"a quality-agreement": "executed", "a raci-matrix": "executed"}
    assert states(run(folder)) == {"a quality-agreement": "executed", "a raci-matrix": "executed"}
    assert path.read_bytes() == signed


def test_a_changed_library_gives_an_executed_document_a_proposed_amendment(tmp_path: Path):
    folder = portfolio(tmp_path, 1)
    write_deal(folder, "a")
    path = executed(folder)
    run(folder)
    signed = path.read_bytes()
    write_clause(folder, "deviations", DEVIATIONS_2)

    looked, report, again = run(folder, dry=True), run(folder), run(folder)

    assert looked.stale
    assert states(report) == {"a quality-agreement": "proposed", "a raci-matrix": "proposed"}
    assert reasons(report, "a")[0] == "clause `deviations` 1.0.0 \u2192 1.1.0"
    assert path.read_bytes() == signed
    assert "each deviation" in words(path.with_name("quality-agreement-proposed-amendment.docx"))
    assert states(again) == {"a quality-agreement": "executed", "a raci-matrix": "executed"}
    assert not run(folder, dry=True).stale


def test_a_new_version_of_a_clause_that_reads_the_same_is_no_reason_to_amend_an_executed_document(tmp_path: Path):
    folder = portfolio(tmp_path, 1)
    write_deal(folder, "a")
    path = executed(folder)
    run(folder)
    signed = path.read_bytes()
    text = clause(
        "Deviations",
        "{{ party('COM-01') }} shall record each Batch.\n\n[when: qp.needed]\n{{ giver }} shall ask for each Batch.",
        "activities: [COM-01]\n",
    )
    write_clause(folder, "deviations", text.replace("version: 1.0.0", "version: 1.1.0"))

    looked, report, again = run(folder, dry=True), run(folder), run(folder, dry=True)

    assert not looked.stale
    assert states(report) == {"a quality-agreement": "executed", "a raci-matrix": "executed"}
    assert reasons(report, "a")[0] == "clause `deviations` 1.0.0 \u2192 1.1.0"
    assert not again.stale
    assert reasons(again, "a") == ()
    assert path.read_bytes() == signed
    assert not path.with_name("quality-agreement-proposed-amendment.docx").exists()


def test_a_new_look_is_no_reason_to_amend_an_executed_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = portfolio(tmp_path, 1)
    write_deal(folder, "a")
    path = executed(folder)
    run(folder)
    signed = path.read_bytes()
    monkeypatch.setattr(standing, "__version__", "9.9.9")

    assert states(run(folder, force=True)) == {"a quality-agreement": "executed", "a raci-matrix": "executed"}
    assert path.read_bytes() == signed


def test_the_next_revision_keeps_the_executed_one_under_a_name_of_its_own(tmp_path: Path):
    folder = portfolio(tmp_path, 1)
    write_deal(folder, "a")
    path = executed(folder)
    run(folder)
    signed = path.read_bytes()
    write_deal(folder, "a", DEAL.replace('revision: "1"', 'revision: "2"').replace("1 Main", "9 Main"))

    report = run(folder)

    assert states(report) == {"a quality-agreement": "built", "a raci-matrix": "built"}
    assert path.with_name("quality-agreement.rev-1.docx").read_bytes() == signed
    record = Record(folder)
    record.read()
    (block,) = record.blocks_of("a/deal.yaml").values()
    record.close()
    kept = record.kept(block.earlier["1"])
    assert kept is not None
    assert kept.document.facts["document"]["revision"] == "1"


def test_two_deals_that_want_one_file_are_told_apart(tmp_path: Path):
    folder = portfolio(tmp_path, text="library: [clauses]\noutput: documents/{kind}\n")

    report = run(folder)

    assert sorted(states(report).values()) == ["built", "built", "failed", "failed"]
    (problem,) = {str(one) for outcome in report.outcomes for one in outcome.problems if "agreement" in str(one)}
    assert f"{folder / 'qa-docs.yaml'}:2:1: error:" in problem
    assert "[output-clash]" in problem


def test_problems_of_one_deal_do_not_stop_the_others(tmp_path: Path):
    folder = portfolio(tmp_path, 3)
    write_deal(folder, "b", DEAL.replace("legal_name: Acme", "legal_nmae: Acme"))

    report = run(folder)

    assert states(report)["b "] == "failed"
    assert [one.code for outcome in report.outcomes for one in outcome.problems] == ["unknown-key"]
    assert sorted(states(report).values()).count("built") == 4


def test_fail_fast_stops_at_the_first_one_and_keeps_what_was_built(tmp_path: Path):
    folder = portfolio(tmp_path, 3)
    write_deal(folder, "b", DEAL.replace("legal_name: Acme", "legal_nmae: Acme"))

    report = run(folder, fail_fast=True)

    assert report.stopped
    assert states(report) == {"a quality-agreement": "built", "a raci-matrix": "built", "b ": "failed"}
    assert states(run(folder))["a quality-agreement"] == "unchanged"


def test_two_workers_make_the_same_as_one(tmp_path: Path):
    one, two = portfolio(tmp_path / "one", 9), portfolio(tmp_path / "two", 9)

    run(one)
    report = run(two, workers=2, chunk=2)

    assert files(one) == files(two)
    assert (one / "qa-docs.lock").read_bytes() == (two / "qa-docs.lock").read_bytes()
    assert [Path(outcome.deal).parent.name for outcome in report.outcomes] == [x for x in "abcdefghi" for _ in BOTH]


def test_a_deal_without_a_portfolio_keeps_its_record_with_its_documents(tmp_path: Path):
    write_deal(tmp_path, "x", DEAL + "library: [../clauses]\n")
    portfolio(tmp_path / "elsewhere", 1)
    shutil.copytree(tmp_path / "elsewhere" / "clauses", tmp_path / "clauses")

    report = run(tmp_path / "x")

    assert set(states(report).values()) == {"built"}
    assert sorted(path.name for path in (tmp_path / "x" / "out").iterdir()) == [
        ".qa-docs",
        "qa-docs.lock",
        "quality-agreement.docx",
        "raci-matrix.xlsx",
    ]
