"""File properties: what Word shows under File, Info; from the document and never from a clock."""

from qa_docs.model.document import Document
from qa_docs.render.docx.markup import escaped

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)

CORE_NAME = "docProps/core.xml"
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
