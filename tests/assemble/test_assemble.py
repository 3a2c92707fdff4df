from pathlib import Path

import pytest

from qa_docs.assemble import assemble
from qa_docs.problems import ProblemsFound
from qa_docs.render.text import render_text
from tests.small import clause, deal, small_library

EU = {"markets: [US]": "markets: [EU]\nqualified_persons: [{name: Quinn}]"}


def lines(library, placed, draft=False):
    return render_text(assemble(placed, library, draft=draft).document).replace("\u00a0", " ").splitlines()


def printed(error) -> str:
    return "\n".join(str(problem) for problem in error.value.problems)


def test_sections_count_through_parts_and_clauses_and_paragraphs_inside_them(tmp_path: Path):
    text = lines(small_library(tmp_path), deal())

    body = text[: text.index("Appendix 1  Contacts")]
    assert [line for line in body if line.startswith(("Part ", "1", "2  ", "3"))] == [
        "Part A  General provisions",
        "1  Parties",
        "1.1 This Agreement is made between the following Parties:",
        "2  Definitions",
        "Part B  Compliance",
        "3  Quality events",
        "3.1  Deviations",
        "3.1.1 The Contract Facility shall record each Batch.",
        "3.2  Samples",
        "3.2.1 The Owner shall keep samples.",
    ]


def test_only_terms_in_use_are_defined_and_those_that_they_need_in_turn(tmp_path: Path):
    text = lines(small_library(tmp_path), deal())

    assert [line for line in text if " means " in line] == [
        "\u201cBatch\u201d means a quantity of Product.",
        "\u201cParty\u201d means one of the two who sign.",
        "\u201cProduct\u201d means what the Parties named so.",
    ]


def test_a_moved_duty_changes_prose_table_and_matrix_together(tmp_path: Path):
    moved = deal("responsibilities:\n  - {activity: COM-02, to: contract_acceptor, reason: They have the room.}\n")

    assembled = assemble(moved, small_library(tmp_path))

    text = render_text(assembled.document)
    assert "3.2.1 The Contract Facility shall keep samples." in text
    assert "COM-02 | Keep samples. Agreed for this deal: They have the room. |  | X | 3.2" in text
    row = next(row for row in assembled.document.matrix.rows if row.activity == "COM-02")
    assert (row.party, row.letters, row.state) == ("contract_acceptor", {"CQ": "A/R", "SQ": "C"}, "moved")


def test_a_clause_whose_rows_are_all_not_applicable_prints_the_reason(tmp_path: Path):
    placed = deal("responsibilities:\n  - {activity: COM-02, to: not_applicable, reason: No samples are kept.}\n")

    text = lines(small_library(tmp_path), placed)

    assert "3.2.1 Not applicable. No samples are kept." in text
    assert "COM-02 | Keep samples. Not applicable: No samples are kept. | N/A | N/A | 3.2" in text


def test_letters_that_leave_two_accountable_are_refused_with_the_line_of_the_deal(tmp_path: Path):
    placed = deal(
        "responsibilities:\n  - {activity: COM-02, to: both, letters: {SQ: A, CQ: A/R}, reason: Both keep some.}\n"
    )

    with pytest.raises(ProblemsFound) as error:
        assemble(placed, small_library(tmp_path))

    assert printed(error).splitlines()[0] == (
        "deal.yaml:17:5: error: SQ and CQ are accountable for COM-02 [not-one-accountable]"
    )


def test_the_qualified_person_column_exists_only_where_one_is_needed(tmp_path: Path):
    library = small_library(tmp_path)

    american = assemble(deal(), library).document.matrix
    european = assemble(deal(replace=EU), library).document.matrix

    assert [role.id for role in american.roles] == ["SQ", "CQ", "CP"]
    assert [role.id for role in european.roles] == ["SQ", "QP", "CQ", "CP"]


def test_a_qualified_person_at_the_acceptor_takes_the_duty_along(tmp_path: Path):
    placed = deal(
        replace={"markets: [US]": "markets: [EU]\nqualified_persons: [{name: Quinn, employed_by: contract_acceptor}]"}
    )

    assembled = assemble(placed, small_library(tmp_path))

    assert "The Contract Facility shall certify each Batch." in render_text(assembled.document)


