"""The blocks of a document as HTML: headings that can be linked to, clauses with their notes beside them."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from qa_docs.model.document import (
    Block,
    ClauseText,
    Column,
    Document,
    Heading,
    Note,
    Paragraph,
    Signatures,
    Table,
    TableRow,
)
from qa_docs.model.drawing import Drawing
from qa_docs.model.picture import Image, Picture
from qa_docs.model.plain import plain_text
from qa_docs.render.html.words import MARKS, identity, words
from qa_docs.render.svg import render_svg

_LEVELS = {"part": 2, "appendix": 2, "section": 3, "plain": 3, "clause": 4}
_KINDS = {"left": "", "center": "center", "decimal": "number"}
"""Class of a cell by where its column's cells stand."""
_NAMES = {"guidance": "Guidance", "position": "Position", "basis": "Basis", "open": "Open point", "change": "Change"}


class Body:
    """Writes the blocks of one document; each id is given to one element only."""

    def __init__(self, document: Document, sources: Mapping[str, list[str]]) -> None:
        self._document = document
        self._sources = sources
        self._targets = frozenset(_targets(document.blocks))
        self._given: set[str] = set()

    def written(self) -> Iterator[str]:
        """Yield the body, block by block."""
        for block in self._document.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case ClauseText():
                yield from self._clause(block)
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield self._paragraph(block)
            case Table():
                yield self._table(block)
            case Drawing():
                yield self._figure(block, render_svg(block))
            case Picture():
                yield self._figure(block, self._picture(block))
            case Signatures():
                yield from _signatures(block)

    def _id(self, target: str) -> str:
        name = identity(target)
        if not name or name in self._given:
            return ""
        self._given.add(name)
        return f' id="{name}"'

    def _heading(self, block: Heading) -> str:
        level = _LEVELS[block.kind]
        number = f'<span class="number">{escape(_number(block))} </span>' if block.number else ""
        name = identity(block.id)
        own = self._id(block.id)
        label = escape(f"Link to {_number(block)} {block.text}".replace("  ", " "))
        link = f' <a class="anchor" href="#{name}" aria-label="{label}">#</a>' if own else ""
        return f'<h{level}{own} class="{block.kind}">{number}{escape(block.text, quote=False)}{link}</h{level}>'

    def _clause(self, block: ClauseText) -> Iterator[str]:
        yield f'<section class="clause" data-clause="{escape(block.id)}" data-version="{escape(block.version)}">'
        yield '<div class="text">'
        yield self._heading(block.heading)
        for inner in block.blocks:
            yield from self._block(inner)
        yield "</div>"
        yield from self._notes(block)
        yield "</section>"

    def _notes(self, block: ClauseText) -> Iterator[str]:
        sources = self._sources.get(block.heading.id, [])
        notes = [note for note in block.notes if note.kind != "basis" or not sources]
        if not notes and not sources:
            return
        name = " ".join((_number(block.heading), block.heading.text)).strip()
        yield f'<aside class="notes" aria-label="{escape(f"Notes on {name}")}"><details>'
        yield f'<summary>Notes and basis<span class="tag">{escape(block.id)} {escape(block.version)}</span></summary>'
        yield from (_note(note) for note in notes)
        if sources:
            yield '<div class="note basis"><strong>Basis</strong><ul>'
            yield from (f"<li>{source}</li>" for source in sources)
            yield "</ul></div>"
        yield "</details></aside>"

    def _paragraph(self, block: Paragraph) -> str:
        number = f'<span class="number">{escape(block.number)} </span>' if block.number else ""
        look = " ".join(name for name in (f"level-{block.level}" if block.level else "", block.style) if name)
        return f"<p{f' class={chr(34)}{look}{chr(34)}' if look else ''}>{number}{words(block.text, self._targets)}</p>"

    def _table(self, block: Table) -> str:
        title = f"Table {_bare(block.number)}: {block.caption}" if block.number else block.caption
        caption = f"<caption>{escape(title, quote=False)}</caption>" if title else ""
        rows = "".join(self._row(row, block.columns, block.look) for row in block.rows)
        label = escape(title or "Table")
        return (
            f'<div class="scroll"{self._id(block.id)} role="region" tabindex="0" aria-label="{label}">'
            f'<table class="{block.look}">{caption}{_head(block)}<tbody>{rows}</tbody></table></div>'
        )

    def _row(self, row: TableRow, columns: tuple[Column, ...], look: str) -> str:
        if row.kind == "group":
            title = words(row.cells[0], self._targets)
            return f'<tr class="group"><th colspan="{len(columns)}" scope="rowgroup">{title}</th></tr>'
        cells = []
        for i, cell in enumerate(row.cells):
            text = words(cell, self._targets)
            if i == 0 and text:
                cells.append(f'<th scope="row">{text}</th>')
                continue
            mark = MARKS.get(plain_text(cell)) if look == "matrix" else None
            tone = row.tones[i] if i < len(row.tones) and row.tones[i] else None
            kind = f"mark mark-{mark}" if mark else f"tone-{tone}" if tone else _KINDS[columns[i].align]
            cells.append(f"<td{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}>{text}</td>")
        return f"<tr>{''.join(cells)}</tr>"

    def _figure(self, block: Drawing | Picture, shown: str) -> str:
        title = f"Figure {_bare(block.number)}: {block.caption}" if block.number else block.caption
        caption = f"<figcaption>{escape(title, quote=False)}</figcaption>" if title else ""
        return f"<figure{self._id(block.id)}>{shown}{caption}</figure>"

    def _picture(self, block: Picture) -> str:
        look = f"width:{block.width / 20:g}pt{';border:1px solid #bfbfbf;box-sizing:border-box' if block.sheet else ''}"
        return image(self._document.images[block.image], block.alternative, look)


