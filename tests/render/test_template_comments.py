"""The problems of a template as comments in a copy of it."""

import io
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as WordDocument
from lxml import etree

from qa_docs.problems import Problem
from qa_docs.render.docx import check_template
from qa_docs.review.annotated import AUTHOR, annotated
from qa_docs.review.package import W, open_package
from qa_docs.review.validity import check_docx
from tests.render.test_docx_template import (
    BODY_TAG,
    LEFT,
    MAIN,
    NUMBER_TAG,
    NUMBERING,
    RIGHT,
    STYLES,
    UNUSABLE,
    WRONG_LISTS,
    WRONG_TAGS,
)
from tests.review.corruptions import pack, unpack

Alter = Callable[..., bytes]
FOOTER = "word/footer1.xml"
WHOLE_RUN = f'<w:r><w:t xml:space="preserve">{NUMBER_TAG}</w:t></w:r>'
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>".format
ROW = "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>".format
TABLE = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>{}</w:tbl><w:p/>'.format
EMPTY_TABLE = TABLE(
    ROW("{%tr for line in history %}") + ROW("{{ line.date }}") + ROW("{%tr endfor %}"),
)
EMPTY_CELL = TABLE(
    "<w:tr><w:tc>"
    + PARAGRAPH("{%p if draft %}")
    + PARAGRAPH("only in drafts")
    + PARAGRAPH("{%p endif %}")
    + "</w:tc></w:tr>"
)
CHANGE = '<w:p><w:ins w:id="900" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'
BOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    + PARAGRAPH("{{ boxed }}")
    + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r><w:r><w:t>beside the box</w:t></w:r></w:p>"
)
BROKEN: dict[str, dict[str, tuple[str | None, ...]]] = {
    **{f"text {tag}": {MAIN: (NUMBER_TAG, tag)} for tag in WRONG_TAGS},
    **{f"footer {tag}": {FOOTER: ("{{ document.revision }}", tag)} for tag in WRONG_TAGS},
    **WRONG_LISTS,
    "style": {STYLES: ('w:val="Clause Level 2"', 'w:val="Clause Levl 2"')},
    "several": {MAIN: (NUMBER_TAG, "{{ one }} {{ two }} {{ one }}"), FOOTER: ("{{ document.revision }}", "{{ three }}")},
    "no body": {MAIN: (BODY_TAG, "<w:t>text</w:t>")},
    "two bodies": {MAIN: ("{{ contents }}", "{{ body }}")},
    "body that depends": {MAIN: (BODY_TAG, BODY_TAG, ">{{ contents }}<", ">{%p if draft %}<", BODY_TAG, BODY_TAG)},
    "cut": {MAIN: (NUMBER_TAG, "{% if draft %}No.", ">Approval<", ">Approval{% endif %}<")},
    "empty table": {MAIN: ("<w:body>", f"<w:body>{PARAGRAPH('above')}{EMPTY_TABLE}")},
    "empty cell": {MAIN: ("<w:body>", f"<w:body>{PARAGRAPH('above')}{EMPTY_CELL}")},
    "tracked": {MAIN: ("<w:body>", f"<w:body>{PARAGRAPH('above')}{CHANGE}")},
    "box": {MAIN: ("<w:body>", f"<w:body>{PARAGRAPH('above')}{BOX}")},
    "no settings": {STYLES: ('w:val="Clause Level 2"', 'w:val="x"'), "word/settings.xml": ("<w:defaultTabStop", "<w:defaultTabStop")},
    "left over": {MAIN: ("<w:body>", "<w:body><w:p><w:r><w:instrText>{{ x</w:instrText></w:r></w:p>")},
}  # fmt: skip


def problems_of(content: bytes) -> list[Problem]:
    return list(check_template(content, "t.docx"))


def copied(content: bytes) -> bytes:
    package = open_package(content, "t.docx", [])
    assert package is not None
    return annotated(package, problems_of(content))


