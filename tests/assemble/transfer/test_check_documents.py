"""The index of documents, and dates. Each rule with one change of the tablet example that breaks it, and what is printed then."""

from pathlib import Path

from tests.assemble.transfer.changed import problems_after


def test_a_document_has_a_known_tier(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/documents.yaml",
        'source: RU, tier: C2, version: "4"',
        'source: RU, tier: C4, version: "4"',
    )
    assert found == [
        "transfer/documents.yaml:29:105: error: no confidentiality tier is called 'C4' [tier-unknown]\n  hint: choose one of: C1, C2, C3"
    ]


def test_a_closed_document_is_not_handed_over(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/documents.yaml",
        'source: SU, tier: C2, version: "11", status: transferred',
        'source: SU, tier: C3, version: "11", status: transferred',
    )
    assert found == [
        "transfer/documents.yaml:3:134: error: D-002 is of the closed tier C3 and was handed over [closed-document-sent]\n  hint: closed documents are read on site or referred to: correct the tier or the status"
    ]


def test_no_restricted_document_before_the_agreement(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/documents.yaml",
        "TTR-002, date: 2026-04-17, critical: true",
        "TTR-002, date: 2025-08-29, critical: true",
    )
    assert found == [
        "transfer/documents.yaml:5:189: error: D-004 was handed over on 2025-08-29, before the confidentiality agreement, 2025-09-01 [sent-before-agreement]\n  hint: correct the date, or report it: restricted documents may not go out before the agreement"
    ]


def test_a_document_handed_over_has_a_transmittal(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/documents.yaml",
        "status: transferred, transmittal: TTR-006, date: 2026-05-12,",
        "status: transferred,",
    )
    assert found == [
        "transfer/documents.yaml:14:3: error: D-013 was handed over, and transmittal and date are not given [transmittal-missing]\n  hint: add `transmittal:`, `date:`"
    ]


def test_every_critical_document_is_in_the_index(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/documents.yaml",
        "kind: exposure_limit, ",
        "",
    )
    assert found == [
        "transfer.yaml:460:1: error: the index lacks documents that this transfer needs, of the kind exposure_limit [critical-document-missing]\n  hint: add `kind: exposure_limit` to the document that is one, or add the document with its status"
    ]


def test_a_critical_document_is_due(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer/documents.yaml",
        "status: transferred, transmittal: TTR-006, date: 2026-05-12,",
        "status: requested,",
    )
    assert found == [
        "transfer/documents.yaml:14:3: error: D-013, Health-based exposure limit, is critical, not yet there, and due on no day [critical-document-missing]\n  hint: add `due:`, or mark it not critical"
    ]


def test_evidence_is_in_the_index(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "evidence: D-030",
        "evidence: D-300",
    )
    assert found == [
        "transfer.yaml:475:103: error: the index has no document 'D-300' [evidence-unknown]\n  hint: did you mean 'D-040'?"
    ]


def test_gates_are_in_order(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "Plan and gap analysis approved, planned: 2026-05-15",
        "Plan and gap analysis approved, planned: 2026-02-15",
    )
    assert found == [
        "transfer.yaml:464:54: error: G1, on 2026-02-15, comes before G0, on 2026-03-02 [date-order]\n  hint: correct the date, or put the lines in the order of their dates"
    ]


def test_engineering_comes_before_qualification(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "planned: 2026-11-09",
        "planned: 2026-10-09",
    )
    assert found == [
        "transfer.yaml:415:38: error: PPQ-1, on 2026-10-09, comes before ENG-2, on 2026-10-12 [date-order]\n  hint: correct the date, or put the lines in the order of their dates"
    ]


def test_an_approval_follows_its_filing(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "submission_planned: 2027-03-01, approval_expected: 2027-06-15",
        "submission_planned: 2027-03-01, approval_expected: 2027-02-15",
    )
    assert found == [
        "transfer.yaml:154:228: error: the approval in EU, on 2027-02-15, comes before the filing, on 2027-03-01 [date-order]\n  hint: correct one of the two dates"
    ]


def test_a_history_ends_with_the_revision(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        '    number: TTD-CALV-001\n    revision: "3"',
        '    number: TTD-CALV-001\n    revision: "4"',
    )
    assert found == [
        "transfer.yaml:26:5: error: the history ends with revision '3', the document is '4' [date-order]\n  hint: add the current revision as the last line"
    ]


def test_the_stock_lasts_until_the_approval(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "bridging_stock_months: 8",
        "bridging_stock_months: 2",
    )
    assert found == [
        "transfer.yaml:483:15: error: the bridging stock of 2 months ends before the approval in CH, expected on 2027-08-31 [bridging-stock]\n  hint: 3 months are needed from the last batch of the sending unit, 2027-06-30"
    ]
