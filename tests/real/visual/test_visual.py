"""The look of pages: chosen pages of the sample agreement beside the pictures that somebody has looked at.

After a change that is meant: `pytest tests/real/visual --update-pictures`, then look at what git says has changed.
"""

import os
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from qa_docs.build.layout import with_page_numbers
from qa_docs.build.soffice import Soffice, find_soffice
from qa_docs.build.word_file import WordFile
from qa_docs.model.document import Document
from qa_docs.render.docx import compile_template, render_docx
from tests.examples import ROOT
from tests.real.visual.pictures import compared, packed, pictures_of, report
from tests.render.sample import document

pytestmark = pytest.mark.real
STORED = Path(__file__).with_name("stored")
MADE_WITH = STORED / "made-with.txt"
TEMPLATE = ROOT / "templates" / "quality-agreement.docx"
SAMPLES: dict[str, tuple[Document, tuple[int, ...]]] = {
    "issued": (document(), (1, 2, 3, 4, 5, 8, 10, 11, 12)),
    "draft": (document(draft=True, paper="letter", language="en-US"), (1, 5)),
}
"""Each sample and its chosen pages: cover, front matter, contents, text, matrix, tables, signatures; blanks, watermark."""


@pytest.fixture(scope="module")
def soffice() -> Soffice:
    """LibreOffice of the version that the pictures were made with: another one breaks lines elsewhere."""
    found = find_soffice()
    assert found is not None
    version = found.version().split(" ")[1].rpartition(".")[0]
    font = subprocess.run(["fc-match", "Calibri"], check=True, capture_output=True, text=True).stdout
    made_with = MADE_WITH.read_text(encoding="utf-8").strip()
    if os.environ.get("QA_DOCS_REAL") != "required":
        if not version.startswith(made_with):
            pytest.skip(f"the pictures were made with LibreOffice {made_with}, and here is {version}")
        if "Carlito" not in font and "Calibri" not in font:
            pytest.skip("neither Calibri nor Carlito is installed")
    return found


@pytest.fixture(scope="module")
def pages(soffice: Soffice, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    """Pictures of the chosen pages by their names."""
    template = compile_template(TEMPLATE.read_bytes(), "template.docx")
    files = [
        WordFile(name, sample, lambda numbers, sample=sample: render_docx(sample, template, numbers))
        for name, (sample, _) in SAMPLES.items()
    ]
    laid_out, _ = with_page_numbers(files, soffice, None, pdf=True)
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for (name, (_, chosen)), one in zip(SAMPLES.items(), laid_out, strict=True):
        pictures = pictures_of(one.pdf, folder)
        found |= {f"{name}-{number:02}": pictures[number] for number in chosen}
    return found


def test_the_pages_look_as_they_did(pages, request, tmp_path_factory):
    if request.config.getoption("--update-pictures"):
        for old in STORED.glob("*.png"):
            old.unlink()
        for name, picture in pages.items():
            (STORED / f"{name}.png").write_bytes(packed(picture))

    comparisons = [compared(name, stored(name), picture) for name, picture in pages.items()]
    other = [one for one in comparisons if not one.same]
    path = tmp_path_factory.mktemp("visual") / "report.html"
    if other:
        path = Path(os.environ.get("QA_DOCS_VISUAL_REPORT", path))
        path.write_text(report(comparisons), encoding="utf-8")

    assert {one.name: f"{one.share:.1%} differs" for one in other} == {}, f"look at {path}"
    assert sorted(path.stem for path in STORED.glob("*.png")) == sorted(pages)


def test_the_stored_pictures_stay_small():
    assert sum(path.stat().st_size for path in STORED.glob("*.png")) < 1_000_000


def test_a_word_more_or_less_and_smoother_letters_are_the_same_page(pages):
    page = pages["issued-05"]
    smoother = page.resize((page.width * 2, page.height * 2), Image.Resampling.BICUBIC)
    smoother = smoother.resize(page.size, Image.Resampling.BILINEAR)

    assert compared("smoother", page, smoother).same
    assert compared("shifted by a dot", page, moved(page, 0, 1)).share < 0.02


def test_a_line_more_another_colour_and_another_paper_are_another_page(pages):
    page, matrix = pages["issued-05"], pages["issued-08"]
    red, green, blue = matrix.split()

    assert not compared("a line lower", page, moved(page, 0, 10)).same
    assert not compared("further in", page, moved(page, 8, 0)).same
    assert not compared("red for blue", matrix, Image.merge("RGB", (blue, green, red))).same
    assert not compared("another paper", page, page.resize((page.width, page.height - 20))).same
    assert not compared("no picture yet", None, page).same


def test_the_report_shows_the_pages_that_differ_and_where(pages):
    page = pages["issued-05"]
    shown = report([compared("same", page, page), compared("lower", page, moved(page, 0, 10))])

    assert "<h2>lower: " in shown
    assert "same: " not in shown
    assert shown.count("<img ") == 3


def stored(name: str) -> Image.Image | None:
    path = STORED / f"{name}.png"
    if not path.is_file():
        return None
    with Image.open(path) as picture:
        return picture.convert("RGB")


def moved(picture: Image.Image, right: int, down: int) -> Image.Image:
    """Give the picture with its contents moved, on white paper."""
    paper = Image.new("RGB", picture.size, (255, 255, 255))
    paper.paste(picture, (right, down))
    return paper
