"""What other programs make of our Word files: a real layout, and two validators."""

import json
import os
import re
import subprocess
from pathlib import Path

import ooxml_integrity
import pytest

from qa_docs.model.document import ClauseText, Document, Heading, Paragraph
from qa_docs.render.docx import CompiledTemplate, render_docx
from tests.render.conftest import TEMPLATE
from tests.render.sample import document, small
from tests.render.sample_text import clause, letter, numbered, plain

SAMPLES = {"issued": document(), "draft": document(draft=True, paper="letter", language="en-US")}


@pytest.fixture(scope="session")
def laid_out(template: CompiledTemplate, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The words of the samples as LibreOffice prints them, with the places of words kept."""
    folder = tmp_path_factory.mktemp("layout")
    for name, sample in SAMPLES.items():
        (folder / f"{name}.docx").write_bytes(render_docx(sample, template))
    (folder / "odd.docx").write_bytes(render_docx(odd(), template))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(path) for path in folder.glob("*.docx")]
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    return {path.stem: printed(path) for path in folder.glob("*.pdf")}


def odd() -> Document:
    """Give a document whose numbers Word would count otherwise."""
    return small(
        Heading("seven", "section", "Seven", "7"),
        clause(
            "seven-four",
            "7.4",
            "Four",
            numbered("7.4.1", "first"),
            letter("(c)", "begins at c"),
            letter("(d)", "goes on"),
            numbered("7.4.2", "second"),
            letter("(a)", "begins again"),
        ),
        Heading("eight", "section", "Eight", "8"),
        Heading("app", "appendix", "Late", "Appendix 5"),
        Heading("app-next", "appendix", "Later", "Appendix 6"),
    )


def printed(path: Path) -> str:
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True)
    return run.stdout.decode()


def numbered_lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.replace("\u00a0", " ").splitlines()]


def expected_lines(shown: Document) -> list[str]:
    """Give number and first words of every numbered heading and paragraph."""
    lines = []
    for block in shown.blocks:
        inner = [block.heading, *block.blocks] if isinstance(block, ClauseText) else [block]
        for part in inner:
            if isinstance(part, Heading) and part.number:
                lines.append(f"{part.number} {part.text}")
            elif isinstance(part, Paragraph) and part.number and isinstance(part.text[0], str):
                lines.append(f"{part.number} {' '.join(part.text[0].split()[:3])}")
    return lines


@pytest.mark.real
@pytest.mark.parametrize("name", ["issued", "draft", "odd"])
def test_the_numbers_on_the_page_are_those_of_the_document(laid_out: dict[str, str], name: str):
    shown = numbered_lines(laid_out[name])
    position = 0
    for line in expected_lines(SAMPLES.get(name) or odd()):
        found = next((at for at in range(position, len(shown)) if shown[at].startswith(line)), None)
        assert found is not None, f"{line!r} is not printed in its place"
        position = found


@pytest.mark.real
def test_references_show_their_numbers_after_a_layout_program_worked_them_out(laid_out: dict[str, str]):
    words = " ".join(numbered_lines(laid_out["issued"]))
    assert "Error" not in words
    assert "the Products of Appendix 1;" in words
    assert "follows Section 3.1 and is recorded as shown in Table 1." in words
    assert "everything that Part B governs" in words


@pytest.mark.real
def test_no_page_is_empty_and_every_page_but_the_cover_says_which_it_is(laid_out: dict[str, str]):
    pages = laid_out["issued"].rstrip("\f").split("\f")
    for number, page in enumerate(pages[1:], 2):
        lines = [line for line in page.splitlines() if line.strip()]
        assert len(lines) > 3, f"page {number} is empty"
        assert "QA-2026-0114 · Revision 2" in lines[-1] and f"Page {number} of {len(pages)}" in lines[-1]
        assert "Nordlys · Bergmann" in lines[-1]
    assert "Page 1" not in pages[0]


@pytest.mark.real
def test_the_heading_row_of_the_matrix_is_repeated_on_each_of_its_pages(laid_out: dict[str, str]):
    pages = [
        page for page in laid_out["issued"].split("\f") if re.search(r"^\s*(REG|TEC|OPE)-\d\d ", page, re.MULTILINE)
    ]
    assert len(pages) > 1
    assert all("Contract Giver" in page and "Activity" in page for page in pages)


def files(template: CompiledTemplate) -> dict[str, bytes]:
    made = {name: render_docx(sample, template) for name, sample in SAMPLES.items()}
    return {**made, "odd": render_docx(odd(), template), "plain": render_docx(small(plain("x")), template)}


@pytest.mark.parametrize("name", [*SAMPLES, "odd", "plain"])
def test_the_references_inside_the_file_are_whole(template: CompiledTemplate, name: str, tmp_path: Path):
    path = tmp_path / f"{name}.docx"
    path.write_bytes(files(template)[name])
    assert [str(finding) for finding in ooxml_integrity.check(path)] == []


@pytest.mark.validator
@pytest.mark.parametrize("name", [*SAMPLES, "odd", "plain", "template"])
def test_microsofts_validator_finds_nothing(template: CompiledTemplate, name: str, tmp_path: Path):
    path = tmp_path / f"{name}.docx"
    path.write_bytes(TEMPLATE.read_bytes() if name == "template" else files(template)[name])
    run = subprocess.run(
        [os.environ["QA_DOCS_OOXML_VALIDATOR"], str(path)], capture_output=True, text=True, check=False
    )
    assert json.loads(run.stdout)["errors"] == []
