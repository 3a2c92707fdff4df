import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from qa_docs.model.document import Blank, Drafter, Note
from qa_docs.problems import errors_of
from qa_docs.render.docx import CompiledTemplate, compile_template, render_docx
from qa_docs.review.validity import check_docx
from tests.render.sample import document, small
from tests.render.sample_text import clause, numbered, plain

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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
    assert words.startswith("Draft, not for signature. 2 points are open; they are listed below.")
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


def control(xml: str, tag: str) -> str:
    """Give the control with a tag, from its beginning to its content."""
    (found,) = re.findall(rf'<w:sdt><w:sdtPr>(?:(?!</w:sdtPr>).)*<w:tag w:val="{re.escape(tag)}"/>.*?</w:sdtPr>', xml)
    return found


def blank(kind: str, **more: Any) -> Blank:
    return Blank("c.days", "an answer", False, "How long?", kind, **more)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (blank("text"), ""),
        (blank("duration"), ""),
        (
            blank("date", day="2026-03-01"),
            '<w:date w:fullDate="2026-03-01T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>',
        ),
        (
            blank("choice", choices=("one & two", "three", "three")),
            '<w:dropDownList><w:listItem w:displayText="one &amp; two" w:value="one &amp; two"/>'
            '<w:listItem w:displayText="three" w:value="three"/></w:dropDownList>',
        ),
    ],
)
def test_a_blank_is_filled_in_as_its_kind_asks(template: CompiledTemplate, given: Blank, kind: str):
    xml = parts_of(render_docx(small(plain("Within ", given), draft=True), template))["word/document.xml"]

    found = control(xml, "blank:c.days")
    assert found.startswith('<w:sdt><w:sdtPr><w:alias w:val="How long?"/><w:tag w:val="blank:c.days"/><w:id w:val=')
    assert found.endswith(f"{kind}</w:sdtPr>") and (kind or found.endswith('"/></w:sdtPr>'))


def test_an_open_blank_is_a_highlighted_placeholder(template: CompiledTemplate):
    given = Blank("c.day", "[•]", True, "From when?", "date")
    xml = parts_of(render_docx(small(plain(given), draft=True), template))["word/document.xml"]

    assert "<w:showingPlcHdr/><w:date><w:dateFormat" in control(xml, "blank:c.day")
    assert '<w:sdtContent><w:r><w:rPr><w:rStyle w:val="OpenPoint"/></w:rPr><w:t>[•]</w:t></w:r></w:sdtContent>' in xml


def test_the_position_of_a_clause_can_be_chosen_in_a_draft(template: CompiledTemplate):
    offering = replace(clause("audits", "1.1", "Audits", numbered("1.1.1", "Text.")), offered=("standard", "fallback"))
    xml = parts_of(render_docx(small(offering, draft=True), template))["word/document.xml"]

    assert "AuditsPosition: Standard1.1.1Text." in text_of(xml)
    assert (
        '<w:dropDownList><w:listItem w:displayText="Standard" w:value="Standard"/>'
        '<w:listItem w:displayText="Fallback" w:value="Fallback"/></w:dropDownList>'
    ) in control(xml, "position:audits")
    assert "Position" not in text_of(parts_of(render_docx(small(offering), template))["word/document.xml"])


def test_a_locked_file_is_protected_but_for_its_controls_which_stay(template: CompiledTemplate):
    given = small(plain(blank("text")), draft=True)
    free, held = (parts_of(render_docx(given, template, locked=locked)) for locked in (False, True))

    protection = '<w:documentProtection w:edit="forms" w:enforcement="1"/>'
    assert protection not in free["word/settings.xml"] and "sdtLocked" not in free["word/document.xml"]
    assert f'<w:zoom w:percent="100"/>{protection}<w:defaultTabStop' in held["word/settings.xml"]
    assert '<w:lock w:val="sdtLocked"/>' in control(held["word/document.xml"], "blank:c.days")


