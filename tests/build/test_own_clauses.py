"""A deal leaves clauses out, adds its own, moves them and gives them other titles; nothing of that is silent."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_docs.assemble import assemble, explain
from qa_docs.build.deviations import Asked, deviations_of
from qa_docs.build.inputs import read_inputs
from qa_docs.build.sent import SentAgreement
from qa_docs.build.why import why
from qa_docs.cli import commands
from qa_docs.model.document import ClauseText, Paragraph
from qa_docs.model.plain import plain_text
from qa_docs.problems import ProblemsFound
from tests.small import CLAUSES, DEAL, OUTLINE, REQUIREMENTS, clause, write_library

SAID = "approved_by: Ann, reason: Agreed."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_library(
        tmp_path / "lib",
        {
            **CLAUSES,
            "deviations": clause("Deviations", "{{ party('COM-01') }} shall record each Batch.", "activities: [COM-01]\nbasis: [rule-1]\n"),
            "labels": clause("Labels", "Each Party shall keep to {{ ref('samples') }}."),
        },
    )  # fmt: skip
    requirements = tmp_path / "lib" / "requirements.yaml"
    text = REQUIREMENTS.replace("    no_clause: It stands here for the limits of clocks.\n", "")
    next(iter([one for one in (tmp_path / "lib").rglob("*.yaml") if "requirement:" in one.read_text()]), requirements).write_text(text)  # fmt: skip
    outline = next(one for one in (tmp_path / "lib").rglob("quality-agreement.yaml"))
    more = "      - {id: marks, title: Marks, clauses: [labels]}\nappendices:"
    outline.write_text(OUTLINE.replace("appendices:", more))
    (tmp_path / "acme" / "negotiated").mkdir(parents=True)
    return tmp_path


def assembled(folder: Path, more: str = "", draft: bool = False, **texts: str):
    deal = folder / "acme" / "deal.yaml"
    deal.write_text(DEAL + more, encoding="utf-8")
    for name, text in texts.items():
        (folder / "acme" / "negotiated" / f"{name}.md").write_text(text, encoding="utf-8")
    inputs = read_inputs(deal, None, folder / "lib")
    return inputs, assemble(inputs.placed, inputs.library, draft=draft)


def outline_of(made) -> list[str]:
    lines = []
    for block in made.document.blocks:
        if isinstance(block, ClauseText):
            lines.append(f"{block.heading.number} {block.heading.text}")
            lines += [
                f"  {part.number} {plain_text(part.text)}" for part in block.blocks if isinstance(part, Paragraph)
            ]
    return lines


def stopped(folder: Path, more: str, **texts: str) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        assembled(folder, more, **texts)
    return [str(problem).replace(f"{folder}/", "").split("\n")[0] for problem in found.value.problems]


def test_a_clause_is_left_out_and_its_row_with_it(folder: Path):
    inputs, made = assembled(folder, f"omitted_clauses:\n  labels: {{{SAID}}}\n")
    assert [line for line in outline_of(made) if line[0] != " "] == ["3.1 Deviations", "3.2 Samples"]
    decision = explain(inputs.placed, inputs.library)[0].decisions["labels"]
    assert decision.because == "left out by the deal, approved by Ann: Agreed."


def test_a_requirement_that_lost_its_clause_is_an_error_unless_it_is_excluded(folder: Path):
    omitted = f"omitted_clauses:\n  deviations: {{{SAID}}}\n"
    (problem,) = stopped(folder, omitted)
    assert "no clause of this agreement answers rule-1" in problem and "[requirement-uncovered]" in problem
    excluded = "exclusions:\n  - {requirement: rule-1, reason: The Owner records all.}\n"
    assert outline_of(assembled(folder, omitted + excluded)[1])[0] == "3.1 Samples"


def test_a_clause_that_others_refer_to_cannot_be_left_out(folder: Path):
    (problem,) = stopped(folder, f"omitted_clauses:\n  samples: {{{SAID}}}\n")
    assert "'samples' is not in this agreement, and 'labels' refers to it [reference-outside]" in problem


def test_a_clause_of_the_deals_own_stands_numbered_in_its_place(folder: Path):
    own = f"own_clauses:\n  delay:\n    {{title: Liability for delay, text: negotiated/delay.md, after: deviations, {SAID}}}\n"
    inputs, made = assembled(folder, own, delay="{{ acceptor }} shall pay.\n\nIt refers to {{ ref('samples') }}.\n")
    assert outline_of(made)[2:5] == [
        "3.2 Liability for delay",
        "  3.2.1 The Contract Facility shall pay.",
        "  3.2.2 It refers to Section\u00a03.3.",
    ]
    assert inputs.library.clauses["delay"].head.basis == ()
    assert b"clause:delay@own" in _document(SentAgreement(inputs, False).content)


def test_several_own_clauses_behind_one_stand_in_the_order_of_the_deal(folder: Path):
    one = "{{title: {0}, text: negotiated/{0}.md, after: {1}, " + SAID + "}}\n"
    own = "own_clauses:\n" + "".join(
        f"  {name}: " + one.format(name, after) for name, after in (("c", "b"), ("a", "events"), ("b", "events"))
    )
    _, made = assembled(folder, own, a="A is so.", b="B is so.", c="C is so.")
    assert [line for line in outline_of(made) if line[0] != " "][:4] == ["3.1 a", "3.2 b", "3.3 c", "3.4 Deviations"]


def test_a_clause_is_moved_and_another_one_is_called_otherwise(folder: Path):
    more = f"moved_clauses:\n  deviations: {{after: labels, {SAID}}}\nclause_titles:\n  samples: {{title: Kept samples, {SAID}}}\n"
    _, made = assembled(folder, more)
    assert [line for line in outline_of(made) if line[0] != " "] == ["3.1 Kept samples", "4.1 Labels", "4.2 Deviations"]


def test_deviations_names_each_with_who_approved_it(folder: Path):
    own = f"{{title: Delay, text: negotiated/delay.md, after: samples, {SAID}}}"
    more = (
        f"omitted_clauses:\n  labels: {{{SAID}}}\nown_clauses:\n  delay: {own}\n"
        f"moved_clauses:\n  samples: {{after: events, {SAID}}}\nclause_titles:\n  samples: {{title: Kept, {SAID}}}\n"
    )
    inputs, _ = assembled(folder, more, delay="Each Party shall pay.")
    found = [(one.what, one.id, one.section, one.agreed, one.approved_by) for one in deviations_of(inputs, Asked())]
    assert found == [
        ("clause", "labels", "", "left out", "Ann"),
        ("clause", "delay", "3.2", "added, negotiated/delay.md", "Ann"),
        ("order", "samples", "3.1", "after events", "Ann"),
        ("title", "samples", "3.1", "Kept", "Ann"),
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (f"omitted_clauses:\n  nothing: {{{SAID}}}\n", "no clause is called 'nothing' [unknown-clause]"),
        (f"clause_titles:\n  nothing: {{title: X, {SAID}}}\n", "no clause is called 'nothing' [unknown-clause]"),
        (f"moved_clauses:\n  labels: {{after: nothing, {SAID}}}\n", "no clause or section is called 'nothing' [unknown-clause]"),
        (f"own_clauses:\n  samples: {{title: X, text: a.md, after: labels, {SAID}}}\n", "'samples' is the id of a clause or section of the library [duplicate-id]"),
        (f"own_clauses:\n  own: {{title: X, text: negotiated/gone.md, after: labels, {SAID}}}\n", "there is no file 'negotiated/gone.md' [file-not-found]"),
        (f"own_clauses:\n  own: {{title: X, text: ../gone.md, after: labels, {SAID}}}\n", "'../gone.md' is not a path inside the folder of the deal [negotiated-text]"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_with_its_place(folder: Path, more: str, said: str):
    (problem,) = stopped(folder, more)
    assert problem.startswith("acme/deal.yaml:") and said in problem


def test_why_names_who_approved_it(folder: Path):
    own = f"{{title: Delay, text: negotiated/delay.md, after: samples, {SAID}}}"
    more = f"own_clauses:\n  delay: {own}\nmoved_clauses:\n  labels: {{after: events, {SAID}}}\n"
    assembled(folder, more, delay="Each Party shall pay.")
    deal = folder / "acme" / "deal.yaml"
    first, *_ = why(deal, "delay", None, folder / "lib")
    assert first == (
        "delay (Delay, version own) is in: it is the deal's own. "
        "A clause of this agreement alone, approved by Ann: Agreed."
    )
    assert "moved behind events" in list(why(deal, "labels", None, folder / "lib"))[1]


def test_a_build_sees_that_the_text_of_an_own_clause_changed(folder: Path):
    own = f"{{title: Delay, text: texts/delay.md, after: samples, {SAID}}}"
    (folder / "acme" / "texts").mkdir()
    text = folder / "acme" / "texts" / "delay.md"
    text.write_text("Each Party shall pay.\n", encoding="utf-8")
    assembled(folder, f"own_clauses:\n  delay: {own}\n")
    command = ["build", str(folder / "acme" / "deal.yaml"), "--library", str(folder / "lib"), "--explain", "-j", "1"]
    assert CliRunner().invoke(commands, command).exit_code == 0
    assert "unchanged" in CliRunner().invoke(commands, command).output
    text.write_text("Nobody shall pay.\n", encoding="utf-8")
    assert "texts/delay.md, which the deal includes, changed" in CliRunner().invoke(commands, command).output
    drafted = CliRunner().invoke(commands, [*command, "--draft"])
    assert drafted.exit_code == 0, drafted.output


def _document(content: bytes) -> bytes:
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")
