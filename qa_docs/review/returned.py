"""A Word file that came back, read line by line: what each said before its tracked changes and says after them.

A line is a paragraph, or a row of a table. Everything that a reviewer can leave in a file is read: changes with author
and date (nested ones and moves too), marks on paragraphs, rows and cells, changes of look alone, comments and their
replies, content controls. Whatever cannot be read plainly counts as text, so that nothing is lost.
"""

from collections.abc import Iterator
from typing import Literal

from lxml import etree
from msgspec import Struct

from qa_docs.review.package import W, related
from qa_docs.review.word_file import MC, WordFile

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_ADDS = {f"{W}ins": "inserted", f"{W}moveTo": "moved to"}
_TAKES = {f"{W}del": "deleted", f"{W}moveFrom": "moved away"}
_LOOKS = tuple(f"{W}{name}Change" for name in ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid", "numbering"))
_CELLS = {f"{W}cellIns": "inserted", f"{W}cellDel": "deleted", f"{W}cellMerge": "merged"}
_SKIPPED = frozenset(
    (f"{W}instrText", f"{W}delInstrText", f"{MC}Fallback", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr")
)
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}ptab": "\t"}

ChangeKind = Literal["inserted", "deleted", "moved to", "moved away", "merged", "look"]


class Tracked(Struct, frozen=True):
    """A change that somebody's editor recorded."""

    kind: ChangeKind
    author: str
    date: str
    text: str


class Line(Struct, frozen=True):
    """A paragraph or a table row of a file."""

    part: str
    """Part of the file: body, header, footer, footnotes, endnotes."""
    kind: Literal["paragraph", "row"]
    style: str
    before: tuple[str, ...]
    """What it said before the tracked changes: one text, or one a cell."""
    after: tuple[str, ...]
    """What it says with them."""
    meant_before: tuple[str, ...]
    """The same with each live field as what it leads to: its number is Word's business, and changes by itself."""
    meant_after: tuple[str, ...]
    tracked: tuple[Tracked, ...] = ()
    comments: tuple[str, ...] = ()
    """Ids of the comments that begin in it."""
    clause: str = ""
    """Id of the clause, where a content control tells it."""
    version: str = ""
    blanks: tuple[tuple[str, str], ...] = ()
    """Blanks, by the content controls in it, and what each says now."""
    targets: tuple[str, ...] = ()
    """Bookmarks that the fields in it lead to."""
    bookmarks: tuple[str, ...] = ()
    gone: bool = False
    """Whether the line as a whole is struck by a tracked change."""
    new: bool = False
    """Whether the line as a whole comes from a tracked change."""
    element: etree._Element | None = None


class Comment(Struct, frozen=True):
    """A comment and where it belongs: `answers` is the id of the comment that it replies to."""

    id: str
    author: str
    date: str
    text: str
    answers: str = ""
    resolved: bool = False


class Returned(Struct, frozen=True):
    """A file that came back, line by line."""

    lines: tuple[Line, ...]
    comments: dict[str, Comment]


def read_returned(file: WordFile) -> Returned:
    """Give every line of a file, the body first, and its comments."""
    reader = _Reader()
    lines: list[Line] = list(reader.lines(file.main, "body"))
    for _, tree in sorted(file.texts.items()):
        if tree is not file.main and tree is not file.comments:
            lines += reader.lines(tree, _part_name(tree))
    return Returned(tuple(lines), _comments(file))


def _part_name(tree: etree._Element) -> str:
    name = str(etree.QName(tree).localname)
    return {"hdr": "header", "ftr": "footer"}.get(name, name)


class _Reader:
    def lines(self, root: etree._Element, part: str) -> Iterator[Line]:
        yield from self._children(root, part, "", "")

    def _children(self, parent: etree._Element, part: str, clause: str, version: str) -> Iterator[Line]:
        for child in parent:
            if child.tag == f"{W}p":
                yield _paragraph(child, part, clause, version)
            elif child.tag == f"{W}tbl":
                for row in _rows(child):
                    yield _row(row, part, clause, version)
            elif child.tag == f"{W}sdt":
                named = _clause_tag(child)
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    yield from self._children(content, part, *(named or (clause, version)))
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                yield from self._children(child, part, clause, version)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in table.iter(f"{W}tr"):
        if next(element.iterancestors(f"{W}tbl"), None) is table:
            yield element


def _clause_tag(control: etree._Element) -> tuple[str, str] | None:
    tag = control.find(f"{W}sdtPr/{W}tag")
    value = "" if tag is None else tag.get(f"{W}val", "")
    kind, _, rest = value.partition(":")
    if kind != "clause":
        return None
    clause, _, version = rest.partition("@")
    return clause, version


def _paragraph(element: etree._Element, part: str, clause: str, version: str) -> Line:
    found = _Words(element)
    style = element.find(f"{W}pPr/{W}pStyle")
    mark = element.find(f"{W}pPr/{W}rPr")
    gone = mark is not None and any(mark.find(tag) is not None for tag in _TAKES)
    new = mark is not None and any(mark.find(tag) is not None for tag in _ADDS)
    return Line(
        part,
        "paragraph",
        "" if style is None else style.get(f"{W}val", ""),
        (found.before,),
        (found.after,),
        (found.meant_before,),
        (found.meant_after,),
        tuple(found.tracked),
        tuple(found.comments),
        clause,
        version,
        tuple(found.blanks),
        tuple(found.targets),
        tuple(found.bookmarks),
        gone and not found.after.strip(),
        new and not found.before.strip(),
        element,
    )


def _row(element: etree._Element, part: str, clause: str, version: str) -> Line:
    cells = [cell for cell in element.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr"), None) is element]
    words = [_Words(cell) for cell in cells]
    properties = element.find(f"{W}trPr")
    marks = [] if properties is None else list(properties)
    gone = any(mark.tag in _TAKES for mark in marks)
    new = any(mark.tag in _ADDS for mark in marks)
    tracked = [change for found in words for change in found.tracked]
    for mark in marks:
        if kind := _ADDS.get(mark.tag) or _TAKES.get(mark.tag):
            text = " | ".join(found.before or found.after for found in words)
            tracked.insert(0, _tracked(mark, kind, text))
    return Line(
        part,
        "row",
        "",
        () if new else tuple(found.before for found in words),
        () if gone else tuple(found.after for found in words),
        () if new else tuple(found.meant_before for found in words),
        () if gone else tuple(found.meant_after for found in words),
        tuple(tracked),
        tuple(comment for found in words for comment in found.comments),
        clause,
        version,
        tuple(blank for found in words for blank in found.blanks),
        tuple(target for found in words for target in found.targets),
        tuple(name for found in words for name in found.bookmarks),
        gone,
        new,
        element,
    )


class _Text:
    """Words as they are printed, and as they are meant: with the target of a live field in place of its words."""

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


class _Words:
    """The words of a paragraph or a cell, before and after the changes in it, and what else stands in it."""

    def __init__(self, element: etree._Element) -> None:
        self._before, self._after = _Text(), _Text()
        self._fields: list[list[str]] = []
        self.tracked: list[Tracked] = []
        self.comments: list[str] = []
        self.blanks: list[tuple[str, str]] = []
        self.targets: list[str] = []
        self.bookmarks: list[str] = []
        self._walk(element, True, True)
        self.before, self.meant_before = self._before.texts()
        self.after, self.meant_after = self._after.texts()
        self.tracked += _changed_looks(element)

    def _walk(self, element: etree._Element, before: bool, after: bool) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}t" or tag == f"{W}delText":
                self._say(child.text or "", before, after)
            elif tag in _SIGNS:
                self._say(_SIGNS[tag], before, after)
            elif tag in _ADDS or tag in _TAKES:
                adds = tag in _ADDS
                self.tracked.append(_tracked(child, _ADDS.get(tag) or _TAKES[tag], _plain(child)))
                self._walk(child, before and not adds, after and adds)
            elif tag == f"{W}instrText" or tag == f"{W}delInstrText":
                self._instruct(child.text or "")
            elif isinstance(tag, str) and tag not in _SKIPPED:
                self._other(child, tag, before, after)

    def _other(self, child: etree._Element, tag: str, before: bool, after: bool) -> None:
        if tag == f"{W}fldChar":
            self._field_mark(child.get(f"{W}fldCharType", ""))
        elif tag == f"{W}fldSimple":
            self._fields.append([child.get(f"{W}instr", ""), "result"])
            self._targeted()
            self._walk(child, before, after)
            self._fields.pop()
        elif tag == f"{W}sdt" and (name := _blank_tag(child)):
            start = len(self._after)
            self._walk(child, before, after)
            self.blanks.append((name, self._after.since(start)))
        else:
            if tag == f"{W}commentRangeStart":
                self.comments.append(child.get(f"{W}id", ""))
            elif tag == f"{W}bookmarkStart":
                self.bookmarks.append(child.get(f"{W}name", ""))
            elif tag == f"{W}p" and len(self._before) + len(self._after):
                self._say("\n", before, after)  # the next paragraph of a cell
            self._walk(child, before, after)

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(["", "instruction"])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "result"
            self._targeted()
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _instruct(self, words: str) -> None:
        if self._fields and self._fields[-1][1] == "instruction":
            self._fields[-1][0] += words

    def _targeted(self) -> None:
        words = self._fields[-1][0].split()
        if len(words) > 1 and words[0].upper() in ("REF", "PAGEREF"):
            self.targets.append(words[1])

    def _say(self, text: str, before: bool, after: bool) -> None:
        field = ""
        if self._fields and self._fields[-1][1] == "result":
            field = f"\u27e6{' '.join(self._fields[-1][0].split()[:2])}\u27e7"
        if before:
            self._before.add(text, field)
        if after:
            self._after.add(text, field)


def _blank_tag(control: etree._Element) -> str:
    tag = control.find(f"{W}sdtPr/{W}tag")
    value = "" if tag is None else tag.get(f"{W}val", "")
    return value.removeprefix("blank:") if value.startswith("blank:") else ""


def _changed_looks(element: etree._Element) -> Iterator[Tracked]:
    for change in element.iter(*_LOOKS):
        yield _tracked(change, "look", "")
    for change in element.iter(*_CELLS):
        kind = _CELLS[change.tag]
        yield _tracked(change, kind, _plain(change.getparent().getparent()))


def _tracked(element: etree._Element, kind: str, text: str) -> Tracked:
    return Tracked(kind, element.get(f"{W}author", ""), element.get(f"{W}date", ""), text)  # type: ignore[arg-type]


def _plain(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t", f"{W}delText"))


def _comments(file: WordFile) -> dict[str, Comment]:
    if file.comments is None:
        return {}
    extended = file.package.trees.get(related(file.package, "commentsExtended"))
    threads: dict[str, tuple[str, bool]] = {}
    if extended is not None:
        for entry in extended.iter(f"{W15}commentEx"):
            parent, done = entry.get(f"{W15}paraIdParent", ""), entry.get(f"{W15}done") in ("1", "true")
            threads[entry.get(f"{W15}paraId", "")] = (parent, done)
    found: dict[str, Comment] = {}
    last_paragraph: dict[str, str] = {}
    for comment in file.comments.iter(f"{W}comment"):
        paragraphs = list(comment.iter(f"{W}p"))
        key = paragraphs[-1].get(f"{W14}paraId", "") if paragraphs else ""
        identity = comment.get(f"{W}id", "")
        parent, done = threads.get(key, ("", False))
        text = "\n".join(_plain(paragraph) for paragraph in paragraphs)
        author, date = comment.get(f"{W}author", ""), comment.get(f"{W}date", "")
        found[identity] = Comment(identity, author, date, text, last_paragraph.get(parent, ""), done)
        if key:
            last_paragraph[key] = identity
    return found
