"""A copy of a Word file with comments of ours; nothing else of the file is touched.

Text, changes and comments of others stay as they are. Parts that need no change are copied byte by byte.
"""

import copy
import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from qa_docs.review.package import Package, R, W, related
from qa_docs.review.threads import Threads
from qa_docs.review.unzipped import LARGEST
from qa_docs.review.word_file import WordFile, is_on

_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_KIND = f"{R[1:-1]}/comments"
_THREADS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
_THREADS_KIND = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DAY = (1980, 1, 1, 0, 0, 0)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HOLDS_MARKS = frozenset(
    f"{W}{name}" for name in ("p", "hyperlink", "ins", "moveTo", "sdtContent", "smartTag", "fldSimple")
)
"""What may hold the beginning and the end of a comment between its runs."""


class Commented:
    """Adds comments to a copy of a Word file. They have no date: they say what a file says."""

    def __init__(self, package: Package, author: str) -> None:
        self._package = _copied(package)
        self.file = WordFile(self._package)
        """The copy, whose paragraphs take the comments."""
        self._author = author
        self._changed: dict[str, bytes] = {}
        part, comments = related(self._package, "comments"), self.file.comments
        if comments is None or not part:
            part = _new_part(self._package, self._changed, "comments", _COMMENTS_TYPE, _COMMENTS_KIND)
            comments = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        self._part, self._comments = part, comments
        self._threads: Threads | None = None
        self._number = _next_number(comments, self.file)

    def put(self, paragraph: etree._Element, text: str, start: int = 0, end: int = 0) -> None:
        """Put a comment around a paragraph of the main part, or around the runs of its letters `start` to `end`."""
        runs = _runs(paragraph, start, end) if end else []
        if runs:
            _put_around_runs(runs[0], runs[-1], self._number)
        else:
            _put_around(paragraph, self._number)
        self._comments.append(_comment(self._number, self._author, text))
        self._number += 1

    def answer(self, line: etree._Element, to: frozenset[str], text: str) -> bool:
        """Answer the last comment of `to`, by ids, that is put to words of `line`; say whether there was one."""
        if self._threads is None:
            extended = self._package.trees.get(related(self._package, "commentsExtended"))
            self._threads = Threads(self._comments, extended, self.file.main)
            self._comments = self._threads.comments
        parent = self._threads.root_in(line, to)
        if parent:
            self._threads.answer(parent, self._number, _comment(self._number, self._author, text))
            self._number += 1
        return bool(parent)

    def content(self) -> bytes:
        """Give the file with the comments."""
        if self._threads is not None and self._threads.answered and self._threads.extended is not None:
            part = related(self._package, "commentsExtended")
            if part not in self._package.trees:
                part = _new_part(self._package, self._changed, "commentsExtended", _THREADS_TYPE, _THREADS_KIND)
            self._changed[part] = _written(self._threads.extended)
        self._changed[self._package.main] = _written(self.file.main)
        self._changed[self._part] = _written(self._comments)
        return _zipped({**self._package.parts, **self._changed})


def _copied(package: Package) -> Package:
    """Give the package with trees of its own: those that were read stay as they are."""
    trees = {name: copy.deepcopy(tree) for name, tree in package.trees.items()}
    return Package(package.file, package.main, package.parts, trees, package.types, package.named, package.relations)


def _runs(paragraph: etree._Element, start: int, end: int) -> list[etree._Element]:
    """Give the runs that hold letters of `paragraph` from `start` to `end`, hidden ones not counted."""
    found = []
    at = 0
    for piece in paragraph.iter(f"{W}t"):
        if next(piece.iterancestors(f"{W}p")) is not paragraph:
            continue
        run = next(piece.iterancestors(f"{W}r"), None)
        if run is None or is_on(run.find(f"{W}rPr/{W}vanish")):
            continue
        after = at + len(piece.text or "")
        if at < end and after > start:
            found.append(_between_marks(run))
        at = after
    return found


def _between_marks(run: etree._Element) -> etree._Element:
    """Give the run, or what holds it and may stand between the marks of a comment."""
    while run.getparent().tag not in _HOLDS_MARKS:
        run = run.getparent()
    return run


def _put_around_runs(first: etree._Element, last: etree._Element, number: int) -> None:
    first.addprevious(_mark("commentRangeStart", number))
    run = etree.Element(f"{W}r")
    run.append(_mark("commentReference", number))
    last.addnext(run)
    last.addnext(_mark("commentRangeEnd", number))


def _put_around(paragraph: etree._Element, number: int) -> None:
    """Put the beginning of a comment after the paragraph's properties, and its end behind all words."""
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, _mark("commentRangeStart", number))
    paragraph.append(_mark("commentRangeEnd", number))
    run = etree.SubElement(paragraph, f"{W}r")
    run.append(_mark("commentReference", number))


def _mark(name: str, number: int) -> etree._Element:
    return etree.Element(f"{W}{name}", {f"{W}id": str(number)})


def _comment(number: int, author: str, text: str) -> etree._Element:
    initials = "".join(word[0] for word in author.split() if word)[:4]
    comment = etree.Element(
        f"{W}comment", {f"{W}id": str(number), f"{W}author": author, f"{W}initials": initials}, nsmap={"w": W[1:-1]}
    )
    for line in text.split("\n"):
        paragraph = etree.SubElement(comment, f"{W}p")
        run = etree.SubElement(paragraph, f"{W}r")
        words = etree.SubElement(run, f"{W}t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return comment


def _next_number(comments: etree._Element, file: WordFile) -> int:
    """Give a number above every one in use; one that nobody can read as a number is none."""
    used = [0]
    for element in (*comments.iter(f"{W}comment"), *file.main.iter(f"{W}commentRangeStart", f"{W}commentReference")):
        number = element.get(f"{W}id", "")
        if number.isdecimal() and len(number) < 10:
            used.append(int(number))
    return max(used) + 1


def _new_part(package: Package, changed: dict[str, bytes], name: str, content: str, kind: str) -> str:
    """Give the name of a new part, named in the list of content types and the main part's relationships."""
    folder = package.main.rpartition("/")[0]
    names = {one.lower() for one in package.parts}
    part = next(one for one in _names(folder, name) if one.lower() not in names)
    types = package.trees[_TYPES]
    entry = {"PartName": f"/{part}", "ContentType": content}
    etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override", entry)
    changed[_TYPES] = _written(types)
    rels = f"{folder}/_rels/{package.main.rpartition('/')[2]}.rels".lstrip("/")
    relations = package.trees.get(rels)
    if relations is None:
        relations = etree.Element(f"{{{_RELS}}}Relationships", nsmap={None: _RELS})
        package.trees[rels] = relations
    used = {element.get("Id") for element in relations}
    identity = next(f"rIdComments{n}" for n in range(len(used) + 1) if f"rIdComments{n}" not in used)
    said = {"Id": identity, "Type": kind, "Target": part.rpartition("/")[2]}
    etree.SubElement(relations, f"{{{_RELS}}}Relationship", said)
    changed[rels] = _written(relations)
    return part


def _names(folder: str, name: str) -> Iterator[str]:
    for number in range(LARGEST):
        yield f"{folder}/{name}{number or ''}.xml".lstrip("/")


def _written(tree: etree._Element) -> bytes:
    content: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=False)
    return _XML.encode() + content


def _zipped(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
