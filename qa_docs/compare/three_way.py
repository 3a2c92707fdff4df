"""Two changes of one text put together by lines; where both touch the same lines, neither is chosen.

Written here because the library for it on PyPI (merge3) has a licence that this program cannot take on, and git need
not be installed. What is common is found by `difflib`.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct


class Merged(Struct, frozen=True):
    """Lines that are settled. `line` counts from 0 in our text."""

    lines: tuple[str, ...]
    line: int


class Conflict(Struct, frozen=True):
    """Lines that both changed, each otherwise. `line` counts from 0 in our text."""

    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    line: int


def three_way(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[Merged | Conflict, ...]:
    """Give the lines of `base` with the changes of `ours` and of `theirs`."""
    found: list[Merged | Conflict] = []
    at = our_at = their_at = 0
    for start, end, our_start, their_start in _common(base, ours, theirs):
        was = tuple(base[at:start])
        one, other = tuple(ours[our_at:our_start]), tuple(theirs[their_at:their_start])
        if one in (other, was) or other == was:
            found.append(Merged(other if one == was else one, our_at))
        else:
            found.append(Conflict(was, one, other, our_at))
        found.append(Merged(tuple(base[start:end]), our_start))
        at, our_at, their_at = end, our_start + end - start, their_start + end - start
    return tuple(part for part in found if isinstance(part, Conflict) or part.lines)


def _common(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs of lines that all three hold: begin and end in the base, begin in each; last the empty end."""
    our_blocks = SequenceMatcher(None, base, ours, autojunk=False).get_matching_blocks()
    their_blocks = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    i = j = 0
    while i < len(our_blocks) and j < len(their_blocks):
        our, their = our_blocks[i], their_blocks[j]
        start, end = max(our.a, their.a), min(our.a + our.size, their.a + their.size)
        if start < end:
            yield start, end, our.b + start - our.a, their.b + start - their.a
        if our.a + our.size < their.a + their.size:
            i += 1
        else:
            j += 1
    yield len(base), len(base), len(ours), len(theirs)
