"""Every Word file, read back by other programs, says what `qa-docs show` says."""

import io
import re
from collections.abc import Callable, Iterator

import docx
import msgspec
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from docx2python import docx2python
from docx2python.iterators import iter_paragraphs

from qa_docs.assemble import assemble
from qa_docs.model.document import ClauseText, Document, Signatures, Table
from qa_docs.model.drawing import Box, Drawing
from qa_docs.model.picture import Picture
from qa_docs.render.docx import compile_template, render_docx
from qa_docs.render.text import render_text
from tests.examples import EXAMPLES, ROOT, example, library
from tests.render.sample import document as sample

TEMPLATE = compile_template((ROOT / "templates" / "quality-agreement.docx").read_bytes(), "template.docx")
_NUMBER = re.compile(r"^(?:(?:Part|Appendix) (?:[A-Z]|\d+)  |[\d.]+  | *(?:\d[\d.]*|\([a-z]+\)|-) )")
_GROUP = re.compile(r"^\d+  ")
_LIST_MARK = re.compile(r"^\t*(?:\w+\)|--)\t")
_LABELS = {"Signature", "Name", "Title", "Date"}


def shown(document: Document) -> list[str]:
    """Give paragraphs and cells of the body as `qa-docs show` prints them, without their numbers."""
    plain = tuple(block for block in _without_drawings(document) if not isinstance(block, Signatures))
    text = render_text(msgspec.structs.replace(document, blocks=plain, draft=False))
    body = text.split("\n", 3)[3]
    pieces = []
    for line in body.split("\n"):
        cells = line.split(" | ")
        cells[0] = _NUMBER.sub("", cells[0])
        pieces += (" ".join(cell.split()) for cell in cells if cell.strip())
    return pieces


def _without_drawings(document: Document) -> Iterator[object]:
    for block in document.blocks:
        if isinstance(block, ClauseText):
            kept = tuple(inner for inner in block.blocks if not isinstance(inner, (Drawing, Picture)))
            yield msgspec.structs.replace(block, blocks=kept)
        elif not isinstance(block, (Drawing, Picture)):
            yield block


def beside(document: Document) -> set[str]:
    """Give what a Word file prints and the plain text tells otherwise: signatures, drawings, groups of columns."""
    words = set(_LABELS)
    for block in document.blocks:
        if isinstance(block, Table):
            words |= {column.group for column in block.columns}
        elif isinstance(block, Picture):
            words |= {f"Figure {block.number} {block.caption}"}
        elif isinstance(block, Drawing):
            words |= {f"Figure {block.number} {block.caption}", block.alternative}
            words |= {" ".join(line.text.split()) for box in block.shapes if isinstance(box, Box) for line in box.lines}
        elif isinstance(block, Signatures):
            for signed in block.blocks:
                words |= {f"Signed for and on behalf of {signed.legal_name} ({signed.party})"}
                words |= {word for line in signed.lines for word in line}
    return words


def with_python_docx(content: bytes) -> Iterator[str]:
    body = docx.Document(io.BytesIO(content)).element.body
    for element in body.iter(qn("w:p")):
        if next(element.iterancestors(qn("w:txbxContent")), None) is None:
            yield WordParagraph(element, None).text  # type: ignore[arg-type]


def with_docx2python(content: bytes) -> Iterator[str]:
    with docx2python(io.BytesIO(content), duplicate_merged_cells=False) as read:
        paragraphs = (_LIST_MARK.sub("", paragraph) for paragraph in iter_paragraphs(read.body))
        yield from (paragraph for paragraph in paragraphs if not paragraph.startswith("----media/"))


def check(document: Document, way: Callable[[bytes], Iterator[str]]) -> None:
    """Compare the body of `document`, written and read `way`, with its plain text, paragraph by paragraph."""
    wanted = shown(document)
    pieces = (_GROUP.sub("", piece.strip()).replace("\n", "; ") for piece in way(render_docx(document, TEMPLATE)))
    read = [" ".join(piece.split()) for piece in pieces if piece]
    # The body begins after the lists at the front, where its first heading stands for the second time.
    start = max(at for at, piece in enumerate(read[:600]) if piece == wanted[0])
    found, extra = 0, []
    for piece in read[start:]:
        if found < len(wanted) and piece == wanted[found]:
            found += 1
        else:
            extra.append(piece)

    assert wanted[found : found + 1] == []
    assert set(extra) - beside(document) == set()


@pytest.mark.parametrize("name", EXAMPLES)
def test_python_docx_reads_the_text_that_show_prints(name: str):
    check(assemble(example(name), library()).document, with_python_docx)


@pytest.mark.parametrize("name", ["cro-clinical", "medical-device"])
def test_docx2python_reads_the_text_that_show_prints(name: str):
    check(assemble(example(name), library()).document, with_docx2python)


@pytest.mark.parametrize("way", [with_python_docx, with_docx2python])
def test_the_sample_with_every_kind_of_block_comes_back_too(way: Callable[[bytes], Iterator[str]]):
    check(sample(), way)
