"""The outline of each example: headings with clause versions, rows with letters, clocks. Read the diff, then update.

And what the renderers make of documents that are kept here as they once were, so that a renderer that gives other bytes
for the same document cannot keep its name.

`pytest --update-golden` writes what is assembled now.
"""

import re
from pathlib import Path
from typing import get_args

import pytest

from qa_docs.assemble import assemble
from qa_docs.assemble.transfer.document import assemble_transfer
from qa_docs.model.document import Block, ClauseText, Document, Heading, Inline, Table
from qa_docs.model.drawing import Drawing, Shape
from qa_docs.model.library_transfer import KINDS
from tests.content.kept_documents import kept_documents, kinds_in, renderers
from tests.examples import EXAMPLES, ROOT, example, library, transfer_library

GOLDEN = ROOT / "tests" / "golden"


def outline(document: Document) -> str:
    lines = []
    for block in document.blocks:
        if isinstance(block, Heading):
            lines.append(f"{block.number}  {block.text}")
        elif isinstance(block, ClauseText):
            lines.append(
                f"  {block.heading.number}  {block.heading.text}  [{block.id} {block.version} {block.position}]"
            )
    for row in document.matrix.rows:
        letters = " ".join(f"{role}:{letter}" for role, letter in row.letters.items())
        lines.append(f"{row.activity} {row.clause_number} {row.party} {letters} | {row.title}")
    lines.extend(
        f"{notice.id} {notice.clock} {notice.start}".replace("\u00a0", " ") for notice in document.matrix.notices
    )
    return "\n".join(lines) + "\n"


AGREEMENTS = tuple(name for name in EXAMPLES if not name.startswith("transfer-") or name == "transfer-tablet")
"""The agreements of the other transfers are like those of the examples before them."""


@pytest.mark.parametrize("name", AGREEMENTS)
def test_the_outline_of_an_example_is_the_one_that_was_read(name: str, pytestconfig: pytest.Config):
    path: Path = GOLDEN / f"{name}.txt"
    now = outline(assemble(example(name), library()).document)
    if pytestconfig.getoption("--update-golden"):
        path.write_text(now, encoding="utf-8")

    assert now.splitlines() == path.read_text(encoding="utf-8").splitlines()


TRANSFERS = tuple(name for name in EXAMPLES if example(name).deal.transfer is not None)


def transfer_outline(document: Document) -> str:
    """Headings with clause versions, tables with the number of their rows, figures, and the rows of the matrix."""
    lines = []
    for block in document.blocks:
        if isinstance(block, Heading):
            lines.append(f"{block.number}  {block.text}")
        elif isinstance(block, ClauseText):
            lines.append(f"  {block.heading.number}  {block.heading.text}  [{block.id} {block.version}]")
        for inner in block.blocks if isinstance(block, ClauseText) else (block,):
            if isinstance(inner, Table) and inner.number:
                lines.append(f"    Table {inner.number}  {inner.caption}  ({len(inner.rows)} rows)")
            elif isinstance(inner, Drawing):
                lines.append(f"    Figure {inner.number}  {inner.caption}")
    if document.kind == "transfer-protocol":
        for row in document.matrix.rows:
            letters = " ".join(f"{role}:{letter}" for role, letter in row.letters.items())
            lines.append(f"{row.activity} {row.party} {letters} | {row.title}")
    lines.extend(f"open: {point.id} {point.owner} {point.due}" for point in document.open_points)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TRANSFERS)
def test_the_outline_of_a_transfer_is_the_one_that_was_read(name: str, kind: str, pytestconfig: pytest.Config):
    path: Path = GOLDEN / f"{name}.{kind}.txt"
    now = transfer_outline(assemble_transfer(example(name), transfer_library(), kind, draft=True).document)
    if pytestconfig.getoption("--update-golden"):
        path.write_text(now, encoding="utf-8")

    assert now.splitlines() == path.read_text(encoding="utf-8").splitlines()


def test_a_renderer_that_makes_other_bytes_of_the_same_document_has_another_name(pytestconfig: pytest.Config):
    path = ROOT / "qa_docs" / "build" / "kinds.py"
    now = renderers()
    text = path.read_text(encoding="utf-8")
    for constant, name in now.items():
        line = f'{constant} = "{name}"'
        if pytestconfig.getoption("--update-golden"):
            text = re.sub(rf'^{constant} = ".*"$', line, text, flags=re.MULTILINE)
            path.write_text(text, encoding="utf-8")

        assert f"\n{line}\n" in text, "the renderer gives other bytes: if you mean it to, run it with --update-golden"


def test_the_kept_documents_hold_everything_that_a_document_may_hold():
    found = set(kinds_in(tuple(kept_documents().values())))
    wanted = {kind for kind in (*get_args(Inline), *get_args(Block), *get_args(Shape)) if kind is not str}

    assert wanted - found == set(), "a new kind of node: call tests.content.kept_documents.keep() and --update-golden"
