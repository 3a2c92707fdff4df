"""Characters that no Word file can hold, found with their places before anything is made of them."""

import re
from collections.abc import Iterator
from itertools import islice

from qa_docs.problems import Place, Problem

MOST_REPORTED = 20
"""How many illegal characters of one file are reported: a wrong file would give thousands."""

_BEYOND_XML = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_ILLEGAL = re.compile(f"[{_BEYOND_XML}]")
# XML 1.0 tolerates the C1 controls; YAML does not, and nobody can see them. They come from Windows text read wrongly.
_ILLEGAL_IN_FILE = re.compile(f"[{_BEYOND_XML}\x7f-\x84\x86-\x9f\ufdd0-\ufdef]")


def without_illegal(text: str) -> str:
    """Give `text` with the replacement character in the place of each illegal one, so that it can be read on."""
    return _ILLEGAL_IN_FILE.sub("\ufffd", text)


def holds_illegal(text: str) -> bool:
    """Tell whether `text` holds a character that XML 1.0, and so a Word file, cannot hold."""
    return _ILLEGAL.search(text) is not None


def check_characters(text: str, file: str, first_line: int = 1) -> Iterator[Problem]:
    """Yield a problem for each illegal character of a file's text, at most `MOST_REPORTED` of them."""
    line, line_start = first_line, 0
    for found in islice(_ILLEGAL_IN_FILE.finditer(text), MOST_REPORTED):
        line += text.count("\n", line_start, found.start())
        line_start = text.rfind("\n", 0, found.start()) + 1
        yield illegal_character(found.group(), Place(file, line, found.start() - line_start + 1))


def check_value(text: str, place: Place) -> Iterator[Problem]:
    """Yield a problem for the first illegal character of a value, wherever in it the character is."""
    found = _ILLEGAL.search(text)
    if found:
        yield illegal_character(found.group(), place)


def illegal_character(character: str, place: Place) -> Problem:
    """Give the problem for one illegal character."""
    return Problem(
        place,
        "illegal-character",
        f"the character U+{ord(character):04X} cannot stand in a Word file",
        "delete it or type it anew; it usually comes from copying out of a PDF or another program",
    )
