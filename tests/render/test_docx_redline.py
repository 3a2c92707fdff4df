"""A redline read both ways: with all changes accepted it is the new text, with all rejected the old one."""

import functools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from qa_docs.compare import redline_of
from qa_docs.model.document import (
    Block,
    ClauseText,
    Column,
    Document,
    Heading,
    Paragraph,
    Reference,
    SignatureBlock,
    Signatures,
    Table,
    TableRow,
    Text,
)
from qa_docs.model.drawing import Box, Drawing, Words
from qa_docs.render.docx import CompiledTemplate, compile_template, render_docx
from qa_docs.render.docx.tracked import Author, Tracking
from qa_docs.review.validity import check_docx
from tests.render.resolved import body_of, lines_of, resolved
from tests.render.sample import small

TEMPLATE = Path(__file__).parents[2] / "templates" / "quality-agreement.docx"
NAMES = ("audits", "changes", "recall", "release", "samples")
WORDS = st.sampled_from(
    ["the", "Owner", "shall", "10", "days", "of", "each", "Batch", "&", "<site>", "audit,", "(a)", "§5"]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
REFERENCES = st.sampled_from(NAMES).map(lambda name: Reference(name, "Section", "1.1"))
TEXTS = st.lists(SENTENCES | REFERENCES, min_size=1, max_size=3).map(tuple)
CELLS = st.lists(SENTENCES, max_size=1).map(tuple)
ROWS = st.lists(st.tuples(SENTENCES.map(lambda words: (words,)), CELLS).map(TableRow), min_size=1, max_size=4)
COLUMNS = (Column("Step", 1), Column("Party", 1))


def _paragraphs(text: Text) -> Paragraph:
    return Paragraph(text, 1, "1.1.1")


BLOCKS = st.lists(TEXTS.map(_paragraphs), min_size=1, max_size=4)
TABLES = ROWS.map(lambda rows: [Table("", "", "", COLUMNS, tuple(rows))])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    order = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    blocks: list[Block] = [Heading("part", "part", "Part", "A"), Heading("quality", "section", draw(SENTENCES), "1")]
    for i, name in enumerate(order, 1):
        heading = Heading(name, "clause", draw(st.sampled_from((name.title(), f"{name} of Products"))), f"1.{i}")
        paragraphs = (replace(one, number=f"1.{i}.{k}") for k, one in enumerate(draw(BLOCKS), 1))
        inner = (*paragraphs, *draw(TABLES | st.just([])))
        blocks.append(ClauseText(name, draw(st.sampled_from(("1.0.0", "1.1.0"))), "standard", heading, inner))
    for term in draw(st.lists(SENTENCES, max_size=3)):
        blocks.append(Paragraph((f"“{term}” means it.",), 0, "", "definition"))
    blocks.append(Table("rows", "Rows", "1", COLUMNS, tuple(draw(ROWS))))
    names = draw(st.lists(SENTENCES, min_size=1, max_size=3))
    blocks.append(Signatures((SignatureBlock("Owner", "A", tuple(("Quality", name, "Head") for name in names)),)))
    present = {block.id for block in blocks if isinstance(block, Heading)} | set(order)
    blocks = [_without_broken(block, present, order) for block in blocks]
    return replace(small(*blocks), bookmarks={name: "1" for name in present})


def _without_broken(block: Block, present: set[str], order: list[str]) -> Block:
    """Lead references to a clause that is there, with its number, as an assembled document does."""

    def led(text: Text) -> Text:
        return tuple(
            Reference(target, "Section", f"1.{order.index(target) + 1}")
            if isinstance(node, Reference) and (target := node.target if node.target in order else order[0])
            else node
            for node in text
        )

    if not isinstance(block, ClauseText):
        return block
    return replace(
        block, blocks=tuple(replace(b, text=led(b.text)) if isinstance(b, Paragraph) else b for b in block.blocks)
    )


@functools.cache
def _template() -> CompiledTemplate:
    return compile_template(TEMPLATE.read_bytes(), "template.docx")


def redlined(old: Document, new: Document, template: CompiledTemplate) -> bytes:
    redline = redline_of(old, new, lambda was, now: "Agreed on 3 May.")
    return render_docx(redline, template, None, Tracking(Author("A. Okafor", "2026-03-01T00:00:00Z")))


def read(content: bytes, way: Any = None) -> list[str]:
    root = body_of(content)
    lines = lines_of(resolved(root, way) if way else root)
    # The lists at the front are Word's own business when it works out its fields; a redline has one where either has.
    lists = ("TOC", "TableofFigures", "FrontHeading: Tables", "FrontHeading: Figures")
    return [line for line in lines if not line.startswith(lists)]


@settings(max_examples=60, deadline=None)
@given(old=documents(), new=documents())
def test_accepting_gives_the_new_text_and_rejecting_the_old_one(old: Document, new: Document) -> None:
    template = _template()
    content = redlined(old, new, template)
    assert read(content, "accept") == read(render_docx(new, template))
    assert read(content, "reject") == read(render_docx(old, template))
    assert [problem.message for problem in check_docx(content, "redline.docx")] == []


@settings(max_examples=30, deadline=None)
@given(document=documents())
def test_a_document_that_did_not_change_has_no_change_and_no_comment(document: Document) -> None:
    template = _template()
    content = redlined(document, document, template)
    markup = body_of(content)
    kinds = {element.tag.rsplit("}", 1)[1] for element in markup.iter() if isinstance(element.tag, str)}
    assert not kinds & {"ins", "del", "moveFrom", "moveTo", "commentReference"}
    assert read(content) == read(render_docx(document, template))


def _figure(word: str, caption: str, number: str = "1") -> Drawing:
    box = Box("box", 0, 0, 900, 300, (Words(word),))
    return Drawing("flow", caption, number, f"It shows {word}.", 1000, 400, (box,))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([_figure("mixing", "Flow")], [_figure("milling", "Flow")]),
        ([_figure("mixing", "Flow")], [_figure("mixing", "Flow of tablets", "2")]),
        ([_figure("mixing", "Flow")], []),
        ([], [_figure("mixing", "Flow")]),
    ],
)
def test_a_drawing_changes_as_a_whole_and_its_caption_by_words(
    template: CompiledTemplate, old: list[Drawing], new: list[Drawing]
) -> None:
    def document(drawings: list[Drawing], in_clause: bool) -> Document:
        heading = Heading("audits", "clause", "Audits", "1.1")
        text = Paragraph(("The Owner may audit.",), 1, "1.1.1")
        head = (Heading("part", "part", "Part", "A"), Heading("quality", "section", "Quality", "1"))
        if in_clause:
            return small(*head, ClauseText("audits", "1.0.0", "standard", heading, (text, *drawings)))
        return small(*head, ClauseText("audits", "1.0.0", "standard", heading, (text,)), *drawings)

    for in_clause in (False, True):
        before, after = document(old, in_clause), document(new, in_clause)
        content = redlined(before, after, template)
        assert read(content, "accept") == read(render_docx(after, template))
        assert read(content, "reject") == read(render_docx(before, template))
        assert [problem.message for problem in check_docx(content, "redline.docx")] == []


