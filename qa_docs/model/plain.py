"""Filled text as plain characters: what a reader of the page sees."""

from collections.abc import Iterable

from qa_docs.model.document import Emphasis, Inline, Reference, Strong


def plain_text(text: Iterable[Inline]) -> str:
    """Give `text` without its looks; a reference prints its words and number, held together by a no-break space."""
    return "".join(map(_plain, text))


def _plain(node: Inline) -> str:
    if isinstance(node, str):
        return node
    if isinstance(node, Reference):
        return f"{node.lead}\u00a0{node.number}" if node.lead else node.number
    return plain_text(node.text) if isinstance(node, (Strong, Emphasis)) else node.text
