"""The document as plain text: what a reader sees, one paragraph a line, numbers as in Word."""

from collections.abc import Iterable, Iterator

from qa_docs.model.document import (
    Block,
    ClauseText,
    Document,
    Emphasis,
    Heading,
    Inline,
    PageTurn,
    Paragraph,
    Reference,
    Signatures,
    Strong,
    Table,
)

_INDENT = ("", "", "    ", "        ")


def render_text(document: Document) -> str:
    """Give the document as plain text, ending with a line end."""
    control, giver, acceptor = (document.facts[key] for key in ("document", "giver", "acceptor"))
    lines = [
        document.title,
        f"{giver['legal_name']} ({giver['role']}) and {acceptor['legal_name']} ({acceptor['role']})",
        f"Document {control['number']}, revision {control['revision']}, effective {control['effective_date']}",
    ]
    if document.draft:
        lines.append(f"DRAFT, {len(document.open_points)} open points")
        lines.extend(f"    {p.clause_number} {p.clause_title}: {p.label} ({p.id})" for p in document.open_points)
    for block in document.blocks:
        lines.extend(_lines(block))
    return "\n".join(lines) + "\n"


def text_of(text: Iterable[Inline]) -> str:
    """Give inline text as plain characters."""
    return "".join(map(_inline, text))


def _inline(node: Inline) -> str:
    if isinstance(node, str):
        return node
    if isinstance(node, Reference):
        return f"{node.lead}\u00a0{node.number}" if node.lead else node.number
    return text_of(node.text) if isinstance(node, (Strong, Emphasis)) else node.text


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield ""
            yield f"{block.number}  {block.text}".strip()
        case Paragraph():
            number = f"{block.number} " if block.number else "- " if block.style == "bullet" else ""
            yield f"{_INDENT[block.level]}{number}{text_of(block.text)}"
        case Table():
            yield ""
            if block.caption:
                yield f"Table {block.number}  {block.caption}"
            yield " | ".join(column.title for column in block.columns)
            yield from (" | ".join(text_of(cell) for cell in row.cells) for row in block.rows)
        case ClauseText():
            yield from _lines(block.heading)
            for inner in block.blocks:
                yield from _lines(inner)
        case Signatures():
            for signed in block.blocks:
                yield ""
                yield f"For {signed.legal_name} ({signed.party})"
                yield from (f"    {capacity}: {name}, {title}" for capacity, name, title in signed.lines)
        case PageTurn():
            return
