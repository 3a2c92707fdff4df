"""Whether everybody can read a file: each fault made on purpose, and its harmless neighbour that must not be told."""

import io
import re

import pytest
from docx import Document as WordDocument

from qa_docs.review.contrast import contrast
from qa_docs.review.validity import MOST_TOLD, check_docx
from tests.review.corruptions import DOCUMENT, Parts, pack

SECTION = re.compile(r"<w:sectPr>(?:(?!<w:sectPr>).)*</w:sectPr></w:body>", re.DOTALL)
RELATION = '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}" TargetMode="External"/></Relationships>'
NAMES = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}


def p(text: str = "", style: str = "BodyText", run: str = "", properties: str = "") -> str:
    words = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{words}</w:p>'


def table(*rows: str, look: str = "") -> str:
    return f'<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="9"/></w:tblGrid>{"".join(rows)}</w:tbl>'


def row(*cells: str, head: bool = False, fill: tuple[str, ...] = ("", "")) -> str:
    written = (f"<w:tc><w:tcPr>{shade(colour)}</w:tcPr>{cell}</w:tc>" for cell, colour in zip(cells, fill, strict=True))
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if head else ''}{''.join(written)}</w:tr>"


def shade(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if colour else ""


def picture(words: str) -> str:
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in NAMES.items())
    return (
        f'<w:p><w:r><w:drawing><wp:inline {spaces}><wp:extent cx="9" cy="9"/><wp:docPr id="77" name="Picture 1"{words}/>'
        f'<a:graphic><a:graphicData uri="{NAMES["pic"]}"><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


def link(text: str, look: str = "") -> str:
    return f'<w:p><w:r><w:t>See </w:t></w:r><w:hyperlink r:id="rIdX"><w:r><w:rPr>{look}</w:rPr>{text}</w:r></w:hyperlink></w:p>'


COLOUR = '<w:color w:val="0000FF"/>'
ONE, TWO, THREE = (p(f"Level {n}", f"Heading{n}") for n in (1, 2, 3))
PAIR = (p("one"), p("two"))
BOLD = (p("Name", run="<w:b/>"), p("Value", run="<w:b/>"))
GREY = '<w:color w:val="999999"/>'
BLANK = p()

FAULTS = {
    "a level left out": (ONE + THREE, "paragraph 2 'Level 3': warning: a heading of level 3 stands after one of level 1 [access-headings]"),
    "a first heading of level 2": (TWO, "paragraph 1 'Level 2': warning: a heading of level 2 stands as the first of the document [access-headings]"),
    "a heading without words": (ONE + p(style="Heading2"), "paragraph 2: warning: a heading of level 2 has no words [access-headings]"),
    "a heading row that only looks so": (table(row(*BOLD), row(*PAIR)) + p("x"), "paragraph 1 'Name': warning: the first row of a table is not marked as its heading [access-table-header]"),
    "a heading row that only the table style knows": (table(row(*PAIR), row(*PAIR), look='<w:tblLook w:firstRow="1"/>') + p("x"), "paragraph 1 'one': warning: the first row of a table is not marked as its heading [access-table-header]"),
    "a picture without words": (picture(""), "paragraph 1: warning: a picture has no words for those who do not see it [access-picture]"),
    "a link without words": (link(""), "paragraph 1 'See': warning: a link has no words [access-link-text]"),
    "a blank line": (p("one") + BLANK + p("two"), "paragraph 2: warning: a blank paragraph only makes room [access-blank-lines]"),
    "blank lines at the end": (p("one") + BLANK * 3, "paragraph 2: warning: 3 blank paragraphs only make room [access-blank-lines]"),
    "pale text": (p("pale", run=GREY), "paragraph 1 'pale': warning: text in the colour 999999 on FFFFFF has a contrast of 2.8 to 1 [access-contrast]"),
    "pale text in a dark cell": (table(row(*PAIR, head=True), row(p("x", run='<w:color w:val="333333"/>'), p("y"), fill=("222222", ""))) + p("x"), "paragraph 3 'x': warning: text in the colour 333333 on 222222 has a contrast of 1.3 to 1 [access-contrast]"),
    "highlighted text": (p("x", run='<w:color w:val="FFFFFF"/><w:highlight w:val="yellow"/>'), "paragraph 1 'x': warning: text in the colour FFFFFF on FFFF00 has a contrast of 1.1 to 1 [access-contrast]"),
    "traffic lights": (table(row(*PAIR, head=True), row(p("a"), BLANK, fill=("", "00FF00")), row(p("b"), BLANK, fill=("", "FF0000"))) + p("x"), "paragraph 4: warning: empty cells of a table differ by their colour alone [access-colour]"),
    "a link by its colour": (link("<w:t>here</w:t>", COLOUR), "paragraph 1 'See here': warning: a link is told from its text by its colour alone [access-colour]"),
}  # fmt: skip

HARMLESS = {
    "headings that go back up": ONE + TWO + THREE + TWO + ONE + TWO,
    "a heading row that is marked": table(row(*BOLD, head=True), row(*PAIR)) + p("x"),
    "a table that only arranges": table(row(*PAIR), row(*PAIR), look='<w:tblLook w:firstRow="0"/>') + p("x"),
    "names and values": table(
        row(BOLD[0], p("x")), row(BOLD[0], p("y")), look='<w:tblLook w:val="0080" w:firstRow="0"/>'
    )
    + p("x"),
    "a picture with words": picture(' descr="Flow of the process"'),
    "a link with words": link("<w:t>here</w:t>", COLOUR + '<w:u w:val="single"/>'),
    "one blank paragraph between two tables": table(row(*PAIR)) + BLANK + table(row(*PAIR)) + BLANK,
    "a page break alone": p("one") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + p("two"),
    "a paragraph that takes no room": p("one") + p(style="SectionEnd") + p("two"),
    "large grey text": p("large", run='<w:color w:val="777777"/><w:sz w:val="40"/>'),
    "white on dark": p("x", run='<w:color w:val="FFFFFF"/>', properties=shade("1F2A44")),
    "white on a pattern": p("x", run='<w:color w:val="FFFFFF"/>', properties='<w:shd w:val="pct75" w:fill="000000"/>'),
    "hidden text": p("x", run="<w:vanish/>" + GREY),
    "a grey row without words": table(
        row(*PAIR, head=True),
        row(BLANK, BLANK, fill=("CCCCCC", "CCCCCC")),
        row(BLANK, BLANK, fill=("EEEEEE", "EEEEEE")),
    )
    + p("x"),
}


def told(parts: Parts, body: str) -> list[str]:
    xml = parts[DOCUMENT].decode()
    end = SECTION.search(xml)
    assert end
    sections = re.sub(r"<w:titlePg/>", "", end.group())
    changed = xml[: xml.index("<w:body>") + len("<w:body>")] + body + sections + "</w:document>"
    relations = parts["word/_rels/document.xml.rels"].decode()
    relations = relations.replace("</Relationships>", RELATION.format("hyperlink", "https://example.com"))
    changed_parts = {**parts, DOCUMENT: changed.encode(), "word/_rels/document.xml.rels": relations.encode()}
    return [str(problem).split("\n")[0] for problem in check_docx(pack(changed_parts), "x.docx")]


@pytest.mark.parametrize("name", FAULTS)
def test_what_keeps_somebody_from_reading_is_told_with_its_place(sound_parts: Parts, name: str):
    body, message = FAULTS[name]

    assert told(sound_parts, body) == [f"x.docx: word/document.xml, {message}"]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_keeps_nobody_from_reading_is_not_told(sound_parts: Parts, name: str):
    assert told(sound_parts, HARMLESS[name]) == []


def test_a_document_without_title_is_told(sound_parts: Parts):
    core = re.sub(rb"<dc:title>.*?</dc:title>", b"", sound_parts["docProps/core.xml"])

    (problem,) = check_docx(pack({**sound_parts, "docProps/core.xml": core}), "x.docx")

    assert (problem.code, problem.severity) == ("access-title", "warning")


def test_a_document_that_does_not_say_its_language_is_told(sound_parts: Parts):
    spoken = {name: re.sub(rb"<w:(lang|themeFontLang)[^>]*/>", b"", part) for name, part in sound_parts.items()}

    assert [problem.code for problem in check_docx(pack(spoken), "x.docx")] == ["access-language"]


def test_many_findings_of_one_kind_are_counted(sound_parts: Parts):
    problems = told(sound_parts, p("pale", run=GREY) * (MOST_TOLD + 7))

    assert len(problems) == MOST_TOLD + 1
    assert problems[-1] == "x.docx: warning: and 7 more of the same kind [access-contrast]"


def test_contrast_is_measured_as_the_guidelines_do():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("FFFFFF", "FFFFFF") == pytest.approx(1)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_a_file_by_another_program_raises_no_false_alarm():
    document = WordDocument()
    document.core_properties.title = "Minutes"
    document.add_heading("Minutes", 1)
    document.add_paragraph("A point", style="List Bullet")
    paragraph = document.add_paragraph("With ")
    document.add_comment(runs=[paragraph.add_run("bold")], text="A remark", author="Eva", initials="E")
    filled = document.add_table(rows=2, cols=3)
    filled.cell(0, 0).merge(filled.cell(1, 1))
    document.add_section()
    written = io.BytesIO()
    document.save(written)

    assert [
        str(problem) for problem in check_docx(written.getvalue(), "x.docx") if "4F81BD" not in problem.message
    ] == []