def comments_in(content: bytes) -> list[tuple[str, list[str]]]:
    """Give each of our comments: the words that it is put around, and its lines."""
    parts = unpack(content)
    main = etree.fromstring(parts[MAIN])
    found = []
    for comment in etree.fromstring(parts["word/comments.xml"]):
        if comment.get(f"{W}author") == AUTHOR:
            lines = ["".join(paragraph.itertext()) for paragraph in comment.iter(f"{W}p")]
            found.append((_between(main, comment.get(f"{W}id", "")), lines))
    return found


def _between(main: etree._Element, number: str) -> str:
    words, inside = [], False
    for element in main.iter(f"{W}t", f"{W}commentRangeStart", f"{W}commentRangeEnd"):
        if element.tag == f"{W}t":
            words.append(element.text or "" if inside else "")
        elif element.get(f"{W}id") == number:
            inside = element.tag.endswith("Start")
    assert not inside
    return "".join(words)


@pytest.mark.parametrize("name", BROKEN)
def test_everything_that_is_told_of_a_template_stands_in_the_copy(altered: Alter, name: str):
    template = altered(BROKEN[name])
    problems = problems_of(template)
    comments = comments_in(copied(template))

    assert problems
    assert [lines[-1] for _, lines in comments] == [f"[{problem.code}]" for problem in problems]
    for problem, (_, lines) in zip(problems, comments, strict=True):
        assert " ".join(problem.message.split()) in lines
        assert not problem.hint or f"Way out: {problem.hint}" in lines


@pytest.mark.parametrize("name", BROKEN)
def test_nothing_else_of_the_template_is_touched(altered: Alter, name: str):
    template = altered(BROKEN[name])
    before, after = unpack(template), unpack(copied(template))
    new = {MAIN, "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert {part for part in after if before.get(part) != after[part]} == new

    main = etree.fromstring(after[MAIN])
    for mark in list(main.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")):
        gone = mark if mark.tag != f"{W}commentReference" else mark.getparent()
        gone.getparent().remove(gone)
    assert etree.tostring(main) == etree.tostring(etree.fromstring(before[MAIN]))
    assert copied(template) == copied(template)
    assert _faults(copied(template)) == _faults(template)


def _faults(content: bytes) -> list[str]:
    """Give what is wrong with a file but for its tags, which a template has, and comments speak of."""
    return [str(problem) for problem in check_docx(content, "x") if "build the file anew" not in problem.hint]


@pytest.mark.validator
def test_microsofts_validator_finds_nothing_that_the_template_does_not_have(altered: Alter, tmp_path: Path):
    def faults(content: bytes) -> list[str]:
        path = tmp_path / "validated.docx"
        path.write_bytes(content)
        run = subprocess.run(
            [os.environ["QA_DOCS_OOXML_VALIDATOR"], str(path)], capture_output=True, text=True, check=False
        )
        return [error["description"] for error in json.loads(run.stdout)["errors"]]

    for name, parts in BROKEN.items():
        template = altered(parts)
        found = faults(copied(template))
        assert not found or found == faults(template), name


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({MAIN: (NUMBER_TAG, "No. {{ one }} of {{ two }}, {{ one }}")}, ["No. {{ one }} of {{ two }}, {{ one }}"] * 3),
        ({MAIN: (WHOLE_RUN, f"<w:r><w:t>No. </w:t></w:r>{LEFT}{RIGHT.replace('number', 'x')}")}, ["{{ document.x }}"]),
        (
            {MAIN: (WHOLE_RUN, f'<w:hyperlink w:anchor="x"><w:r><w:t>a</w:t></w:r>{LEFT}</w:hyperlink>{RIGHT}')},
            [NUMBER_TAG],
        ),
        (
            {MAIN: (WHOLE_RUN, f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>{LEFT}<w:r><w:t>x }}}}</w:t></w:r>")},
            ["{{ documentx }}"],
        ),
        ({MAIN: ("<w:body>", f"<w:body>{PARAGRAPH('above')}{EMPTY_TABLE}")}, ["{%tr for line in history %}"]),
        ({MAIN: ("<w:body>", f"<w:body>{PARAGRAPH('above')}{EMPTY_CELL}")}, ["{%p if draft %}"]),
        ({MAIN: ("<w:body>", f"<w:body>{PARAGRAPH('above')}{CHANGE}")}, ["new"]),
        ({MAIN: ("<w:body>", f"<w:body>{PARAGRAPH('above')}{BOX}")}, ["{{ boxed }}beside the box"]),
        ({MAIN: ("<w:body>", "<w:body>" + TABLE(ROW("same") + ROW("{%tr for x in histry %}") + ROW("{%tr endfor %}")))},
         ["{%tr for x in histry %}"]),
    ],
)  # fmt: skip
def test_a_comment_stands_around_the_runs_that_it_is_about(
    altered: Alter, parts: dict[str, tuple[str, str]], words: list[str]
):
    around = [found for found, _ in comments_in(copied(altered(parts)))]
    assert [found.replace("hidden", "") for found in around] == words


