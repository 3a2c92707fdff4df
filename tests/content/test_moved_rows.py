"""Moving a row leaves no sentence in which a party has a duty to itself, and no notice from another than its sentence."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import msgspec
import pytest

from qa_docs.assemble import Assembled, assemble
from qa_docs.model.deal import MovedResponsibility
from qa_docs.model.document import ClauseText, Document, Paragraph
from qa_docs.model.plain import plain_text
from tests.examples import example, library

OTHER = {"contract_giver": "contract_acceptor", "contract_acceptor": "contract_giver"}
TOLD = "notify|inform|tell|send|give|show|warn|offer|ask|supply|provide|with|to|approval of|order of|request of"
SENTENCE = re.compile(r"(?<=[.;:])\s+(?=[A-Z\u201c(])")


@cache
def base() -> Assembled:
    return moved()


@cache
def told_by_itself_before() -> set[str]:
    return told_by_itself(base().document)


def moved(activity: str = "", to: str = "") -> Assembled:
    placed = example("tablet-us-eu", "full")
    moves = (MovedResponsibility(activity=activity, to=to, reason="Agreed."),) if activity else ()
    deal = replace(placed.deal, responsibilities=moves)
    return assemble(msgspec.structs.replace(placed, deal=deal), library(), careful=True)


def sentences(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, ClauseText):
            for part in block.blocks:
                if isinstance(part, Paragraph):
                    yield from SENTENCE.split(plain_text(part.text))


def told_by_itself(document: Document) -> set[str]:
    """Give the sentences in which a party has a duty towards itself."""
    found = set()
    every = list(sentences(document))
    for name in (document.facts["giver"]["role"], document.facts["acceptor"]["role"]):
        # From the party over its "shall" to the one who is told, without another duty between.
        duty = re.compile(
            rf"[Tt]he {name} (?:shall|may) (?:(?! shall | may ).)*?\b(?:{TOLD}) the {name}\b(?!\u2019s S)"
        )
        twice = (sentence for sentence in every if sentence.count(f"he {name}") > 1)
        found |= {sentence for sentence in twice if duty.search(sentence)}
    return found


ROWS = [(row.activity, OTHER[row.party]) for row in base().document.matrix.rows if row.party in OTHER]


@pytest.mark.parametrize(("activity", "to"), ROWS, ids=[activity for activity, _ in ROWS])
def test_a_moved_row_leaves_no_contradiction(activity: str, to: str):
    after = moved(activity, to)

    assert told_by_itself(after.document) - told_by_itself_before() == set()
    known = {(warning.code, warning.message) for warning in base().warnings}
    assert [w for w in after.warnings if (w.code, w.message) not in known] == []
    assert [notice.id for notice in after.document.matrix.notices if notice.sender == notice.addressee] == []


def test_the_sender_of_a_notice_goes_with_its_row():
    before = {notice.id: notice.sender for notice in base().document.matrix.notices}
    document = moved("OPS-15", "contract_giver").document
    after = {notice.id: notice.sender for notice in document.matrix.notices}

    assert before["quarantine-and-shipment.dispatch"] == "The Contract Facility"
    assert after["quarantine-and-shipment.dispatch"] == "The Owner"
    told = next(sentence for sentence in sentences(document) if "of each dispatch" in sentence)
    assert told.startswith("The Owner shall notify the Contract Facility")
    assert told.endswith("to the Contract Facility\u2019s supply chain contact.")


def test_a_notice_whose_sentence_names_its_party_in_words_keeps_its_sender():
    document = moved("REG-18", "contract_acceptor").document
    notice = next(notice for notice in document.matrix.notices if notice.id == "quality-defect-reports.defect_outcome")

    assert (notice.sender, notice.addressee) == ("The Owner", "The Contract Facility")
