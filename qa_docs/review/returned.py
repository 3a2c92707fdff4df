"""A Word file that came back, read line by line: what each said before its tracked changes and says after them.

A line is a paragraph, or a row of a table. Everything that a reviewer can leave in a file is read: changes with author
and date (nested ones and moves too), marks on paragraphs, rows and cells, changes of look alone, comments and their
replies, content controls. Whatever cannot be read plainly counts as text, so that nothing is lost.
"""

from collections.abc import Iterator

from lxml import etree
from msgspec.structs import replace

from qa_docs.model.review import Comment
from qa_docs.review.chart_words import charts_of
from qa_docs.review.lines import Line, Returned, Tracked
from qa_docs.review.numbered import NONE, Lists, Number
from qa_docs.review.package import W, related, relations_of
from qa_docs.review.read_words import ADDS, LOOKS, TAKES, Reading, Words, control_tag, mark_of, plain, tracked_of
from qa_docs.review.unseen_styles import unseen_styles
from qa_docs.review.word_file import MC, WordFile, is_on

__all__ = ["Line", "Returned", "Tracked", "line_elements", "read_returned"]

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_SKIPPED = frozenset((f"{MC}Fallback", f"{W}sectPr", f"{W}tblPr", f"{W}sdtPr", f"{W}sdtEndPr"))
MOST_LINES = 30_000
"""Paragraphs and table rows that a file may have."""
_UNSEEN = "[another document is put in here]"


def read_returned(file: WordFile) -> Returned:
    """Give every line of a file, the body first, and its comments."""
    lines: list[Line] = []
    hidden, struck = unseen_styles(file)
    for part, name, tree in _trees(file):
        links = {relation.id: relation.target for relation in relations_of(file.package, name) if relation.external}
        looks = next(tree.iter(*LOOKS), None) is not None
        reading = Reading(looks, hidden, struck, links, charts_of(file.package, name))
        reader = _Reader(part, reading, Lists(file) if part == "body" else None)
        lines += _joined([line for line, _ in reader.lines(tree)])
    placed = tuple(replace(line, at=i) for i, line in enumerate(lines))
    return Returned(placed, _comments(file, placed), any(line.clause for line in placed))


def line_elements(file: WordFile) -> list[etree._Element]:
    """Give the elements of the lines of a file, in the order of the lines."""
    return [element for part, _, tree in _trees(file) for _, element in _Reader(part, Reading()).lines(tree)]


def _trees(file: WordFile) -> Iterator[tuple[str, str, etree._Element]]:
    yield "body", file.package.main, file.main
    for part, tree in sorted(file.texts.items()):
        if tree is not file.main and tree is not file.comments:
            name = str(etree.QName(tree).localname)
            yield {"hdr": "header", "ftr": "footer"}.get(name, name), part, tree


