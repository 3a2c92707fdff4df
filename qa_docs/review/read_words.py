"""The words of a paragraph or a table cell, before and after the tracked changes in it, and what else stands there."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree
from msgspec import Struct

from qa_docs.model.marks import MARKS
from qa_docs.review.chart_words import CHART, CHART_ID
from qa_docs.review.lines import ChangeKind, Tracked
from qa_docs.review.package import R, W
from qa_docs.review.word_file import MC, is_on, value_of

ADDS: dict[str, ChangeKind] = {f"{W}ins": "inserted", f"{W}moveTo": "moved to"}
TAKES: dict[str, ChangeKind] = {f"{W}del": "deleted", f"{W}moveFrom": "moved away"}
LOOKS = tuple(f"{W}{name}Change" for name in ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid", "numbering"))
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXTS = frozenset((f"{W}t", f"{W}delText", f"{_M}t"))
_INSTRUCTIONS = frozenset((f"{W}instrText", f"{W}delInstrText"))
_SKIPPED = frozenset((f"{MC}Fallback", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}tblPr", f"{W}tcPr"))
_PICTURES = frozenset(
    ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
)
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}ptab": "\t"}
_SIGNS |= dict.fromkeys(_PICTURES, "[picture]")
_SIGNS |= dict.fromkeys((f"{W}footnoteReference", f"{W}endnoteReference"), "[note]")
_STRUCK = (f"{W}strike", f"{W}dstrike")
_MARKS = re.compile(f"[{MARKS}]")
"""Characters by which changes are marked here: no text may hold them, and what does is shown as damaged."""
_RUN, _PROPERTIES, _PARAGRAPH, _VANISH = f"{W}r", f"{W}rPr", f"{W}p", f"{W}vanish"
_LOOK_BEFORE = f"{W}rPrChange/{W}rPr"
_HYPERLINK, _BIDI = f"{W}hyperlink", f"{W}bdo"
_ADDRESS = re.compile(r'\s*HYPERLINK\s+"?([^"\s\\][^"]*?)"?(?:\s*\\|\s*$)', re.IGNORECASE)
_INSIDE = re.compile(r'\\l\s+"?([^"\s]+)"?')
_LONGEST_TARGET = 500
_REFERS = ("\u27e6REF ", "\u27e6PAGEREF ")
_LEADS = "\u27e6HYPERLINK"
_OWN = re.compile(r"\b(?:Part|Appendix|Table|Figure|Section|[A-Z]{1,2}|\d+)\b|\([a-z]{1,6}\)|[\W_]+")
"""What a field that refers prints of itself: a number and what stands before it. Other words somebody put there."""


class Reading(Struct, frozen=True):
    """What is to be known of a part of a file before its words are read."""

    looks: bool = False
    """Whether a change of look is recorded anywhere in it."""
    hidden: frozenset[str] = frozenset()
    """Styles whose words are hidden."""
    struck: frozenset[str] = frozenset()
    """Styles whose words are struck through."""
    links: Mapping[str, str] = {}
    """Where its relationships lead outside the file, by id."""
    charts: Mapping[str, str] = {}
    """What its charts say, by the id of the relationship."""


class _Now(NamedTuple):
    """Whether the words being read count before the changes and after them, and are hidden after them and before."""

    before: bool
    after: bool
    hidden: bool = False
    was_hidden: bool = False


class _Text:
    """Words as they are printed, and as they are meant: with the target of a live field in place of its words."""

    __slots__ = ("_meant", "_printed")

    def __init__(self) -> None:
        self._printed: list[str] = []
        self._meant: list[str] = []

    def add(self, words: str, field: str) -> None:
        self._printed.append(words)
        if not field:
            self._meant.append(words)
        elif not self._meant or self._meant[-1] != field:
            self._meant.append(field)

    def since(self, mark: int) -> str:
        return "".join(self._printed[mark:])

    def __len__(self) -> int:
        return len(self._printed)

    def texts(self) -> tuple[str, str]:
        return "".join(self._printed).strip("\n"), "".join(self._meant).strip("\n")


class Words:
    """The words of a paragraph or a cell, before and after the changes in it, and what else stands in it."""

    __slots__ = (
        "_after", "_before", "_fields", "_link", "_mark", "_open", "_reading", "_unseen", "after", "before", "blanks",
        "bookmarks", "bound", "comments", "links", "meant_after", "meant_before", "position", "struck", "targets",
        "tracked",
    )  # fmt: skip

    def __init__(self, element: etree._Element, reading: Reading, hidden: bool = False) -> None:
        self._reading = reading
        self._unseen = bool(reading.hidden or reading.struck)
        self._before, self._after = _Text(), _Text()
        self._fields: list[list[str]] = []
        self._open: dict[str, int] = {}
        self._mark = _Now(True, True)
        self.tracked: list[Tracked] = []
        self.comments: dict[str, str] = {}
        self.blanks: list[tuple[str, str]] = []
        self.targets: list[str] = []
        self.bookmarks: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.bound: list[str] = []
        self._link: tuple[int, str, int] | None = None
        self.position = ""
        self.struck = False
        now = _Now(True, True, hidden, hidden)
        self._walk(element, self._styled(element, now) if self._unseen else now)
        self._end_link(0)
        for comment, start in self._open.items():
            self.comments[comment] = self._after.since(start)
        self.before, self.meant_before = self._before.texts()
        self.after, self.meant_after = self._after.texts()
        if reading.looks:
            self.tracked += (tracked_of(change, "look", "") for change in element.iter(*LOOKS))

    def _walk(self, element: etree._Element, now: _Now) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, now)
            elif tag in _TEXTS:
                self._say(child.text or "", now)
            elif tag in _SIGNS:
                self._say(_SIGNS[tag], now)
            elif tag == CHART:
                self._say(self._reading.charts.get(child.get(CHART_ID, ""), "[chart]"), now)
            elif tag in ADDS or tag in TAKES:
                adds = tag in ADDS
                self.tracked.append(tracked_of(child, ADDS.get(tag) or TAKES[tag], plain(child)))
                self._walk(child, now._replace(before=now.before and not adds, after=now.after and adds))
            elif tag in _INSTRUCTIONS:
                self._instruct(child.text or "")
            elif isinstance(tag, str) and tag not in _SKIPPED:
                self._other(child, tag, now)

    def _run(self, run: etree._Element, now: _Now) -> None:
        properties = run.find(_PROPERTIES)
        if properties is not None and len(properties):
            struck, hidden = self._look(properties, now.hidden)
            change = properties.find(_LOOK_BEFORE)
            # What somebody strikes by hand he wants gone, whatever it looks like to a program.
            was_struck, was_hidden = self._look(properties if change is None else change, now.was_hidden)
            self.struck = self.struck or (struck and bool(plain(run).strip()))
            now = _Now(now.before and not was_struck, now.after and not struck, hidden, was_hidden)
        self._walk(run, now)

    def _look(self, properties: etree._Element, hidden: bool) -> tuple[bool, bool]:
        """Say whether a run is struck through, and whether it is hidden; `hidden` where nothing is said of it."""
        style = value_of(properties, "rStyle") if self._unseen else None
        vanish = properties.find(_VANISH)
        struck = style in self._reading.struck or any(is_on(properties.find(name)) for name in _STRUCK)
        return struck, is_on(vanish) if vanish is not None else hidden or style in self._reading.hidden

    def _styled(self, paragraph: etree._Element, now: _Now) -> _Now:
        """Give how the words of a paragraph are read by its style."""
        style = value_of(paragraph, "pPr/pStyle")
        if style in self._reading.struck:
            return now._replace(before=False, after=False)
        hides = style in self._reading.hidden
        return now._replace(hidden=now.hidden or hides, was_hidden=now.was_hidden or hides)

    def _other(self, child: etree._Element, tag: str, now: _Now) -> None:
        if tag == f"{W}fldChar":
            self._field_mark(child.get(f"{W}fldCharType", ""))
        elif tag == f"{W}fldSimple":
            outside = len(self._fields)
            self._fields.append([child.get(f"{W}instr", ""), "result"])
            self._targeted()
            self._walk(child, now)
            del self._fields[outside:]  # what is inside may end more fields than it begins, or fewer
            self._end_link(outside)
        elif tag == _HYPERLINK:
            start = len(self._after)
            self._walk(child, now)
            anchor = child.get(f"{W}anchor")
            outside_file = self._reading.links.get(child.get(f"{R}id", ""), "")
            self._linked(start, outside_file + (f"#{anchor}" if anchor else ""))
        elif tag == _BIDI:
            turned = child.get(f"{W}val") == "rtl"
            self._say("\u202e" if turned else "", now)
            self._walk(child, now)
            self._say("\u202c" if turned else "", now)
        elif tag == f"{W}sdt" and (name := control_tag(child)).startswith(("blank:", "position:")):
            start = len(self._after)
            self._walk(child, now)
            if name.startswith("blank:"):
                self.blanks.append((name.removeprefix("blank:"), self._after.since(start)))
            else:
                self.position = self._after.since(start)
        elif tag == _PARAGRAPH:
            self._next_paragraph(child, now)
        elif tag == f"{W}sym":
            self._say(f"[symbol {child.get(f'{W}char', '')[:8]}]", now)
        else:
            self._noted(child, tag)
            self._walk(child, now)

    def _noted(self, child: etree._Element, tag: str) -> None:
        if tag == f"{W}commentRangeStart":
            self._open[child.get(f"{W}id", "")] = len(self._after)
        elif tag == f"{W}commentRangeEnd":
            start = self._open.pop(child.get(f"{W}id", ""), None)
            if start is not None:
                self.comments[child.get(f"{W}id", "")] = self._after.since(start)
        elif tag == f"{W}commentReference":
            self.comments.setdefault(child.get(f"{W}id", ""), "")
        elif tag == f"{W}bookmarkStart":
            self.bookmarks.append(child.get(f"{W}name", ""))
        elif tag == f"{W}sdt" and (data := child.find(f"{W}sdtPr/{W}dataBinding")) is not None:
            self.bound.append(data.get(f"{W}xpath", ""))

    def _next_paragraph(self, paragraph: etree._Element, now: _Now) -> None:
        """Read a paragraph of a cell; a mark that came or went joins or parts it and the one before."""
        if len(self._before) + len(self._after):
            between = _Now(now.before and self._mark.before, now.after and self._mark.after)
            self._say("\n", between)
        kind = mark_of(paragraph)
        if kind is not None:
            self.tracked.append(kind)
        gone, new = _mark_state(kind)
        self._mark = _Now(not new, not gone)
        self._walk(paragraph, self._styled(paragraph, now) if self._unseen else now)

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(["", "instruction"])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "result"
            self._targeted()
        elif kind == "end" and self._fields:
            self._fields.pop()
            self._end_link(len(self._fields))

    def _instruct(self, words: str) -> None:
        if self._fields and self._fields[-1][1] == "instruction":
            self._fields[-1][0] += words

    def _targeted(self) -> None:
        words = self._fields[-1][0].split()
        if len(words) > 1 and words[0].upper() in ("REF", "PAGEREF"):
            self.targets.append(words[1])
        elif words[:1] and words[0].upper() == "HYPERLINK" and self._link is None:
            inside = _INSIDE.search(self._fields[-1][0])
            address = _ADDRESS.match(self._fields[-1][0])
            target = (address[1] if address else "") + (f"#{inside[1]}" if inside else "")
            self._link = len(self._after), target, len(self._fields) - 1

    def _end_link(self, depth: int) -> None:
        """Note a link that a field makes when that field has ended."""
        if self._link is not None and self._link[2] >= depth:
            self._linked(*self._link[:2])
            self._link = None

    def _linked(self, start: int, target: str) -> None:
        words = self._after.since(start)
        if target and words.strip():
            self.links.append((words, target[:_LONGEST_TARGET]))

    def _say(self, text: str, now: _Now) -> None:
        if not text.isascii():
            text = _MARKS.sub("\ufffd", text)
        field = ""
        if self._fields and self._fields[-1][1] == "result":
            field = f"\u27e6{' '.join(self._fields[-1][0].split()[:2])}\u27e7"
            if field.upper().startswith(_REFERS):
                field += _OWN.sub("", text)
            elif field.upper().startswith(_LEADS):
                field = ""
        if now.before:
            self._before.add(f"[hidden: {text}]" if now.was_hidden and text.strip() else text, field)
        if now.after:
            self._after.add(f"[hidden: {text}]" if now.hidden and text.strip() else text, field)


def control_tag(control: etree._Element) -> str:
    """Give the tag of a content control."""
    tag = control.find(f"{W}sdtPr/{W}tag")
    return "" if tag is None else tag.get(f"{W}val", "")


def mark_of(paragraph: etree._Element) -> Tracked | None:
    """Give the tracked change of a paragraph's mark: it was parted from the next one, or joined with it."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    if properties is None:
        return None
    for child in properties:
        if kind := ADDS.get(child.tag) or TAKES.get(child.tag):
            return tracked_of(child, kind, "\u00b6")
    return None


def _mark_state(mark: Tracked | None) -> tuple[bool, bool]:
    if mark is None:
        return False, False
    return mark.kind in TAKES.values(), mark.kind in ADDS.values()


def tracked_of(element: etree._Element, kind: ChangeKind, text: str) -> Tracked:
    """Give a recorded change with its author and date."""
    return Tracked(kind, element.get(f"{W}author", ""), element.get(f"{W}date", ""), text)


def plain(element: etree._Element) -> str:
    """Give all words of an element, those that are struck too."""
    return "".join(_plain(element))


def _plain(element: etree._Element) -> Iterator[str]:
    return (node.text or "" for node in element.iter(f"{W}t", f"{W}delText"))
