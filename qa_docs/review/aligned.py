"""Lays the lines of a returned file beside those of the file that was sent."""

from collections.abc import Hashable, Iterable, Iterator, Sequence

from msgspec import Struct
from rapidfuzz import fuzz, process

from qa_docs.compare.chain import Score, in_order
from qa_docs.compare.words import pieces_of
from qa_docs.review.lines import Line
from qa_docs.review.typed import contents_of, counting, key_of, normal, unnumbered

_LIKE = 55.0
"""Percentage of likeness from which on two lines are taken for the same one, changed."""
_LIKE_TOGETHER = 38.0
"""The same for two lines of one clause."""
_TITLE = 8
"""Letters of a line that is found again inside another one."""
_MOVED_LIKE = 88.0
"""The same for lines in other places."""
_MOVED = 20
"""Letters that a line needs at least to be called moved: short ones are alike by chance."""
_WIDEST = 250_000
"""Pairs of lines that are compared letter by letter at most; beyond, only lines in like places are."""
_REACH = 60
_LONGEST = 2_000
"""Letters of a line by which it is compared."""
_REPEATED = ("header", "footer")
"""Parts that a program writes once for each kind of page: what says the same is the same."""


class Pair(Struct, frozen=True):
    """A line that was sent and what became of it; either may be missing."""

    sent: Line | None
    returned: Line | None
    moved: bool = False


def aligned(sent: Sequence[Line], returned: Sequence[Line]) -> list[Pair]:
    """Give the lines of both files in pairs, in the order of the returned one."""
    pairs: list[Pair] = []
    contents = contents_of(sent)
    for part in dict.fromkeys(line.part for line in (*sent, *returned)):
        old = list(counting([line for line in sent if line.part == part], contents))
        new = list(counting([line for line in returned if line.part == part], contents))
        if part in _REPEATED:
            old, new = _once(old), _once(new)
        new = unnumbered(old, new)
        fresh = [line for line in new if not _had_words(line)]
        pairs += _moved(list(_with(fresh, _paired(old, [line for line in new if _had_words(line)]))))
    return pairs


def _had_words(line: Line) -> bool:
    """Say whether the line was there before the tracked changes."""
    return any(text.strip() for text in line.before)


def _once(lines: Iterable[Line]) -> list[Line]:
    return list({(key_of(line), key_of(line, after=True)): line for line in lines}.values())