class _Reader:
    """Reads one part of a file; comments that begin between two lines go to the next one."""

    def __init__(self, part: str, reading: Reading, lists: Lists | None = None) -> None:
        self._part = part
        self._reading = reading
        self._lists = lists
        self._pending: list[str] = []
        self._count = 0

    def lines(self, root: etree._Element) -> Iterator[tuple[Line, etree._Element]]:
        return self._children(root, "", "")

    def _children(self, parent: etree._Element, clause: str, version: str) -> Iterator[tuple[Line, etree._Element]]:
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                yield self._paragraph(child, clause, version), child
                self._count += 1
            elif tag == f"{W}tbl":
                for row in _rows(child):
                    yield self._row(row, clause, version), row
                    self._count += 1
            elif tag == f"{W}sdt":
                named = _clause_tag(child)
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    yield from self._children(content, *(named or (clause, version)))
            elif tag == f"{W}commentRangeStart":
                self._pending.append(child.get(f"{W}id", ""))
            elif tag == f"{W}altChunk":
                text = (_UNSEEN,)
                yield Line(self._part, "paragraph", "", text, text, text, text, clause=clause), child
                self._count += 1
            elif isinstance(tag, str) and tag not in _SKIPPED:
                yield from self._children(child, clause, version)

    def _paragraph(self, element: etree._Element, clause: str, version: str) -> Line:
        found = Words(element, self._reading)
        style = element.find(f"{W}pPr/{W}pStyle")
        mark = mark_of(element)
        if mark is not None:
            found.tracked.append(mark)
        gone, new = mark is not None and mark.kind in TAKES.values(), mark is not None and mark.kind in ADDS.values()
        return Line(
            self._part,
            "paragraph",
            "" if style is None else style.get(f"{W}val", ""),
            (found.before,),
            (found.after,),
            (found.meant_before,),
            (found.meant_after,),
            tuple(found.tracked),
            self._commented(found),
            clause,
            version,
            tuple(found.blanks),
            tuple(found.targets),
            tuple(found.bookmarks),
            gone,
            new,
            found.position,
            found.struck,
            numbers=self._number(element, new, gone),
            links=tuple(found.links),
            bound=tuple(found.bound),
        )

    def _number(self, paragraph: etree._Element, new: bool, gone: bool) -> tuple[Number, Number]:
        return (NONE, NONE) if self._lists is None else self._lists.count(paragraph, self._count, new, gone)

    def _row(self, element: etree._Element, clause: str, version: str) -> Line:
        cells = [cell for cell in element.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr"), None) is element]
        properties = element.find(f"{W}trPr")
        hidden = properties is not None and is_on(properties.find(f"{W}hidden"))
        words = [Words(cell, self._reading, hidden) for cell in cells]
        marks = [] if properties is None else list(properties)
        gone = any(mark.tag in TAKES for mark in marks)
        new = any(mark.tag in ADDS for mark in marks)
        numbers = [self._number(one, new, gone) for cell in cells for one in cell.iter(f"{W}p")]
        tracked = [change for found in words for change in found.tracked]
        for mark in marks:
            if kind := ADDS.get(mark.tag) or TAKES.get(mark.tag):
                tracked.insert(0, tracked_of(mark, kind, " | ".join(found.before or found.after for found in words)))
        before, after = _cells(cells, words, tracked)
        return Line(
            self._part,
            "row",
            "",
            () if new else tuple(found.before for found in before),
            () if gone else tuple(found.after for found in after),
            () if new else tuple(found.meant_before for found in before),
            () if gone else tuple(found.meant_after for found in after),
            tuple(tracked),
            tuple(comment for found in words for comment in self._commented(found)),
            clause,
            version,
            tuple(blank for found in words for blank in found.blanks),
            tuple(target for found in words for target in found.targets),
            tuple(name for found in words for name in found.bookmarks),
            gone,
            new,
            "",
            any(found.struck for found in words),
            numbers=next((pair for pair in numbers if pair != (NONE, NONE)), (NONE, NONE)),
            links=tuple(link for found in words for link in found.links),
            bound=tuple(name for found in words for name in found.bound),
        )

    def _commented(self, found: Words) -> tuple[tuple[str, str], ...]:
        comments = {**dict.fromkeys(self._pending, found.after), **found.comments}
        self._pending.clear()
        return tuple(comments.items())


def _cells(cells: list[etree._Element], words: list[Words], tracked: list[Tracked]) -> tuple[list[Words], list[Words]]:
    """Give the cells that a row had, and those that it has."""
    before, after = list(words), list(words)
    for cell, found in zip(cells, words, strict=True):
        properties = cell.find(f"{W}tcPr")
        for mark in () if properties is None else properties:
            if mark.tag == f"{W}cellIns":
                before.remove(found)
                tracked.append(tracked_of(mark, "inserted", found.after))
            elif mark.tag == f"{W}cellDel":
                after.remove(found)
                tracked.append(tracked_of(mark, "deleted", found.before))
            elif mark.tag == f"{W}cellMerge":
                tracked.append(tracked_of(mark, "merged", found.after))
    return before, after


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in table.iter(f"{W}tr"):
        if next(element.iterancestors(f"{W}tbl"), None) is table:
            yield element


def _clause_tag(control: etree._Element) -> tuple[str, str] | None:
    kind, _, rest = control_tag(control).partition(":")
    if kind != "clause":
        return None
    clause, _, version = rest.partition("@")
    return clause, version


def _joined(lines: list[Line]) -> list[Line]:
    """Put together what was one paragraph before its mark came, and what will be one when its mark is gone.

    The words go to the following paragraph, as they do in Word; where that has none of its own, they may stay.
    """
    for i, line in enumerate(lines[:-1]):
        line, below = lines[i], lines[i + 1]
        if line.kind != "paragraph" or below.kind != "paragraph":
            continue
        if line.new and line.before[0] and below.before[0]:
            below = replace(
                below,
                before=(line.before[0] + below.before[0],),
                meant_before=(line.meant_before[0] + below.meant_before[0],),
                tracked=(*below.tracked, *line.tracked[-1:]),
            )
            line = replace(line, before=("",), meant_before=("",))
        if line.gone and line.after[0] and below.after[0]:
            below = replace(
                below,
                after=(line.after[0] + below.after[0],),
                meant_after=(line.meant_after[0] + below.meant_after[0],),
                tracked=(*below.tracked, *line.tracked[-1:]),
            )
            line = replace(line, after=("",), meant_after=("",))
        lines[i], lines[i + 1] = line, below
    return lines


def _comments(file: WordFile, lines: tuple[Line, ...]) -> dict[str, Comment]:
    if file.comments is None:
        return {}
    threads = _threads(file)
    about = {comment: words for line in lines for comment, words in line.comments}
    found: dict[str, Comment] = {}
    last_paragraph: dict[str, str] = {}
    for comment in file.comments.iter(f"{W}comment"):
        paragraphs = list(comment.iter(f"{W}p"))
        key = paragraphs[-1].get(f"{W14}paraId", "") if paragraphs else ""
        identity = comment.get(f"{W}id", "")
        parent, done = threads.get(key, ("", False))
        text = "\n".join(plain(paragraph) for paragraph in paragraphs)
        author, date = comment.get(f"{W}author", ""), comment.get(f"{W}date", "")
        words = about.get(identity, "")
        found[identity] = Comment(identity, author, date, text, last_paragraph.get(parent, ""), done, words)
        if key:
            last_paragraph[key] = identity
    return found


def _threads(file: WordFile) -> dict[str, tuple[str, bool]]:
    """Give, by the last paragraph of each comment, that of the comment it answers and whether it is resolved."""
    extended = file.package.trees.get(related(file.package, "commentsExtended"))
    if extended is None:
        return {}
    return {
        entry.get(f"{W15}paraId", ""): (entry.get(f"{W15}paraIdParent", ""), entry.get(f"{W15}done") in ("1", "true"))
        for entry in extended.iter(f"{W15}commentEx")
    }
