"""How wide the columns of a table are: as its author said, as far as every word fits; by their content in long tables.

Nobody has laid anything out here, so widths are estimated from letters: half the type size each on the whole, a little
more for single words, which may be all capitals.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from qa_docs.model.document import Column, Table, Text
from qa_docs.model.plain import plain_text

_LETTER = 10 * 0.49
_LETTER_OF_WORD = 10 * 0.53
_NUMBER = re.compile(r"[<>\u2264\u2265]?[ \u00a0]?[\u2212-]?\d[\d,]*(\.\d+)?([ \u00a0]?[^\s\d.]{1,8})?")
_DIGITS = re.compile(r"[ \u00a0]?[^\s\d.]{1,8}$")
"""A number with its unit, and the unit."""
_CAPITALS = 10 * 0.9
"""Width of a letter in twentieths of a point for each half point of type size, and what capitals may add to a word."""

_LONG = 12
"""Rows from which on content decides: a short table looks better in the proportions of its neighbours."""
_LARGEST_WORD = 0.4
"""Share of the table that a single word may claim; a longer one is broken."""
_SHORT = 24
"""Letters up to which a column stays on one line: a wrapped name makes every row of the table two lines high."""
_ENOUGH = 60
_ORDINARY_WORD = 15
_WHOLE_NAME = 10
"""Letters up to which a word with a hyphen is a name, "COM-12", and stays whole."""


class _Need(Struct, gc=False):
    """What a column needs, in twentieths of a point: for its longest word, and for most of its cells on one line."""

    least: float
    good: float


def column_widths(columns: tuple[Column, ...], total: int) -> list[int]:
    """Give whole widths in the proportion of the columns, that add up to `total`."""
    return _whole([column.width for column in columns], total)


def fitted_widths(block: Table, texts: Sequence[Sequence[Text]], total: int, size: int, room: int) -> list[int]:
    """Give whole widths for the columns of `block` that add up to `total`.

    `texts` holds the texts of each column, `size` is that of the type in half points, `room` the space beside the text
    of a cell.
    """
    columns = block.columns
    proportioned = column_widths(columns, total)
    if any(column.turned for column in columns):
        return proportioned
    needs = [_need(column, cells, total, size, room) for column, cells in zip(columns, texts, strict=True)]
    least = [need.least for need in needs]
    if sum(least) >= total:
        return _whole(least, total)
    if len(texts[0]) >= _LONG and block.look != "key":
        return _by_content(needs, total)
    if all(width >= need for width, need in zip(proportioned, least, strict=True)):
        return proportioned
    # Who has too little gets it from all that have more than they need.
    spare = [max(0.0, width - need) for width, need in zip(proportioned, least, strict=True)]
    lack = sum(max(0.0, need - width) for width, need in zip(proportioned, least, strict=True))
    kept = 1 - lack / sum(spare)
    return _whole([need + more * kept for need, more in zip(least, spare, strict=True)], total)


def is_number(text: str) -> bool:
    """Say whether a cell holds one number, with or without its unit."""
    return _NUMBER.fullmatch(text) is not None


def decimal_tab(numbers: Iterable[str], width: int, size: int, room: int) -> int:
    """Give the place in a cell of `width` where the decimal points of `numbers` stand, so that all fit in its middle.

    In a cell Word and LibreOffice bring a number to a decimal tab without a tab character before it.
    """
    whole = part = 0.0
    for number in numbers:
        before, point, after = number.partition(".")
        if not point:  # the unit of a number without decimals stands behind the tab too
            before = _DIGITS.sub("", number) or number
            after = number[len(before) :]
        whole, part = max(whole, len(before)), max(part, len(after) + len(point))
    letter = size * _LETTER_OF_WORD
    inside = width - room
    middle = (inside - (whole + part) * letter) / 2 + whole * letter
    return round(max(min(middle, inside - part * letter), 0))


def turned_height(columns: tuple[Column, ...], widths: list[int], size: int) -> int:
    """Give the height that the turned titles need, in twentieths of a point.

    Word does not make a row higher for turned text, so the height is estimated from the letters: about half the type
    size each, on as many lines as the column has room for.
    """
    letter = size * 10 * 0.55
    line = size * 10 * 1.3
    heights = [0.0]
    for column, width in zip(columns, widths, strict=True):
        if column.turned and column.title:
            lines = max(1, int((width - 60) // line))
            longest_word = max(len(word) for word in column.title.split())
            heights.append(max(longest_word, -(-len(column.title) // lines) + (4 if lines > 1 else 0)) * letter + 200)
    return round(min(max(heights), 3600)) if len(heights) > 1 else 0


def _need(column: Column, cells: Sequence[Text], total: int, size: int, room: int) -> _Need:
    # Written for speed: a long agreement has some ten thousand words in tables.
    if column.align != "left":
        cells = cells[:_ENOUGH]  # numbers and marks: a few of them say how wide they are
    texts = [text[0] if len(text) == 1 and type(text[0]) is str else plain_text(text) if text else "" for text in cells]
    lengths = list(map(len, texts))
    count = len(texts) or 1
    usual = sum(lengths) / count
    long = count >= _LONG
    if long and usual > _SHORT:
        word = max(_ORDINARY_WORD, _longest_word(column.title))  # sentences are given more room than any word needs
    else:
        words = " ".join({column.title, *texts})
        word = _longest_word(words)
        if "\n" in words:
            lengths = [max(map(len, text.split("\n"))) for text in texts]
            usual = sum(lengths) / count
    longest = max(lengths, default=0)
    least = min(room + (word * _LETTER_OF_WORD + _CAPITALS) * size, total * _LARGEST_WORD)
    # Few cells are half as long again as the usual one; what they lack in width they get in height, up to a point.
    letters = max(len(column.title) / 2, longest / 4, min(longest, 6 + 1.6 * usual))
    good = max(least, room + letters * size * _LETTER)
    return _Need(good if longest <= _SHORT and long else least, good)


def _longest_word(words: str) -> int:
    longest = max(map(len, words.replace("\n", " ").split(" ")))
    if longest <= _WHOLE_NAME:
        return longest
    return max(_WHOLE_NAME, max(map(len, words.replace("\n", " ").replace("-", "- ").split(" "))))


def _by_content(needs: list[_Need], total: int) -> list[int]:
    good = sum(need.good for need in needs)
    if good <= total:
        return _whole([need.good for need in needs], total)
    least = sum(need.least for need in needs)
    share = (total - least) / (good - least)
    return _whole([need.least + (need.good - need.least) * share for need in needs], total)


def _whole(widths: Sequence[float], total: int) -> list[int]:
    """Give whole numbers in the proportion of `widths` that add up to `total`."""
    parts = sum(widths) or 1
    edges = [0]
    reached = 0.0
    for width in widths:
        reached += width
        edges.append(round(total * reached / parts))
    return [right - left for left, right in pairwise(edges)]
