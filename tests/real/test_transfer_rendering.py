"""The documents of transfers in LibreOffice and before the validators."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from qa_docs.assemble.transfer.document import assemble_transfer
from qa_docs.model.document import ClauseText, Document, Heading
from qa_docs.model.library_transfer import KINDS
from qa_docs.render.docx import compile_template, render_docx
from qa_docs.review.validity import check_docx
from tests.examples import EXAMPLES, ROOT, example, transfer_library

TEMPLATE = ROOT / "templates" / "transfer.docx"
NAMES = tuple(name for name in EXAMPLES if example(name).deal.transfer is not None)
CASES = [(name, kind) for name in NAMES for kind in KINDS]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[Document, Path]]:
    folder = tmp_path_factory.mktemp("built")
    template = compile_template(TEMPLATE.read_bytes(), str(TEMPLATE))
    made = {}
    for name, kind in CASES:
        document = assemble_transfer(example(name), transfer_library(), kind, draft=True).document
        path = folder / f"{name}-{kind}.docx"
        path.write_bytes(render_docx(document, template))
        made[name, kind] = (document, path)
    return made


@pytest.fixture(scope="module")
def pages(built: dict[tuple[str, str], tuple[Document, Path]]) -> dict[tuple[str, str], list[str]]:
    """The text of every document's PDF, page by page."""
    paths = [path for _, path in built.values()]
    folder = paths[0].parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    texts = {}
    for case, (_, path) in built.items():
        command = ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"]
        texts[case] = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\f")[:-1]
    return texts


@pytest.mark.real
@pytest.mark.parametrize(("name", "kind"), CASES)
def test_each_heading_carries_its_number_and_nothing_is_broken(
    name: str,
    kind: str,
    built: dict[tuple[str, str], tuple[Document, Path]],
    pages: dict[tuple[str, str], list[str]],
):
    text = " ".join(" ".join(pages[name, kind]).split())
    document = built[name, kind][0]
    for block in document.blocks:
        heading = block.heading if isinstance(block, ClauseText) else block
        if isinstance(heading, Heading) and heading.number:
            assert re.search(rf"{re.escape(heading.number)}\s+{re.escape(heading.text)}", text), heading
    assert "Error!" not in text
    assert "{{" not in text


@pytest.mark.real
def test_the_dossier_of_the_tablet_has_forty_to_eighty_pages(pages: dict[tuple[str, str], list[str]]):
    assert 40 <= len(pages["transfer-tablet", "transfer-dossier"]) <= 80


@pytest.mark.validator
@pytest.mark.parametrize(("name", "kind"), CASES)
def test_a_document_of_a_transfer_is_valid(name: str, kind: str, built: dict[tuple[str, str], tuple[Document, Path]]):
    path = built[name, kind][1]
    validator = os.environ.get("QA_DOCS_OOXML_VALIDATOR")

    assert [str(problem) for problem in check_docx(path.read_bytes(), path.name)] == []
    if validator:
        answer = subprocess.run([validator, str(path)], capture_output=True, text=True, check=False)
        assert '"ok": true' in answer.stdout, answer.stdout
