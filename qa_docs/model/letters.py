"""How wide words print, and how they break into lines.

The widths are those of Carlito, which are Calibri's too, and rounded up: what is measured here never prints wider.
Kerning, which as a rule brings letters closer, is left out.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from qa_docs.model.drawing import Words
from qa_docs.model.letter_widths import BOLD, REGULAR

# A letter that is not listed is taken for a wide one; East Asian ones fill a square.
_OTHER, _SQUARE = 92, 105
_SPARE = 101
"""Of a hundred: programs place letters a little apart from one another's."""
_FIRST_SQUARE = "\u1100"
_SPACES = re.compile(r"[ \t\r\n]+")  # a space that must not break is none of them
_BREAKS_AFTER = "-/\u2013,;+&)_.:"


def text_width(text: str, size: int, bold: bool = False) -> int:
    """Give the width of `text` in type of `size` half points, in twentieths of a point."""
    widths = _widths(bold)
    hundredths = sum(widths.get(letter) or (_SQUARE if letter >= _FIRST_SQUARE else _OTHER) for letter in text)
    return -(-hundredths * size * _SPARE // 1000)


def wrapped(text: str, width: int, size: int, bold: bool = False) -> tuple[Words, ...]:
    """Give `text` in lines that are at most `width` wide.

    A word too long for a line breaks after a hyphen, a slash or the like, and failing these anywhere.
    """
    lines: list[str] = []
    line = ""
    for word in filter(None, _SPACES.split(text)):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width, size, bold)
        lines.extend(full)
    if line:
        lines.append(line)
    return tuple(Words(each, bold) for each in lines)


def widest(lines: Iterable[Words], size: int) -> int:
    """Give the width of the widest line."""
    return max((text_width(line.text, size, line.bold) for line in lines), default=0)


def _pieces(word: str, width: int, size: int, bold: bool) -> Iterator[str]:
    """Yield a word in pieces that fit; at least one letter stands on each line, however narrow it is."""
    while text_width(word, size, bold) > width and len(word) > 1:
        fits = 1
        while fits < len(word) - 1 and text_width(word[: fits + 1], size, bold) <= width:
            fits += 1
        good = next((cut for cut in range(fits, fits // 4, -1) if word[cut - 1] in _BREAKS_AFTER), 0)
        # Otherwise anywhere, but not so that a letter or two stand alone.
        good = good or max(min(fits, len(word) - 3), fits // 2, 1)
        yield word[:good]
        word = word[good:]
    yield word


@cache
def _widths(bold: bool) -> dict[str, int]:
    table = BOLD if bold else REGULAR
    return {letter: width for width, letters in table.items() for letter in letters}
