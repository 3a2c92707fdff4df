"""The examples read as if written for their deals, and any other deal assembles too."""

from dataclasses import replace
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_docs.assemble import assemble
from qa_docs.model.deal import Choices, Market, Product, ProductClass, QualifiedPerson
from qa_docs.render.text import render_text
from tests.examples import EXAMPLES, example, library

BOTH = ("standard", "full")


def text_of(name: str, detail: str) -> str:
    return render_text(assemble(example(name, detail), library()).document)


@pytest.mark.parametrize("detail", BOTH)
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_complete_and_says_nothing_unfinished(name: str, detail: str):
    assembled = assemble(example(name, detail), library(), careful=True)
    text = render_text(assembled.document)

    assert [str(problem) for problem in assembled.warnings] == []
    assert assembled.document.open_points == ()
    for unfinished in ("[•]", "{{", "}}", "{%", "TBD", " ,", " .", "..", "( ", " )"):
        assert unfinished not in text.replace("\n    ", "\n"), unfinished


@pytest.mark.parametrize("detail", BOTH)
@pytest.mark.parametrize(
    ("name", "foreign"),
    [
        ("tablet-us-eu", ("asept", "media fill", "steril", "cell bank", "clinical trial", "Investigator", "blinding")),
        (
            "testing-laboratory",
            ("Qualified Person", "line clearance", "serialization", "asept", "Printed Component", "blinding"),
        ),
        ("sterile-injectable-eu", ("FDA", "field alert", "DSCSA", "Investigator", "blinding")),
    ],
)
def test_an_example_says_nothing_that_does_not_concern_it(name: str, foreign: tuple[str, ...], detail: str):
    text = text_of(name, detail)

    assert [word for word in foreign if word in text] == []


def test_the_examples_differ_where_their_deals_differ():
    assert "certif" in text_of("sterile-injectable-eu", "standard")
    assert "Contract Acceptor" in text_of("sterile-injectable-eu", "standard")
    assert "Laboratory shall" in text_of("testing-laboratory", "standard")
    assert "field alert" in text_of("tablet-us-eu", "standard").lower()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_row_of_an_example_is_in_table_matrix_and_a_clause(name: str):
    document = assemble(example(name), library()).document
    text = render_text(document)

    for row in document.matrix.rows:
        assert text.count(f"\n{row.activity} | ") == (1 if example(name).deal.presentation == "prose" else 2)
        assert f"\n{row.clause_number}  " in text or row.clause_number.startswith("Appendix")


MEDICINES = tuple(kind for kind in get_args(ProductClass) if kind not in ("device", "api"))
KINDS = (
    (
        MEDICINES,
        ("manufacture", "packaging", "labelling", "serialisation", "testing", "stability", "storage", "release"),
    ),
    (MEDICINES, ("manufacture", "packaging", "testing", "technology_transfer", "importation", "sterilisation")),
    (MEDICINES, ("testing", "stability")),
    (MEDICINES, ("storage", "distribution")),
    (MEDICINES, ("development", "manufacture", "testing")),
    (MEDICINES, ("clinical_supply", "packaging", "labelling")),
    (MEDICINES, ("clinical_trial", "biostatistics", "regulatory_submission")),
    (MEDICINES, ("glp_study",)),
    (("api",), ("manufacture", "testing", "stability", "storage")),
    (("device",), ("manufacture", "packaging", "labelling", "testing", "sterilisation")),
    (("combination", "sterile"), ("device_assembly", "packaging", "testing")),
    (("other",), ("excipient_supply", "component_supply")),
)
"""Kinds of arrangement: what the products are and which services go together."""


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=5, unique=True).map(tuple)


ARRANGEMENTS = st.sampled_from(KINDS).flatmap(
    lambda kind: st.tuples(some(kind[1]), st.lists(some(kind[0]).map(lambda found: found[:2]), min_size=1, max_size=3))
)
CHOICES = st.fixed_dictionaries(
    {name: st.booleans() for name in Choices.__dataclass_fields__ if name != "supplied_materials"}
)


@settings(max_examples=150)
@given(
    arrangement=ARRANGEMENTS,
    markets=some(get_args(Market)),
    choices=CHOICES,
    stage=st.sampled_from(["clinical", "commercial"]),
    detail=st.sampled_from(BOTH),
    at=st.sampled_from(["contract_giver", "contract_acceptor"]),
    supplied=st.booleans(),
)
def test_any_deal_assembles_and_is_covered(arrangement, markets, choices, stage, detail, at, supplied):
    services, classes = arrangement
    base = example("tablet-us-eu")
    deal = replace(
        base.deal,
        services=services,
        markets=markets,
        products=tuple(Product(name=f"Product {i}", classes=found) for i, found in enumerate(classes)),
        choices=Choices(**choices, supplied_materials=("Substance",) if supplied else ()),
        stage=stage,
        detail=detail,
        qualified_persons=(QualifiedPerson(name="Quinn", employed_by=at),),
        blanks={},  # they answer clauses that other arrangements need not have
    )

    document = assemble(msgspec.structs.replace(base, deal=deal), library()).document

    assert document.matrix.rows
    assert "[•]" not in render_text(document)
