"""Marks in the text of a part become Word's tracked changes.

The parts are written as for any document; here every paragraph that carries a mark is taken apart and its runs are put
into `w:ins`, `w:del`, `w:moveFrom` and `w:moveTo`. So nothing else of the rendering knows of redlines.
"""

import copy
import re
from collections.abc import Iterator
from itertools import count

from lxml import etree
from msgspec import Struct

from qa_docs.model.marks import (
    DELETED,
    DELETED_END,
    INSERTED,
    INSERTED_END,
    MARKS,
    MOVE_END,
    MOVED_FROM,
    MOVED_TO,
    PARAGRAPH_DELETED,
    PARAGRAPH_INSERTED,
    ROW_DELETED,
    ROW_INSERTED,
    TABLE_DELETED,
    TABLE_INSERTED,
    accepted,
    is_marked,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FIRST_ID = 900_000
"""Changes are numbered from here on, far above bookmarks and comments."""
_CUT = re.compile(f"([{MOVED_FROM}{MOVED_TO}]\\d+{MOVE_END}|[{MARKS}])")
_WHOLE = {PARAGRAPH_DELETED: "del", PARAGRAPH_INSERTED: "ins", MOVED_FROM: "moveFrom", MOVED_TO: "moveTo"}
_ELSEWHERE = {"moveFrom": "del", "moveTo": "ins"}
_STATES = {DELETED: "del", INSERTED: "ins", DELETED_END: "", INSERTED_END: ""}
_RUN_LEVEL = frozenset({"r", "sdt", "hyperlink", "fldSimple", "smartTag"})


class Author(Struct, frozen=True):
    """Who made the changes, and when: "2026-11-22T00:00:00Z"."""

    name: str
    date: str


class Tracking:
    """Turns the marks of one document's parts into tracked changes, numbered through all of them."""

    def __init__(self, author: Author) -> None:
        self._author = author
        self._ids = count(_FIRST_ID)

    def part(self, xml: bytes) -> bytes:
        """Give a part with its marks turned into tracked changes; one without marks comes back as it is."""
        if not is_marked(xml.decode()):
            return xml
        root = etree.fromstring(xml)
        for element in root.iter(etree.Element):
            for name, value in element.attrib.items():
                if is_marked(str(value)):
                    element.set(name, accepted(str(value)))
        for row in list(root.iter(f"{_W}tr")):
            self._row(row)
        for table in list(root.iter(f"{_W}tbl")):
            self._table(table)
        moves: list[tuple[str, etree._Element]] = []
        for paragraph in list(root.iter(f"{_W}p")):
            if is_marked("".join(_texts_of(paragraph))):
                moves += ((move, paragraph) for move in self._paragraph(paragraph))
        self._bracket(moves)
        written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return written

    def plain(self, xml: bytes) -> bytes:
        """Give a part that cannot hold tracked changes as it reads when all are accepted."""
        return accepted(xml.decode()).encode() if is_marked(xml.decode()) else xml

    def _change(self, kind: str) -> etree._Element:
        made = etree.Element(f"{_W}{kind}")
        made.set(f"{_W}id", str(next(self._ids)))
        made.set(f"{_W}author", self._author.name)
        made.set(f"{_W}date", self._author.date)
        return made

    def _table(self, table: etree._Element) -> None:
        words = "".join(_texts_of(table))
        kind = "del" if TABLE_DELETED in words else "ins" if TABLE_INSERTED in words else ""
        if kind:
            for row in table.iter(f"{_W}tr"):
                self._whole_row(row, kind)
            for paragraph in table.iter(f"{_W}p"):
                self._container(paragraph, kind, "")

    def _row(self, row: etree._Element) -> None:
        words = "".join(_texts_of(row))
        kind = "del" if ROW_DELETED in words else "ins" if ROW_INSERTED in words else ""
        if kind:
            self._whole_row(row, kind)

    def _whole_row(self, row: etree._Element, kind: str) -> None:
        properties = row.find(f"{_W}trPr")
        if properties is None:
            properties = etree.Element(f"{_W}trPr")
            before = row.find(f"{_W}tblPrEx")
            row.insert(0 if before is None else 1, properties)
        properties.append(self._change(kind))
        for paragraph in row.iter(f"{_W}p"):
            self._mark_end(paragraph, kind)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        """Put the runs of a paragraph into changes; yield its move, "moveFrom 3", where it is part of one."""
        whole = number = ""
        for text in _texts_of(paragraph):
            if found := re.search(f"[{''.join(_WHOLE)}]\\d*", text):
                whole = _WHOLE[found.group()[0]]
                number = found.group()[1:]
                break
        if whole in _ELSEWHERE and paragraph.find(f"{_W}hyperlink") is not None:
            whole = _ELSEWHERE[whole]  # an entry of the contents list does not move with its clause
        elif number:
            yield f"{whole} {number}"
        if whole:
            self._mark_end(paragraph, whole)
        self._container(paragraph, whole, "")

    def _mark_end(self, paragraph: etree._Element, kind: str) -> None:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            properties = etree.Element(f"{_W}pPr")
            paragraph.insert(0, properties)
        looks = properties.find(f"{_W}rPr")
        if looks is None:
            looks = etree.Element(f"{_W}rPr")
            after = [properties.find(f"{_W}{name}") for name in ("sectPr", "pPrChange")]
            first = next((element for element in after if element is not None), None)
            if first is None:
                properties.append(looks)
            else:
                first.addprevious(looks)
        looks.insert(0, self._change(kind))

    def _container(self, container: etree._Element, whole: str, state: str) -> str:
        """Rewrite the runs in `container`; give the state in which it ends: "del", "ins" or none."""
        children = list(container)
        open_change: etree._Element | None = None
        open_kind = ""
        for child in children:
            name = etree.QName(child).localname
            if name not in _RUN_LEVEL:
                if open_change is not None:
                    open_change = None if name == "pPr" else open_change
                continue
            if name != "r":
                open_change = None
                state = self._container(_content_of(child), whole, state)
                continue
            for piece, state_of_piece in _cut(child, state):
                state = state_of_piece
                if piece is None:
                    continue
                kind = state or whole
                if kind != open_kind or open_change is None or open_change.getnext() is not child:
                    open_kind, open_change = kind, self._opened(child, kind)
                if kind:
                    _as_deleted(piece, kind)
                    self._inside(open_change, whole, kind).append(piece)
                else:
                    child.addprevious(piece)
                    open_change = None
            container.remove(child)
        return state

    def _opened(self, before: etree._Element, kind: str) -> etree._Element | None:
        if not kind:
            return None
        change = self._change(kind)
        before.addprevious(change)
        return change

    def _inside(self, change: etree._Element | None, whole: str, kind: str) -> etree._Element:
        """Give where a run goes: what was struck from words that moved is deleted inside the move."""
        if change is None:
            raise ValueError("a run without a change has no place inside one")
        if whole == "moveTo" and kind == "del":
            change.tag = f"{_W}moveTo"
            inner = change[0] if len(change) else self._change("del")
            if not len(change):
                change.append(inner)
            return inner
        return change

    def _bracket(self, moves: list[tuple[str, etree._Element]]) -> None:
        """Put the range marks of each move around its paragraphs."""
        for move in dict.fromkeys(move for move, _ in moves):
            kind, number = move.split()
            paragraphs = [paragraph for found, paragraph in moves if found == move]
            start = self._change(f"{kind}RangeStart")
            start.set(f"{_W}name", f"move{number}")
            end = etree.Element(f"{_W}{kind}RangeEnd")
            end.set(f"{_W}id", str(start.get(f"{_W}id")))
            paragraphs[0].addprevious(start)
            paragraphs[-1].addnext(end)


def _texts_of(element: etree._Element) -> Iterator[str]:
    return (text.text or "" for text in element.iter(f"{_W}t"))


def _content_of(element: etree._Element) -> etree._Element:
    content = element.find(f"{_W}sdtContent")
    return element if content is None else content


def _cut(run: etree._Element, state: str) -> Iterator[tuple[etree._Element | None, str]]:
    """Yield the pieces of a run between its marks, each with the state it is in; at the end the state alone."""
    piece = _empty_like(run)
    for child in run:
        if child.tag == f"{_W}rPr":
            continue
        if child.tag != f"{_W}t" or not is_marked(child.text or ""):
            piece.append(copy.copy(child))
            continue
        for part in _CUT.split(child.text or ""):
            if part in _STATES:
                if _holds_words(piece):
                    yield piece, state
                    piece = _empty_like(run)
                state = _STATES[part]
            elif part and not is_marked(part):
                text = etree.SubElement(piece, f"{_W}t")
                text.text = part
                text.set(_XML_SPACE, "preserve")
    if _holds_words(piece):
        yield piece, state
    yield None, state


def _holds_words(piece: etree._Element) -> bool:
    return any(child.tag != f"{_W}rPr" for child in piece)


def _empty_like(run: etree._Element) -> etree._Element:
    piece = etree.Element(run.tag, nsmap=run.nsmap)
    looks = run.find(f"{_W}rPr")
    if looks is not None:
        piece.append(copy.copy(looks))
    return piece


def _as_deleted(run: etree._Element, kind: str) -> None:
    if kind != "del":
        return
    # The words of a shape inside the run go with the shape.
    for text in run.iterchildren(f"{_W}t", f"{_W}instrText"):
        text.tag = f"{_W}delText" if text.tag == f"{_W}t" else f"{_W}delInstrText"
