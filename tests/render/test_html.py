"""The agreement as a web page: what stands where, and that nothing in it comes from outside."""

import re
from functools import cache
from html.parser import HTMLParser

import pytest

from qa_docs.assemble import assemble
from qa_docs.model.document import ClauseText, Column, Heading, Note, Paragraph, Reference, Table, TableRow
from qa_docs.render.html import render_html
from tests.examples import EXAMPLES, example, library
from tests.render.sample import small


class Reader(HTMLParser):
    """Gathers ids, links and whether every element is closed in its place."""

    VOID = frozenset(("meta", "br", "img", "input", "rect", "path", "line", "polygon", "ellipse", "polyline", "circle"))

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and value:
                self.links.append(value)
            if name in ("src", "href", "action") and value and not value.startswith(("#", "data:image/")):
                self.outside.append(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, (tag, self.open[-4:], self.getpos())
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@cache
def page(name: str) -> str:
    return render_html(assemble(example(name), library(), draft=True, careful=True).document)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_link_of_the_page_leads_to_one_place_in_it(name: str) -> None:
    read = Reader(page(name))
    assert read.open == []
    assert len(read.ids) == len(set(read.ids))
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)
    assert read.outside == []


def test_the_page_says_every_sentence_of_the_agreement() -> None:
    document = assemble(example("tablet-us-eu"), library(), draft=True).document
    said = " ".join("".join(Reader(render_html(document)).words).split())
    for block in document.blocks:
        for inner in block.blocks if isinstance(block, ClauseText) else ():
            if isinstance(inner, Paragraph):
                for text in inner.text:
                    if isinstance(text, str):
                        assert " ".join(text.split()) in said


def test_text_cannot_become_markup() -> None:
    text = "</p><script>alert(1)</script> & <b>"
    document = small(Heading("h", "section", text, "1"), Paragraph((text,), 1, "1.1"))
    written = render_html(document)
    assert "<script>alert" not in written
    assert "&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in written


def test_a_clause_has_its_notes_beside_it_and_can_be_linked_to() -> None:
    heading = Heading("recall", "clause", "Recall", "5.3")
    clause = ClauseText("recall", "1.2.0", "standard", heading, (Paragraph(("Tell.",), 1, "5.3.1"),), (Note("Why."),))
    written = render_html(small(clause, Paragraph((Reference("recall", "Section", "5.3"),))))
    assert '<h4 id="recall" class="clause"><span class="number">5.3 </span>Recall' in written
    assert '<aside class="notes" aria-label="Notes on 5.3 Recall">' in written
    assert "<strong>Guidance</strong> Why." in written
    assert '<a class="ref" href="#recall">Section\u00a05.3</a>' in written


def test_a_table_names_its_columns_and_rows() -> None:
    table = Table("t", "Steps", "2", (Column("Step", 1), Column("Who", 1)), (TableRow((("Weigh",), ("Owner",))),))
    written = render_html(small(table))
    assert "<caption>Table 2: Steps</caption>" in written
    assert '<th scope="col"><span>Step</span></th>' in written
    assert re.search(r'<th scope="row">Weigh</th><td>Owner</td>', written)