def test_a_template_without_settings_can_be_locked(altered: Callable[..., bytes]):
    types = '<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>'
    relation = '<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>'
    changes = {
        "word/settings.xml": (None,),
        "[Content_Types].xml": (types, ""),
        "word/_rels/document.xml.rels": (relation, ""),
    }
    content = render_docx(document(draft=True), compile_template(altered(changes), "t"), locked=True)

    assert "documentProtection" in parts_of(content)["word/settings.xml"]
    assert errors_of(check_docx(content, "x.docx")) == ()


def test_what_a_template_hides_or_keeps_about_its_owner_reaches_no_document(altered: Callable[..., bytes]):
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    content = altered(
        {
            "word/document.xml": (
                '<w:r><w:t xml:space="preserve">between</w:t></w:r>',
                hidden + "<w:r><w:t>between</w:t></w:r>",
            ),
            "word/settings.xml": (
                "<w:defaultTabStop",
                '<w:documentProtection w:edit="readOnly"/><w:docVars><w:docVar w:name="secret" w:val="x"/></w:docVars><w:defaultTabStop',
            ),
            "[Content_Types].xml": (
                "</Types>",
                '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>',
            ),
        }
    )
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("docProps/custom.xml", "<Properties>secret</Properties>")
        package.writestr("customXml/item1.xml", "<secret/>")
    parts = parts_of(render_docx(document(), compile_template(buffer.getvalue(), "t")))

    assert "between" in text_of(parts["word/document.xml"])
    assert (
        "secret" not in "".join(parts.values()) + "".join(parts)
        and "documentProtection" not in parts["word/settings.xml"]
    )


XML_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff\r"), max_size=80).map(
    lambda text: "".join(letter for letter in text if letter >= " " or letter in "\t\n")
)


@given(XML_TEXT, XML_TEXT, XML_TEXT, st.lists(XML_TEXT, max_size=4))
def test_any_text_survives_in_blanks_notes_and_choices_of_a_draft(
    template: CompiledTemplate, answer: str, question: str, note: str, choices: list[str]
):
    blanks = [
        Blank("c.a", answer, False, question, "text"),
        Blank("c.b", answer, False, question, "choice", tuple(choices)),
        Blank("c.c", "[•]", True, question, "choice", tuple(choices)),
    ]
    noted = clause(
        "c", "1.1", "Title", numbered("1.1.1", "[", *blanks, "]"), notes=(Note(note), Note(note, "position"))
    )
    offering = replace(noted, offered=("standard", "fallback"))
    drafter = Drafter(note or "x", question[:20] or "x", "2026-03-01")
    content = render_docx(replace(small(offering, draft=True), drafter=drafter), template)

    assert errors_of(check_docx(content, "x.docx")) == ()
    document_tree = etree.fromstring(parts_of(content)["word/document.xml"].encode())
    words = "".join(
        {"t": part.text or "", "tab": "\t", "br": "\n"}[etree.QName(part).localname]
        for part in document_tree.iter(W + "t", W + "tab", W + "br")
        if part.getparent().tag == W + "r"
    )
    assert f"[{answer}{answer}[•]]" in words
    comments = etree.fromstring(parts_of(content)["word/comments.xml"].encode())
    said = ["".join(comment.itertext()).split() for comment in comments]
    assert said == [f"{kind}: {note}".split() for kind in ("Guidance", "Position")]
    listed = [[item.get(W + "value") for item in choice] for choice in document_tree.iter(W + "dropDownList")]
    wanted = [text for text in dict.fromkeys(" ".join(choice.split()) for choice in choices) if text]
    assert listed == [["Standard", "Fallback"], wanted, wanted]


def test_a_draft_is_written_the_same_twice_and_each_control_has_an_id_of_its_own(template: CompiledTemplate):
    one, two = (render_docx(document(draft=True), template, locked=True) for _ in range(2))
    assert one == two
    ids = re.findall(r'<w:tag w:val="[^"]*"/><w:id w:val="(\d+)"/>', parts_of(one)["word/document.xml"])
    assert len(ids) > 5 and len(set(ids)) == len(ids)
