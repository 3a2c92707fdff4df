"""What a change means for the deal: another position, a blank, a row of the matrix, a requirement, a definition.

The returned file is built from the deal as it would be if the other party had its way.
"""

import dataclasses

import pytest
from msgspec.structs import replace

from qa_docs.build.sent import SentAgreement
from qa_docs.model.deal import ChosenPosition, Deal, MovedResponsibility
from qa_docs.model.review import ReviewedClause
from tests.returns.built import agreement, reviewed
from tests.review.corruptions import DOCUMENT, pack, unpack


def built(**changes: object) -> bytes:
    """Give the agreement of the deal with these changes."""
    inputs = agreement().inputs
    deal: Deal = dataclasses.replace(inputs.placed.deal, **changes)
    return SentAgreement(replace(inputs, placed=replace(inputs.placed, deal=deal)), draft=False).content


def changed(content: bytes) -> dict[str, ReviewedClause]:
    return {one.finding.clause: one for one in reviewed(content).changed}


def codes(one: ReviewedClause) -> set[str]:
    return {sign.code for sign in one.meaning.signs}


@pytest.mark.parametrize(
    ("clause", "name"),
    [("stage-of-development", "fallback"), ("quality-disputes", "acceptable"), ("amendment", "acceptable"), ("term-and-review", "fallback")],
)  # fmt: skip
def test_the_text_of_another_position_is_known_with_who_may_approve_it(clause: str, name: str):
    position = ChosenPosition(position=name, approved_by="-", reason="-")
    one = changed(built(positions={clause: position}))[clause]
    assert (one.meaning.kind, one.meaning.position) == ("position", name)
    assert one.meaning.approver == one.approvers[name]


def test_a_clause_whose_blank_alone_changed_is_told_as_such_with_its_answer():
    inputs = agreement().inputs
    specs = {
        f"{clause.id}.{name}": spec
        for clause in inputs.library.clauses.values()
        if clause.id in agreement().clauses
        for name, spec in clause.head.blanks.items()
        if (spec.type == "duration" and spec.maximum == "10 Business Days") or spec.maximum == "10 business days"
    }
    name = next(iter(specs))
    shorter = changed(built(blanks={**inputs.placed.deal.blanks, name: "2 business days"}))[name.split(".")[0]]
    assert (shorter.meaning.kind, [blank for blank, _ in shorter.meaning.answers]) == ("blanks", [name])
    assert "blank" in codes(shorter)
    assert "blank-outside" not in codes(shorter)
    text = unpack(agreement().content)
    answer = next(
        part.text
        for line in agreement().clause_facts(name.split(".")[0]).lines
        for part in line
        if not isinstance(part, str) and part.id == name
    )
    start = text[DOCUMENT].index(f'w:val="clause:{name.split(".")[0]}@'.encode())
    at = text[DOCUMENT].index(answer.encode(), start)
    text[DOCUMENT] = (
        text[DOCUMENT][:at] + "90\u00a0Business Days".encode() + text[DOCUMENT][at + len(answer.encode()) :]
    )
    longer = changed(pack(text))[name.split(".")[0]]
    assert {"blank-outside", "clock"} <= codes(longer)
    assert longer.meaning.risk == "high"


def test_a_duty_given_to_the_other_party_names_the_row_that_moved():
    found = []
    for row in agreement().document.matrix.rows[:40]:
        if row.party != "contract_acceptor" or row.state != "standard" or row.clause_id not in agreement().clauses:
            continue
        move = MovedResponsibility(activity=row.activity, to="contract_giver", reason="-")
        one = changed(built(responsibilities=(move,))).get(row.clause_id)
        if one is not None and "party" in codes(one):
            says = [sign.says for sign in one.meaning.signs if sign.code == "row-moved"]
            assert says[0].startswith(f"Row {row.activity} (")
            assert says[0].endswith("goes from the contract acceptor to the contract giver.")
            found.append(row.activity)
        if len(found) == 3:
            return
    raise AssertionError(found)