def image(shown: Image, alternative: str, look: str) -> str:
    """Give an image inside the page itself, which fetches nothing; it is never wider than its column."""
    held = b64encode(shown.content).decode()
    across, down = shown.pixels
    return (
        f'<img src="data:image/{shown.kind};base64,{held}" width="{across}" height="{down}" '
        f'alt="{escape(alternative)}" style="{look};max-width:100%;height:auto">'
    )


def _head(block: Table) -> str:
    if not any(column.title for column in block.columns):
        return ""
    cells = []
    for column in block.columns:
        title = f"{column.group}: {column.title}" if column.group else column.title
        turned = ' class="turned"' if column.turned else ""
        cells.append(
            f'<th scope="col"{turned}><span>{escape(title, quote=False)}</span></th>' if title else "<td></td>"
        )
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def _note(note: Note) -> str:
    return f'<div class="note {note.kind}"><strong>{_NAMES[note.kind]}</strong> {escape(note.text, quote=False)}</div>'


def _signatures(block: Signatures) -> Iterator[str]:
    for signed in block.blocks:
        role = f" ({escape(signed.party)})" if signed.party else ""
        yield '<div class="signatures">'
        yield f"<p>Signed for and on behalf of <strong>{escape(signed.legal_name)}</strong>{role}</p><dl>"
        for capacity, name, title in signed.lines:
            who = f"<dt>{escape(capacity)}</dt><dd>{escape(name)}<br>{escape(title)}</dd>"
            yield f"<div>{who}<dd>Signature and date:</dd></div>"
        yield "</dl></div>"


def _number(heading: Heading) -> str:
    if heading.kind == "part" and heading.number and not heading.number.startswith("Part"):
        return f"Part {heading.number}"
    return heading.number


def _bare(number: str) -> str:
    return number.split()[-1] if number.split() else ""


def _targets(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Table() | Drawing() | Picture():
                yield block.id
            case ClauseText():
                yield block.heading.id
                yield from _targets(block.blocks)


def contents(document: Document) -> Iterator[str]:
    """Yield the contents list: parts and appendices, and under the parts their sections."""
    open_list = False
    yield "<ol>"
    for block in document.blocks:
        heading = block.heading if isinstance(block, ClauseText) else block
        if not isinstance(heading, Heading) or heading.kind == "clause":
            continue
        link = (
            f'<a href="#{identity(heading.id)}">{escape(f"{_number(heading)} {heading.text}".strip(), quote=False)}</a>'
        )
        top = _LEVELS[heading.kind] == 2
        if top:
            yield f"{'</ol></li>' if open_list else ''}<li>{link}<ol>"
            open_list = True
        elif open_list:
            yield f"<li>{link}</li>"
    yield f"{'</ol></li>' if open_list else ''}</ol>"
