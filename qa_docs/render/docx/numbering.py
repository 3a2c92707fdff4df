"""Numbers that Word works out itself, kept equal to those that the document says.

The styles are bound to the template's lists, so an ordinary paragraph needs no word about its number. Word's counting
is followed here; only where the document says another number than Word would, the paragraph is given a restarted
list, or, where no list can print the number, the number as text.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from qa_docs.model.document import Heading
from qa_docs.model.numerals import letters, roman
from qa_docs.render.docx.compiled import ListLevel
from qa_docs.render.docx.looks import ONE_LIST

_UNNUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
_LEVELS = {kind: level for level, kind in enumerate(ONE_LIST)}
_NEVER = len(ONE_LIST)
_ZEROS = tuple((0,) * (_NEVER - level - 1) for level in range(_NEVER))
"""What the counts of the levels below each level begin with."""


class Counter:
    """Counts as Word does, and knows the lists that had to be restarted."""

    def __init__(self, lists: Mapping[str, ListLevel], first_number: int) -> None:
        self._lists = lists
        self._first = first_number
        # Parts and appendices have a list each: its count, and the restarted list in use.
        self._alone = dict.fromkeys(("part", "appendix"), (0, 0))
        self._counts = [0] * len(ONE_LIST)
        # What the last section and the last clause print: what stands before the numbers under them.
        self._shown = [""] * len(ONE_LIST)
        self._instances: list[str] = []
        # The restarted list in use, and the level from which on it is used.
        self._restarted = 0
        self._from_level = _NEVER

    def properties(self, kind: str, number: str) -> tuple[str, str]:
        """Give what a paragraph of style `kind` needs to print `number`: list properties, and text before its own."""
        if not number:
            return _UNNUMBERED, ""
        level = _LEVELS.get(kind)
        if level is None:
            return self._numbered_alone(kind, bare(number))
        # A paragraph right under a section takes the number that a clause would have.
        lifted = level == 2 and number.count(".") == 1
        if lifted:
            level = 1
        if level < self._from_level:
            self._restarted, self._from_level = 0, _NEVER
        if self._count_to(level, self._counts[level] + 1) != number:
            if self._count_to(level, _value(number, level)) != number:
                return _UNNUMBERED, number
            self._restart(level)
        own = self._lists[kind].instance if lifted else 0
        return _list_properties(self._restarted or own, level), ""

    def instances(self) -> str:
        """Give the restarted lists, to be added to the template's."""
        return "".join(self._instances)

    def _numbered_alone(self, kind: str, number: str) -> tuple[str, str]:
        count, restarted = self._alone[kind]
        count += 1
        write = _capital if kind == "part" else str
        if write(count) != number:
            count = next((value for value in range(1, 100) if write(value) == number), 0)
            if not count:
                return _UNNUMBERED, self._lists[kind].before + number
            restarted = self._new_instance(self._lists[kind].abstract, 0, count)
        self._alone[kind] = count, restarted
        return _list_properties(restarted, 0), ""

    def _count_to(self, level: int, value: int) -> str:
        """Set a level to `value`, begin anew below it, and give what Word then prints."""
        self._counts[level:] = (value, *_ZEROS[level])
        if level >= 3:
            return _bracketed(level, value)
        shown = f"{self._shown[level - 1]}.{value}" if level else str(value)
        self._shown[level] = shown
        return shown

    def _restart(self, level: int) -> None:
        # Deeper levels begin anew by themselves; only the level at hand is told where to begin.
        abstract = self._lists["section"].abstract
        self._restarted, self._from_level = self._new_instance(abstract, level, self._counts[level]), level

    def _new_instance(self, abstract: int, level: int, start: int) -> int:
        number = self._first + len(self._instances)
        self._instances.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )
        return number


class OwnNumbers:
    """Leaves all counting to Word: in a redline what is gone and what is new stand between each other."""

    def __init__(self, lists: Mapping[str, ListLevel]) -> None:
        self._lists = lists

    def properties(self, kind: str, number: str) -> tuple[str, str]:
        """Give what a numbered paragraph of style `kind` needs, as `Counter` does, without a restarted list."""
        if not number:
            return _UNNUMBERED, ""
        lifted = _LEVELS.get(kind) == 2 and number.count(".") == 1
        return (_list_properties(self._lists[kind].instance, 1) if lifted else ""), ""

    def instances(self) -> str:
        """Give no list: none was restarted."""
        return ""


def _list_properties(instance: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>' if instance else ""


def bare(number: str) -> str:
    """Give the number of a part, appendix or table without the word before it: "Appendix 2" is "2"."""
    return number.rsplit("\u00a0", 1)[-1].rsplit(" ", 1)[-1]


def _value(number: str, level: int) -> int:
    last = re.split(r"[.()]", number.strip("()"))[-1]
    if level < 3:
        return int(last) if last.isdecimal() and len(last) < 6 else 0
    candidates = range(1, 200)
    write = letters if level == 3 else roman
    return next((value for value in candidates if write(value) == last), 0)


@lru_cache(maxsize=256)
def _bracketed(level: int, value: int) -> str:
    """Give what a list prints before an item: "(b)", and one level deeper "(ii)"."""
    return f"({letters(value) if level == 3 else roman(value)})"


def _capital(value: int) -> str:
    return letters(value).upper()


def printed_as_text(headings: Iterable[Heading], lists: Mapping[str, ListLevel]) -> frozenset[str]:
    """Give the headings whose number no list can print, by id: a field cannot refer to it."""
    counter = Counter(lists, 1)
    numbered = (heading for heading in headings if heading.number)
    return frozenset(
        heading.id
        for heading in numbered
        if heading.kind == "plain" or counter.properties(heading.kind, heading.number)[1]
    )
