"""The numbers that Word prints before the paragraphs of a file, worked out from its lists and styles.

Two states are counted side by side: before the tracked changes, and with them.
"""

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from qa_docs.model.numerals import letters, roman
from qa_docs.review.looks import Looks
from qa_docs.review.package import W
from qa_docs.review.word_file import WordFile, value_of, whole_of

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LONGEST = 60
"""Letters of the text around a number."""
_FORMS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "none": ""}
BULLET = "\u2022"


class Number(Struct, frozen=True):
    """What a list prints before a paragraph. The places are those of lines of the file; -1 where there is none."""

    form: str = ""
    """Its form, such as "1.1" or "(a)"; a bullet is the same whatever it looks like. Nothing: no list."""
    printed: str = ""
    value: int = 0
    begins: bool = True
    """Whether it is the first of its numbers, or does not go on from the one before."""
    follows: int = -1
    """The line with the number before it, at the same level below the same number."""
    under: int = -1
    """The line with the number that it is part of."""


NONE = Number()


class _Level(Struct, frozen=True):
    start: int
    kind: str
    text: str
    legal: bool
    style: str
    restart: int


class _Last(Struct, frozen=True):
    """The number last given at a level."""

    value: int
    at: int


class Lists:
    """The lists of a file, and how far each is counted."""

    def __init__(self, file: WordFile) -> None:
        self._looks = Looks(file)
        self._kinds = _abstract_lists(file.numbering)
        self._numbers: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        if file.numbering is not None:
            for number in file.numbering.iterchildren(f"{W}num"):
                self._numbers.setdefault(number.get(f"{W}numId", ""), self._instance(number))
        self._counted: tuple[_Counts, _Counts] = (_Counts(), _Counts())
        self._of_style: dict[str | None, tuple[str, int] | None] = {}

    def count(self, paragraph: etree._Element, at: int, new: bool, gone: bool) -> tuple[Number, Number]:
        """Give the numbers of the next paragraph, which is in the line `at`: before the changes, and with them.

        A paragraph that is `new` has none before, and one that is `gone` has none now.
        """
        if not self._numbers:
            return NONE, NONE
        properties = paragraph.find(f"{W}pPr")
        now = self._list_of(properties)
        change = None if properties is None else properties.find(f"{W}pPrChange/{W}pPr")
        was = now if change is None else self._list_of(change)
        before, after = self._counted
        return (
            NONE if new or was is None else before.next(*self._numbers[was[0]], was, at),
            NONE if gone or now is None else after.next(*self._numbers[now[0]], now, at),
        )

    def _list_of(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """Give the list and the level that a paragraph is in, by itself or by its style."""
        style = value_of(properties, "pStyle")
        if style not in self._of_style:
            self._of_style[style] = self._list_of_style(style)
        own = None if properties is None else properties.find(f"{W}numPr")
        by_style = self._of_style[style]
        if own is None:
            return by_style
        identity, level = value_of(own, "numId"), value_of(own, "ilvl")
        if identity is None:
            return None if by_style is None else (by_style[0], _level_of(level))
        return (identity, _level_of(level)) if identity in self._numbers else None

    def _list_of_style(self, style: str | None) -> tuple[str, int] | None:
        identity = value_of(self._looks.of_style("paragraph", style, "pPr/numPr/numId"))
        if identity not in self._numbers or identity is None:
            return None
        levels = self._numbers[identity][1]
        linked = next((i for i, level in levels.items() if style and level.style == style), None)
        told = value_of(self._looks.of_style("paragraph", style, "pPr/numPr/ilvl"))
        return identity, _level_of(told) if linked is None else linked

    def _instance(self, number: etree._Element) -> tuple[str, dict[int, _Level], dict[int, int]]:
        kind = value_of(number, "abstractNumId") or ""
        levels = dict(self._kinds.get(kind, {}))
        starts = {}
        for override in number.iterchildren(f"{W}lvlOverride"):
            at = _level_of(override.get(f"{W}ilvl"))
            if (level := override.find(f"{W}lvl")) is not None:
                levels[at] = _level(level)
            if (start := value_of(override, "startOverride")) is not None:
                starts[at] = whole_of(start)
        return kind, levels, starts


class _Counts:
    """How far the lists of a file are counted, in one of the two states."""

    def __init__(self) -> None:
        self._values: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._last: dict[tuple[str, int], _Last] = {}

    def next(
        self, kind: str, levels: dict[int, _Level], starts: dict[int, int], used: tuple[str, int], at: int
    ) -> Number:
        """Count one paragraph of the list and level `used`."""
        depth = used[1]
        level = levels.get(depth)
        if level is None:
            return NONE
        values = self._values.setdefault(kind, [None] * _LEVELS)
        held = values[depth]
        if depth in starts and used not in self._begun:
            value = starts[depth]
        else:
            value = level.start if held is None else held + 1
        self._begun.add(used)
        values[depth] = value
        before = self._last.get((kind, depth))
        for deeper in range(depth + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else -1
            if restart < 0 or 0 < restart <= depth + 1:
                values[deeper] = None
            self._last.pop((kind, deeper), None)
        for above in range(depth):
            if values[above] is None and above in levels:
                values[above] = levels[above].start
        self._last[kind, depth] = _Last(value, at)
        above_it = (self._last.get((kind, above)) for above in range(depth - 1, -1, -1))
        return Number(
            form="".join(_parts(level, levels, [None] * _LEVELS)),
            printed="".join(_parts(level, levels, values)),
            value=value,
            begins=before is None or value != before.value + 1,
            follows=-1 if before is None else before.at,
            under=next((one.at for one in above_it if one is not None), -1),
        )


def _parts(level: _Level, levels: dict[int, _Level], values: list[int | None]) -> Iterator[str]:
    """Yield a number as it is printed; without values, its form."""
    if level.kind == "bullet":
        yield BULLET
        return
    if level.kind == "none" and not level.text:
        return
    for i, part in enumerate(_PLACE.split(level.text)):
        if not i % 2:
            yield part
            continue
        named = levels.get(int(part) - 1)
        kind = "decimal" if named is None or level.legal else named.kind
        value = values[int(part) - 1]
        yield _FORMS.get(kind, "1") if value is None else _written(value, kind)


def _written(value: int, kind: str) -> str:
    if kind == "none":
        return ""
    written = str(value)
    if kind in ("lowerLetter", "upperLetter") and 0 < value <= 26 * 10:
        written = letters(value)
    elif kind in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        written = roman(value)
    return written.upper() if kind.startswith("upper") else written


def _abstract_lists(numbering: etree._Element | None) -> dict[str, dict[int, _Level]]:
    if numbering is None:
        return {}
    found: dict[str, dict[int, _Level]] = {}
    by_style: dict[str, dict[int, _Level]] = {}
    linked: dict[str, str] = {}
    for one in numbering.iterchildren(f"{W}abstractNum"):
        identity = one.get(f"{W}abstractNumId", "")
        levels = {_level_of(level.get(f"{W}ilvl")): _level(level) for level in one.iterchildren(f"{W}lvl")}
        found[identity] = levels
        if (style := value_of(one, "styleLink")) is not None:
            by_style[style] = levels
        if (style := value_of(one, "numStyleLink")) is not None:
            linked[identity] = style
    return {identity: by_style.get(linked.get(identity, ""), levels) for identity, levels in found.items()}


def _level(element: etree._Element) -> _Level:
    legal = element.find(f"{W}isLgl")
    return _Level(
        whole_of(value_of(element, "start"), 0),
        value_of(element, "numFmt") or "decimal",
        (value_of(element, "lvlText") or "")[:_LONGEST],
        legal is not None and legal.get(f"{W}val", "1") not in ("0", "false", "off"),
        value_of(element, "pStyle") or "",
        whole_of(value_of(element, "lvlRestart"), -1),
    )


def _level_of(written: str | None) -> int:
    return min(max(whole_of(written), 0), _LEVELS - 1)
