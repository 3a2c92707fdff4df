"""What is wrong with a library on its own is found before any deal, each fault at its line."""

from pathlib import Path

import pytest

from qa_docs.library.check import check_library
from qa_docs.library.load import load_library
from qa_docs.problems import ProblemsFound
from tests.small import DEFINITIONS, OUTLINE, REQUIREMENTS, ROWS, clause, small_library, write_library


def found(folder: Path, clauses: dict[str, str] | None = None, **files: str) -> list[str]:
    """Give the problems of a small library as `file:line code: message`."""
    problems = check_library(small_library(folder, clauses, **files))
    return [
        f"{str(problem.place).removeprefix(str(folder) + '/')} {problem.code}: {problem.message}"
        for problem in problems
    ]


def test_a_sound_library_has_no_problems(tmp_path: Path):
    assert found(tmp_path) == []


SAMPLES = "activities: [COM-02]\n"
DUTY = "{{ party('COM-02') }} shall keep samples."


@pytest.mark.parametrize(
    ("head", "body", "problem"),
    [
        ("activities: [COM-02]\nbasis: [rule-9]\n", DUTY, "samples.md:7:9 unknown-requirement: no requirement is called 'rule-9'"),
        ("activities: [COM-02, COM-9]\n", DUTY, "samples.md:6:22 unknown-activity: no activity is called 'COM-9'"),
        ("activities: [COM-02]\nrequires: [sample]\n", DUTY, "samples.md:7:12 unknown-clause: no clause is called 'sample'"),
        (SAMPLES, "{{ party('COM-20') }} shall act.", "samples.md:9:1 unknown-activity: no activity is called 'COM-20'"),
        (SAMPLES, DUTY + "\nSee {{ ref('deviation') }}.", "samples.md:10:5 unknown-clause: no clause, section or appendix is called 'deviation'"),
        (SAMPLES, DUTY + "\n{{ notice('x') }}", "samples.md:10:1 unknown-notice: the clause has no notice 'x'"),
        (SAMPLES, DUTY + "\n{{ product.name }}", "samples.md:10:1 unknown-name: 'product.name' is nothing that a deal has"),
        ("activities: [COM-02]\nwhen: products.steril\n", DUTY, "samples.md:7:1 unknown-name: 'products.steril' is nothing that a deal has"),
        ("activities: [COM-02]\nblanks: {years: {label: How long}}\n", DUTY, "samples.md:7:10 unknown-blank: the blank 'years' is used nowhere"),
        (SAMPLES, DUTY + "\n\n# fallback\n\n" + DUTY, "samples.md:1:1 unknown-position: the position 'fallback' has no entry in the head"),
        ("activities: [COM-02]\npositions: {fallback: {approver: legal, note: Rarely.}}\n", DUTY, "samples.md:7:1 unknown-position: the position 'fallback' has no text"),
        ("activities: [COM-02]\nblanks: {years: {label: How long, type: duration, default: 9 years, maximum: 5 years}}\n", DUTY + "\n{{ years }}", "samples.md:7:10 answer-out-of-range: the default '9 years' of 'years' is outside its own limits"),
        ("activities: [COM-02]\nblanks: {years: {label: How long, type: duration, default: long}}\n", DUTY + "\n{{ years }}", "samples.md:7:10 wrong-answer: the default 'long' is not a length of time"),
    ],
    ids=lambda value: value.split(" ")[1].rstrip(":") if isinstance(value, str) and value.startswith("samples.md") else "",
)  # fmt: skip
def test_a_fault_of_a_clause_is_found_at_its_line(tmp_path: Path, head: str, body: str, problem: str):
    assert f"compliance/{problem}" in found(tmp_path, {"samples": clause("Samples", body, head)})


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{SQ: A/R, CQ: C}", "{SQ: A, CQ: A}", "not-one-accountable: SQ and CQ are accountable for COM-02"),
        ("{SQ: A/R, CQ: C}", "{SQ: R, CQ: C}", "not-one-accountable: no role is accountable for COM-02"),
        ("{SQ: A/R, CQ: C}", "{SQ: A, CQ: C}", "nobody-responsible: nobody is responsible for COM-02"),
        ("{SQ: A/R, CQ: C}", "{SQ: A/R, XX: C}", "unknown-role: row COM-02 gives a letter to 'XX', which is no role"),
        ("{SQ: A/R, CQ: C}", "{CQ: A/R, SQ: C}", "party-mismatch: CQ is accountable for COM-02 and belongs to the contract_acceptor, the row says contract_giver"),
    ],
)  # fmt: skip
def test_a_fault_of_a_row_is_found(tmp_path: Path, old: str, new: str, problem: str):
    assert f"activities/compliance.yaml:8:9 {problem}" in found(tmp_path, rows=ROWS.replace(old, new))


def test_a_row_that_no_clause_carries_and_one_that_two_carry_are_found(tmp_path: Path):
    twice = {"samples": clause("Samples", DUTY, "activities: [COM-01]\n")}

    assert found(tmp_path, twice) == [
        "activities/compliance.yaml:3:9 activity-not-carried: COM-01 is carried by deviations and samples",
        "activities/compliance.yaml:8:9 activity-not-carried: no clause carries COM-02",
    ]