def _with(fresh: Sequence[Line], pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the pairs and, each in its place, the lines that a tracked change brought in."""
    waiting = iter(fresh)
    line = next(waiting, None)
    for pair in pairs:
        while line is not None and pair.returned is not None and pair.returned.at > line.at:
            yield Pair(None, line)
            line = next(waiting, None)
        yield pair
    while line is not None:
        yield Pair(None, line)
        line = next(waiting, None)


def _paired(sent: Sequence[Line], returned: Sequence[Line]) -> Iterator[Pair]:
    for piece in pieces_of([key_of(line) for line in sent], [key_of(line) for line in returned]):
        gone, come = sent[piece.old], returned[piece.new]
        if piece.kind == "equal":
            yield from (Pair(a, b) for a, b in zip(gone, come, strict=True))
        else:
            yield from _like(gone, come)


def _like(sent: Sequence[Line], returned: Sequence[Line]) -> Iterator[Pair]:
    """Pair the lines between two equal ones by likeness, in order, with the greatest sum of it."""
    yield from (Pair(a, b) for a, b in in_order(sent, returned, _scores(sent, returned)))


def _scores(sent: Sequence[Line], returned: Sequence[Line]) -> list[Score]:
    """Give the pairs of lines that are alike, with how much they are."""
    narrow = len(sent) * len(returned) > _WIDEST
    old = [_words(line.before) for line in sent]
    new = [_words(line.before) for line in returned]
    scores = []
    for i, line in enumerate(sent):
        middle = i * len(returned) // len(sent)
        reach = range(max(0, middle - _REACH), min(len(returned), middle + _REACH)) if narrow else range(len(returned))
        for j in reach:
            other = returned[j]
            if line.kind == other.kind and (score := _likeness(old[i], new[j], line.clause == other.clause != "")):
                scores.append((i, j, score if line.clause == other.clause else score * 0.8))
    return scores


def _likeness(old: str, new: str, together: bool) -> float:
    """Give how much two lines are alike, or nothing; a title that grew, and lines of one clause, need less."""
    score = fuzz.ratio(old, new, score_cutoff=_LIKE_TOGETHER if together else _LIKE)
    if not score and min(len(old), len(new)) >= _TITLE and (old in new or new in old):
        return _LIKE
    return score


def _words(texts: Sequence[str]) -> str:
    return normal(" | ".join(text[:_LONGEST] for text in texts))[:_LONGEST]


def _moved(pairs: list[Pair]) -> list[Pair]:
    """Join a line that is missing in one place and found in another."""
    missing = [i for i, pair in enumerate(pairs) if pair.sent is not None and _is_missing(pair)]
    come = [i for i, pair in enumerate(pairs) if pair.sent is None and pair.returned is not None]
    if not missing or not come:
        return pairs
    found = _same_elsewhere(pairs, missing, come)
    found |= _like_elsewhere(
        pairs, [i for i in missing if i not in found.values()], [i for i in come if i not in found]
    )
    found |= _titles(pairs, missing, come, found)
    joined = {i: Pair(pairs[place].sent, pairs[i].returned, moved=True) for i, place in found.items()}
    dropped = set(found.values())
    return [joined.get(i, pair) for i, pair in enumerate(pairs) if i not in dropped]


def _titles(
    pairs: Sequence[Pair], missing: Sequence[int], come: Sequence[int], found: dict[int, int]
) -> dict[int, int]:
    """Join short lines, such as titles, that stand right before or after others of their clause that moved."""
    taken = set(found.values())
    short: dict[Hashable, int] = {}
    for i, pair in enumerate(pairs):
        if pair.sent is not None and i not in taken and (pair.returned is None or i in missing):
            short.setdefault((pair.sent.clause, key_of(pair.sent)), i)
    more: dict[int, int] = {}
    for i in come:
        returned = pairs[i].returned
        if i in found or returned is None:
            continue
        for beside in (i + 1, i - 1):
            sent = pairs[found[beside]].sent if beside in found else None
            place = short.pop((sent.clause, key_of(returned, after=True)), None) if sent is not None else None
            if place is not None:
                more[i] = place
                break
    return more


def _is_missing(pair: Pair) -> bool:
    sent, returned = pair.sent, pair.returned
    if sent is None or len(_words(sent.before)) < _MOVED:
        return False
    return returned is None or not any(text.strip() for text in returned.after)


def _same_elsewhere(pairs: Sequence[Pair], missing: Sequence[int], come: Sequence[int]) -> dict[int, int]:
    places: dict[Hashable, list[int]] = {}
    for i in missing:
        if (sent := pairs[i].sent) is not None:
            places.setdefault(key_of(sent), []).append(i)
    found = {}
    for i in come:
        returned = pairs[i].returned
        if returned is not None and (waiting := places.get(key_of(returned, after=True))):
            found[i] = waiting.pop(0)
    return found


def _like_elsewhere(pairs: Sequence[Pair], missing: Sequence[int], come: Sequence[int]) -> dict[int, int]:
    if len(missing) * len(come) > _WIDEST:
        return {}
    waiting = {i: _words(line.before) for i in missing if (line := pairs[i].sent) is not None}
    found: dict[int, int] = {}
    for i in come:
        line = pairs[i].returned
        if line is None or len(words := _words(line.after)) < 2 * _MOVED:
            continue
        best = process.extractOne(words, waiting, scorer=fuzz.ratio, score_cutoff=_MOVED_LIKE)
        if best is not None:
            found[i] = best[2]
            del waiting[best[2]]
    return found
