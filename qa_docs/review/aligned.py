"""Lays the lines of a returned file beside those of the file that was sent."""

import re
from collections.abc import Hashable, Iterator, Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from qa_docs.compare.words import pieces_of
from qa_docs.review.returned import Line

_SAME = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_NUMBER = re.compile(r"^(?:(?:Part|Appendix) [A-Z0-9]+|\d+(?:\.\d+)*\.?|\([a-z0-9]+\))[ \t]+(?=\S)")
_LIKE = 55.0
"""Percentage of likeness from which on two lines are taken for the same one, changed."""
_MOVED = 20
"""Letters that a line needs at least to be called moved: short ones are alike by chance."""
_WIDEST = 250_000
"""Pairs of lines that are compared letter by letter at most; beyond, only lines in like places are."""


class Pair(Struct, frozen=True):
    """A line that was sent and what became of it; either may be missing."""

    sent: Line | None
    returned: Line | None
    moved: bool = False


def normal(text: str) -> str:
    """Give a text without what editors change by themselves: kinds of space, quotation mark and dash, typed numbers."""
    return _NUMBER.sub("", " ".join(text.translate(_SAME).split()))


def aligned(sent: Sequence[Line], returned: Sequence[Line]) -> list[Pair]:
    """Give the lines of both files in pairs, in the order of the returned one."""
    pairs: list[Pair] = []
    for part in dict.fromkeys(line.part for line in (*sent, *returned)):
        old = [line for line in sent if line.part == part and _counts(line)]
        new = [line for line in returned if line.part == part and _counts(line)]
        pairs += _moved(list(_paired(old, new)))
    return pairs


def _counts(line: Line) -> bool:
    """Leave out empty lines and the contents list, which Word makes anew."""
    return any(text.strip() for text in (*line.before, *line.after)) and not line.style.upper().startswith("TOC")


def key_of(line: Line, after: bool = False) -> Hashable:
    """Give what a line is found by: its words, live fields by what they lead to."""
    texts = line.meant_after if after else line.meant_before
    return (line.kind, tuple(normal(text) for text in texts))


def _paired(sent: Sequence[Line], returned: Sequence[Line]) -> Iterator[Pair]:
    old = [key_of(line) for line in sent]
    new = [_found_by(line) for line in returned]
    for piece in pieces_of(old, new):
        gone, come = sent[piece.old], returned[piece.new]
        if piece.kind == "equal":
            yield from (Pair(a, b) for a, b in zip(gone, come, strict=True))
        else:
            yield from _like(gone, come)


def _found_by(line: Line) -> Hashable:
    """A line that a change brought in has no words from before; it is found by those that it has."""
    return key_of(line, after=not any(line.before))


def _like(sent: Sequence[Line], returned: Sequence[Line]) -> Iterator[Pair]:
    """Pair the lines between two equal ones by likeness, in order, with the greatest sum of it."""
    if not sent or not returned:
        yield from (Pair(line, None) for line in sent)
        yield from (Pair(None, line) for line in returned)
        return
    reach = max(len(sent), len(returned)) if len(sent) * len(returned) <= _WIDEST else 60
    scores = _scores(sent, returned, reach)
    best = [[0.0] * (len(returned) + 1) for _ in range(len(sent) + 1)]
    for i in reversed(range(len(sent))):
        row, below = best[i], best[i + 1]
        for j in reversed(range(len(returned))):
            score = scores.get((i, j), 0.0)
            row[j] = max(below[j], row[j + 1], score + below[j + 1] if score else 0.0)
    i = j = 0
    while i < len(sent) and j < len(returned):
        if best[i][j] == best[i + 1][j]:
            yield Pair(sent[i], None)
            i += 1
        elif best[i][j] == best[i][j + 1]:
            yield Pair(None, returned[j])
            j += 1
        else:
            yield Pair(sent[i], returned[j])
            i, j = i + 1, j + 1
    yield from (Pair(line, None) for line in sent[i:])
    yield from (Pair(None, line) for line in returned[j:])


def _scores(sent: Sequence[Line], returned: Sequence[Line], reach: int) -> dict[tuple[int, int], float]:
    scores: dict[tuple[int, int], float] = {}
    old = [_words(line.before) for line in sent]
    new = [(_words(line.before), _words(line.after)) for line in returned]
    for i, line in enumerate(sent):
        for j, other in enumerate(returned):
            if line.kind != other.kind or abs(i - j) > reach:
                continue
            same = 100.0 if line.clause == other.clause else 80.0
            score = max(fuzz.ratio(old[i], words, score_cutoff=_LIKE) for words in new[j])
            if score:
                scores[i, j] = score * same / 100
    return scores


def _words(texts: Sequence[str]) -> str:
    return " | ".join(normal(text) for text in texts)


def _moved(pairs: list[Pair]) -> list[Pair]:
    """Join a line that is missing in one place and found in another."""
    missing: dict[Hashable, list[int]] = {}
    for i, pair in enumerate(pairs):
        if pair.sent is not None and pair.returned is None and len(_words(pair.sent.before)) >= _MOVED:
            missing.setdefault(key_of(pair.sent), []).append(i)
    dropped: set[int] = set()
    for i, pair in enumerate(pairs):
        if pair.sent is None and pair.returned is not None:
            places = missing.get(key_of(pair.returned, after=True))
            if places:
                place = places.pop(0)
                pairs[i] = Pair(pairs[place].sent, pair.returned, moved=True)
                dropped.add(place)
    return [pair for i, pair in enumerate(pairs) if i not in dropped]
