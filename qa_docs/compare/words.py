"""Which words of a text changed, so that a reader sees a change and not a riddle.

The longest common subsequence of the words is found by rapidfuzz; what it leaves in common between two changes is
given up where it is too little to help a reader ("the" between two new phrases).
"""

import re
from collections.abc import Hashable, Sequence
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import LCSseq

_WORDS = re.compile(r"[^\W_]+(?:[-.\u2010\u2011'\u2019][^\W_]+)*|\s+|.", re.DOTALL)
LEAST_ALIKE = 0.35
"""Texts less alike than this are shown whole, one after the other."""


class Piece(Struct, frozen=True, gc=False):
    """A stretch of two sequences: equal in both, or what one has in place of the other."""

    kind: Literal["equal", "changed"]
    old: slice
    new: slice


def words_of(text: str) -> list[str]:
    """Give the words, spaces and marks of `text`; joined again they are the text."""
    return _WORDS.findall(text)


def pieces_of(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Piece]:
    """Give how `new` differs from `old`, as stretches in order, equal and changed in turn."""
    pieces: list[Piece] = []
    for op in LCSseq.opcodes(old, new):
        kind: Literal["equal", "changed"] = "equal" if op.tag == "equal" else "changed"
        found = Piece(kind, slice(op.src_start, op.src_end), slice(op.dest_start, op.dest_end))
        if pieces and pieces[-1].kind == kind:
            found = _joined(pieces.pop(), found)
        pieces.append(found)
    return pieces


def readable(pieces: Sequence[Piece], old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Piece]:
    """Give `pieces` with the equal words between two changes given up where they are fewer than what changed."""
    kept = list(pieces)
    at = 1
    while 0 < at < len(kept) - 1:
        piece = kept[at]
        if piece.kind == "equal":
            alike = _weight(old[piece.old])
            around = [max(_weight(old[side.old]), _weight(new[side.new])) for side in (kept[at - 1], kept[at + 1])]
            if alike == 0 or (alike <= 2 and sum(around) > 3 * alike):
                kept[at - 1 : at + 2] = [_joined(_joined(kept[at - 1], piece, "changed"), kept[at + 1], "changed")]
                at = max(at - 1, 1)
                continue
        at += 1
    return kept


def likeness(old: Sequence[Hashable], new: Sequence[Hashable]) -> float:
    """Give how much of two sequences is common: 1 for equal ones, 0 where nothing is."""
    longest = max(_weight(old), _weight(new))
    if not longest:
        return 1.0
    common = sum(_weight(old[op.src_start : op.src_end]) for op in LCSseq.opcodes(old, new) if op.tag == "equal")
    return common / longest


def _weight(words: Sequence[Hashable]) -> int:
    """Count the words that carry meaning: spaces and marks do not."""
    return sum(1 for word in words if not isinstance(word, str) or word[:1].isalnum())


def _joined(first: Piece, second: Piece, kind: Literal["equal", "changed"] | None = None) -> Piece:
    return Piece(
        kind or first.kind,
        slice(first.old.start, second.old.stop),
        slice(first.new.start, second.new.stop),
    )
