"""PDF and page numbers as LibreOffice gives them: what a reader of the file gets."""

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from qa_docs.build.cache import DiskCache
from qa_docs.build.layout import LaidOut, pdfs_beside, with_page_numbers
from qa_docs.build.soffice import Soffice, find_soffice
from qa_docs.build.word_file import WordFile
from qa_docs.render.docx import compile_template, render_docx
from tests.examples import ROOT
from tests.render.sample import document

pytestmark = pytest.mark.real
TEMPLATE = ROOT / "templates" / "quality-agreement.docx"


def word_file(draft: bool = False, paper: str = "a4") -> WordFile:
    template = compile_template(TEMPLATE.read_bytes(), "template.docx")
    sample = document(draft, paper)
    return WordFile("sample.docx", sample, lambda pages: render_docx(sample, template, pages))


@pytest.fixture(scope="module")
def soffice() -> Soffice:
    found = find_soffice()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def numbered(soffice) -> tuple[LaidOut, ...]:
    """The sample on A4 and on US Letter, with page numbers."""
    laid_out, warnings = with_page_numbers([word_file(), word_file(paper="letter")], soffice, None, pdf=True)
    assert warnings == ()
    return laid_out


def text_of(pdf: bytes, *options: str) -> list[str]:
    """Give the text of each page."""
    run = subprocess.run(["pdftotext", "-layout", *options, "-", "-"], input=pdf, check=True, capture_output=True)
    return run.stdout.decode().split("\f")[:-1]


def test_each_entry_of_the_contents_names_the_page_that_its_heading_stands_on(numbered):
    for laid_out in numbered:
        pages = text_of(laid_out.pdf)
        contents = next(page for page in pages if page.startswith("Quality Agreement") and "\nContents\n" in page)
        entries = re.findall(r"^ *((?:Part|Appendix|\d|Signatures|Table).*?)\.{3,} ?(\d+)$", contents, re.MULTILINE)

        assert len(entries) == 22
        for words, page in entries:
            # Spaces between number and title are a matter of tabs.
            assert "".join(words.split()) in "".join(pages[int(page) - 1].split()), (words, page)


def test_the_pdf_has_bookmarks_tags_title_and_language(numbered):
    with pikepdf.open(io.BytesIO(numbered[0].pdf)) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root][:2] == [
            "Part\u00a0A Framework",
            "Part\u00a0B Quality system and operations",
        ]
        assert [entry.title for entry in outline.root[0].children] == ["1 Purpose and scope", "2 Definitions"]
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "Quality Agreement"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260301000000Z"


def test_a_pdf_for_the_archive_says_so_and_keeps_the_rules_that_can_be_seen_from_outside(soffice):
    (laid_out,) = pdfs_beside([word_file()], soffice, archive=True)

    with pikepdf.open(io.BytesIO(laid_out.pdf)) as pdf:
        with pdf.open_metadata() as told:
            assert told.pdfa_status == "2B"
            assert told["xmp:CreateDate"] == "2026-03-01T00:00:00Z"
        assert [str(intent.S) for intent in pdf.Root.OutputIntents] == ["/GTS_PDFA1"]
        assert not pdf.is_encrypted
        kinds = {str(thing.get("/S")) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)}
        assert not kinds & {"/JavaScript", "/Launch", "/Movie", "/Sound"}
    fonts = subprocess.run(["pdffonts", "-"], input=laid_out.pdf, check=True, capture_output=True).stdout.decode()
    embedded = [line[-21:].split()[0] for line in fonts.splitlines()[2:]]
    assert set(embedded) == {"yes"}


@pytest.mark.parametrize("archive", [False, True])
def test_the_same_document_gives_the_same_pdf(soffice, archive):
    first, second = (pdfs_beside([word_file()], soffice, archive) for _ in range(2))

    assert first == second


def test_a_layout_that_was_seen_before_comes_from_the_cache(soffice, tmp_path):
    cache = DiskCache(tmp_path)
    first, _ = with_page_numbers([word_file()], soffice, cache)
    (kept,) = tmp_path.glob("*/pages-*")
    # A program that cannot convert shows that nothing is converted.
    lame = tmp_path / "soffice"
    lame.write_text(f"#!/bin/sh\necho '{soffice.version()}'\n")
    lame.chmod(0o755)

    again, warnings = with_page_numbers([word_file()], Soffice(Path(lame)), cache)

    assert again == first
    assert warnings == ()
    assert kept.name in [path.name for path in tmp_path.glob("*/*")]


def test_with_its_page_numbers_the_file_is_laid_out_as_before(numbered, soffice):
    template = compile_template(TEMPLATE.read_bytes(), "template.docx")
    sample = document()
    without = WordFile("sample.docx", sample, lambda _: render_docx(sample, template))

    (plain,) = pdfs_beside([without], soffice)

    assert len(text_of(plain.pdf)) == len(text_of(numbered[0].pdf))
