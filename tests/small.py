"""A library and a deal small enough to stand in a test, as files that the readers read."""

from pathlib import Path

from qa_docs.library.load import load_library
from qa_docs.model.library import Library
from qa_docs.model.placed import PlacedDeal
from qa_docs.source.deal import parse_deal

ROLES = """\
roles:
  - {id: SQ, name: Quality assurance, party: contract_giver, counterpart: CQ}
  - {id: SR, name: Regulatory affairs, party: contract_giver}
  - {id: QP, name: Qualified Person, party: contract_giver}
  - {id: CQ, name: Quality unit, party: contract_acceptor, counterpart: SQ}
  - {id: CP, name: Production, party: contract_acceptor}
"""

ROWS = """\
aspect: compliance
rows:
  - id: COM-01
    title: Record deviations
    party: contract_acceptor
    letters: {SQ: I, CQ: A, CP: R}
    basis: [rule-1]
  - id: COM-02
    title: Keep samples
    party: contract_giver
    letters: {SQ: A/R, CQ: C}
  - id: COM-03
    title: Certify batches
    party: contract_giver
    letters: {SQ: C, QP: A/R, CQ: R}
    when: qp.needed
"""

OUTLINE = """\
kind: quality-agreement
title: Quality Agreement
parts:
  - id: part-general
    title: General provisions
    aspect: framework
    sections:
      - {id: parties, title: Parties, content: parties}
      - {id: definitions, title: Definitions, content: definitions}
  - id: part-compliance
    title: Compliance
    aspect: compliance
    sections:
      - id: events
        title: Quality events
        clauses: [deviations, samples, certification]
appendices:
  - {id: contacts, title: Contacts, content: contacts}
  - {id: responsibility-table, title: Responsibilities, content: two-party-table}
  - {id: raci-matrix, title: Matrix, content: raci-matrix, landscape: true}
  - {id: notification-clocks, title: Clocks, content: notification-clocks, landscape: true}
  - {id: subcontractors, title: Subcontractors, content: subcontractors}
"""

DEFINITIONS = """\
terms:
  - {id: batch, term: Batch, forms: [Batches], definition: a quantity of Product.}
  - {id: product, term: Product, definition: what the Parties named so.}
  - {id: party, term: Party, forms: [Parties], definition: one of the two who sign.}
"""

REQUIREMENTS = """\
requirements:
  - id: rule-1
    source: A Rule
    section: "1"
    jurisdiction: EU
    title: Deviations
    requirement: Record deviations.
    applies_to: [all]
    aspect: compliance
    typical_responsible: contract_facility
    no_clause: It stands here for the limits of clocks.
"""

SOURCES = "sources:\n  - {name: A Rule, full_title: A Rule, issuer: Somebody, version: '1', kind: law}\n"

HEAD = "title: {title}\naspect: compliance\nversion: 1.0.0\nnote: A note.\n"


def clause(title: str, body: str, head: str = "") -> str:
    """Give the text of a clause file."""
    return f"---\n{HEAD.format(title=title)}{head}---\n\n{body}\n"


CLAUSES = {
    "deviations": clause("Deviations", "{{ party('COM-01') }} shall record each Batch.", "activities: [COM-01]\n"),
    "samples": clause("Samples", "{{ party('COM-02') }} shall keep samples.", "activities: [COM-02]\n"),
    "certification": clause(
        "Certification", "{{ party('COM-03') }} shall certify each Batch.", "when: qp.needed\nactivities: [COM-03]\n"
    ),
}

DEAL = """\
schema: 2
document: {number: QA-1, revision: "1", effective_date: 2026-12-01}
contract_giver: {legal_name: Acme Ltd, short_name: Acme, address: 1 Main Street, country: Ireland}
contract_acceptor: {legal_name: Beta GmbH, short_name: Beta, address: 2 Side Street, country: Germany}
services: [manufacture, testing]
markets: [US]
products: [{name: Tablet, classes: [oral_solid]}]
contacts:
  - {party: contract_giver, subjects: [quality], name: Ann, function: Quality}
  - {party: contract_acceptor, subjects: [quality], name: Bob, function: Quality, roles: [CQ]}
signatories:
  - {party: contract_giver, capacity: quality, name: Ann, title: Head of Quality}
  - {party: contract_giver, capacity: management, name: Al, title: Director}
  - {party: contract_acceptor, capacity: quality, name: Bob, title: Head of Quality}
  - {party: contract_acceptor, capacity: management, name: Bea, title: Director}
"""


def small_library(folder: Path, clauses: dict[str, str] | None = None, **files: str) -> Library:
    """Write a small library into `folder` and load it; `clauses` and `files` add to ours or replace them."""
    return load_library(write_library(folder, clauses, **files))


def write_library(folder: Path, clauses: dict[str, str] | None = None, **files: str) -> Path:
    """Write a small library into `folder`, and give the folder."""
    texts = {
        "roles.yaml": files.get("roles", ROLES),
        "sources.yaml": files.get("sources", SOURCES),
        "definitions.yaml": files.get("definitions", DEFINITIONS),
        "activities/compliance.yaml": files.get("rows", ROWS),
        "requirements/rules.yaml": files.get("requirements", REQUIREMENTS),
        "documents/quality-agreement.yaml": files.get("outline", OUTLINE),
    }
    for name, text in (CLAUSES | (clauses or {})).items():
        texts[f"compliance/{name}.md"] = text
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def deal(text: str = "", replace: dict[str, str] | None = None) -> PlacedDeal:
    """Give the small deal with `text` added at its end and parts of it replaced."""
    whole = DEAL
    for old, new in (replace or {}).items():
        assert old in whole, old
        whole = whole.replace(old, new)
    return parse_deal(whole + text, "deal.yaml")
