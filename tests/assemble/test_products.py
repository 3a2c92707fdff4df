"""Deals with products of different classes and markets: each rule goes to the products that it is for."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from qa_docs.assemble import assemble
from qa_docs.build.why import why
from qa_docs.model.deal import Product
from qa_docs.model.document import ClauseText
from qa_docs.model.placed import PlacedDeal
from qa_docs.problems import ProblemsFound
from qa_docs.render.text import render_text
from tests.examples import example, library
from tests.small import DEAL, REQUIREMENTS, clause, deal, small_library, write_library

TABLET = "products: [{name: Tablet, classes: [oral_solid]}]"
TABLET_AND_DROPS = {TABLET: "products: [{name: Tablet, classes: [oral_solid]}, {name: Drops, classes: [sterile]}]"}
US_AND_CANADA = {
    "markets: [US]": "markets: [US, CA]",
    TABLET: "products: [{name: Tablet, classes: [oral_solid]}, {name: Cream, classes: [topical], markets: [CA]}]",
}


def text_of(folder: Path, body: str, head: str = "", parts=TABLET_AND_DROPS, more="") -> list[str]:
    held = small_library(folder, {"samples": clause("Samples", body, "activities: [COM-02]\n" + head)})
    text = render_text(assemble(deal(more, replace=parts), held).document).replace("\u00a0", " ").splitlines()
    return text[text.index("3.2  Samples") + 1 :]


def test_a_clause_for_one_product_says_so_in_its_first_line(tmp_path: Path):
    text = text_of(tmp_path, "{{ party('COM-02') }} shall keep samples.", "when: products.sterile\n")

    assert text[:2] == ["This Section applies to Drops only.", "3.2.1 The Owner shall keep samples."]
    assert "COM-02 | Keep samples (for Drops) | X |  | 3.2" in text


def test_a_paragraph_for_one_product_names_it_and_one_that_names_it_itself_does_not(tmp_path: Path):
    body = (
        "{{ party('COM-02') }} shall keep samples.\n\n[when: products.sterile]\n{{ giver }} shall freeze them.\n\n"
        "[when: products.sterile]\n{{ giver }} shall thaw samples of {{ products_of('sterile') }}."
    )

    assert text_of(tmp_path, body)[:3] == [
        "3.2.1 The Owner shall keep samples.",
        "3.2.2 For Drops: The Owner shall freeze them.",
        "3.2.3 The Owner shall thaw samples of Drops.",
    ]


def test_an_item_of_a_list_for_one_product_carries_the_sentence_on(tmp_path: Path):
    body = (
        "{{ party('COM-02') }} shall:\n\n1. keep samples;\n2. [when: products.sterile] freeze them; and\n3. count them."
    )

    assert text_of(tmp_path, body)[:4] == [
        "3.2.1 The Owner shall:",
        "    (a) keep samples;",
        "    (b) for Drops, freeze them; and",
        "    (c) count them.",
    ]


def test_an_either_or_inside_a_sentence_becomes_a_sentence_for_each(tmp_path: Path):
    body = "{{ party('COM-02') }} shall keep samples {{ 'frozen' if products.sterile else 'dry' }}."

    assert text_of(tmp_path, body)[:2] == [
        "3.2.1 For Drops: The Owner shall keep samples frozen.",
        "3.2.2 For Tablet: The Owner shall keep samples dry.",
    ]


def test_a_rule_that_looks_at_two_facts_wants_both_of_one_product(tmp_path: Path):
    when = "when: products.sterile and not products.biologic\n"
    parts = {TABLET: "products: [{name: Drops, classes: [sterile]}, {name: Serum, classes: [sterile, biologic]}]"}

    text = text_of(tmp_path, "{{ party('COM-02') }} shall keep samples.", when, parts)

    assert text[0] == "This Section applies to Drops only."


def test_the_rules_of_a_market_go_to_the_products_supplied_there(tmp_path: Path):
    body = (
        "{{ party('COM-02') }} shall keep samples for {{ markets.names }}.\n\n"
        "[when: markets.us]\n{{ giver }} shall keep more of {{ products.names }} for {{ markets.names }}."
    )

    assert text_of(tmp_path, body, parts=US_AND_CANADA)[:2] == [
        "3.2.1 The Owner shall keep samples for the United States and Canada.",
        "3.2.2 The Owner shall keep more of Tablet for the United States and Canada.",
    ]


def test_many_products_are_told_by_those_left_out(tmp_path: Path):
    names = ", ".join(f"{{name: T{i}, classes: [oral_solid]}}" for i in range(5))
    parts = {TABLET: f"products: [{names}, {{name: Drops, classes: [sterile]}}]"}

    text = text_of(tmp_path, "{{ party('COM-02') }} shall keep samples.", "when: products.oral_solid\n", parts)

    assert text[0] == "This Section applies to all Products except Drops."


FROZEN = {
    "samples-frozen": clause(
        "Frozen samples",
        "{{ party('COM-02') }} shall freeze samples for {{ years }}.",
        "when: products.sterile\nvariant_of: samples\nactivities: [COM-02]\n"
        "blanks:\n  years: {label: Years, type: duration, default: 1 year}\n",
    ),
    "deviations": clause(
        "Deviations",
        "{{ party('COM-01') }} shall record each Batch under {{ ref('samples') }}.\n\n"
        "[when: products.sterile]\n{{ acceptor }} shall thaw under {{ ref('samples') }}.",
        "activities: [COM-01]\n",
    ),
}


def test_a_clause_and_its_variant_stand_side_by_side_each_for_its_products(tmp_path: Path):
    placed = deal("blanks: {samples.years: 3 years}\n", replace=TABLET_AND_DROPS)
    assembled = assemble(placed, small_library(tmp_path, FROZEN))
    text = render_text(assembled.document).replace("\u00a0", " ").splitlines()

    start = text.index("3.1  Deviations")
    assert text[start + 1 : start + 3] == [
        "3.1.1 The Contract Facility shall record each Batch under Section 3.2 and Section 3.3.",
        "3.1.2 For Drops: The Contract Facility shall thaw under Section 3.3.",
    ]
    start = text.index("3.2  Samples")
    assert [line for line in text[start : start + 8] if line] == [
        "3.2  Samples",
        "This Section applies to Tablet only.",
        "3.2.1 The Owner shall keep samples.",
        "3.3  Frozen samples",
        "This Section applies to Drops only.",
        "3.3.1 The Owner shall freeze samples for 3 years.",
    ]
    assert "COM-02 | Keep samples | X |  | 3.2, 3.3" in text


def test_two_variants_for_one_product_are_still_refused(tmp_path: Path):
    both = {**FROZEN, "samples-cold": FROZEN["samples-frozen"]}

    with pytest.raises(ProblemsFound) as found:
        assemble(deal(replace=TABLET_AND_DROPS), small_library(tmp_path, both))

    assert [problem.code for problem in found.value.problems] == ["variant-ambiguous"]


CATALOGUE = REQUIREMENTS.replace("    no_clause: It stands here for the limits of clocks.\n", "")


def test_a_requirement_must_be_answered_for_each_product_that_it_concerns(tmp_path: Path):
    body = "{{ party('COM-01') }} shall record each Batch."
    head = "when: products.sterile\nactivities: [COM-01]\nbasis: [rule-1]\n"
    held = small_library(tmp_path, {"deviations": clause("Deviations", body, head)}, requirements=CATALOGUE)

    with pytest.raises(ProblemsFound) as found:
        assemble(deal(replace=TABLET_AND_DROPS), held)

    assert [problem.message for problem in found.value.problems] == [
        "no clause of this agreement answers rule-1 (A Rule, 1: Deviations) for Tablet"
    ]
    draft = assemble(deal(replace=TABLET_AND_DROPS), held, draft=True, careful=True).document
    row = next(row for row in draft.coverage if row.requirement == "rule-1")
    assert (row.state, row.clauses, row.products, row.lacking) == (
        "uncovered",
        (("deviations", "3.1"),),
        (),
        ("Tablet",),
    )


def test_a_requirement_for_one_product_names_it_and_is_answered_for_it(tmp_path: Path):
    body = "{{ party('COM-01') }} shall record each Batch."
    head = "when: products.sterile\nactivities: [COM-01]\nbasis: [rule-1]\n"
    catalogue = CATALOGUE + "    when: products.sterile\n"
    held = small_library(tmp_path, {"deviations": clause("Deviations", body, head)}, requirements=catalogue)

    rows = assemble(deal(replace=TABLET_AND_DROPS), held, careful=True).document.coverage

    assert [(row.state, row.products, row.lacking) for row in rows] == [("covered", ("Drops",), ())]


def test_why_names_the_products_and_what_decided_for_each(tmp_path: Path):
    write_library(tmp_path, {"samples": clause("Samples", "Each.", "when: products.sterile\nactivities: [COM-02]\n")})
    whole = DEAL
    for old, new in TABLET_AND_DROPS.items():
        whole = whole.replace(old, new)
    path = tmp_path / "deal.yaml"
    path.write_text(whole, encoding="utf-8")

    assert list(why(path, "samples", library=tmp_path)) == [
        "samples (Samples, version 1.0.0) is in for Drops and out for Tablet: its condition is `products.sterile`",
        "  out for Tablet:",
        f"    products.sterile is false ({path}:7:27)",
        "  in for Drops:",
        f"    products.sterile is true ({path}:7:65)",
        f"  clause: {tmp_path}/compliance/samples.md",
    ]


def test_a_market_without_a_product_is_refused(tmp_path: Path):
    parts = {
        "markets: [US]": "markets: [US, CA]",
        TABLET: "products: [{name: Tablet, classes: [oral_solid], markets: [US]}]",
    }

    with pytest.raises(ProblemsFound) as found:
        assemble(deal(replace=parts), small_library(tmp_path))

    assert [(problem.code, problem.message) for problem in found.value.problems] == [
        ("wrong-value", "CA is a market of the deal and of none of its products")
    ]


MIXED = {
    "sterile-and-biologic": (
        Product(name="Small Drops", classes=("sterile",)),
        Product(name="Large Serum", classes=("sterile", "aseptic", "biologic"), markets=("EU",)),
    ),
    "tablet-and-device": (
        Product(name="Round Tablet", classes=("oral_solid",)),
        Product(name="Tablet Splitter", classes=("device",)),
    ),
    "tablet-and-substance": (
        Product(name="Round Tablet", classes=("oral_solid",)),
        Product(name="Tablet Substance", classes=("api",)),
    ),
}


def with_products(products: tuple[Product, ...], detail: str = "standard") -> PlacedDeal:
    placed = example("tablet-us-eu", detail)
    markets = tuple(
        market for market in placed.deal.markets if any(market in (p.markets or placed.deal.markets) for p in products)
    )
    return msgspec.structs.replace(placed, deal=replace(placed.deal, products=products, markets=markets))


@pytest.mark.parametrize("detail", ["standard", "full"])
@pytest.mark.parametrize("name", MIXED)
def test_each_product_of_a_mixed_deal_gets_the_clauses_and_rows_of_a_deal_of_its_own(name: str, detail: str):
    together = assemble(with_products(MIXED[name], detail), library(), careful=True)

    for bit, product in enumerate(MIXED[name]):
        alone = assemble(with_products((product,), detail), library(), careful=True)
        mine = {
            clause.id
            for key, clause in together.selection.chosen.items()
            if together.selection.scopes[key] & (1 << bit)
        }
        assert mine == {clause.id for clause in alone.selection.chosen.values()}
        assert {row.activity for row in alone.document.matrix.rows} <= {
            row.activity for row in together.document.matrix.rows
        }
        needed = {row.requirement for row in alone.document.coverage}
        answered = {
            row.requirement
            for row in together.document.coverage
            if row.state == "covered" and (not row.products or product.name in row.products)
        }
        assert needed == answered
    assert [str(warning) for warning in together.warnings] == []


def test_american_rules_go_to_the_american_product_alone():
    document = assemble(with_products(MIXED["sterile-and-biologic"]), library()).document
    clauses = {block.id: block for block in document.blocks if isinstance(block, ClauseText)}

    for clause_id in ("market-us", "field-alert-reports", "debarment"):
        assert clauses[clause_id].blocks[0].text == ("This Section applies to Small Drops only.",)
    assert clauses["market-eu"].blocks[0].number
    assert "biological-product-deviations" not in clauses


def test_products_that_no_condition_tells_apart_are_named_nowhere():
    twins = (Product(name="One", classes=("oral_solid",)), Product(name="Two", classes=("oral_solid",)))

    text = render_text(assemble(with_products(twins), library()).document)

    assert "For One" not in text
    assert "This Section applies to One" not in text