def test_a_european_market_without_a_qualified_person_is_a_problem(tmp_path: Path):
    with pytest.raises(ProblemsFound) as error:
        assemble(deal(replace={"markets: [US]": "markets: [EU]"}), small_library(tmp_path))

    assert printed(error) == (
        "deal.yaml:6:1: error: this deal supplies the EU or the UK and names no Qualified Person "
        "[no-qualified-person]\n  hint: add `qualified_persons:` with a name and the party that employs the person"
    )


def test_wording_changes_every_party_name_and_short_names_take_no_article(tmp_path: Path):
    library = small_library(tmp_path)

    european = render_text(assemble(deal("wording: eu\n"), library).document)
    named = render_text(assemble(deal("wording: names\n"), library).document)
    own = render_text(
        assemble(deal("wording: {contract_giver: Sponsor, contract_acceptor: Maker}\n"), library).document
    )

    assert "3.1.1 The Contract Acceptor shall record each Batch." in european
    assert "3.1.1 Beta shall record each Batch." in named
    assert "3.1.1 The Maker shall record each Batch." in own


OPEN = {
    "samples": clause(
        "Samples",
        "{{ party('COM-02') }} shall keep samples for {{ years }}.",
        "activities: [COM-02]\nblanks:\n  years: {label: How long samples are kept, type: duration}\n",
    )
}


def test_an_open_blank_keeps_the_agreement_from_being_issued(tmp_path: Path):
    with pytest.raises(ProblemsFound) as error:
        assemble(deal(), small_library(tmp_path, OPEN))

    assert printed(error) == (
        "deal.yaml:1:1: error: 'samples.years' has no answer: How long samples are kept [open-blank]\n"
        "  hint: add `samples.years: …` under `blanks:`, or build with --draft"
    )


def test_a_draft_prints_an_open_blank_and_lists_it(tmp_path: Path):
    text = lines(small_library(tmp_path, OPEN), deal(), draft=True)

    assert "DRAFT, 1 open points" in text
    assert "    3.2 Samples: How long samples are kept (samples.years)" in text
    assert "3.2.1 The Owner shall keep samples for [•]." in text


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("two years", "'two years' is not a length of time [wrong-answer]"),
        ("1 month", "'1 month' is outside at least 1 year and at most 5 years [answer-out-of-range]"),
        ("6 years", "'6 years' is outside at least 1 year and at most 5 years [answer-out-of-range]"),
    ],
)
def test_answers_are_held_against_kind_and_limits(tmp_path: Path, answer: str, problem: str):
    limits = OPEN["samples"].replace("type: duration}", "type: duration, minimum: 1 year, maximum: 5 years}")
    library = small_library(tmp_path, {"samples": limits})

    with pytest.raises(ProblemsFound) as error:
        assemble(deal(f"blanks:\n  samples.years: {answer}\n"), library)

    assert printed(error).splitlines()[0] == f"deal.yaml:17:3: error: {problem}"


def test_answers_positions_and_rows_that_are_not_there_are_all_reported_in_one_run(tmp_path: Path):
    placed = deal(
        "blanks:\n  sample.years: 1 year\n"
        "positions:\n  samples: {position: fallback, approved_by: A, reason: B}\n"
        "  certification: {position: fallback, approved_by: A, reason: B}\n"
        "responsibilities:\n  - {activity: COM-99, to: both, reason: C}\n"
    )

    with pytest.raises(ProblemsFound) as error:
        assemble(placed, small_library(tmp_path, OPEN))

    assert [(p.place.line, p.code) for p in error.value.problems] == [
        (16, "open-blank"),
        (17, "unknown-blank"),
        (19, "unknown-position"),
        (20, "unknown-clause"),
        (22, "unknown-activity"),
    ]


