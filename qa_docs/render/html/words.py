"""Text as HTML."""

from collections.abc import Container
from html import escape

from qa_docs.model.document import Blank, DefinedTerm, Emphasis, Inline, Reference, Strong, Text

MARKS = {"A/R": "ar", "A": "a", "R": "r", "C": "c", "I": "i"}
"""Class of each letter of the matrix."""
OPEN = "[\u2022]"


def words(text: Text, targets: Container[str]) -> str:
    """Give `text` as HTML; a reference links to its target where the page has one."""
    return "".join(_inline(node, targets) for node in text)


def _inline(node: Inline, targets: Container[str]) -> str:
    match node:
        case str():
            return escape(node, quote=False)
        case Reference():
            shown = escape(f"{node.lead}\u00a0{node.number}" if node.lead else node.number, quote=False)
            return f'<a class="ref" href="#{identity(node.target)}">{shown}</a>' if node.target in targets else shown
        case Blank(open=True):
            return f'<mark class="open" title="{escape(node.label or node.id)}">{OPEN}</mark>'
        case Blank():
            return f'<span class="blank" title="{escape(node.id)}">{escape(node.text, quote=False)}</span>'
        case DefinedTerm():
            return f"<dfn>{escape(node.text, quote=False)}</dfn>"
        case Strong():
            return f"<strong>{words(node.text, targets)}</strong>"
        case Emphasis():
            return f"<em>{words(node.text, targets)}</em>"


def identity(target: str) -> str:
    """Give the id of an element of the page: what is good for a bookmark is good here, but for spaces."""
    return escape("-".join(target.split()), quote=True)