def _clause(name: str, number: str, *sentences: str) -> ClauseText:
    paragraphs = tuple(Paragraph((text,), 1, f"{number}.{i}") for i, text in enumerate(sentences, 1))
    return ClauseText(name, "1.0.0", "standard", Heading(name, "clause", name.title(), number), paragraphs)


def test_a_clause_that_stands_elsewhere_is_moved_and_not_written_anew(template: CompiledTemplate) -> None:
    audits, recall = _clause("audits", "1.1", "The Owner may audit."), _clause("recall", "1.2", "Tell the Owner.")
    release = _clause("release", "1.3", "Release each Batch.")
    head = Heading("quality", "section", "Quality", "1")
    old = replace(small(head, audits, recall, release), bookmarks={"audits": "1.1", "recall": "1.2", "release": "1.3"})
    moved = replace(audits, heading=replace(audits.heading, number="1.3"))
    new = replace(old, blocks=(head, recall, release, moved))
    root = body_of(redlined(old, new, template))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    from_words = ["".join(move.itertext()) for move in root.iter(f"{w}moveFrom")]
    to_words = ["".join(move.itertext()) for move in root.iter(f"{w}moveTo")]
    assert [words for words in from_words if words] == ["Audits", "The Owner may audit."]
    assert [words for words in to_words if words] == ["Audits", "The Owner may audit."]
    names = [mark.get(f"{w}name") for mark in root.iter(f"{w}moveFromRangeStart", f"{w}moveToRangeStart")]
    assert names == ["move1", "move1"]


def test_words_changed_inside_a_moved_clause_are_marked_there(template: CompiledTemplate) -> None:
    audits, recall = (
        _clause("audits", "1.1", "The Owner may audit yearly."),
        _clause("recall", "1.2", "Tell the Owner."),
    )
    old = replace(small(audits, recall), bookmarks={"audits": "1.1", "recall": "1.2"})
    changed = _clause("audits", "1.2", "The Owner shall audit yearly.")
    new = replace(old, blocks=(replace(recall, heading=replace(recall.heading, number="1.1")), changed))
    content = redlined(old, new, template)
    assert "ClauseLevel1: The Owner shall audit yearly." in read(content, "accept")
    assert "ClauseLevel1: The Owner may audit yearly." in read(content, "reject")
