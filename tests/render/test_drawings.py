import io
import re
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from qa_docs.model.document import Column, PageTurn, Paragraph, Reference, Table, TableRow
from qa_docs.model.drawing import Box, Connector, Drawing, Words
from qa_docs.render.docx import CompiledTemplate, compile_template, render_docx
from qa_docs.render.svg import render_svg
from qa_docs.render.text import render_text
from qa_docs.review.validity import check_docx
from tests.render.sample import small
from tests.render.sample_text import plain

Write = Callable[..., str]

SMALL = Drawing(
    "flow",
    "Flow & more",
    "1",
    'Mixing leads to "milling".',
    4000,
    1000,
    (
        Connector(((1000, 500), (2000, 500))),
        Box("rounded", 0, 100, 1000, 800, (Words("1 mixing", True), Words("Room <G>")), "step"),
        Box("label", 2000, 400, 1000, 200, (Words("milling"),), align="left"),
    ),
)

PICTURE = (
    '<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:keepNext/><w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr><w:r>'
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" Requires="wpg">'
    '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="2540000" cy="635000"/>'
    '<wp:docPr id="4" name="Flow &amp; more" descr="Mixing leads to &quot;milling&quot;."/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp>'
    '<wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2540000" cy="635000"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="2540000" cy="635000"/></a:xfrm></wpg:grpSpPr>'
    '<wps:wsp><wps:cNvPr id="1" name="Line 1"/><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="635000" y="317500"/>'
    '<a:ext cx="635000" cy="0"/></a:xfrm><a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
    '<a:ln w="9525"><a:solidFill><a:srgbClr val="5A6473"/></a:solidFill><a:tailEnd type="triangle" w="med" len="med"/></a:ln>'
    "</wps:spPr><wps:bodyPr/></wps:wsp>"
    '<wps:wsp><wps:cNvPr id="2" name="Shape 2"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="63500"/>'
    '<a:ext cx="635000" cy="508000"/></a:xfrm><a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 11250"/></a:avLst></a:prstGeom>'
    '<a:solidFill><a:srgbClr val="DDE4EC"/></a:solidFill><a:ln w="9525"><a:solidFill><a:srgbClr val="1F2A44"/></a:solidFill></a:ln>'
    '</wps:spPr><wps:txbx><w:txbxContent><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="196" w:lineRule="exact"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
    '<w:r><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/><w:b/><w:bCs/>'
    '<w:color w:val="1F2A44"/><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr><w:t xml:space="preserve">1 mixing</w:t></w:r>'
    '<w:r><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
    '<w:color w:val="1F2A44"/><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr><w:br/><w:t xml:space="preserve">Room &lt;G&gt;</w:t></w:r>'
    '</w:p></w:txbxContent></wps:txbx><wps:bodyPr rot="0" vert="horz" wrap="square" lIns="38100" tIns="0" rIns="38100" bIns="0" '
    'anchor="ctr" anchorCtr="0"><a:noAutofit/></wps:bodyPr></wps:wsp>'
    '<wps:wsp><wps:cNvPr id="3" name="Shape 3"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="1270000" y="254000"/>'
    '<a:ext cx="635000" cy="127000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
    '</wps:spPr><wps:txbx><w:txbxContent><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="196" w:lineRule="exact"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
    '<w:r><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
    '<w:color w:val="1F2A44"/><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr><w:t xml:space="preserve">milling</w:t></w:r>'
    '</w:p></w:txbxContent></wps:txbx><wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
    'anchor="ctr" anchorCtr="0"><a:noAutofit/></wps:bodyPr></wps:wsp>'
    "</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    '<mc:Fallback><w:t>Mixing leads to "milling".</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>'
)
CAPTION = (
    '<w:p><w:pPr><w:pStyle w:val="Caption"/><w:keepNext w:val="0"/><w:spacing w:before="80" w:after="200"/></w:pPr>'
    '<w:bookmarkStart w:id="1" w:name="_Ref_flow"/><w:r><w:t xml:space="preserve">Figure\u00a0</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> SEQ Figure \\* ARABIC </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:bookmarkEnd w:id="1"/>'
    '<w:r><w:t xml:space="preserve">\u2003</w:t></w:r><w:r><w:t>Flow &amp; more</w:t></w:r></w:p>'
)


def test_a_drawing_is_a_group_of_native_shapes_that_stays_with_its_caption(body_of: Write):
    assert body_of(SMALL) == PICTURE + CAPTION


def test_a_figure_is_referred_to_with_a_live_field(body_of: Write):
    written = body_of(plain("See ", Reference("flow", "Figure", "1"), "."), SMALL)
    assert re.findall(
        r"<w:instrText[^>]*> (.*?) </w:instrText><", written.replace("</w:instrText></w:r>", "</w:instrText><")
    )[0] == ("REF _Ref_flow \\h")


def test_figures_and_tables_are_counted_apart(body_of: Write):
    table = Table("t", "Parts", "1", (Column("Part", 1),), (TableRow((("a",),)),))
    written = body_of(table, SMALL, Table("u", "More", "2", (Column("Part", 1),), ()))
    assert re.findall(r"SEQ \w+ [^<]*(?=<)", written) == [
        "SEQ Table \\* ARABIC ",
        "SEQ Figure \\* ARABIC ",
        "SEQ Table \\* ARABIC ",
    ]


def test_the_ids_of_shapes_are_unique_through_the_document(body_of: Write):
    written = body_of(SMALL, Paragraph(("And again.",)), SMALL)
    numbers = [int(number) for number in re.findall(r'<w(?:p:docPr|ps:cNvPr) id="(\d+)"', written)]
    assert sorted(numbers) == list(range(1, 9))


