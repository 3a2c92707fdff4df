"""Pages upright and on their side, as LibreOffice lays them out: paper, headers and footers, no empty page."""

import io
import re
import subprocess

import pikepdf
import pytest

from qa_docs.build.soffice import find_soffice
from qa_docs.model.document import Block, Document, Heading, PageTurn, Paragraph
from qa_docs.render.docx import compile_template, render_docx
from tests.examples import ROOT
from tests.render.sample import document, small
from tests.render.sample_text import table

pytestmark = pytest.mark.real
TEMPLATE = ROOT / "templates" / "quality-agreement.docx"
UPRIGHT, SIDE = PageTurn("portrait"), PageTurn("landscape")
SIZES = {"a4": (595, 842), "letter": (612, 792)}


def words(text: str) -> Paragraph:
    return Paragraph((text,))


def appendix(number: int) -> Heading:
    return Heading(f"app-{number}", "appendix", "Lists", f"Appendix {number}")


def rows(name: str) -> Block:
    return table(name, "1", "Names", "Name 1|Country 1", "Heidelberg|Germany")


CASES: dict[str, tuple[Document, str]] = {
    "the sample": (document(), "PPPPPPPLLPLP"),
    "the sample on US Letter": (document(paper="letter"), "PPPPPPPLLPLP"),
    "a body that begins on its side": (small(SIDE, words("one"), UPRIGHT, words("two")), "PPPLP"),
    "a body that ends on its side": (small(words("one"), SIDE, words("two")), "PPPPL"),
    "a body on its side alone": (small(SIDE, words("one")), "PPPL"),
    "turns that hold nothing": (small(words("one"), SIDE, UPRIGHT, SIDE, UPRIGHT, words("two")), "PPPP"),
    "turns between tables": (small(rows("a"), SIDE, rows("b"), UPRIGHT, rows("c")), "PPPPLP"),
    "turns between appendices": (small(words("one"), appendix(1), SIDE, appendix(2), UPRIGHT, appendix(3)), "PPPPLP"),
}


@pytest.fixture(scope="module")
def pages() -> dict[str, list[tuple[float, float, str]]]:
    """Width, height and words of each page of each case."""
    soffice = find_soffice()
    assert soffice is not None
    template = compile_template(TEMPLATE.read_bytes(), "template.docx")
    files = [render_docx(case, template) for case, _ in CASES.values()]
    return {name: read(pdf) for name, pdf in zip(CASES, soffice.pdfs_of(files, {}), strict=True)}


def read(content: bytes) -> list[tuple[float, float, str]]:
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, check=True, capture_output=True)
    texts = run.stdout.decode().split("\f")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        boxes = [[float(edge) for edge in page.mediabox] for page in pdf.pages]
    return [(box[2] - box[0], box[3] - box[1], text) for box, text in zip(boxes, texts, strict=False)]


@pytest.mark.parametrize("name", CASES)
def test_each_page_lies_as_its_content_asks_on_the_paper_of_the_deal(pages, name):
    case, lies = CASES[name]
    short, long = SIZES[case.paper]

    assert "".join("P" if width < height else "L" for width, height, _ in pages[name]) == lies
    for width, height, _ in pages[name]:
        assert (min(width, height), max(width, height)) == pytest.approx((short, long), abs=1)


@pytest.mark.parametrize("name", CASES)
def test_every_page_but_the_cover_has_header_and_footer_and_something_between_them(pages, name):
    cover, *others = [text for _, _, text in pages[name]]

    assert "Page 1 of" not in cover
    assert "Confidential. For the parties" in cover
    for number, text in enumerate(others, 2):
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        assert lines[0] == "Quality Agreement"
        assert re.fullmatch(
            rf"QA-2026-0114 · Revision 2 Nordlys · Bergmann · Confidential Page {number} of {len(others) + 1}",
            lines[-1],
        )
        assert len(lines) > 2, f"page {number} is empty"


def test_a_note_never_stands_alone_on_a_page():
    soffice = find_soffice()
    assert soffice is not None
    template = compile_template(TEMPLATE.read_bytes(), "template.docx")
    files = []
    for count in range(40, 46):
        names = [f"row {n}|Germany" for n in range(count)]
        note = Paragraph(("What the rows mean.",), style="note")
        files.append(render_docx(small(table("a", "1", "A", "Name 1|Country 1", *names), note), template))

    for pdf in soffice.pdfs_of(files, {}):
        (page,) = [text for _, _, text in read(pdf) if "What the rows mean." in text]
        assert "row " in page
