"""A printed agreement, a signed PDF for example, held against the document that it should be, word by word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from msgspec import Struct

from qa_docs.compare.words import pieces_of
from qa_docs.model.document import Block, ClauseText, Document, Heading, Paragraph, Signatures, Table
from qa_docs.model.drawing import Box, Drawing
from qa_docs.model.picture import Picture
from qa_docs.model.plain import plain_text

_WORD = re.compile(r"\w+", re.UNICODE)
_DIGITS = re.compile(r"\d+")
_OUTSIDE = ""
_SIGNATURES = "signatures"
_LINES = 4
"""Lines at the head and foot of a page among which running heads are looked for."""


class Owner(Struct, frozen=True):
    """What a word belongs to: a clause, or a part of the document that is none."""

    id: str
    number: str
    title: str


class Alteration(Struct, frozen=True):
    """Words that are not in the print, and words that stand there instead."""

    owner: Owner
    gone: str
    come: str


def alterations(document: Document, pages: Sequence[str]) -> tuple[Alteration, ...]:
    """Give where the words of a print differ from those of `document`.

    Marks of punctuation, the cover, the contents list, running heads, heading rows that a table repeats and the
    signature page are left out: a print does not tell them surely.
    """
    owned = list(_words_of(document.blocks))
    expected = [word for word, _ in owned]
    printed = [word for page in without_running_heads(pages) for word in _words(page)]
    heads = [Counter(words) for words in _heading_rows(document.blocks)]
    figures = set(_figure_words(document.blocks))
    beside = figures.union(_running_words(pages), *heads) if figures else figures
    found: list[Alteration] = []
    begun = False
    for piece in pieces_of(expected, printed):
        if piece.kind == "equal":
            # The contents list repeats headings; the text has begun where a long stretch agrees.
            begun = begun or piece.old.stop - piece.old.start >= 20
            continue
        gone, come = expected[piece.old], printed[piece.new]
        owner = owned[min(piece.old.start, len(owned) - 1)][1] if gone else owned[max(piece.old.start - 1, 0)][1]
        if owner.id == _SIGNATURES or (not gone and (not begun or _repeats(come, heads))):
            continue
        # The words of a figure stand anywhere among those of its page, running heads and heading rows between them.
        if not gone and all(_is_of(word, beside) for word in come):
            continue
        found.append(Alteration(owner, " ".join(gone), " ".join(come) if begun else ""))
    return tuple(found)


def without_running_heads(pages: Sequence[str]) -> list[str]:
    """Give the pages without the lines that head or foot most of them; page numbers in these differ."""
    often = _running_heads(pages)
    kept = []
    for page in pages:
        lines = page.splitlines()
        last = len(lines) - _LINES
        kept.append("\n".join(line for i, line in enumerate(lines) if _LINES <= i < last or _bare(line) not in often))
    return kept


def _running_heads(pages: Sequence[str]) -> set[str]:
    counted = Counter(line for page in pages for line in {_bare(line) for line in _edges(page)})
    return {line for line, count in counted.items() if count > 2 and count * 3 >= len(pages)}


def _running_words(pages: Sequence[str]) -> set[str]:
    often = _running_heads(pages)
    found = {word for page in pages for line in _edges(page) if _bare(line) in often for word in _words(line)}
    return found | {str(number) for number in range(1, len(pages) + 1)}


def _figure_words(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the words inside the figures of a document."""
    for block in blocks:
        if isinstance(block, ClauseText):
            yield from _figure_words(block.blocks)
        elif isinstance(block, Drawing):
            yield from (word for text in _inside(block) for word in _words(text))


def _is_of(word: str, known: Set[str]) -> bool:
    """Say whether a word is known, or two that are, which stand on a turned line and have lost the space between."""
    return word in known or any(word[:at] in known and word[at:] in known for at in range(1, len(word)))


def _inside(drawing: Drawing) -> Iterator[str]:
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            yield from (line.text for line in shape.lines)
    if drawing.chart:
        chart, scale = drawing.chart, drawing.chart.scale
        yield from (chart.across, chart.up, *chart.labels)
        yield from (series.name for series in chart.series)
        yield from (limit.name for limit in chart.limits)
        for number in range(int((scale.high - scale.low) / scale.step) + 1):
            yield f"{scale.low + number * scale.step:.{scale.places}f}"


def _heading_rows(blocks: Iterable[Block]) -> Iterator[list[str]]:
    for block in blocks:
        if isinstance(block, Table):
            groups = dict.fromkeys(column.group for column in block.columns)
            yield _words(" ".join((*groups, *(column.title for column in block.columns))))
        elif isinstance(block, ClauseText):
            yield from _heading_rows(block.blocks)


def _repeats(words: Sequence[str], heads: Sequence[Counter[str]]) -> bool:
    """Say whether `words` are the heading row of a table, as it stands again on each of its pages."""
    told = Counter(words)
    return any(head and told <= head and told.total() * 5 >= head.total() * 4 for head in heads)


def _edges(page: str) -> list[str]:
    lines = page.splitlines()
    return lines[:_LINES] + lines[-_LINES:]


def _bare(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("\u00ad", ""))


def _words_of(blocks: Iterable[Block]) -> Iterator[tuple[str, Owner]]:
    owner = Owner(_OUTSIDE, "", "outside the clauses")
    for block in blocks:
        if isinstance(block, ClauseText):
            own = Owner(block.id, block.heading.number, block.heading.text)
            for text in (*_texts(block.heading), *(text for inner in block.blocks for text in _texts(inner))):
                yield from ((word, own) for word in _words(text))
            continue
        if isinstance(block, Heading):
            owner = Owner(_SIGNATURES if block.id == _SIGNATURES else _OUTSIDE, block.number, block.text)
        elif isinstance(block, Signatures):
            owner = Owner(_SIGNATURES, "", "Signatures")
        for text in _texts(block):
            yield from ((word, owner) for word in _words(text))


def _texts(block: object) -> Iterator[str]:
    match block:
        case Heading():
            lead = "Part " if block.kind == "part" and not block.number.startswith("Part") else ""
            yield f"{lead}{block.number} {block.text}"
        case Paragraph():
            yield f"{block.number} {plain_text(block.text)}"
        case Drawing() | Picture() if block.caption:
            yield f"Figure {block.number} {block.caption}"
        case Table():
            if block.number:
                yield f"Table {block.number.split()[-1]} {block.caption}"
            else:
                yield block.caption
            for row in block.rows:
                yield from map(plain_text, row.cells)
        case Signatures():
            for signed in block.blocks:
                yield signed.legal_name
                for line in signed.lines:
                    yield from line
