"""Facts of a deal that came back otherwise: names, addresses, numbers that stand in it as they are printed."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qa_docs.library.rewritten import plain
from qa_docs.model.placed import KeyPath

_SHORTEST = 3
"""Letters of a value that is looked for in the middle of a text."""


class Fact(NamedTuple):
    """A value of the deal with what it shall be."""

    path: KeyPath
    value: str


def facts_in(old: str, new: str, values: Mapping[KeyPath, str]) -> tuple[Fact, ...] | None:
    """Give the values of the deal whose change makes `new` of `old`, a paragraph or a row; None where none does.

    A value that stands in the deal in several places is taken from the entry that holds most of the row.
    """
    before, after = old.split(" | "), new.split(" | ")
    if len(before) != len(after):
        return None
    found: list[Fact] = []
    for was, now in zip(before, after, strict=True):
        if plain(was) == plain(now):
            continue
        fact = _fact(was, now, values, plain(old))
        if fact is None:
            return None
        found.append(fact)
    return tuple(found) or None


def _fact(was: str, now: str, values: Mapping[KeyPath, str], row: str) -> Fact | None:
    candidates = [
        (len(value), _weight(path, values, row), path, changed)
        for path, value in values.items()
        if (changed := _changed(plain(was), plain(now), plain(value)))
    ]
    if not candidates:
        return None
    longest = max(length for length, _, _, _ in candidates)
    best = sorted((one for one in candidates if one[0] == longest), key=lambda one: -one[1])
    if len(best) > 1 and best[0][1] == best[1][1]:
        return None  # which of them is meant nobody can tell
    return Fact(best[0][2], best[0][3])


def _changed(was: str, now: str, value: str) -> str:
    """Give what stands in `now` where `value` stands in `was`, where all else is the same."""
    if not value or (len(value) < _SHORTEST and value != was):
        return ""
    for at in _places(was, value):
        head, tail = was[:at], was[at + len(value) :]
        if now.startswith(head) and now.endswith(tail) and len(now) > len(head) + len(tail):
            return now[len(head) : len(now) - len(tail)].strip()
    return ""


def _places(text: str, value: str) -> Iterator[int]:
    at = text.find(value)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(value) : at + len(value) + 1]
        if not before.isalnum() and not after.isalnum():
            yield at
        at = text.find(value, at + 1)


def _weight(path: KeyPath, values: Mapping[KeyPath, str], row: str) -> int:
    """Give how many values beside the one at `path` stand in the row too."""
    beside = [one for key, one in values.items() if key[: len(path) - 1] == path[:-1] and key != path]
    return sum(bool(one) and plain(one) in row for one in beside)
