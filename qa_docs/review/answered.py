"""Our answers as comments in the other party's own file; nothing else of the file is touched.

Their changes, dates and comments stay as they are. Parts that need no change are copied byte by byte.
"""

import copy
import io
import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec import Struct

from qa_docs.review.package import Package, R, W, related
from qa_docs.review.returned import line_elements
from qa_docs.review.unzipped import LARGEST
from qa_docs.review.word_file import WordFile

_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_KIND = f"{R[1:-1]}/comments"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DAY = (1980, 1, 1, 0, 0, 0)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Answer(Struct, frozen=True):
    """A comment of ours: the line that it is put to, by its place in the file, and what it says."""

    at: int
    text: str


def answered(package: Package, answers: Sequence[Answer], author: str) -> bytes:
    """Give the file with `answers` as comments by `author`. The comments have no date: they say what a file says."""
    package = _copied(package)
    file = WordFile(package)
    lines = line_elements(file)
    comments = file.comments
    changed: dict[str, bytes] = {}
    part = related(package, "comments")
    if comments is None or not part:
        part, comments = _new_comments(package, changed)
    number = _next_number(comments, file)
    for answer in answers:
        paragraph = _paragraph(lines, answer.at)
        if paragraph is None:
            continue
        _put_around(paragraph, number)
        comments.append(_comment(number, author, answer.text))
        number += 1
    changed[package.main] = _written(file.main)
    changed[part] = _written(comments)
    return _zipped({**package.parts, **changed})


def _copied(package: Package) -> Package:
    """Give the package with trees of its own: those of a review stay as they were read."""
    trees = {name: copy.deepcopy(tree) for name, tree in package.trees.items()}
    return Package(package.file, package.main, package.parts, trees, package.types, package.named, package.relations)


def _paragraph(lines: Sequence[etree._Element], at: int) -> etree._Element | None:
    """Give the paragraph of a line: itself, or the first of a table row. Only the body can hold comments."""
    if not 0 <= at < len(lines):
        return None
    element = lines[at]
    if element.tag != f"{W}p":
        found = next(element.iter(f"{W}p"), None)
        if found is None:
            return None
        element = found
    root = element.getroottree().getroot()
    return element if root.tag == f"{W}document" else None


def _put_around(paragraph: etree._Element, number: int) -> None:
    """Put the beginning of a comment after the paragraph's properties, and its end behind all words."""
    properties = paragraph.find(f"{W}pPr")
    start = etree.Element(f"{W}commentRangeStart", {f"{W}id": str(number)})
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
    paragraph.append(etree.Element(f"{W}commentRangeEnd", {f"{W}id": str(number)}))
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": str(number)})


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


def _new_comments(package: Package, changed: dict[str, bytes]) -> tuple[str, etree._Element]:
    """Give an empty part for comments, named in the list of content types and the main part's relationships."""
    folder = package.main.rpartition("/")[0]
    names = {name.lower() for name in package.parts}
    part = next(name for name in _names(folder) if name.lower() not in names)
    types = package.trees[_TYPES]
    name = {"PartName": f"/{part}", "ContentType": _COMMENTS_TYPE}
    etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override", name)
    changed[_TYPES] = _written(types)
    rels = f"{folder}/_rels/{package.main.rpartition('/')[2]}.rels".lstrip("/")
    relations = package.trees.get(rels)
    if relations is None:
        relations = etree.Element(f"{{{_RELS}}}Relationships", nsmap={None: _RELS})
    used = {element.get("Id") for element in relations}
    identity = next(f"rIdAnswers{n}" for n in range(len(used) + 1) if f"rIdAnswers{n}" not in used)
    kind = {"Id": identity, "Type": _COMMENTS_KIND, "Target": part.rpartition("/")[2]}
    etree.SubElement(relations, f"{{{_RELS}}}Relationship", kind)
    changed[rels] = _written(relations)
    return part, etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})


def _names(folder: str) -> Iterator[str]:
    for number in range(LARGEST):
        yield f"{folder}/comments{number or ''}.xml".lstrip("/")


def _written(tree: etree._Element) -> bytes:
    content: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=False)
    return _XML.encode() + content


def _zipped(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