def test_a_tag_in_a_text_box_is_told_beside_it(altered: Alter):
    template = altered({MAIN: ("<w:body>", f"<w:body>{PARAGRAPH('above')}{BOX}")})
    ((_, lines),) = comments_in(copied(template))
    assert lines[:2] == ["In the text box here, paragraph '{{ boxed }}':", "'boxed' is not known here"]


def test_a_fault_in_a_header_is_told_at_the_beginning_of_its_section(altered: Alter):
    template = altered({FOOTER: ("{{ document.revision }}", "{{ three }}")})
    ((words, lines),) = comments_in(copied(template))
    first = WordDocument(io.BytesIO(template)).element.body.xpath(".//w:p")[0]
    assert words == "".join(piece.text for piece in first.iter(f"{W}t"))
    assert lines[0].startswith("In the footer, paragraph '")
    assert "{{ three }}" in lines[0]


def test_a_fault_without_a_paragraph_is_told_at_the_first_one(altered: Alter):
    template = altered({STYLES: ('w:val="Clause Level 2"', 'w:val="Clause Levl 2"')})
    ((_, lines),) = comments_in(copied(template))
    assert lines == [
        "About the styles of this file:",
        "the paragraph style 'Clause Level 2' is missing (there is 'clause levl 2')",
        "Way out: name it so in Word, or copy it with Word's Organizer from the file that `qa-docs template new` writes",
        "[template-missing-style]",
    ]


def test_a_template_without_style_sheet_or_text_has_its_comment_too(altered: Alter):
    parts = unpack(altered({MAIN: (NUMBER_TAG, "x")}))
    start, end = parts[MAIN].index(b"<w:body>"), parts[MAIN].index(b"</w:body>")
    parts[MAIN] = parts[MAIN][:start] + b"<w:body>" + parts[MAIN][end:]
    del parts[STYLES]
    ((words, lines),) = comments_in(copied(pack(parts)))
    assert (words, lines[:2]) == ("", ["About the whole file:", "the template has no style sheet"])


def test_the_comments_of_others_stay(house: bytes):
    opened = WordDocument(io.BytesIO(house))
    paragraph = next(paragraph for paragraph in opened.paragraphs if "legal_name" in paragraph.text)
    paragraph.runs[0].text = "{{ wrong }}"
    opened.add_comment(paragraph.runs, text="ask the law department", author="Somebody")
    saved = io.BytesIO()
    opened.save(saved)
    copy = copied(saved.getvalue())
    comments = WordDocument(io.BytesIO(copy)).comments
    assert [comment.author for comment in comments] == ["Somebody", AUTHOR]
    assert next(comment.text for comment in comments) == "ask the law department"
    assert len({comment.comment_id for comment in comments}) == 2
    assert "{{ wrong }}" in comments_in(copy)[0][0]


@pytest.mark.parametrize("message", [message for message in UNUSABLE if "Strict" not in message])
def test_of_what_is_no_word_file_there_is_no_copy(altered: Alter, message: str):
    assert open_package(altered(UNUSABLE[message]), "t.docx", []) is None


def test_numbering_that_cannot_be_read_is_told_in_a_copy(altered: Alter):
    ((_, lines),) = comments_in(copied(altered({NUMBERING: ("</w:numbering>", "")})))
    assert lines[0] == "About the whole file:"
    assert "word/numbering.xml is not well-formed XML" in lines[1]
