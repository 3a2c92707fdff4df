"""Nothing that is meant for the one who drafts reaches the file that is signed, in any example."""

import io
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_docs.assemble import assemble
from qa_docs.build.content import builtin_template
from qa_docs.cli import commands
from qa_docs.model.document import ClauseText, Document
from qa_docs.problems import errors_of
from qa_docs.render.docx import compile_template, render_docx
from qa_docs.review.validity import check_docx
from tests.examples import EXAMPLES, ROOT, example, library

TRACES = (
    "w:comment", "relationships/comments", "comments+xml", "w:vanish", "w:ins ", "w:del ", "w:rsid", "w15:", "customXml",
    "dataBinding", "docVar", "attachedTemplate", "documentProtection", "blank:", "position:",
    "showingPlcHdr", "[•]", "DRAFT", "not for signature", "Open points", "<cp:contentStatus>Draft", "/home/", "C:\\",
)  # fmt: skip
PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/_rels/document\.xml\.rels|docProps/(core|app|custom)\.xml|"
    r"word/(document|styles|numbering|settings|fontTable|header\d|footer\d)\.xml|word/media/[0-9a-f]{24}\.(png|jpeg)"
)


@cache
def template():
    return compile_template(builtin_template("quality-agreement").read_bytes(), "template")


@cache
def written(name: str, draft: bool) -> tuple[Document, bytes]:
    document = assemble(example(name), library(), draft=draft).document
    return document, render_docx(document, template())


def parts_of(content: bytes) -> dict[str, str]:
    """Give each part as text, the parts of a workbook inside too."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    books = [parts_of(parts.pop(name)) for name in list(parts) if name.endswith(".xlsx")]
    inside = {f"workbook {i}/{name}": text for i, book in enumerate(books) for name, text in book.items()}
    return {name: part.decode(errors="replace") for name, part in parts.items()} | inside


def text_of(xml: str) -> str:
    return re.sub(r"<[^>]*>", "", xml)


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_comment_no_note_no_hidden_text_and_no_trace_of_a_draft_is_in_an_issued_file(name: str):
    parts = parts_of(written(name, False)[1])
    everything = "\n".join(parts.values())

    assert [part for part in parts if not PARTS.fullmatch(part)] == []
    assert "<vt:lpwstr>issued</vt:lpwstr>" in parts["docProps/custom.xml"]
    assert [trace for trace in TRACES if trace in everything] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_sentence_of_a_drafting_note_is_in_an_issued_file(name: str):
    draft, content = written(name, True)
    issued = text_of("\n".join(parts_of(written(name, False)[1]).values()))
    commented = text_of(parts_of(content)["word/comments.xml"])
    clauses = [block for block in draft.blocks if isinstance(block, ClauseText)]
    guidance = {note.text for clause in clauses for note in clause.notes if note.kind in ("guidance", "open")}

    assert len(guidance) > 20
    # What the draft says beside its text is there to be found, and in the issued file it is not.
    assert [note for note in guidance if note.replace("&", "&amp;").replace("<", "&lt;")[:60] not in commented] == []
    assert [note for note in guidance if note[:60] in issued] == []


def test_the_documents_of_a_transfer_carry_no_trace_of_a_draft_either(tmp_path: Path):
    deal = ROOT / "examples" / "transfer-tablet" / "deal.yaml"
    assert CliRunner().invoke(commands, ["build", str(deal), "-o", str(tmp_path)]).exit_code == 0
    files = sorted(tmp_path.rglob("transfer-*.docx"))

    assert len(files) >= 2
    for file in files:
        content = file.read_bytes()
        parts = parts_of(content)
        everything = "\n".join(part for name, part in parts.items() if not name.startswith("word/media/"))
        kept = ("[•]", "Open points")  # what a transfer still waits for is part of its documents
        assert [trace for trace in TRACES if trace in everything and trace not in kept] == []
        assert errors_of(check_docx(content, file.name)) == ()