def test_a_reference_to_a_clause_outside_the_agreement_is_placed_in_the_clause(tmp_path: Path):
    body = "{{ party('COM-02') }} shall keep samples under {{ ref('certification') }}."
    library = small_library(tmp_path, {"samples": clause("Samples", body, "activities: [COM-02]\n")})

    with pytest.raises(ProblemsFound) as error:
        assemble(deal(), library)

    assert error.value.problems[0].code == "reference-outside"
    assert str(error.value.problems[0].place).endswith("samples.md:9:48")


def test_a_required_clause_comes_along_even_where_its_condition_is_false(tmp_path: Path):
    head = "activities: [COM-02]\nrequires: [certification]\n"
    library = small_library(tmp_path, {"samples": clause("Samples", "{{ party('COM-02') }} shall keep.", head)})

    assembled = assemble(deal(), library)

    assert assembled.selection.decisions["certification"].because == "required by samples"
    assert "certification" in assembled.selection.chosen


def test_a_variant_stands_in_its_base_clauses_place_and_two_at_once_are_refused(tmp_path: Path):
    one = clause(
        "Samples abroad",
        "{{ party('COM-02') }} shall ship samples.",
        "when: markets.us\nvariant_of: samples\nactivities: [COM-02]\n",
    )

    text = lines(small_library(tmp_path, {"samples-us": one}), deal())

    assert "3.2  Samples abroad" in text
    assert "3.2.1 The Owner shall ship samples." in text
    with pytest.raises(ProblemsFound) as error:
        assemble(deal(), small_library(tmp_path, {"samples-us": one, "samples-any": one}))
    assert [problem.code for problem in error.value.problems] == ["variant-ambiguous"]


LISTED = {
    "samples": clause(
        "Samples",
        "{{ party('COM-02') }} shall:\n\n1. keep samples;\n2. [when: markets.eu] label them; and\n3. destroy them.\n\n"
        "[when: markets.eu]\nNothing else applies.\n\n{{ giver }} may ask for a sample.",
        "activities: [COM-02]\n",
    )
}


def test_conditions_leave_no_gap_in_lists_and_numbers(tmp_path: Path):
    text = lines(small_library(tmp_path, LISTED), deal())
    start = text.index("3.2  Samples")

    assert text[start + 1 : start + 5] == [
        "3.2.1 The Owner shall:",
        "    (a) keep samples; and",
        "    (b) destroy them.",
        "3.2.2 The Owner may ask for a sample.",
    ]


CLOCK = {
    "deviations": clause(
        "Deviations",
        "{{ party('COM-01') }} shall notify {{ giver }} of a deviation {{ notice('found') }}.",
        "activities: [COM-01]\nblanks:\n  days: {label: Notice, type: duration, default: 1 business day}\n"
        "notices:\n  found:\n    event: a deviation\n    sender: contract_acceptor\n    within: days\n"
        "    urgent: true\n"
        "    start: any employee of {{ acceptor }} learns of it\n    medium: e-mail\n    contact: deviations\n"
        "    law: {within: 3 working days, basis: rule-1, note: from receipt}\n    activity: COM-01\n",
    )
}


def test_a_notice_is_printed_in_the_text_and_in_the_table_from_one_place(tmp_path: Path):
    text = lines(small_library(tmp_path, CLOCK), deal("blanks: {deviations.days: 2 business days}\n"))

    assert (
        "3.1.1 The Contract Facility shall notify the Owner of a deviation immediately and in any case within "
        "2 Business Days after any employee of the Contract Facility learns of it."
    ) in text
    assert (
        "A deviation | The Contract Facility | Immediately, in any case within 2 Business Days after any employee of the "
        "Contract Facility learns of it | E-mail | Deviations | 3.1 | 3 working days (from receipt)"
    ) in text


def test_a_full_text_names_the_medium_and_the_addressee_of_every_notice(tmp_path: Path):
    text = lines(small_library(tmp_path, CLOCK), deal("detail: full\nblanks: {deviations.days: 2 business days}\n"))

    assert any("learns of it, by e-mail to the Owner\u2019s deviation contact." in line for line in text)


