"""A print held against its document: its words, page by page, with running heads and repeated heading rows."""

from collections.abc import Sequence

import pytest

from qa_docs.assemble import assemble
from qa_docs.model.document import ClauseText, Document, Heading, Paragraph
from qa_docs.model.drawing import Box, Drawing, Words
from qa_docs.render.text import render_text
from qa_docs.review.printed import alterations, without_running_heads
from tests.examples import example, library
from tests.render.sample import small


@pytest.fixture(scope="module")
def document() -> Document:
    return assemble(example("testing-laboratory"), library()).document


@pytest.fixture(scope="module")
def pages(document: Document) -> Sequence[str]:
    """Lay the text out as a print does: fifty lines a page, a head and a foot on each."""
    lines = render_text(document).splitlines()
    # The titles of columns are read apart; a print repeats them where it likes.
    bodies = [lines[at : at + 50] for at in range(0, len(lines), 50)]
    return [
        "\n".join(("Quality Agreement Acme", *body, f"QA-1 Revision 2 Page {number} of {len(bodies)}"))
        for number, body in enumerate(bodies, 1)
    ]


def told(document: Document, pages: Sequence[str]) -> list[tuple[str, str, str]]:
    return [(one.owner.title, one.gone, one.come) for one in alterations(document, pages)]


def test_a_print_of_the_document_has_no_alteration(document: Document, pages: Sequence[str]) -> None:
    assert told(document, pages) == []


def test_one_other_word_is_found_in_its_clause(document: Document, pages: Sequence[str]) -> None:
    at = next(i for i, page in enumerate(pages) if "Deviation immediately" in page)
    altered = [*pages[:at], pages[at].replace("Deviation immediately", "Deviation eventually", 1), *pages[at + 1 :]]
    assert told(document, altered) == [("Deviations", "immediately", "eventually")]


def test_a_page_that_is_missing_is_found(document: Document, pages: Sequence[str]) -> None:
    gone = told(document, [*pages[:9], *pages[10:]])
    assert gone
    assert all(words for _, words, _ in gone)


def test_running_heads_are_known_by_their_repetition() -> None:
    bodies = [
        [f"{page} says {line}" for line in ("one", "two", "three")] for page in ("first", "second", "third", "last")
    ]
    pages = ["\n".join(("Agreement", *body, f"Page {n} of 4")) for n, body in enumerate(bodies, 1)]
    assert without_running_heads(pages) == ["\n".join(body) for body in bodies]


def test_the_words_of_a_figure_may_stand_anywhere_on_its_page_and_others_are_found() -> None:
    box = Box("box", 0, 0, 900, 300, (Words("milling of seeds"),))
    sentence = " ".join(f"The Owner may audit step {number} of the process." for number in range(9))
    heading = Heading("audits", "clause", "Audits", "1.1")
    drawing = Drawing("flow", "Flow", "1", "It shows milling.", 1000, 400, (box,))
    clause = ClauseText("audits", "1.0.0", "standard", heading, (Paragraph((sentence,)), drawing))
    shown = small(clause)
    before, after = "1.1 Audits", "Figure 1 Flow"

    assert told(shown, [f"{before}\n{sentence}\nmilling ofseeds\n{after}"]) == []
    assert told(shown, [f"{before}\n{sentence}\n{after}\nmilling of seeds"]) == []
    assert told(shown, [f"{before}\n{sentence}\nmilling of gold\n{after}"]) == [("Audits", "", "milling of gold")]
