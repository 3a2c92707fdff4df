"""The examples in LibreOffice and before the validators: what a reader sees carries the numbers that we computed."""

import os
import re
import subprocess
from pathlib import Path

import ooxml_integrity
import pytest

from qa_docs.assemble import assemble
from qa_docs.model.document import ClauseText, Document, Heading
from qa_docs.render.docx import compile_template, render_docx
from qa_docs.review.validity import check_docx
from tests.examples import EXAMPLES, ROOT, example, library

TEMPLATE = ROOT / "templates" / "quality-agreement.docx"
CASES = [(name, draft) for name in EXAMPLES for draft in (False, True)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, bool], tuple[Document, Path]]:
    """Every example, issued and as a draft, as a document and as a Word file."""
    folder = tmp_path_factory.mktemp("built")
    template = compile_template(TEMPLATE.read_bytes(), str(TEMPLATE))
    made = {}
    for name, draft in CASES:
        document = assemble(example(name), library(), draft=draft).document
        path = folder / f"{name}{'-draft' if draft else ''}.docx"
        path.write_bytes(render_docx(document, template))
        made[name, draft] = (document, path)
    return made


@pytest.fixture(scope="module")
def pages(built: dict[tuple[str, bool], tuple[Document, Path]]) -> dict[tuple[str, bool], str]:
    """The text of every example's PDF."""
    paths = [path for _, path in built.values()]
    folder = paths[0].parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    texts = {}
    for case, (_, path) in built.items():
        command = ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"]
        texts[case] = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return texts


def headings(document: Document) -> list[Heading]:
    found = []
    for block in document.blocks:
        if isinstance(block, Heading):
            found.append(block)
        elif isinstance(block, ClauseText):
            found.append(block.heading)
    return found


@pytest.mark.parametrize(("name", "draft"), CASES)
def test_our_own_gate_finds_nothing(built, name: str, draft: bool):
    _, path = built[name, draft]

    assert [str(problem) for problem in check_docx(path.read_bytes(), path.name)] == []


@pytest.mark.parametrize(("name", "draft"), CASES)
def test_the_integrity_gate_finds_nothing(built, name: str, draft: bool):
    _, path = built[name, draft]

    findings = ooxml_integrity.check(path)

    assert [str(finding) for finding in findings if finding.severity != ooxml_integrity.INFO] == []


@pytest.mark.validator
@pytest.mark.parametrize(("name", "draft"), CASES)
def test_the_open_xml_sdk_finds_nothing(built, name: str, draft: bool):
    _, path = built[name, draft]

    run = subprocess.run(
        [os.environ["QA_DOCS_OOXML_VALIDATOR"], str(path)], capture_output=True, text=True, check=False
    )

    assert (run.returncode, run.stdout[-2000:] if run.returncode else "") == (0, "")


@pytest.mark.real
@pytest.mark.parametrize(("name", "draft"), CASES)
def test_every_heading_of_the_pdf_carries_the_number_that_we_computed(built, pages, name: str, draft: bool):
    document, _ = built[name, draft]
    text = re.sub(r"\s+", " ", pages[name, draft])

    wanted = [f"{heading.number} {heading.text}".strip() for heading in headings(document)]

    assert [line for line in wanted if line.replace("\u00a0", " ") not in text] == []


@pytest.mark.real
@pytest.mark.parametrize(("name", "draft"), CASES)
def test_the_pdf_shows_no_error_and_no_field_without_text(pages, name: str, draft: bool):
    text = pages[name, draft]

    assert "Error!" not in text and "Reference source" not in text
    assert "{{" not in text


@pytest.mark.real
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_page_says_which_it_is_of_how_many(built, pages, name: str):
    count = pages[name, False].count("\f")
    shown = re.findall(r"Page (\d+) of (\d+)", pages[name, False])

    assert {total for _, total in shown} == {str(count)}
    assert [int(page) for page, _ in shown][-1] == count
