"""File properties: what Word shows under File, Info; from the document and never from a clock."""

import hashlib

from qa_docs.model.document import ClauseText, Document
from qa_docs.render.docx.markup import escaped

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)

CORE_NAME = "docProps/core.xml"
CUSTOM_NAME = "docProps/custom.xml"
APPLICATION_NAME = "docProps/app.xml"
APPLICATION = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>qa-docs</Application></Properties>"
)
"""The program that wrote the file, without a version: a new version alone must not change a document."""


def core_properties(document: Document) -> str:
    """Give title, subject, author, number, revision, language and dates of `document`; dates are the effective date."""
    facts = document.facts
    day = facts["document"]["effective_day"]
    giver = str(facts["giver"]["legal_name"])
    texts = (
        ("dc:title", document.title),
        ("dc:subject", str(facts["document"]["product_line"])),
        ("dc:creator", giver),
        ("dc:identifier", str(facts["document"]["number"])),
        ("dc:language", document.language),
        ("cp:lastModifiedBy", giver),
        ("cp:contentStatus", "Draft" if document.draft else "Final"),
        ("cp:version", str(facts["document"]["revision"])),
    )
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
    )
    written = "".join(f"<{name}>{escaped(text)}</{name}>" for name, text in texts if text)
    return f"{_HEAD}{_CORE}{written}{dates}</cp:coreProperties>"


_CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
)
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that Word lists under Custom; every program writes this one."""


def custom_properties(document: Document, text_digest: str) -> str:
    """Give what the file says of its making: kind, number, revision, and the digests of its text and its clauses.

    `text_digest` is that of the main part as it is written, so that a file can be told from one that an editor has
    saved. All of it follows from document and template: the same document still gives the same file.
    """
    control = document.facts["document"]
    texts = (
        ("qa-docs kind", document.kind),
        ("qa-docs number", str(control["number"])),
        ("qa-docs revision", str(control["revision"])),
        ("qa-docs state", "draft" if document.draft else "redline" if document.redline else "issued"),
        ("qa-docs text", text_digest),
        ("qa-docs clauses", clauses_digest(document)),
    )
    written = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{name}"><vt:lpwstr>{escaped(text)}</vt:lpwstr></property>'
        for number, (name, text) in enumerate(texts, 2)
    )
    return f"{_HEAD}{_CUSTOM}{written}</Properties>"


def clauses_digest(document: Document) -> str:
    """Give the SHA-256 of the clauses that the document was written from, each with version and position."""
    lines = sorted(f"{b.id}@{b.version} {b.position}" for b in document.blocks if isinstance(b, ClauseText))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
