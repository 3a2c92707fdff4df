"""The document as plain text: what a reader sees, one paragraph a line, numbers as in Word, ordinary spaces."""

from collections.abc import Iterator

from qa_docs.model.document import (
    Block,
    ClauseText,
    Document,
    Heading,
    PageTurn,
    Paragraph,
    Signatures,
    Table,
)
from qa_docs.model.drawing import Drawing
from qa_docs.model.picture import Picture
from qa_docs.model.plain import plain_text

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
    # What holds a line together on paper only hinders whoever searches a text.
    return "\n".join(lines).replace("\u00a0", " ") + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield ""
            yield f"{block.number}  {block.text}".strip()
        case Paragraph():
            number = f"{block.number} " if block.number else "- " if block.style == "bullet" else ""
            yield f"{_INDENT[block.level]}{number}{plain_text(block.text)}"
        case Table():
            yield ""
            if block.caption:
                yield f"Table {block.number}  {block.caption}"
            yield " | ".join(column.title for column in block.columns)
            yield from (" | ".join(plain_text(cell).replace("\n", "; ") for cell in row.cells) for row in block.rows)
        case Drawing() | Picture():
            yield ""
            if block.caption:
                yield f"Figure {block.number}  {block.caption}" if block.number else block.caption
            yield f"[{block.alternative}]" if isinstance(block, Picture) else block.alternative
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