def test_a_clock_longer_than_the_law_is_an_error_at_the_deals_line(tmp_path: Path):
    with pytest.raises(ProblemsFound) as error:
        assemble(deal("blanks: {deviations.days: 4 business days}\n"), small_library(tmp_path, CLOCK))

    assert printed(error) == (
        "deal.yaml:16:10: error: '4 business days' may run longer than the legal limit of 3 working days (rule-1) "
        "[statutory-limit]\n  hint: give a shorter clock"
    )


def test_an_appendix_is_printed_empty_when_a_clause_refers_to_it_and_left_out_otherwise(tmp_path: Path):
    body = "{{ party('COM-02') }} may use those of {{ ref('subcontractors') }}."
    head = "activities: [COM-02]\n"
    referring = small_library(tmp_path / "a", {"samples": clause("Samples", body, head)})
    silent = small_library(tmp_path / "b")

    assert "Nothing is listed here at the Effective Date." in lines(referring, deal())
    assert not any("Subcontractors" in line for line in lines(silent, deal()))


def test_no_clause_about_certification_stays_in_an_american_deal(tmp_path: Path):
    text = "\n".join(lines(small_library(tmp_path), deal()))

    assert "ertif" not in text


@pytest.mark.parametrize(
    "name", ["{{ x }}", "{% if %}", "A & B <b>", '\u201cquotes\u201d "q"', "\U0001f642", "公司", "شركة", "*B*", "_u_"]
)
def test_what_a_deal_says_is_printed_as_written(tmp_path: Path, name: str):
    placed = deal(replace={"legal_name: Acme Ltd": f"legal_name: '{name}'"})

    text = render_text(assemble(placed, small_library(tmp_path)).document)

    assert f"For {name} (Owner)" in text


KEPT = {
    "samples": clause(
        "Samples",
        "{{ party('COM-02') }} shall keep samples.\n\n{{ giver }} shall look at them every {{ months }}.",
        "activities: [COM-02]\nblanks:\n  months: {label: How often, type: duration, default: 6 months}\n",
    )
}


def test_duties_can_be_marks_with_only_the_clocks_left_in_words(tmp_path: Path):
    text = lines(small_library(tmp_path, KEPT), deal("presentation: table\n"))
    start = text.index("3.2  Samples")

    assert text[start + 1 : start + 5] == [
        "",
        "No. | Activity | Owner | Contract Facility",
        "COM-02 | Keep samples | X | ",
        "3.2.1 The Owner shall look at them every 6 months.",
    ]
    assert not any("Responsibilities" in line for line in text)


@pytest.mark.parametrize(("presentation", "tables"), [("prose", 1), ("both", 2), ("table", 2)])
def test_the_presentation_decides_where_a_row_is_printed(tmp_path: Path, presentation: str, tables: int):
    text = lines(small_library(tmp_path), deal(f"presentation: {presentation}\n"))

    assert sum(line.startswith("COM-01 | ") for line in text) == tables


def test_a_list_goes_with_the_sentence_that_introduces_it(tmp_path: Path):
    body = "{{ party('COM-02') }} shall keep samples.\n\n[when: markets.eu]\nThe label names:\n\n1. the product; and\n2. the day."
    text = lines(small_library(tmp_path, {"samples": clause("Samples", body, "activities: [COM-02]\n")}), deal())

    assert not any("the product" in line for line in text)


def test_an_appendix_that_the_deal_does_not_use_prints_the_reason(tmp_path: Path):
    text = lines(
        small_library(tmp_path), deal("appendices: {not_applicable: {subcontractors: Nobody else works on it.}}\n")
    )

    assert text[text.index("Appendix 4  Subcontractors") + 1] == "Not applicable. Nobody else works on it."


def test_an_appendix_that_is_not_there_cannot_be_left_out(tmp_path: Path):
    with pytest.raises(ProblemsFound) as error:
        assemble(deal("appendices: {not_applicable: {subcontractor: x}}\n"), small_library(tmp_path))

    assert printed(error) == (
        "deal.yaml:16:31: error: no appendix is called 'subcontractor' [unknown-clause]\n  hint: did you mean 'subcontractors'?"
    )
