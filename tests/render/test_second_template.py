"""A second look, which has nothing of the first: what a document looks like is in its template and nowhere else."""

import io
import re
import zipfile

import pytest
from docx import Document as WordDocument

from qa_docs.problems import errors_of
from qa_docs.render.docx import CompiledTemplate, check_template, compile_template, paper_of, render_docx
from qa_docs.render.docx.differences import differences_between
from qa_docs.review.validity import check_docx
from tests.render.conftest import TEMPLATE
from tests.render.sample import document

FILE = "quality-agreement-letter-serif.docx"
HOUSE_LOOK = re.compile(r"Calibri|Carlito|1F2A44|5A6473|BCC6D2|DDE4EC|E9EDF3|F6F8FA|44618C|B4C6DE|E6ECF4")
SERIF_LOOK = re.compile(r"Times New Roman|5C1A2B|8A4A57|EFE8DF")


@pytest.fixture(scope="module")
def serif() -> bytes:
    return TEMPLATE.with_name(FILE).read_bytes()


@pytest.fixture(scope="module")
def compiled(serif: bytes) -> CompiledTemplate:
    return compile_template(serif, FILE)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def words_of(content: bytes) -> list[str]:
    opened = WordDocument(io.BytesIO(content))
    cells = (cell.text for table in opened.tables for row in table.rows for cell in row.cells)
    return [*(paragraph.text for paragraph in opened.paragraphs if paragraph.text), *cells]


def test_the_second_template_has_no_problem(serif: bytes):
    assert list(check_template(serif, FILE)) == []


@pytest.mark.parametrize("draft", [False, True])
def test_nothing_of_the_house_look_is_in_a_document_of_another_template(compiled: CompiledTemplate, draft: bool):
    parts = parts_of(render_docx(document(draft=draft, paper="letter"), compiled))
    texts = "".join(part.decode() for name, part in parts.items() if name.endswith((".xml", ".rels")))

    assert HOUSE_LOOK.findall(texts) == []
    assert set(SERIF_LOOK.findall(texts)) == {"Times New Roman", "5C1A2B", "8A4A57", "EFE8DF"}
    assert parts["word/media/logo.png"].startswith(b"\x89PNG")


def test_a_document_says_the_same_in_both_looks(template: CompiledTemplate, compiled: CompiledTemplate):
    assert words_of(render_docx(document(), template)) == words_of(render_docx(document(), compiled))


@pytest.mark.parametrize("draft", [False, True])
def test_a_document_of_the_second_template_is_sound(compiled: CompiledTemplate, draft: bool):
    assert errors_of(check_docx(render_docx(document(draft=draft), compiled), "x.docx")) == ()


def test_the_paper_of_a_template_is_told(house: bytes, serif: bytes):
    assert (paper_of(house, "t"), paper_of(serif, "t")) == ("a4", "letter")


def test_what_sets_a_template_apart_is_said_in_words(house: bytes, serif: bytes):
    said = [str(difference) for difference in differences_between(house, "house", serif, FILE)]

    assert said[0] == (
        "page: section 1: paper US Letter in place of A4; left margin 2.54 cm in place of 2 cm; "
        "right margin 2.54 cm in place of 2 cm"
    )
    assert "style: heading 2: colour 5C1A2B in place of 1F2A44" in said
    assert "style: all text: font Times New Roman in place of Calibri; size 11 pt in place of 10 pt" in said
    assert "style: Cover Logo: is new" in said
    assert "list: Clause Level 2: number %4) in place of (%4)" in said
    assert "picture: logo and other pictures: 1 more" in said
    assert not any(line.startswith(("tag:", "words:")) for line in said)


def test_tags_words_and_styles_that_are_gone_are_told(altered, house: bytes):
    changed = altered(
        {
            "word/document.xml": ("{{ document.revision }}", "{{ document.status }}", "Revision history", "Changes"),
            "word/footer2.xml": ("Confidential. ", "Secret. "),
            "word/styles.xml": ('w:val="Cover Rule"', 'w:val="Our Rule"'),
        }
    )
    assert sorted(str(difference) for difference in differences_between(house, "a", changed, "b")) == [
        "style: Cover Rule: is gone",
        "style: Our Rule: is new",
        "tag: pages: {{ document.revision }} is gone",
        "tag: pages: {{ document.status }} is new",
        "words: footers: 'Confidential. For the parties and those they must share it with, amon…' is gone",
        "words: footers: 'Secret. For the parties and those they must share it with, among them…' is new",
        "words: pages: 'Changes' is new",
        "words: pages: 'Revision history' is gone",
    ]


def test_a_template_does_not_differ_from_itself(serif: bytes):
    assert list(differences_between(serif, "a", serif, "b")) == []
