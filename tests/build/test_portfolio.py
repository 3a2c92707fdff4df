"""The portfolio: which deals it holds, what it says for them, and where each value comes from."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_docs.build.config import config_of
from qa_docs.build.inputs import read_placed
from qa_docs.build.naming import naming_of
from qa_docs.build.portfolio import deals_under, portfolio_of, read_portfolio
from qa_docs.cli import commands
from tests.build.portfolios import PORTFOLIO, files, portfolio, run, states, write_deal
from tests.small import CLAUSES, DEAL, write_library


def written(folder: Path, text: str) -> Path:
    path = folder / "qa-docs.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_unknown_key_is_placed_and_a_near_one_is_suggested(tmp_path: Path, problems_of):
    path = written(tmp_path, "libary: [builtin]\n")

    assert problems_of(read_portfolio, path) == (
        f"{path}:1:1: error: 'libary' is not known here [unknown-key]\n  hint: did you mean 'library'?"
    )


def test_unknown_keys_and_wrong_values_of_defaults_are_placed_too(tmp_path: Path, problems_of):
    path = written(tmp_path, "defaults:\n  wordng: eu\n  document: {paper: a3}\n")

    told = problems_of(read_portfolio, path)

    assert f"{path}:2:3: error: 'wordng' is not known here [unknown-key]" in told
    assert f"{path}:3:21: error: 'a3' is not one of the values of 'paper' [wrong-value]" in told or "3:21" in told
    assert "missing" not in told


def test_a_library_under_defaults_is_told_where_it_belongs(tmp_path: Path, problems_of):
    path = written(tmp_path, "defaults: {library: [builtin]}\n")

    assert "write `library:` beside `defaults:`" in problems_of(read_portfolio, path)


def test_a_deal_is_filled_up_and_says_otherwise_where_it_wants(tmp_path: Path):
    path = written(
        tmp_path,
        "defaults:\n  detail: full\n  presentation: prose\n  document: {paper: letter, review_months: 12}\n"
        "  choices: {rework: true}\n",
    )
    deal = write_deal(
        tmp_path, "a", DEAL.replace("revision:", "review_months: 36, revision:") + "presentation: table\n"
    )

    placed = read_placed(deal, None, portfolio_of(deal))

    assert (placed.deal.detail, placed.deal.presentation) == ("full", "table")
    assert (placed.deal.document.paper, placed.deal.document.review_months) == ("letter", 36)
    assert placed.deal.choices.rework
    shown = portfolio_of(deal)
    assert shown is not None
    assert str(placed.place("document", "paper")) == f"{shown.file}:4:14"
    assert str(placed.place("document", "review_months")) == f"{deal}:2:26"
    assert str(placed.place("choices", "rework")) == f"{path}:5:13"


def test_an_answer_for_a_clause_that_a_deal_does_not_have_is_no_fault_of_the_deal(tmp_path: Path):
    blank = CLAUSES["certification"].replace("when:", "blanks: {days: {label: Days, type: number}}\nwhen:")
    blank = blank.replace("certify each Batch", "certify each Batch within {{ days }} days")
    text = PORTFOLIO + "defaults: {blanks: {certification.days: 3}, positions: {}}\n"
    folder = portfolio(tmp_path, text=text)
    (folder / "clauses" / "compliance" / "certification.md").write_text(blank, encoding="utf-8")

    assert set(states(run(folder)).values()) == {"built"}

    written(folder, text.replace("certification.days", "certification.dais"))
    report = run(folder)
    assert {problem.code for one in report.outcomes for problem in one.problems} == {"unknown-blank", "open-blank"}


def test_a_change_of_the_defaults_is_a_reason(tmp_path: Path):
    folder = portfolio(tmp_path)
    run(folder)
    written(folder, PORTFOLIO + "defaults: {document: {paper: letter}}\n")

    report = run(folder, dry=True)

    assert {one.reasons for one in report.outcomes} == {("the portfolio's defaults changed",)}


def test_an_overlay_lies_on_the_library_of_the_portfolio(tmp_path: Path):
    folder = portfolio(tmp_path, text=PORTFOLIO + "overlay: [house]\n")
    (folder / "house" / "compliance").mkdir(parents=True)
    changed = CLAUSES["samples"].replace("keep samples", "keep many samples").replace("1.0.0", "1.0.1")
    (folder / "house" / "compliance" / "samples.md").write_text(changed, encoding="utf-8")
    (folder / "house" / "overlay.yaml").write_text("replaces: {samples: 1.0.0}\n", encoding="utf-8")

    report = run(folder)

    assert set(states(report).values()) == {"built"}, report
    assert '  library: ["clauses", "house"]\n' in (folder / "qa-docs.lock").read_text(encoding="utf-8")


def test_a_library_that_is_not_there_is_told_at_the_line_that_names_it(tmp_path: Path):
    folder = portfolio(tmp_path, 1, PORTFOLIO.replace("[clauses]", "[clauses, nowhere]"))

    report = run(folder)

    assert [str(one).split(" [")[0] for outcome in report.outcomes for one in outcome.problems] == [
        f"{folder / 'qa-docs.yaml'}:1:1: error: there is no folder 'nowhere'"
    ]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{deal}/{kynd}", "{kynd} is not known in a path"),
        ("{deal}", "every kind of document would have the same path"),
        ("/abs/{kind}", "the path begins at the root"),
        ("{deal/{kind}", "has a brace without its other"),
    ],
)
def test_a_wrong_pattern_for_outputs_is_told(tmp_path: Path, pattern: str, said: str):
    folder = portfolio(tmp_path, 1, f'library: [clauses]\noutput: "{pattern}"\n')

    problems = {str(one) for outcome in run(folder).outcomes for one in outcome.problems}

    assert all(problem.startswith(f"{folder / 'qa-docs.yaml'}:2:1: error: ") for problem in problems)
    assert any(said in problem for problem in problems)


def test_names_are_made_of_the_deal_and_fit_every_system(tmp_path: Path):
    folder = portfolio(tmp_path, 1, "library: [clauses]\noutput: documents/{giver}/{number} rev {revision} {kind}\n")
    write_deal(folder, "a", DEAL.replace("QA-1", 'QA/1:"x"').replace("short_name: Acme", 'short_name: "A. C. M. E."'))

    run(folder)

    assert list(files(folder)) == ["A. C. M. E/QA-1--x- rev 1 quality-agreement.docx", *list(files(folder))[1:]]


def test_the_folder_of_a_deal_stands_for_it_wherever_it_lies(tmp_path: Path):
    written(tmp_path, "library: [clauses]\n")
    deal = write_deal(tmp_path, "x/y")

    naming = naming_of(deal, portfolio_of(deal), None, several=True)

    assert naming.path("raci-matrix", ".xlsx", {}) == "x/y/out/raci-matrix.xlsx"


def test_deals_are_found_in_files_folders_and_patterns_and_each_once(tmp_path: Path, problems_of):
    a, b = write_deal(tmp_path, "a"), write_deal(tmp_path, "b")
    write_deal(tmp_path, "b/deeper")
    other = tmp_path / "loose" / "other.yaml"
    other.parent.mkdir()
    other.write_text(DEAL, encoding="utf-8")

    assert list(deals_under([a, tmp_path / "b"])) == [a, b, tmp_path / "b" / "deeper" / "deal.yaml"]
    assert list(deals_under([tmp_path / "*" / "deal.yaml", a])) == [a, b]
    assert list(deals_under([tmp_path / "loose"])) == [other]
    assert "no deal is here [nothing-to-do]" in problems_of(lambda: list(deals_under([tmp_path / "*.txt"])))


def test_a_portfolio_says_which_files_are_its_deals(tmp_path: Path):
    write_deal(tmp_path, "a")
    write_deal(tmp_path, "templates")
    written(tmp_path, 'deals: ["[a-c]/deal.yaml"]\n')

    assert list(deals_under([tmp_path])) == [tmp_path / "a" / "deal.yaml"]


def test_show_config_says_where_each_value_comes_from(tmp_path: Path):
    folder = portfolio(tmp_path, 1, PORTFOLIO + "defaults: {document: {paper: letter}}\n")
    deal = folder / "a" / "deal.yaml"
    own = folder / "qa-docs.yaml"

    told = {setting.key: (setting.value, setting.source) for setting in config_of(deal)}
    shown = CliRunner().invoke(commands, ["show", "--config", str(deal)])

    assert told["library"] == (str(folder / "clauses"), f"{own}:1:1")
    assert told["output"] == (str(folder / "documents" / "{deal}" / "{kind}"), f"{own}:2:1")
    assert told["document.paper"] == ("letter", f"{own}:3:23")
    assert told["document.number"] == ("QA-1", f"{deal}:2:12")
    assert told["wording"] == ("us", "built in")
    assert f"document.paper: letter  ({own}:3:23)\n" in shown.stdout


def test_a_portfolio_is_checked_with_its_deals_and_its_own_faults_are_told_once(tmp_path: Path):
    folder = portfolio(tmp_path, 2)

    fine = CliRunner().invoke(commands, ["check", str(folder / "qa-docs.yaml")])
    written(folder, "libary: [clauses]\n")
    wrong = CliRunner().invoke(commands, ["check", str(folder)])

    assert (fine.exit_code, fine.stderr) == (0, "")
    assert wrong.exit_code == 1
    assert wrong.stderr.count("'libary' is not known here") == 1


def test_without_a_portfolio_two_deals_in_one_folder_go_to_a_folder_each(tmp_path: Path):
    library = write_library(tmp_path / "clauses")
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(DEAL, encoding="utf-8")

    result = CliRunner().invoke(
        commands, ["build", str(tmp_path / "*.yaml"), "--library", str(library), "-o", str(tmp_path / "docs")]
    )

    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "docs").iterdir()) == [".qa-docs", "one", "qa-docs.lock", "two"]
