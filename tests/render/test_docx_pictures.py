import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from msgspec.structs import replace

from qa_docs.model.document import ClauseText, Document, Heading, PageTurn, Paragraph
from qa_docs.model.picture import Image, Picture
from qa_docs.render.docx import CompiledTemplate, check_template, compile_template, render_docx
from qa_docs.render.html.page import render_html
from qa_docs.review.validity import check_docx
from qa_docs.source.images import read_image
from tests.images import jpeg, png
from tests.render.sample import facts, small
from tests.render.test_docx_redline import read, redlined

IMAGES = {
    "a" * 64: read_image(png(96, 48), "png"),
    "b" * 64: read_image(jpeg(960, 9600), "jpeg"),
    "c" * 64: read_image(png(9600, 960, colour="red"), "png"),
}
SMALL = Picture("plan", "Plan & rooms", "1", 'Two "rooms".', "a" * 64, 1440, 720)


def shown(*blocks: object, images: dict[str, Image] = IMAGES) -> Document:
    return replace(small(*blocks), images=images)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def extents(xml: str) -> list[tuple[int, int]]:
    return [(int(cx), int(cy)) for cx, cy in re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', xml)]


def test_a_picture_is_held_once_with_its_words_and_its_caption(template: CompiledTemplate):
    again = replace(SMALL, id="again", number="2")
    content = render_docx(shown(SMALL, again, images={"a" * 64: IMAGES["a" * 64]}), template)

    parts = parts_of(content)
    main = parts["word/document.xml"].decode()
    assert {name for name in parts if "media" in name} == {f"word/media/{'a' * 24}.png"}
    assert parts[f"word/media/{'a' * 24}.png"] == IMAGES["a" * 64].content
    assert parts["[Content_Types].xml"].decode().count('Extension="png"') == 1
    assert main.count('descr="Two &quot;rooms&quot;."') == 4  # the picture and its frame, twice
    assert "SEQ Figure" in main and ">Plan &amp; rooms<" in main
    assert extents(main) == [(914400, 457200), (914400, 457200)]
    assert list(check_docx(content, "pictures.docx")) == []
    assert [shape.width for shape in docx.Document(io.BytesIO(content)).inline_shapes] == [914400, 914400]


def test_no_picture_is_wider_than_the_text_or_higher_than_the_page(template: CompiledTemplate):
    high = Picture("high", "High", "1", "High.", "b" * 64, 14400, 144000)
    wide = Picture("wide", "Wide", "2", "Wide.", "c" * 64, 144000, 14400)
    content = render_docx(shown(high, wide), template)

    (tall, across) = extents(parts_of(content)["word/document.xml"].decode())
    section = docx.Document(io.BytesIO(content)).sections[-1]
    text_width = section.page_width - section.left_margin - section.right_margin
    text_height = section.page_height - section.top_margin - section.bottom_margin
    assert tall[1] < text_height and tall[0] * 10 == pytest.approx(tall[1], rel=0.01)
    assert across[0] <= text_width and across[0] > text_width * 0.99


def test_ids_of_pictures_are_given_once_through_text_header_and_template(altered: Callable[..., bytes]):
    logo = "<w:r><w:t>{{ giver.logo }}{{ acceptor.logo }}</w:t></w:r></w:p>"
    own = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:extent cx="9" cy="9"/><wp:docPr id="7" name="logo" descr="Logo"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="urn:none"/></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    house = altered({"word/header1.xml": ("</w:p>", logo), "word/footer1.xml": ("</w:p>", own)})
    compiled = compile_template(house, "template.docx")
    document = shown(SMALL)
    parties = {party: {**document.facts[party], "logo": "c" * 64} for party in ("giver", "acceptor")}
    content = render_docx(replace(document, facts={**document.facts, **parties}), compiled)

    parts = parts_of(content)
    texts = [parts[name].decode() for name in parts if name.startswith("word/") and name.endswith(".xml")]
    ids = [one for text in texts for one in re.findall(r'<(?:wp:docPr|pic:cNvPr) id="(\d+)"', text)]
    # One in the text; two on the cover and two in the header; each of them has a frame. And the template's own.
    assert len(ids) == len(set(ids)) == 11
    assert f'Target="media/{"c" * 24}.png"' in parts["word/_rels/header1.xml.rels"].decode()
    assert f'Target="media/{"c" * 24}.png"' in parts["word/_rels/document.xml.rels"].decode()
    assert list(check_docx(content, "pictures.docx")) == []


def test_a_logo_stands_where_the_template_says_and_leaves_no_trace_where_there_is_none(template: CompiledTemplate):
    without = render_docx(shown(Paragraph(("Text.",)), images={}), template)
    assert b"<w:drawing>" not in parts_of(without)["word/document.xml"]
    assert not any("media" in name for name in parts_of(without))

    document = shown(Paragraph(("Text.",)))
    giver = {**document.facts["giver"], "logo": "c" * 64}
    content = render_docx(replace(document, facts={**document.facts, "giver": giver}), template)
    main = parts_of(content)["word/document.xml"].decode()
    assert main.count("<w:drawing>") == 1
    assert f'descr="Logo of {facts()["giver"]["legal_name"]}"' in main
    assert extents(main)[0] == (3400 * 635, 340 * 635)
    assert main.index("<w:drawing>") < main.index(facts()["giver"]["legal_name"] + "</w:t>")


def test_a_logo_is_printed_alone(altered: Callable[..., bytes]):
    house = altered({"word/document.xml": ("{{ giver.legal_name }}", "{{ giver.logo or giver.legal_name }}")})
    (problem,) = check_template(house, "template.docx")
    assert (problem.message, problem.hint) == ("'giver.logo' is a picture", "print it alone: {{ giver.logo }}")


def attached(*sizes: tuple[int, int]) -> tuple[object, ...]:
    blocks: list[object] = [Heading("spec", "appendix", "Specification", "Appendix 1", True), Paragraph(("Note.",))]
    for number, (width, height) in enumerate(sizes, 1):
        words, sheet = f"Specification, page {number} of {len(sizes)}", "shared" if number == 1 else "own"
        blocks.append(Picture(f"spec page {number}", "", "", words, "a" * 64, width, height, sheet))
    return tuple(blocks)


def test_each_page_of_an_attached_document_stands_on_a_sheet_of_its_own(template: CompiledTemplate):
    portrait, landscape = attached((11906, 16838)), Picture("p2", "", "", "Page 2.", "a" * 64, 16838, 11906, "own")
    end = Picture("p3", "", "", "Page 3.", "a" * 64, 16838, 11906, "own")
    text = Paragraph(("Before.",))
    content = render_docx(shown(text, *portrait, PageTurn("landscape"), landscape, end), template)

    main = parts_of(content)["word/document.xml"].decode()
    pictures = re.findall(r"<w:p><w:pPr>(?:(?!</w:pPr>).)*</w:pPr><w:r><w:drawing>", main)
    assert ["pageBreakBefore" in one for one in pictures] == [False, False, True]
    assert ["w:sectPr" in one for one in pictures] == [True, False, False]
    assert main.count("SEQ Figure") == 0
    assert re.search(r"<w:pageBreakBefore/>(?:(?!</w:p>).)*Specification", main)
    assert list(check_docx(content, "attached.docx")) == []


def document_with(*pictures: Picture, in_clause: bool) -> Document:
    heading = Heading("audits", "clause", "Audits", "1.1")
    text = Paragraph(("The Owner may audit.",), 1, "1.1.1")
    head = (Heading("part", "part", "Part", "A"), Heading("quality", "section", "Quality", "1"))
    if in_clause:
        return shown(*head, ClauseText("audits", "1.0.0", "standard", heading, (text, *pictures)))
    return shown(*head, ClauseText("audits", "1.0.0", "standard", heading, (text,)), *pictures)


PAGE = Picture("spec page 1", "", "", "Specification, page 1 of 1", "a" * 64, 11906, 16838, "own")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([SMALL], [replace(SMALL, image="c" * 64)]),
        ([SMALL], [replace(SMALL, caption="Plan of rooms", number="2")]),
        ([SMALL], []),
        ([], [SMALL]),
        ([PAGE], [replace(PAGE, image="c" * 64)]),
        ([PAGE], []),
    ],
)
def test_a_picture_changes_as_a_whole_and_its_caption_by_words(
    template: CompiledTemplate, old: list[Picture], new: list[Picture]
):
    for in_clause in (False, True):
        before, after = document_with(*old, in_clause=in_clause), document_with(*new, in_clause=in_clause)
        content = redlined(before, after, template)
        assert read(content, "accept") == read(render_docx(after, template))
        assert read(content, "reject") == read(render_docx(before, template))
        assert [problem.message for problem in check_docx(content, "redline.docx")] == []


def test_the_page_holds_its_pictures_and_fetches_none():
    document = shown(SMALL, PAGE)
    giver = {**document.facts["giver"], "logo": "c" * 64}
    page = render_html(replace(document, facts={**document.facts, "giver": giver}))
    assert re.findall(r'<img src="(data:image/\w+;base64,)', page) == ["data:image/png;base64,"] * 3
    assert 'alt="Two &quot;rooms&quot;."' in page
    assert "<figcaption>Figure 1: Plan &amp; rooms</figcaption>" in page
    assert page.count("<figcaption>") == 1
    assert f'alt="Logo of {facts()["giver"]["legal_name"]}"' in page
