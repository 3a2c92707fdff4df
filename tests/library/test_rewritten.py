"""A clause's source with the words that came back."""

import dataclasses
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from qa_docs.assemble import assemble
from qa_docs.assemble.products import Products
from qa_docs.library.negotiated import with_negotiated
from qa_docs.library.rewritten import core, rewritten
from qa_docs.model.deal import ChosenPosition
from qa_docs.model.document import ClauseText, Document, Paragraph
from qa_docs.model.placed import PlacedDeal
from qa_docs.model.plain import plain_text
from qa_docs.problems import Place
from qa_docs.source.expression import read_expression
from tests.examples import example, library

SOURCE = """\
{{ party('A') }} shall keep {{ a }}{{ b }} for {{ time }}.
It shall show them.

[when: us]
Keep them in Ohio.

[when: not us]
Keep them in Cork.

The list:

1. one;
2. [when: us]
   two; and
3. three.
"""


def test_what_did_not_change_stays_as_it_is_written() -> None:
    lines = [
        (one, one) for one in ("The Owner shall keep it all for 3 years. It shall show them.", "The list:", "three.")
    ]
    assert rewritten(SOURCE, lines) == (SOURCE, ())


def test_a_value_stays_where_the_words_around_it_survive() -> None:
    old = "The Owner shall keep it all for 3 years. It shall show them."
    text, left = rewritten(SOURCE, [(old, old.replace("keep", "guard").replace("show", "hide"))])
    assert text.startswith("{{ party('A') }} shall guard {{ a }}{{ b }} for {{ time }}.\nIt shall hide them.\n")
    assert left == ()


def test_a_party_that_no_longer_begins_its_sentence_becomes_literal() -> None:
    old = "The Owner shall keep it all for 3 years. It shall show them."
    text, _ = rewritten(SOURCE, [(old, f"In May {old}")])
    assert text.startswith("In May The Owner shall keep {{ a }}{{ b }} for {{ time }}.\n")


def test_only_the_paragraph_of_the_case_that_holds_is_changed() -> None:
    text, left = rewritten(SOURCE, [("Keep them in Cork.", "Keep them in Bray.")], lambda condition: "not" in condition)
    assert "Keep them in Ohio." in text and "[when: not us]\nKeep them in Bray." in text
    assert rewritten(SOURCE, [("Keep them in Cork.", "Gone.")], lambda _: False)[1] == (
        ("Keep them in Cork.", "Gone."),
    )
    assert left == ()


def test_an_item_keeps_its_mark_its_condition_and_its_ending() -> None:
    text, _ = rewritten(SOURCE, [("one;", "one more;"), ("two; and", ""), ("three.", "three, but late.")])
    assert text.endswith("1. one more;\n3. three, but late.\n")


NASTY = (
    "*star*", "_under_", "{{ giver }}", "[when: never]", "<b>", "a | b", "1. one", "- dash", "“quoted” – dash", "\\slash",
    "#h", "&amp;", "[•]", "`code`", "{% if %}", "50 % of 3.5 mg.",
)  # fmt: skip
EDITS: dict[str, Callable[[str, int], str]] = {
    "a duty weakened": lambda line, _: line.replace(" shall ", " may ", 1) if " shall " in line else f"Now {line}",
    "marks put into it": lambda line, n: " ".join(
        (*(w := line.split(" "))[: len(w) // 2], NASTY[n % 16], *w[len(w) // 2 :])
    ),
    "marks put before it": lambda line, n: f"{NASTY[n % 16]} {line}",
    "its middle deleted": lambda line, _: " ".join(
        (*(w := line.split(" "))[: len(w) // 3 + 1], *w[2 * len(w) // 3 + 1 :])
    ),
    "another text": lambda _, n: f"Something else was said here, number {n}.",
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_negotiated_text_of_every_clause_prints_what_came_back(edit: str) -> None:
    """Each paragraph of each clause of an agreement is edited; the agreement then says just that."""
    placed, own = example("tablet-us-eu"), library()
    products = Products(placed.deal)

    def holds(condition: str) -> bool:
        return bool(products.where(read_expression(condition.strip(), Place("")), products.every))

    positions, texts, expected = {}, {}, {}
    for clause, lines in _printed(assemble(placed, own, draft=True).document).items():
        position = placed.deal.positions[clause].position if clause in placed.deal.positions else "standard"
        pairs = [(line, EDITS[edit](line, n)) for n, line in enumerate(lines)]
        texts[clause], left = rewritten(own.clauses[clause].sources[position], pairs, holds)
        assert left == ()
        expected[clause] = [core(new) for _, new in pairs]
        version = own.clauses[clause].head.version
        positions[clause] = ChosenPosition(
            position="negotiated", text=clause, base_version=version, approved_by="A", reason="B"
        )
    negotiated: PlacedDeal = replace(
        placed, deal=dataclasses.replace(placed.deal, positions=positions), negotiated=texts
    )
    with_texts, _ = with_negotiated(own, negotiated)
    printed = _printed(assemble(negotiated, with_texts, draft=True).document)
    assert {clause: [core(line) for line in lines] for clause, lines in printed.items()} == expected


def _printed(document: Document) -> dict[str, list[str]]:
    return {
        block.id: [plain_text(part.text) for part in block.blocks if isinstance(part, Paragraph)]
        for block in document.blocks
        if isinstance(block, ClauseText)
    }
