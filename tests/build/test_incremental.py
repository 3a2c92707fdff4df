"""Whatever changes: what a build leaves as it was is what a clean build would write."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.build.portfolios import PORTFOLIO, files, portfolio, run, states, write_clause
from tests.small import clause


def changed(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        file = folder / path
        text = file.read_text(encoding="utf-8")
        # There and back again, so that a later step may undo an earlier one.
        file.write_text(text.replace(old, new) if old in text else text.replace(new, old), encoding="utf-8")

    return change


def moved(folder: Path) -> None:
    """A file that moves within its library is the same clause."""
    here = folder / "clauses" / "compliance" / "samples.md"
    there = folder / "clauses" / "technical" / "samples.md"
    here, there = (here, there) if here.exists() else (there, here)
    there.parent.mkdir(exist_ok=True)
    text = here.read_text(encoding="utf-8")
    aspects = ("aspect: compliance", "aspect: technical")
    text = text.replace(*aspects) if aspects[0] in text else text.replace(*reversed(aspects))
    there.write_text(text, encoding="utf-8")
    here.unlink()


CLAUSE = "clauses/compliance/deviations.md"
CHANGES = {
    "text": changed(CLAUSE, "shall record", "shall promptly record"),
    "title": changed(CLAUSE, "title: Deviations", "title: Events"),
    "version": changed(CLAUSE, "version: 1.0.0", "version: 1.0.1"),
    "note": changed(CLAUSE, "note: A note.", "note: Another note."),
    "condition": changed(CLAUSE, "activities:", "when: services.testing\nactivities:"),
    "condition of another": changed("clauses/compliance/certification.md", "when: qp.needed", "when: work.laboratory"),
    "row": changed("clauses/activities/compliance.yaml", "Record deviations", "Write deviations down"),
    "party of a row": changed(
        "clauses/activities/compliance.yaml",
        "title: Keep samples\n    party: contract_giver\n    letters: {SQ: A/R, CQ: C}",
        "title: Keep samples\n    party: contract_acceptor\n    letters: {SQ: C, CQ: A/R}",
    ),
    "condition of a row": changed("clauses/activities/compliance.yaml", "when: qp.needed", "when: work.laboratory"),
    "letters": changed("clauses/activities/compliance.yaml", "{SQ: I, CQ: A, CP: R}", "{SQ: C, CQ: A, CP: R}"),
    "role": changed("clauses/roles.yaml", "name: Production", "name: Manufacturing"),
    "definition": changed("clauses/definitions.yaml", "a quantity of Product", "an amount of Product"),
    "form of a term": changed("clauses/definitions.yaml", "forms: [Batches]", "forms: [Batches, Samples]"),
    "term of another": changed("clauses/definitions.yaml", "what the Parties named so", "what was named so"),
    "outline": changed("clauses/documents/quality-agreement.yaml", "[deviations, samples", "[samples, deviations"),
    "appendix": changed("clauses/documents/quality-agreement.yaml", "title: Contacts", "title: People"),
    "requirement": changed("clauses/requirements/rules.yaml", "title: Deviations", "title: Events"),
    "deal": changed("a/deal.yaml", "1 Main Street", "7 Main Street"),
    "comment in a deal": changed("b/deal.yaml", "schema: 2\n", "schema: 2\n# a remark\n"),
    "service": changed("b/deal.yaml", "[manufacture, testing]", "[manufacture]"),
    "defaults": changed("qa-docs.yaml", PORTFOLIO, PORTFOLIO + "defaults: {presentation: table}\n"),
    "folder": moved,
}


def test_an_incremental_build_gives_what_a_clean_one_gives(tmp_path: Path):
    folder = portfolio(tmp_path / "kept", 3)
    run(folder)
    chance = random.Random(11)
    steps = list(CHANGES) * 2
    chance.shuffle(steps)
    left = 0
    for number, name in enumerate(steps):
        CHANGES[name](folder)
        report = run(folder)
        clean = tmp_path / f"clean-{number}"
        shutil.copytree(folder, clean)
        shutil.rmtree(clean / "documents")
        shutil.rmtree(clean / ".qa-docs")
        (clean / "qa-docs.lock").unlink()
        again = run(clean)

        after = f"after {steps[: number + 1]}"
        made = files(clean)
        assert {name: content for name, content in files(folder).items() if name in made} == made, after
        failed = {Path(one.deal).parent.name for one in again.outcomes if one.state == "failed"}
        assert {Path(one.deal).parent.name for one in report.outcomes if one.state == "failed"} == failed, after
        told = {state for name, state in states(run(folder, dry=True)).items() if name[0] not in failed}
        assert told <= {"unchanged"}, after
        left += list(states(report).values()).count("unchanged")
        shutil.rmtree(clean)
    assert left > len(steps)  # it does leave something as it was


def test_a_clause_that_comes_into_the_library_is_looked_at(tmp_path: Path):
    folder = portfolio(tmp_path)
    run(folder)
    variant = clause("Records", "{{ party('COM-01') }} shall record each Batch twice.", "activities: [COM-01]\n")
    write_clause(folder, "deviations-twice", variant.replace("note:", "variant_of: deviations\nwhen: qp.needed\nnote:"))

    report = run(folder)

    assert states(report)["a quality-agreement"] == "unchanged"
    assert states(report)["b quality-agreement"] == "built"
