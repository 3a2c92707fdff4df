"""How large a drawing may be, and which number it gets."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from qa_docs.model.document import Block, ClauseText, Paragraph, Table
from qa_docs.model.drawing import Drawing
from qa_docs.model.picture import Picture


class Sheet(Struct, frozen=True):
    """The room for one drawing, in twentieths of a point."""

    width: int
    height: int


PORTRAIT = Sheet(9630, 12000)
"""Fits upright pages of the house template, A4 and letter, with a caption and a line above."""
LANDSCAPE = Sheet(13560, 7800)
"""Fits turned pages of the house template, A4 and letter."""


def figures_numbered(blocks: Iterable[Block], first: int = 1) -> Iterator[Block]:
    """Yield `blocks` with a number for each drawing that has none, counted through from `first`."""
    for block in blocks:
        if isinstance(block, Drawing):
            yield replace(block, number=block.number or str(first))
            first += 1
        elif isinstance(block, ClauseText) and any(isinstance(inner, Drawing) for inner in block.blocks):
            inside: list[Paragraph | Table | Drawing | Picture] = []
            for inner in block.blocks:
                if isinstance(inner, Drawing):
                    inside.append(replace(inner, number=inner.number or str(first)))
                    first += 1
                else:
                    inside.append(inner)
            yield replace(block, blocks=tuple(inside))
        else:
            yield block


def shared_out(heights: Sequence[int], room: int, gap: int = 0) -> list[range]:
    """Give which rows of these `heights`, `gap` apart, stand in each drawing.

    There are as few drawings as can be, all of about the same height; a row higher than `room` has one for itself.
    """
    wanted = len(_filled(heights, room, gap))
    low, high = 0, room
    while low < high:
        middle = (low + high) // 2
        if len(_filled(heights, middle, gap)) > wanted:
            low = middle + 1
        else:
            high = middle
    return _filled(heights, low, gap)


def _filled(heights: Sequence[int], room: int, gap: int) -> list[range]:
    groups: list[range] = []
    first = used = 0
    for i, height in enumerate(heights):
        if i > first and used + gap + height > room:
            groups.append(range(first, i))
            first, used = i, 0
        used += height + (gap if i > first else 0)
    if heights:
        groups.append(range(first, len(heights)))
    return groups
