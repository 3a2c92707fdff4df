"""A document on its way to a Word file."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from qa_docs.model.document import Document


class WordFile(Struct, frozen=True):
    """A document that can be written as a Word file, with the pages of its headings or without."""

    name: str
    """What it is called in a problem."""
    document: Document
    render: Callable[[Mapping[str, int] | None], bytes]
