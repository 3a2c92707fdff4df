"""What editors that know no Word lists and fields leave behind: numbers typed as text, contents lists as paragraphs."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from qa_docs.review.lines import Line

_SAME = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00ad": None}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_NAMED = r"(?:Part|Appendix)\s+[A-Z0-9]+"
_BULLET = "[\u2022\u00b7\uf0b7]"
_NUMBER = re.compile(rf"^(?:{_NAMED}|\d+(?:\.\d+)*\.?|\([a-z0-9]+\)|{_BULLET}|o)[\s:.]+(?=\S)")
"""A number or a bullet as somebody types it, or as a program writes it out."""
_SURE = re.compile(rf"^(?:{_NAMED}|\d+(?:\.\d+)+\.?|\d+\.|\([a-z0-9]{{1,4}}\)|{_BULLET})[\s:.]+(?=\S)")
"""The same, leaving out what may as well be the first word of a sentence."""
_DIGITS = "0123456789"
_LEADER = " \t\u00a0\u2003.\u2026"
"""What leads from an entry of a contents list to its page."""
_FEW = 3


class Contents(Struct, frozen=True):
    """The entries of a file's contents lists, and how often each stands elsewhere in it, as a title."""

    entries: frozenset[str]
    titles: dict[str, int]


def normal(text: str) -> str:
    """Give a text without what editors change by themselves: kinds of space, quotation mark and dash."""
    return " ".join((text if text.isascii() else text.translate(_SAME)).split())


def one_spaced(text: str) -> str:
    """Give a text as `normal` does, but with a space at its ends where it had any."""
    return re.sub(r"\s+", " ", text.translate(_SAME))


def key_of(line: Line, after: bool = False) -> Hashable:
    """Give what a line is found by: its words, live fields by what they lead to."""
    texts = line.meant_after if after else line.meant_before
    return (line.kind, tuple(map(normal, texts)))


def counting(lines: Sequence[Line], contents: Contents) -> Iterator[Line]:
    """Yield the lines of an agreement: without empty ones, and without its contents list, which Word makes anew.

    An entry of the list was one when it was sent, or what it says stands again below; a line that only pretends to be
    one, by its style, is like any other. Where no style tells the list, each title stands once more than it was sent.
    """
    written = [line for line in lines if any(text.strip() for text in (*line.before, *line.after))]
    left = Counter(_entry(line.after[0]) for line in written if line.kind == "paragraph" and line.after)
    bare = not any(_is_list_style(line.style) for line in written)
    for line in written:
        if line.kind == "row" or not line.after:
            yield line
            continue
        entry = _entry(line.after[0])
        listed = _is_list_style(line.style) and (left[entry] > 1 or entry in contents.entries)
        shown = bare or "\t" in line.after[0] or line.after[0].rstrip()[-1:] in _DIGITS
        typed = entry in contents.entries and shown and left[entry] > contents.titles.get(entry, 0)
        left[entry] -= 1
        if not (listed or typed):
            yield line


def contents_of(lines: Sequence[Line]) -> Contents:
    """Give what the contents lists of a file say."""
    texts = [line for line in lines if line.kind == "paragraph" and line.after]
    entries = frozenset(_entry(line.after[0]) for line in texts if _is_list_style(line.style))
    titles = Counter(_entry(line.after[0]) for line in texts if not _is_list_style(line.style))
    return Contents(entries, {title: titles[title] for title in entries})


def _is_list_style(style: str) -> bool:
    return style.upper().startswith(("TOC", "CONTENTS", "TABLEOFFIGURES", "FIGUREINDEX"))


def _entry(text: str) -> str:
    return normal(_NUMBER.sub("", text.strip().rstrip(_DIGITS).rstrip(_LEADER)))


def unnumbered(sent: Sequence[Line], returned: Sequence[Line]) -> list[Line]:
    """Give the lines that came back without numbers that were Word's when they were sent and are typed now."""
    known = {key_of(line) for line in sent}
    typed = {line.at for line in returned if key_of(line) not in known and key_of(_bare(line, _NUMBER)) in known}
    if not typed:
        return list(returned)
    every = len(typed) >= _FEW
    return [
        _bare(line, _NUMBER)
        if line.at in typed
        else _bare(line, _SURE)
        if every and key_of(line) not in known
        else line
        for line in returned
    ]


def _bare(line: Line, number: re.Pattern[str]) -> Line:
    if line.kind != "paragraph" or not number.match((line.before[0] or line.after[0]).lstrip()):
        return line

    def without(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(number.sub("", text.lstrip(), count=1) for text in texts)

    return replace(
        line,
        before=without(line.before),
        after=without(line.after),
        meant_before=without(line.meant_before),
        meant_after=without(line.meant_after),
    )
