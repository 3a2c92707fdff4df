"""What a build, a redline and a verification make of a deal that was written for the schema before and migrated."""

import subprocess
from pathlib import Path

from click.testing import CliRunner

from qa_docs.build.migrate import migrate_deals
from qa_docs.build.redline import Wanted, write_redline
from qa_docs.build.verify import verify_file
from qa_docs.cli import commands
from tests.build.portfolios import portfolio, run, states, write_deal
from tests.examples import ROOT
from tests.small import DEAL

NEW = DEAL.replace("markets: [US]", "markets: [US, EU]\nqualified_persons:\n  - name: Quinn")
OLD = DEAL.replace("schema: 2", "schema: 1").replace(
    "markets: [US]", "markets: [US, EU]\nqualified_person:\n  name: Quinn"
)


def test_a_portfolio_whose_defaults_are_of_the_older_schema_is_told_and_migrated(tmp_path: Path):
    folder = portfolio(tmp_path, 1, "library: [clauses]\ndefaults:\n  qualified_person: {name: Quinn}\n")
    write_deal(folder, "a", DEAL.replace("markets: [US]", "markets: [EU]"))

    told = CliRunner().invoke(commands, ["build", str(folder)])
    done = CliRunner().invoke(commands, ["migrate", str(folder / "qa-docs.yaml")])

    assert told.exit_code == 1
    assert done.exit_code == 0, done.output
    assert (
        f"{folder / 'qa-docs.yaml'}:3:3: error: 'qualified_person' is not known here [unknown-key]\n"
        f"  hint: `qa-docs migrate {folder / 'qa-docs.yaml'}` rewrites it"
    ) in told.stderr
    assert set(states(run(folder)).values()) == {"built"}


def test_each_deal_says_itself_for_which_schema_it_is_written(tmp_path: Path):
    folder = portfolio(tmp_path, 1, "library: [clauses]\ndefaults: {schema: 2}\n")

    told = CliRunner().invoke(commands, ["build", str(folder)])

    assert f"{folder / 'qa-docs.yaml'}:2:12: error: each deal says itself for which schema it is written" in told.stderr


def test_a_migrated_deal_that_reads_the_same_is_not_rendered(tmp_path: Path):
    folder = portfolio(tmp_path, 1)
    path = write_deal(folder, "a", NEW)
    run(folder)
    built = (folder / "documents" / "a" / "quality-agreement.docx").read_bytes()
    list(migrate_deals([write_deal(folder, "a", OLD)]))
    path.write_text(path.read_text(encoding="utf-8") + "# migrated\n", encoding="utf-8")

    report = run(folder)

    assert states(report) == {"a quality-agreement": "unchanged", "a raci-matrix": "unchanged"}
    assert (folder / "documents" / "a" / "quality-agreement.docx").read_bytes() == built


def test_a_migrated_executed_agreement_is_left_and_its_signed_file_verifies(tmp_path: Path):
    folder = portfolio(tmp_path, 1)
    write_deal(folder, "a", NEW)
    run(folder)
    executed = ('revision: "1"', 'revision: "1", status: executed')
    write_deal(folder, "a", NEW.replace(*executed))
    run(folder)
    signed = folder / "documents" / "a" / "quality-agreement.docx"
    content = signed.read_bytes()
    deal = write_deal(folder, "a", "# as it was signed\n" + OLD.replace(*executed))
    assert [done.steps != () for done in migrate_deals([deal])] == [False, True]

    report, again = run(folder), run(folder, dry=True)

    assert states(report) == {"a quality-agreement": "executed", "a raci-matrix": "executed"}
    assert not again.stale
    assert signed.read_bytes() == content
    assert not signed.with_name("quality-agreement-proposed-amendment.docx").exists()
    verdict = verify_file(signed, deal)
    assert verdict.same
    assert verdict.stamp == (
        "The file says that it is QA-1, revision 1, issued.",
        "No program has saved it since it was built.",
    )
    deal.write_text(deal.read_text(encoding="utf-8").replace("Acme Ltd", "Acme plc"), encoding="utf-8")
    assert not verify_file(signed, deal).same


def test_a_revision_of_the_older_schema_is_compared_with_a_migrated_one(tmp_path: Path):
    text = (ROOT / "examples" / "combination-product" / "deal.yaml").read_text(encoding="utf-8")
    first, _, rest = text.partition("qualified_persons:\n  - name:")
    held, _, after = rest.partition("\n\n")
    old = (
        first.replace("schema: 2", "schema: 1")
        + "qualified_person:\n  name:"
        + held.replace("    ", "  ")
        + "\n\n"
        + after
    )
    deal = tmp_path / "deals" / "deal.yaml"
    deal.parent.mkdir()
    deal.write_text(old, encoding="utf-8")
    (tmp_path / "qa-docs.yaml").write_text("defaults:\n  qualified_person: {name: Nobody}\n", encoding="utf-8")

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *identity, "-C", str(tmp_path), *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "schema 1")
    list(migrate_deals([tmp_path]))
    assert deal.read_text(encoding="utf-8") == text
    deal.write_text(text.replace("Dr. Maarten Hofstra\n", "Dr. Nora Quill\n"), encoding="utf-8")
    git("commit", "-qam", "schema 2")

    output = tmp_path / "redline.docx"
    changed = write_redline(Wanted(f"HEAD~1:{deal}", f"HEAD:{deal}"), output)
    same = write_redline(Wanted(f"HEAD~1:{deal}", f"HEAD~1:{deal}"), tmp_path / "same.docx")

    assert same == 0
    assert 0 < changed <= 4
    assert (
        "qualified_person: {name: Nobody}"
        in subprocess.run(
            ["git", "-C", str(tmp_path), "show", "HEAD~1:qa-docs.yaml"], check=True, capture_output=True, text=True
        ).stdout
    )
