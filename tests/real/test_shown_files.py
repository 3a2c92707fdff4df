"""Pictures and attached documents as a reader gets them: every page on its sheet, nothing empty, nothing cut."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import docx
import pikepdf
import pytest

from qa_docs.assemble import assemble
from qa_docs.build.inputs import read_placed
from qa_docs.build.soffice import find_soffice
from qa_docs.library.load import load_library
from qa_docs.model.document import Document
from qa_docs.problems import ProblemsFound
from qa_docs.render.docx import compile_template, render_docx
from tests.examples import ROOT
from tests.images import pdf, png
from tests.small import DEAL, write_library

TITLE = "Specification of a product whose name is so long that the heading of its appendix breaks into several lines of text"
SHOWN = f"""\
pictures:
  - {{id: high, file: high.png, under: contacts, caption: A picture that is higher than the page, alternative: High.}}
appendices:
  attached:
    - {{id: spec, title: {TITLE}, file: spec.pdf}}
    - {{id: method, title: Method, file: method.docx}}
    - {{id: photo, title: Photograph, file: photo.png}}
"""
TEMPLATES = ("quality-agreement", "quality-agreement-letter-serif")


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    folder = tmp_path_factory.mktemp("deal")
    method = docx.Document()
    method.add_heading("Method of assay")
    method.add_paragraph("Weigh twenty tablets.")
    method.save(str(folder / "method.docx"))
    files = {
        "high.png": png(400, 4000, dpi=96),
        "spec.pdf": pdf((595, 842), (842, 595), (595, 842), (612, 792)),
        "photo.png": png(3000, 2000, dpi=72),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "deal.yaml").write_text(DEAL + SHOWN)
    library = load_library(write_library(folder / "clauses"))
    return assemble(read_placed(folder / "deal.yaml"), library).document


def word_file(document: Document, template: str) -> bytes:
    path = ROOT / "templates" / f"{template}.docx"
    return render_docx(document, compile_template(path.read_bytes(), path.name))


def images_on_pages(content: bytes, path: Path) -> list[int]:
    """How many images each page draws."""
    path.write_bytes(content)
    run = subprocess.run(["pdfimages", "-list", str(path)], check=True, capture_output=True, text=True)
    drawn = [line.split()[0] for line in run.stdout.splitlines()[2:] if line.split()[2] == "image"]
    with pikepdf.open(io.BytesIO(content)) as opened:
        return [drawn.count(str(number)) for number in range(1, len(opened.pages) + 1)]


@pytest.mark.real
def test_each_page_of_an_attached_document_fills_one_sheet_that_lies_as_it_does(document: Document, tmp_path: Path):
    soffice = find_soffice()
    assert soffice is not None
    made = soffice.pdfs_of([word_file(document, template) for template in TEMPLATES], {})
    for content in made:
        said = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, check=True, capture_output=True)
        texts = said.stdout.decode().split("\f")[:-1]
        with pikepdf.open(io.BytesIO(content)) as opened:
            sides = [page.mediabox[2] > page.mediabox[3] for page in opened.pages]
        sheets = list(zip(images_on_pages(content, tmp_path / "shown.pdf"), sides, strict=True))
        first = next(at for at, text in enumerate(texts) if "Attached as it is: file spec.pdf, 4 pages" in text)
        # Four pages of the PDF, one of the Word file, and the photograph: each sheet has one picture, the last is last.
        assert sheets[first:] == [(1, False), (1, True), (1, False), (1, False), (1, False), (1, True)]
        assert "whose name is so long" in texts[first]
        assert re.search(r"Appendix\s+\d+\s+Method", texts[first + 4])
        assert any("Figure 1" in text and images for text, (images, _) in zip(texts, sheets, strict=True))
        assert all(text.strip() for text in texts)


@pytest.mark.validator
@pytest.mark.parametrize("template", TEMPLATES)
def test_the_open_xml_sdk_finds_nothing_in_a_file_with_pictures(document: Document, template: str, tmp_path: Path):
    path = tmp_path / "shown.docx"
    path.write_bytes(word_file(document, template))
    command = [os.environ["QA_DOCS_OOXML_VALIDATOR"], str(path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert '"ok": true' in done.stdout, done.stdout


@pytest.mark.real
def test_the_pages_of_a_word_file_show_its_words(document: Document):
    (name,) = [one.image for one in document.blocks if getattr(one, "alternative", "") == "Method, page 1 of 1"]
    image = document.images[name]
    assert (image.kind, image.width > 10000, image.height > image.width) == ("png", True, True)
    assert len(image.content) > 5_000


def test_without_libreoffice_a_word_file_is_attached_as_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("QA_DOCS_SOFFICE", "no-such-program")
    docx.Document().save(str(tmp_path / "method.docx"))
    attached = "appendices: {attached: [{id: method, title: Method, file: method.docx}]}\n"
    (tmp_path / "deal.yaml").write_text(DEAL + attached)
    with pytest.raises(ProblemsFound) as found:
        read_placed(tmp_path / "deal.yaml")
    (problem,) = found.value.problems
    assert (problem.code, problem.place.line) == ("no-libreoffice", 16)
    assert problem.hint.startswith("attach it as PDF, or install LibreOffice")


def test_a_deal_without_pictures_loads_nothing_that_reads_them():
    code = (
        "import sys; from pathlib import Path; from qa_docs.build.inputs import read_inputs; "
        f"read_inputs(Path({str(ROOT / 'examples' / 'cro-clinical' / 'deal.yaml')!r})); "
        "print([name for name in ('PIL', 'pypdfium2', 'qa_docs.source.shown_files') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() in ("[]", "['qa_docs.source.shown_files']")
