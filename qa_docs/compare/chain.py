"""Pairs of things that stand in the same order on both sides and are the most alike together."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

_Old = TypeVar("_Old")
_New = TypeVar("_New")
Score = tuple[int, int, float]
"""Place in the old sequence, place in the new one, and how much the two are alike; above 0."""


def in_order(
    old: Sequence[_Old], new: Sequence[_New], scores: Sequence[Score]
) -> Iterator[tuple[_Old | None, _New | None]]:
    """Yield the items of both sequences, in pairs where `scores` has them alike, else beside None.

    No two pairs cross, and the sum of their scores is the greatest there is.
    """
    at = after = 0
    for i, j in _chain(scores, len(new)):
        yield from ((item, None) for item in old[at:i])
        yield from ((None, item) for item in new[after:j])
        yield old[i], new[j]
        at, after = i + 1, j + 1
    yield from ((item, None) for item in old[at:])
    yield from ((None, item) for item in new[after:])


def _chain(scores: Sequence[Score], width: int) -> list[tuple[int, int]]:
    """Give the pairs that follow each other on both sides and have the greatest sum together.

    The best sum up to each place is kept in a tree of partial maxima, so that only pairs that are alike cost anything.
    """
    tree: list[tuple[float, int]] = [(0.0, -1)] * (width + 1)
    before: list[int] = []
    pairs = sorted(scores, key=lambda score: (score[0], -score[1]))
    for at, (_, j, score) in enumerate(pairs):
        best, last = 0.0, -1
        step = j
        while step > 0:
            if tree[step][0] > best:
                best, last = tree[step]
            step -= step & -step
        before.append(last)
        step = j + 1
        while step <= width:
            if tree[step][0] < best + score:
                tree[step] = (best + score, at)
            step += step & -step
    at = max(tree)[1]
    chain = []
    while at >= 0:
        chain.append(pairs[at][:2])
        at = before[at]
    return chain[::-1]
