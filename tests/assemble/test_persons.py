"""Several Qualified Persons: who certifies for which market, and what keeps them from doing so."""

from pathlib import Path

import pytest

from qa_docs.assemble import assemble
from qa_docs.model.facts import facts_of
from qa_docs.problems import ProblemsFound
from qa_docs.render.text import render_text
from tests.examples import example, library
from tests.small import deal, small_library

ANN = "{name: Ann, authorisation: DE-1, markets: [EU]}"
BEN = "{name: Ben, authorisation: UK-2, markets: [UK]}"


def persons(*written: str, markets: str = "EU, UK") -> dict[str, str]:
    return {"markets: [US]": f"markets: [{markets}]\nqualified_persons:" + "".join(f"\n  - {one}" for one in written)}


def facts(*written: str, markets: str = "EU, UK") -> dict[str, str]:
    values = facts_of(deal(replace=persons(*written, markets=markets)).deal).values
    return {name: values["qualified_person", name] for name in ("name", "authorisation", "eu", "uk", "by_market")}


def problems(tmp_path: Path, *written: str, markets: str = "EU, UK", text: str = "") -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        assemble(deal(text, replace=persons(*written, markets=markets)), small_library(tmp_path))
    return [str(problem) for problem in found.value.problems]


def test_each_market_has_its_person():
    assert facts(ANN, BEN) == {
        "name": "Ann and Ben",
        "authorisation": "DE-1 and UK-2",
        "eu": "Ann (authorization DE-1)",
        "uk": "Ben (authorization UK-2)",
        "by_market": (
            "the Qualified Person for the European Union, Ann (authorization DE-1), "
            "and the Qualified Person for the United Kingdom, Ben (authorization UK-2)"
        ),
    }


def test_persons_of_one_market_stand_together():
    assert facts(ANN, BEN, "{name: Cem}")["by_market"] == (
        "the Qualified Persons for the European Union, Ann (authorization DE-1) and Cem, "
        "and the Qualified Persons for the United Kingdom, Ben (authorization UK-2) and Cem"
    )
    assert facts("{name: Ann}", "{name: Ben}")["by_market"] == (
        "the Qualified Persons for the European Union and the United Kingdom, Ann and Ben"
    )


def test_one_who_certifies_for_no_market_of_the_deal_is_not_named():
    assert facts(ANN, BEN, markets="EU")["name"] == "Ann"
    assert facts("{name: Ann}", markets="US")["name"] == ""


def test_several_persons_are_a_fact_for_conditions():
    def several(*written: str, markets: str = "EU, UK") -> bool:
        return bool(facts_of(deal(replace=persons(*written, markets=markets)).deal).values["qp", "several"])

    assert several(ANN, BEN)
    assert not several("{name: Ann}")
    assert not several(ANN, BEN, markets="EU")


def test_a_market_that_needs_a_person_and_has_none_is_told_at_its_place(tmp_path: Path):
    assert problems(tmp_path, ANN) == [
        "deal.yaml:6:15: error: no Qualified Person is named for the United Kingdom [no-qualified-person]\n"
        "  hint: add a person under `qualified_persons:`, or add UK to the `markets:` of one who is there"
    ]


def test_a_name_that_stands_twice_is_told(tmp_path: Path):
    assert problems(tmp_path, ANN, ANN.replace("EU", "UK")) == [
        "deal.yaml:9:6: error: two Qualified Persons are called 'Ann' [duplicate-id]\n"
        "  hint: write each person once, with all markets and authorizations"
    ]


def test_a_market_that_needs_no_person_is_told(tmp_path: Path):
    assert problems(tmp_path, ANN.replace("[EU]", "[EU, UK]"), markets="US, EU") == [
        "deal.yaml:8:52: error: no product of this deal needs certification for the United Kingdom [wrong-value]\n"
        "  hint: leave the market out; without `markets:`, a person certifies for all that need it"
    ]


def test_a_market_that_no_person_certifies_for_is_no_value():
    with pytest.raises(ProblemsFound) as found:
        deal(replace=persons("{name: Ann, markets: [US]}"))
    assert "'US' is not a value of 'markets' [wrong-value]\n  hint: choose one of: EU, UK" in str(found.value)


def test_persons_of_both_parties_are_told_apart(tmp_path: Path):
    at_acceptor = BEN.replace("{", "{employed_by: contract_acceptor, ")
    assert problems(tmp_path, ANN, at_acceptor) == [
        "deal.yaml:9:6: error: Ann is employed by the contract_giver, Ben by the other party [two-employers]\n"
        "  hint: one party has each batch certified: name its persons, and make a second deal for the other's markets"
    ]


def test_a_device_needs_no_person_although_it_goes_to_europe(tmp_path: Path):
    placed = deal(replace={"markets: [US]": "markets: [EU]", "[oral_solid]": "[device]"})

    assert assemble(placed, small_library(tmp_path)).document.matrix.rows


def test_the_agreement_names_both_persons_in_clause_and_appendix():
    text = render_text(assemble(example("packaging-only"), library()).document).replace("\u00a0", " ")

    assert (
        "The Contract Giver shall have each Batch certified by a Qualified Person named for the market for which that "
        "Batch is meant, and the Certification recorded in the register before Final Release. The persons named are the "
        "Qualified Person for the European Union, Dr. Fionnuala Brogan (authorization M10977/00002), and the Qualified "
        "Person for the United Kingdom, Dr. Owen Pritchard (authorization UK MIA 48211)."
    ) in text
    assert "Qualified Person for the European Union | Dr. Fionnuala Brogan (authorization M10977/00002)\n" in text
    assert "Qualified Person for the United Kingdom | Dr. Owen Pritchard (authorization UK MIA 48211)\n" in text


def test_products_of_different_markets_name_their_own_person():
    placed = deal(
        replace=persons(ANN, BEN)
        | {
            "products: [{name: Tablet, classes: [oral_solid]}]": (
                "products:\n  - {name: Tablet, classes: [oral_solid], markets: [EU]}\n"
                "  - {name: Syrup, classes: [oral_liquid], markets: [UK]}"
            )
        }
    )
    text = render_text(assemble(placed, library(), draft=True).document).replace("\u00a0", " ")

    assert "the Qualified Person, Ann, certify each Batch meant for the European Union and record" in text
    assert "the Qualified Person, Ben, certify each Batch meant for the United Kingdom and record" in text
