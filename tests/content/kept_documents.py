"""Documents and templates kept as they once were (`tests/golden/kept/`), and what the renderers make of them."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from qa_docs.assemble import assemble
from qa_docs.assemble.transfer.document import assemble_transfer
from qa_docs.model.document import Document, Emphasis, Paragraph
from qa_docs.model.library_transfer import KINDS
from qa_docs.render.docx import compile_template, render_docx
from qa_docs.render.xlsx import render_workbook
from tests.examples import ROOT, example, library, transfer_library

KEPT = ROOT / "tests" / "golden" / "kept"
TEMPLATES = ("quality-agreement.docx", "transfer.docx")


def keep() -> None:
    """Keep some documents as they are assembled now, and the templates, in place of those that are kept."""
    draft = assemble(example("overlay-acme", "full"), library(), draft=True).document
    emphasis = Paragraph((Emphasis(("No clause of ours has emphasis.",)),))
    documents = {
        "agreement": assemble(example("tablet-us-eu"), library()).document,
        "draft": msgspec.structs.replace(draft, blocks=(*draft.blocks, emphasis)),
        **{
            kind: assemble_transfer(example("transfer-tablet"), transfer_library(), kind, True).document
            for kind in KINDS
        },
    }
    KEPT.mkdir(exist_ok=True)
    for name, document in documents.items():
        (KEPT / f"{name}.z").write_bytes(zlib.compress(msgspec.msgpack.encode(document), 9))
    for template in TEMPLATES:
        (KEPT / template).write_bytes((ROOT / "templates" / template).read_bytes())


@cache
def kept_documents() -> dict[str, Document]:
    """Give the documents by name."""
    return {
        path.stem: msgspec.msgpack.decode(zlib.decompress(path.read_bytes()), type=Document)
        for path in sorted(KEPT.glob("*.z"))
    }


def renderers() -> dict[str, str]:
    """Give the name of each renderer, with a digest of all that it makes of the kept documents."""
    templates = {name: compile_template((KEPT / name).read_bytes(), name) for name in TEMPLATES}
    word, workbook = hashlib.sha256(), hashlib.sha256()
    for name, document in kept_documents().items():
        template = templates["transfer.docx" if name.startswith("transfer") else "quality-agreement.docx"]
        for locked in (False, True):
            _add(word, render_docx(document, template, locked=locked))
        _add(workbook, render_workbook(document))
    return {"DOCX": f"docx {word.hexdigest()[:12]}", "XLSX": f"xlsx {workbook.hexdigest()[:12]}"}


def _add(digest: Any, content: bytes) -> None:
    """Add the parts of a file, inflated: another zlib may deflate them otherwise."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.infolist():
            digest.update(f"\0{part.filename}\0{part.date_time}\0".encode())
            digest.update(package.read(part))


def kinds_in(value: Any) -> Iterator[type]:
    """Yield the class of everything that a value holds."""
    if isinstance(value, msgspec.Struct):
        yield type(value)
        for name in value.__struct_fields__:
            yield from kinds_in(getattr(value, name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from kinds_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from kinds_in(item)