def test_a_requirement_that_nothing_answers_any_more_is_named():
    facts = agreement().facts
    alone, clause = next((name, clauses[0]) for name, (_, clauses) in facts.answering.items() if len(clauses) == 1)
    parts = unpack(agreement().content)
    text = parts[DOCUMENT].decode()
    identity = next(one.id for one in agreement().clauses.values() if one.heading.id == clause)
    at = text.index(f'w:val="clause:{identity}@')
    parts[DOCUMENT] = (text[: text.rindex("<w:sdt>", 0, at)] + text[text.index("</w:sdt>", at) + 8 :]).encode()
    one = changed(pack(parts))[identity]
    assert any(sign.code == "coverage" and alone in sign.says for sign in one.meaning.signs)
    assert one.meaning.risk == "high"


def weakened(sentence: str) -> bytes:
    """Give the agreement with "may" for "shall" in one sentence."""
    parts = unpack(agreement().content)
    words = sentence.partition(" shall ")[0].rpartition(". ")[2]
    text = parts[DOCUMENT].decode()
    tail = sentence.partition(" shall ")[2][:25]
    old, new = (f"{words[-20:]} {verb} {tail}" for verb in ("shall", "may"))
    assert text.count(old) == 1, old
    return pack({**parts, DOCUMENT: text.replace(old, new).encode()})


def sole_sentences() -> dict[bool, tuple[str, str, str]]:
    """Give a sentence that carries a row alone whose requirement no other clause answers, and one where others do."""
    found: dict[bool, tuple[str, str, str]] = {}
    text = unpack(agreement().content)[DOCUMENT].decode()
    for clause in agreement().clauses:
        facts = agreement().clause_facts(clause)
        for one in facts.sentences:
            alone = [
                row for row in facts.rows if row.id in one.rows and sum(row.id in s.rows for s in facts.sentences) == 1
            ]
            head, shall, tail = one.text.partition(" shall ")
            plain = f"{head.rpartition('. ')[2][-20:]} shall {tail[:25]}"
            if not shall or "'" in plain or text.count(plain) != 1:
                continue
            for row in alone:
                for answer in row.basis:
                    if answer in agreement().facts.answering:
                        others = set(agreement().facts.answering[answer][1]) - {facts.base}
                        found.setdefault(bool(others), (clause, one.text, answer))
    return found


def test_a_requirement_that_stood_on_one_sentence_is_told_with_it():
    clause, sentence, answer = sole_sentences()[False]
    one = changed(weakened(sentence))[clause]
    (sign,) = [sign for sign in one.meaning.signs if sign.code == "coverage-sentence" and sign.says.startswith(answer)]
    assert (sign.risk, sign.edit) == ("high", 0)
    assert sign.says.endswith("stood on this sentence, and no other clause answers it.")
    assert "row-uncarried" in codes(one)


def test_a_requirement_that_other_clauses_answer_too_weighs_less():
    clause, sentence, answer = sole_sentences()[True]
    one = changed(weakened(sentence))[clause]
    (sign,) = [sign for sign in one.meaning.signs if sign.code == "coverage-sentence" and sign.says.startswith(answer)]
    assert sign.risk == "low"


def test_a_row_that_another_sentence_carries_too_is_not_told():
    facts = agreement().clause_facts("deviations")
    rows = [row for one in facts.sentences for row in one.rows]
    assert rows.count("COM-22") > 1
    one = changed(weakened("The Laboratory shall record every Deviation when it occurs"))["deviations"]
    assert "row-uncarried" not in codes(one)


def test_most_rows_are_named_by_a_sentence_of_their_clause():
    facts = [agreement().clause_facts(clause) for clause in agreement().clauses]
    named = {row for one in facts for sentence in one.sentences for row in sentence.rows}
    rows = {row.id for one in facts for row in one.rows}
    assert len(rows & named) >= 0.85 * len(rows)


def test_a_changed_definition_is_told():
    parts = unpack(agreement().content)
    parts[DOCUMENT] = parts[DOCUMENT].replace(b" means a place listed ", b" means any place listed ", 1)
    (one,) = changed(pack(parts)).values()
    assert "definition" in codes(one)
