"""The part of the library that technology transfers are written from: rows, roles, exchanges, requirements."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from qa_docs.library.check_transfer import check_transfer_library
from tests.content.test_library import COMMERCIAL, PASSIVE, SILENCE, WEAK
from tests.examples import library, transfer_library


def test_the_catalogue_of_transfers_is_kept_apart_from_that_of_agreements():
    asked_of_agreements, asked_of_transfers = library().requirements, transfer_library().requirements

    assert len(asked_of_transfers) == 140
    assert not asked_of_agreements.keys() & asked_of_transfers.keys()
    assert all(requirement.transfer_part and requirement.data_needed for requirement in asked_of_transfers.values())
    assert not any(requirement.transfer_part for requirement in asked_of_agreements.values())


def test_what_was_read_and_what_was_not_is_kept():
    held = transfer_library().requirements.values()

    assert Counter(requirement.verified for requirement in held) == {True: 73, False: 67}
    assert all(requirement.verified for requirement in held if requirement.section_confirmed)
    assert {requirement.source for requirement in held} <= transfer_library().sources.keys()


def test_the_matrix_of_the_transfer_has_a_row_for_each_activity_and_one_accountable_role_in_each():
    held = transfer_library()
    assert held.lists is not None

    assert len(held.rows) == 78
    assert len(held.lists.roles) == 17
    for row in held.rows.values():
        letters = list(row.activity.letters.values())
        assert sum(letter.startswith("A") for letter in letters) == 1, row.activity.id
        assert any(letter in ("R", "A/R") for letter in letters), row.activity.id
        assert row.activity.basis, row.activity.id


def test_shared_rows_are_the_rows_of_the_agreement():
    shared = [row for row in transfer_library().rows.values() if row.takers]

    assert len(shared) == 28
    for row in shared:
        assert row.activity == library().rows[row.activity.id].activity
        assert all(row.takers.get(role) for role in row.activity.letters)


def test_every_exchange_has_a_tier_and_an_owner_that_exist():
    held = transfer_library()
    assert held.lists is not None
    tiers = {tier.id for tier in held.tiers}

    assert len(held.exchanges) == 66
    for row in held.exchanges.values():
        assert row.exchange.tier in tiers
        assert row.exchange.owner in held.lists.roles
        assert row.exchange.clause is None or row.exchange.clause in library().clauses


def test_every_requirement_of_transfers_is_cited_by_a_clause():
    held = transfer_library()
    cited = {requirement for clause in held.clauses.values() for requirement in clause.head.basis}

    assert cited == held.requirements.keys()


@cache
def problems() -> list[str]:
    return [str(problem) for problem in check_transfer_library(transfer_library(), library())]


def test_the_part_for_transfers_has_no_problems():
    assert problems() == []


@pytest.mark.parametrize("clause_id", sorted(transfer_library().clauses))
def test_a_clause_of_a_transfer_is_plain_has_a_basis_a_note_and_a_history(clause_id: str):
    clause = transfer_library().clauses[clause_id]
    body = Path(clause.place.file).read_text(encoding="utf-8").split("\n---\n", 1)[1]

    assert clause.head.basis or clause_id.startswith("tt-no-")
    assert clause.head.note.strip()
    assert clause.head.history[0].version == clause.head.version
    for pattern in (COMMERCIAL, WEAK, PASSIVE, SILENCE):
        assert not pattern.search(body), pattern.search(body)


@pytest.mark.parametrize("clause_id", sorted(transfer_library().clauses))
def test_a_text_refers_to_each_table_and_figure_that_its_clause_brings_along(clause_id: str):
    clause = transfer_library().clauses[clause_id]
    unnumbered = {"step-details", "method-details", "verdict"}

    assert set(clause.head.content) - unnumbered <= set(clause.refers)
