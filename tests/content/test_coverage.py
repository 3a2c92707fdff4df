"""No regulated duty is left open, and taking any clause away is noticed with the requirements that lose their answer."""

from dataclasses import replace
from functools import cache

import msgspec
import pytest

from qa_docs.assemble import assemble
from qa_docs.library.overlay import without_retired
from qa_docs.model.deal import ExcludedRequirement
from qa_docs.model.document import CoverageRow
from qa_docs.model.library import Library
from qa_docs.model.placed import PlacedDeal
from qa_docs.problems import ProblemsFound
from tests.examples import ARRANGEMENTS, EXAMPLES, arrangement, example, library

LEVELS = ("full", "standard")
CLAUSES = sorted(library().clauses)


def placed(name: str, detail: str) -> PlacedDeal:
    return arrangement(name, detail) if name in ARRANGEMENTS else example(name, detail)


@cache
def coverage(name: str, detail: str) -> tuple[CoverageRow, ...]:
    return assemble(placed(name, detail), library(), careful=True).document.coverage


@cache
def home_of(clause_id: str) -> tuple[str, str] | None:
    """Give an example and level in whose agreement the clause stands, if there is one."""
    for detail in LEVELS:
        for name in (*EXAMPLES, *ARRANGEMENTS):
            if any(clause_id in (chosen, variant) for chosen, variant in chosen_in(name, detail)):
                return name, detail
    return None


@cache
def chosen_in(name: str, detail: str) -> tuple[tuple[str, str], ...]:
    selection = assemble(placed(name, detail), library()).selection
    return tuple((base_id, clause.id) for base_id, clause in selection.chosen.items())


def without(clause_id: str) -> Library:
    held = library()
    outlines = {kind: without_retired(one, frozenset((clause_id,))) for kind, one in held.outlines.items()}
    clauses = {name: clause for name, clause in held.clauses.items() if name != clause_id}
    return msgspec.structs.replace(held, clauses=clauses, outlines=outlines)


@pytest.mark.parametrize("detail", LEVELS)
@pytest.mark.parametrize("name", [*EXAMPLES, *ARRANGEMENTS])
def test_every_requirement_that_concerns_an_example_is_answered_or_excluded(name: str, detail: str):
    rows = coverage(name, detail)

    assert [row.requirement for row in rows if row.state == "uncovered"] == []
    assert all(row.reason for row in rows if row.state == "excluded")
    assert len(rows) > 15


@pytest.mark.parametrize("clause_id", CLAUSES)
def test_taking_a_clause_away_names_the_requirements_that_lose_their_answer(clause_id: str):
    home = home_of(clause_id)
    if home is None:
        pytest.fail(f"{clause_id} stands in no example at any level")
    base_ids = {base for base, chosen in chosen_in(*home) if clause_id in (base, chosen)}
    only = {row.requirement for row in coverage(*home) if {base for base, _ in row.clauses} == base_ids}
    # Other clauses may refer to it or require it; those problems are told too, and are not what is looked at here.
    try:
        assemble(placed(*home), without(clause_id))
        named: set[str] = set()
    except ProblemsFound as found:
        lost = [problem.message for problem in found.problems if problem.code == "requirement-uncovered"]
        named = {message.removeprefix("no clause of this agreement answers ").split(" ")[0] for message in lost}

    if library().clauses[clause_id].head.variant_of is None:
        assert named >= only


def test_an_exclusion_takes_its_place_with_its_reason():
    laboratory = example("testing-laboratory")
    chosen = next(row for row in coverage("testing-laboratory", "standard") if len(row.clauses) == 1)
    clause_id = chosen.clauses[0][0]
    deal = replace(
        laboratory.deal,
        exclusions=(ExcludedRequirement(requirement=chosen.requirement, reason="Our own procedure answers it."),),
    )
    excluded = msgspec.structs.replace(laboratory, deal=deal)

    with pytest.raises(ProblemsFound) as found:
        assemble(excluded, without(clause_id))

    assert all(chosen.requirement not in problem.message.split(" ") for problem in found.value.problems)