def test_an_outline_lists_what_is_there_and_everything_that_is_there(tmp_path: Path):
    outline = OUTLINE.replace("[deviations, samples, certification]", "[deviations, sample, deviations]")

    assert [line.split(" ", 1)[1] for line in found(tmp_path, outline=outline)] == [
        "unknown-clause: section 'events' lists the clause 'sample', which is not there",
        "duplicate-id: 'deviations' stands in 'events' and in 'events'",
        "outline-missing-clause: 'certification' stands in no section",
        "outline-missing-clause: 'samples' stands in no section",
    ]


def test_clauses_that_require_each_other_in_a_circle_are_found_once(tmp_path: Path):
    circle = {
        "samples": clause("Samples", DUTY, "activities: [COM-02]\nrequires: [deviations]\n"),
        "deviations": clause(
            "Deviations", "{{ party('COM-01') }} shall act.", "activities: [COM-01]\nrequires: [samples]\n"
        ),
    }

    lines = [line for line in found(tmp_path, circle) if "circular" in line]

    assert len(lines) == 1
    assert lines[0].endswith("circular-requires: clauses require each other: deviations → samples → deviations")


def test_a_legal_limit_is_never_loosened_by_a_default(tmp_path: Path):
    head = (
        "activities: [COM-02]\nblanks: {days: {label: Notice, type: duration, default: 1 month}}\nnotices:\n"
        "  loss: {event: a loss, sender: contract_giver, within: days, start: the loss, law: {within: 3 working days, basis: rule-1}}\n"
    )
    body = "{{ party('COM-02') }} shall report a loss {{ notice('loss') }}."

    assert found(tmp_path, {"samples": clause("Samples", body, head)}) == [
        "compliance/samples.md:9:3 statutory-limit: the clock '1 month' may run longer than the legal limit of "
        "3 working days (rule-1)"
    ]


def test_terms_are_defined_once_used_and_known(tmp_path: Path):
    terms = DEFINITIONS + "  - {id: lot, term: Lot, forms: [Batch], definition: a number.}\n"
    body = "{{ party('COM-02') }} shall keep the Special Sample Room clean."

    lines = found(tmp_path, {"samples": clause("Samples", body, SAMPLES)}, definitions=terms)

    assert [line.split(" ", 1)[1] for line in lines] == [
        "term-defined-twice: 'Batch' is defined by 'batch' and by 'lot'",
        "term-unused: 'Lot' is defined and used nowhere",
        "term-undefined: 'Special Sample Room' looks like a defined term and is not in the glossary",
    ]


def test_a_term_in_small_letters_is_found_unless_the_words_are_ordinary_too(tmp_path: Path):
    terms = DEFINITIONS + "  - {id: hold, term: Hold Time, definition: a time.}\n"
    body = "{{ party('COM-02') }} shall keep the Hold Time and the hold times."
    small = {"samples": clause("Samples", body, SAMPLES)}

    assert [line.split(" ", 1)[1] for line in found(tmp_path / "a", small, definitions=terms)] == [
        "term-capitals: 'hold time' stands in small letters; the term is 'Hold Time'"
    ]
    assert found(tmp_path / "b", small, definitions=terms.replace("Hold Time,", "Hold Time, ordinary: true,")) == []


def test_a_requirement_that_no_clause_cites_says_why(tmp_path: Path):
    open_one = REQUIREMENTS.replace("    no_clause: It stands here for the limits of clocks.\n", "")

    assert found(tmp_path, requirements=open_one) == [
        "requirement rule-1 requirement-uncited: no clause cites the requirement 'rule-1' (Deviations)"
    ]


def test_the_problems_of_all_files_are_told_in_one_run(tmp_path: Path):
    folder = write_library(tmp_path, {"samples": "no head", "deviations": clause("D", "{% if x %}")})
    (folder / "roles.yaml").write_text("roles: 3\n", encoding="utf-8")

    with pytest.raises(ProblemsFound) as error:
        load_library(folder)

    assert {problem.code for problem in error.value.problems} >= {"clause-head", "template-tag", "wrong-type"}


def test_an_empty_folder_is_no_library(tmp_path: Path):
    with pytest.raises(ProblemsFound) as error:
        load_library(tmp_path)

    assert [problem.code for problem in error.value.problems] == ["file-not-found"]


def test_the_title_of_a_clause_is_set_with_typographic_marks(tmp_path: Path):
    library = small_library(tmp_path, {"samples": clause("The site's samples", DUTY, SAMPLES)})

    assert library.clauses["samples"].head.title == "The site\u2019s samples"


def test_a_notice_that_the_text_gives_to_the_other_party_is_a_problem(tmp_path: Path):
    text = clause(
        "Deviations",
        "{{ party('COM-01') }} shall record each Batch.\n\n{{ giver }} shall notify {{ acceptor }} {{ notice('found') }}.",
        "activities: [COM-01]\nnotices:\n  found:\n    event: a deviation\n    sender: contract_acceptor\n"
        "    within: 1 business day\n    start: its discovery\n",
    )
    library = small_library(tmp_path, {"deviations": text})

    assert [(p.code, p.message) for p in check_library(library) if p.code == "party-mismatch"] == [
        (
            "party-mismatch",
            "the notice 'found' is the duty of contract_acceptor, the standard text gives it to contract_giver",
        )
    ]
