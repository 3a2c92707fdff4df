import io
import re
import zipfile

from qa_docs.render.docx import CompiledTemplate, render_docx
from tests.render.sample import document, small
from tests.render.sample_text import plain


def parts_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def text_of(xml: str) -> str:
    return re.sub(r"<[^>]*>", "", xml)


def test_the_notes_of_a_clause_begin_at_its_heading_in_a_draft(template: CompiledTemplate):
    parts = parts_of(render_docx(document(draft=True), template))
    xml, comments = parts["word/document.xml"], parts["word/comments.xml"]
    assert re.findall(r'w:id="(\d)" w:author="qa-docs" w:date="2026-03-01T00:00:00Z" w:initials="QD"', comments) == [
        "0",
        "1",
        "2",
    ]
    assert "Guidance: Most agreements give quality matters to the quality agreement." in text_of(comments)
    assert "Basis: EU GMP Chapter 7, 7.14 to 7.17" in text_of(comments)
    precedence = xml[xml.index('<w:commentRangeStart w:id="0"/>') : xml.index('<w:commentReference w:id="1"/>')]
    assert text_of(precedence).startswith("PrecedenceWhere this Agreement and the supply agreement differ")
    assert "/comments" in parts["word/_rels/document.xml.rels"]
    assert "/word/comments.xml" in parts["[Content_Types].xml"]


def test_an_issued_document_has_no_comment_no_mark_and_no_open_point(template: CompiledTemplate):
    parts = parts_of(render_docx(document(), template))
    everything = "".join(parts.values())
    assert not [name for name in parts if "comment" in name]
    for trace in (
        "<w:comment",
        "relationships/comments",
        "DRAFT",
        "[•]",
        "Open points",
        "w:vanish",
        "blank:",
        "w:ins ",
    ):
        assert trace not in everything


def test_a_draft_says_so_on_its_first_page_and_lists_what_is_open(template: CompiledTemplate):
    parts = parts_of(render_docx(document(draft=True), template))
    words = text_of(parts["word/document.xml"])
    assert words.startswith("Draft, not for signature. 2 points are open; they are listed on the next page.")
    assert "3.2Notice of deviationsWithin how many business days are they notified?" in words
    assert "it is no legal advice" in words
    assert 'string="DRAFT"' in parts["word/header1.xml"] and 'string="DRAFT"' in parts["word/header2.xml"]
    assert "Draft" in text_of(parts["word/footer1.xml"])


def test_a_draft_with_one_open_point_or_none_counts_in_words(template: CompiledTemplate):
    point = [{"number": "1.1", "title": "Scope", "label": "Which sites?"}]
    one = parts_of(render_docx(small(plain("x"), draft=True, open_points=point, open_count=1), template))
    none = parts_of(render_docx(small(plain("x"), draft=True, open_points=[], open_count=0), template))
    assert "One point is open" in text_of(one["word/document.xml"])
    assert "No point is open." in text_of(none["word/document.xml"])
    assert "To be decided" not in none["word/document.xml"]


def test_a_draft_without_notes_has_no_comments_part(template: CompiledTemplate):
    assert "word/comments.xml" not in parts_of(render_docx(small(plain("x"), draft=True), template))


def test_each_blank_of_a_draft_can_be_found_by_its_name(template: CompiledTemplate):
    xml = parts_of(render_docx(document(draft=True), template))["word/document.xml"]
    assert re.findall(r'<w:tag w:val="(blank:[^"]*)"/>', xml) == [
        "blank:deviation-days",
        "blank:report-days",
        "blank:retention-years",
    ]
