"""Pictures of a document that do not stand in a returned file as they were sent.

Word and LibreOffice keep the bytes of a picture when they save a file; so one that is missing was taken out, exchanged,
or made smaller by somebody.
"""

import hashlib
from collections.abc import Iterable, Iterator

from msgspec import Struct

from qa_docs.model.document import Block, ClauseText, Document
from qa_docs.model.picture import Picture
from qa_docs.review.package import Package


class LostPicture(Struct, frozen=True):
    """A picture, a page of an attached document or a logo that is not there as it was sent."""

    clause: str
    number: str
    title: str


def lost_pictures(document: Document, package: Package) -> Iterator[LostPicture]:
    """Yield what of `document` the file does not show any more, in the order of the document."""
    if not document.images:
        return
    held = {hashlib.sha256(content).hexdigest() for name, content in package.parts.items() if "media/" in name.lower()}
    for party in ("giver", "acceptor"):
        facts = document.facts[party]
        if facts.get("logo") and facts["logo"] not in held:
            yield LostPicture("", "", f"Logo of {facts['legal_name']}")
    for clause, picture in _pictures(document.blocks):
        if picture.image not in held:
            number = f"Figure {picture.number}" if picture.number else ""
            yield LostPicture(clause, number, picture.caption or picture.alternative)


def _pictures(blocks: Iterable[Block], clause: str = "") -> Iterator[tuple[str, Picture]]:
    for block in blocks:
        if isinstance(block, Picture):
            yield clause, block
        elif isinstance(block, ClauseText):
            yield from _pictures(block.blocks, block.id)