@pytest.mark.parametrize(("turn", "width"), [("portrait", 9638), ("landscape", 14570)])
def test_a_drawing_too_wide_for_its_page_is_made_smaller_with_its_words(body_of: Write, turn, width: int):
    wide = Drawing("w", "Wide", "1", "A wide box.", width * 2, 600, (Box("box", 0, 0, width * 2, 600, (Words("a"),)),))
    written = body_of(PageTurn(turn), wide)
    assert f'<wp:extent cx="{width * 635}" cy="{300 * 635}"/>' in written
    assert '<w:sz w:val="8"/>' in written


def test_a_drawing_too_high_for_its_page_is_made_smaller(body_of: Write):
    high = Drawing("h", "High", "1", "A high box.", 3000, 30000, (Box("box", 0, 0, 3000, 30000),))
    height = int(re.search(r'<wp:extent cx="\d+" cy="(\d+)"/>', body_of(high))[1]) // 635
    assert 12000 < height < 16838 - 1361 - 1191


def test_a_line_with_a_bend_is_a_path(body_of: Write):
    bent = Drawing(
        "b", "Bent", "", "A line.", 300, 300, (Connector(((0, 0), (100, 0), (100, 200)), arrow=False, dashed=True),)
    )
    written = body_of(bent)
    assert (
        '<a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:lnTo><a:pt x="63500" y="0"/></a:lnTo><a:lnTo><a:pt x="63500" y="127000"/></a:lnTo>'
        in written
    )
    assert '<a:prstDash val="dash"/>' in written and "tailEnd" not in written
    assert "SEQ Figure" not in written  # without a number the caption stands alone


def test_a_line_that_runs_up_or_back_is_flipped(body_of: Write):
    back = Drawing("b", "Back", "1", "A line.", 300, 300, (Connector(((200, 100), (0, 0))),))
    assert '<a:xfrm flipH="1" flipV="1"><a:off x="0" y="0"/><a:ext cx="127000" cy="63500"/></a:xfrm>' in body_of(back)


def test_a_toned_cell_has_a_ground_and_keeps_its_words(body_of: Write):
    table = Table(
        "t",
        "Risks",
        "1",
        (Column("Risk", 1), Column("State", 1)),
        (TableRow((("R-01",), ("high",)), tones=(None, "high")),),
    )
    assert (
        '<w:tc><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr><w:r><w:t>R-01</w:t></w:r></w:p></w:tc>'
        '<w:tc><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E8998A"/></w:tcPr>'
        '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr><w:r><w:t>high</w:t></w:r></w:p></w:tc>'
    ) in body_of(table)


def test_the_validity_gate_finds_nothing_in_a_document_with_drawings(template: CompiledTemplate):
    content = render_docx(small(SMALL, PageTurn("landscape"), SMALL), template)
    assert [str(problem) for problem in check_docx(content, "x.docx")] == []


def test_plain_text_prints_the_caption_and_the_words_for_who_cannot_see_it():
    assert render_text(small(SMALL)).endswith('\nFigure 1  Flow & more\nMixing leads to "milling".\n')


def test_an_svg_is_a_picture_with_a_title_and_a_description():
    assert render_svg(SMALL, "f1") == (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="f1-title f1-desc" viewBox="-15 -15 4030 1030" '
        'style="width:200pt;max-width:100%" font-family="Calibri, Carlito, sans-serif"><title id="f1-title">Flow &amp; more</title>'
        '<desc id="f1-desc">Mixing leads to &quot;milling&quot;.</desc>'
        '<polyline points="1000,500 2000,500" fill="none" stroke="#5A6473" stroke-width="15"/>'
        '<polygon points="2000,500 1890,550 1890,450" fill="#5A6473"/>'
        '<rect x="0" y="100" width="1000" height="800" rx="90" fill="#DDE4EC" stroke="#1F2A44" stroke-width="15"/>'
        '<g font-size="160" text-anchor="middle" fill="#1F2A44">'
        '<text x="500" y="454" textLength="573" lengthAdjust="spacingAndGlyphs" font-weight="bold">1 mixing</text>'
        '<text x="500" y="650" textLength="692" lengthAdjust="spacingAndGlyphs">Room &lt;G&gt;</text></g>'
        '<g font-size="160" text-anchor="start" fill="#1F2A44">'
        '<text x="2000" y="552" textLength="442" lengthAdjust="spacingAndGlyphs">milling</text></g></svg>'
    )


def test_an_svg_is_well_formed_whatever_its_words():
    odd = Drawing(
        'a"b', "<&>", "1", "'", 10, 10, (Box("ellipse", 0, 0, 5, 5, (Words("<a & b>"),)), Box("diamond", 0, 0, 5, 5))
    )
    assert etree.fromstring(render_svg(odd)).tag == "{http://www.w3.org/2000/svg}svg"


def test_the_ids_of_a_drawing_are_none_that_the_template_has(altered: Callable[..., bytes]):
    logo = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:extent cx="9" cy="9"/><wp:docPr id="41" name="logo" descr="Logo"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="urn:none"/></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    content = altered({"word/header1.xml": ("</w:p>", logo)})
    compiled = compile_template(content, "template.docx")
    xml = zipfile.ZipFile(io.BytesIO(render_docx(small(SMALL), compiled))).read("word/document.xml").decode()
    assert re.findall(r'<wp:docPr id="(\d+)"', xml) == ["45"]
