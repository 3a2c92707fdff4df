"""What a careful reader stops at is told, at the clause's file; a clause may allow it with a reason."""

from pathlib import Path

import pytest

from qa_docs.assemble import assemble
from tests.small import ROWS, clause, deal, small_library


def findings(folder: Path, body: str, head: str = "activities: [COM-02]\n", rows: str = ROWS) -> list[tuple[str, str]]:
    library = small_library(folder, {"samples": clause("Samples", body, head)}, rows=rows)
    warnings = assemble(deal(), library, careful=True).warnings
    return [(problem.code, problem.message) for problem in warnings]


DUTY = "{{ party('COM-02') }} shall keep samples."


def test_a_clean_clause_has_no_findings(tmp_path: Path):
    assert findings(tmp_path, DUTY) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (DUTY + "\nEvery sample shall carry a label.", "duty-without-party"),
        (DUTY + "\n{{ giver }} agrees that {{ acceptor }} shall be notified of a loss.", "passive-duty"),
        (DUTY + "\n{{ giver }} shall promptly say so.", "vague-clock"),
        (DUTY + "\n{{ giver }} shall agree on a price.", "commercial-word"),
        (DUTY + "\n{{ giver }} shall say when TBD.", "left-over"),
        (DUTY + "\n{{ giver }} shall wait two years.", "number-in-words"),
    ],
)
def test_a_fault_of_wording_is_found(tmp_path: Path, body: str, code: str):
    assert [found for found, _ in findings(tmp_path, body)] == [code]


def test_a_list_takes_its_subject_from_its_introduction(tmp_path: Path):
    assert (
        findings(
            tmp_path,
            "{{ party('COM-02') }} shall see to it that:\n\n1. samples are kept; and\n2. a label shall stay on.",
        )
        == []
    )


def test_a_party_of_the_matrix_without_a_duty_in_the_text_is_found(tmp_path: Path):
    both = ROWS.replace("title: Keep samples\n    party: contract_giver", "title: Keep samples\n    party: both")

    assert findings(tmp_path, "{{ giver }} shall keep samples.", rows=both) == [
        ("party-not-in-text", "samples: the matrix gives a duty to the Contract Facility, the text does not")
    ]


def test_duties_that_no_row_carries_are_found(tmp_path: Path):
    body = "{{ acceptor }} shall keep the lawn short."
    library = small_library(tmp_path, {"deviations": clause("Deviations", body)}, rows=ROWS)

    warnings = assemble(deal(), library, careful=True).warnings

    assert [problem.code for problem in warnings] == ["duty-not-carried"]


def test_a_finding_that_a_clause_allows_is_not_told(tmp_path: Path):
    head = "activities: [COM-02]\nallow: {commercial-word: The clause says that price decides nothing.}\n"

    assert findings(tmp_path, DUTY + "\n{{ giver }} shall not let price decide.", head) == []


def test_a_hand_over_with_one_end_is_found(tmp_path: Path):
    rows = ROWS.replace("title: Keep samples\n", "title: Keep samples\n    needs: [COM-03]\n")

    assert findings(tmp_path, DUTY, rows=rows) == [
        ("hand-over-missing", "COM-02 needs what COM-03 provides, and COM-03 is not in this agreement")
    ]
