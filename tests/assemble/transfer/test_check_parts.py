"""Units, products, markets, people and the parts that a class needs. Each rule with one change of the tablet example that breaks it, and what is printed then."""

from pathlib import Path

from tests.assemble.transfer.changed import problems_after


def test_a_unit_is_a_party_or_its_own(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "  party: contract_giver\n  site: Lindenau\n  gmp",
        "  site: Lindenau\n  gmp",
    )
    assert found == [
        "transfer.yaml:40:1: error: the sending_unit must be either a party of the deal or a unit of its own [unit-unnamed]\n  hint: write `party: contract_giver` with the name of its site, or `own:` with company and site"
    ]


def test_a_unit_names_a_site_of_its_party(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "  site: Zuera\n  gmp",
        "  site: Zueras\n  gmp",
    )
    assert found == [
        "transfer.yaml:47:3: error: the contract_acceptor has no site 'Zueras' [unknown-site]\n  hint: did you mean 'Zuera'?"
    ]


def test_a_product_is_one_of_the_deal(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "names: [Calvora 50 mg film-coated tablets]",
        "names: [Calvora 50 mg tablets]",
    )
    assert found == [
        "transfer.yaml:75:11: error: the deal has no product 'Calvora 50 mg tablets' [unknown-product]\n  hint: did you mean 'Calvora 50 mg film-coated tablets'?"
    ]


def test_a_market_is_one_of_the_deal(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "market: CH, procedure",
        "market: US, procedure",
    )
    assert found == [
        "transfer.yaml:155:6: error: US is a market of the transfer and not of the deal [wrong-value]\n  hint: add it to `markets:` of the deal"
    ]


def test_a_class_needs_its_part(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "transfer_class: oral_solid",
        "transfer_class: sterile_injectable",
    )
    assert found == [
        "transfer.yaml:4:1: error: a transfer of the class sterile_injectable has no `sterile:` [class-part-missing]\n  hint: add `sterile:` below `transfer:`",
        "transfer.yaml:460:1: error: the index lacks documents that this transfer needs, of the kind filter_validation, aseptic_simulation, contamination_control, container_closure [critical-document-missing]\n  hint: add `kind: filter_validation` to the document that is one, or add the document with its status",
    ]


def test_the_filing_names_the_site(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "section: 3.2.P.3.1,",
        "section: 3.2.P.3.9,",
    )
    assert found == [
        "transfer.yaml:157:3: error: the map of the filing lacks the section of the manufacturers, 3.2.P.3.1 [ctd-site-section]\n  hint: add it: every transfer names a new site, also where only testing or packaging moves"
    ]


def test_an_owner_is_in_the_team(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "  - {role_code: RSC,",
        "  - {role_code: RSX,",
    )
    assert found == [
        "transfer/risk-register.yaml:14:254: warning: the role RSC owes something, and nobody in the team holds it [owner-unnamed]\n  hint: add a line to `governance.team` with the person who holds it, or name a role of the team"
    ]


def test_a_role_stands_once_in_the_team(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "  - {role_code: RRA,",
        "  - {role_code: REH,",
    )
    assert found == [
        "transfer.yaml:144:7: error: the role REH stands twice in the team [duplicate-id]\n  hint: keep one line, and name the other person as deputy"
    ]


def test_an_approver_is_in_the_team(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "document_approvers: [SPL, SQA, RPL, RQA]",
        "document_approvers: [SPM, SQA, RPL, RQA]",
    )
    assert found == [
        "transfer.yaml:150:24: error: SPM approves documents and is not in the team [approver-unknown]\n  hint: did you mean 'SPL'?"
    ]


def test_both_quality_units_approve(tmp_path: Path):
    found = problems_after(
        tmp_path / "deal",
        "transfer.yaml",
        "document_approvers: [SPL, SQA, RPL, RQA]",
        "document_approvers: [SPL, SQA, RPL]",
    )
    assert found == [
        "transfer.yaml:150:3: error: the documents are not approved by RQA [quality-unit-missing]\n  hint: both quality units approve the documents of a transfer: add RQA"
    ]
