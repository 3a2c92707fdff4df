"""What Word relies on and a schema does not say: bookmarks, fields, ids, references between parts, cells, styles.

The Open XML SDK and ooxml-integrity find other faults; together the three found every corruption in the test suite.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from qa_docs.problems import Place, Problem
from qa_docs.review.package import Package, R, Relation, W, open_package, relations_of

_TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$")
_TAG = re.compile(r"\{\{\s*[\w.]+[^{}]*\}\}|\{%[^{}]*%\}")
"""A whole tag; what a deal holds is printed as it is written, so a brace alone proves nothing."""
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
# What may stand before the properties of an element: nothing.
_FIRST = {"p": "pPr", "r": "rPr", "tbl": "tblPr", "tr": ("tblPrEx", "trPr"), "tc": "tcPr"}
_STYLES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}


def check_docx(content: bytes, file: str) -> Iterator[Problem]:
    """Yield everything that is wrong with a Word file, each with the part it stands in."""
    problems: list[Problem] = []
    package = open_package(content, file, problems)
    yield from problems
    if package is None:
        return
    for part, message in _faults(package):
        hint = "save the file again in Word, or build it anew"
        yield Problem(Place(f"{file}: {part}"), "docx-invalid", message, hint)


def _faults(package: Package) -> Iterator[tuple[str, str]]:
    yield from _check_parts(package)
    texts = {name: tree for name, tree in package.trees.items() if _TEXT_PARTS.match(name)}
    for part, tree in texts.items():
        for check in (_check_fields, _check_order, _check_tables, _check_tags, _check_sections):
            yield from ((part, message) for message in check(tree))
        yield from ((part, message) for message in _check_relations(tree, relations_of(package, part)))
    document = package.trees.get("word/document.xml")
    if document is None:
        return
    yield from (("word/document.xml", message) for message in _check_bookmarks(document))
    yield from (("word/document.xml", message) for message in _check_ids(texts.values()))
    yield from (("word/document.xml", message) for message in _check_numbering(package, texts.values()))
    yield from (("word/document.xml", message) for message in _check_styles(package, texts.values()))
    yield from (("word/document.xml", message) for message in _check_comments(package, document))


def _check_parts(package: Package) -> Iterator[tuple[str, str]]:
    for name in sorted(package.names):
        extension = name.rsplit(".", 1)[-1].lower()
        if name != "[Content_Types].xml" and name not in package.overrides and extension not in package.defaults:
            yield name, "the part has no content type"
        # A part of Word's own that falls back to plain XML is not recognised by Word.
        if re.match(r"word/[a-z]+\d*\.xml$", name) and name not in package.overrides:
            yield name, "the part has no content type of its own"
    for name in sorted(package.overrides - package.names):
        yield "[Content_Types].xml", f"it names {name}, which is not there"
    for source, relations in package.relations.items():
        for relation in relations:
            if not relation.external and relation.target not in package.names:
                yield source, f"relationship {relation.id} leads to {relation.target}, which is not there"


def _check_relations(tree: etree._Element, relations: Iterable[Relation]) -> Iterator[str]:
    known = {relation.id for relation in relations}
    for element in tree.iter(etree.Element):
        for name in (f"{R}id", f"{R}embed", f"{R}link"):
            wanted = element.get(name)
            if wanted is not None and wanted not in known:
                yield f"it uses the relationship {wanted}, which is not there"


def _check_bookmarks(document: etree._Element) -> Iterator[str]:
    starts = [(e.get(f"{W}id"), e.get(f"{W}name")) for e in document.iter(f"{W}bookmarkStart")]
    ends = Counter(e.get(f"{W}id") for e in document.iter(f"{W}bookmarkEnd"))
    for name, count in Counter(name for _, name in starts).items():
        if count > 1:
            yield f"the bookmark {name} is there {count} times"
    for number, count in Counter(number for number, _ in starts).items():
        if count > 1:
            yield f"{count} bookmarks have the id {number}"
    for number, name in starts:
        if not ends.pop(number, 0):
            yield f"the bookmark {name} does not end"
    yield from (f"a bookmark with the id {number} ends and never began" for number in ends)
    names = {name for _, name in starts}
    for instruction in _instructions(document):
        words = instruction.split()
        if len(words) > 1 and words[0].upper() in ("REF", "PAGEREF") and words[1].strip('"') not in names:
            yield f"a field refers to the bookmark {words[1]}, which is not there"
    for link in document.iter(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor")
        if anchor is not None and anchor not in names:
            yield f"a link leads to the bookmark {anchor}, which is not there"


def _instructions(tree: etree._Element) -> Iterator[str]:
    """Yield the instruction of each field; Word may split one over several runs."""
    for paragraph in tree.iter(f"{W}p"):
        instruction, depth = "", 0
        for element in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
            if element.tag == f"{W}instrText":
                instruction += element.text or ""
            elif element.get(f"{W}fldCharType") == "begin":
                depth, instruction = depth + 1, ""
            elif instruction:
                yield instruction
                instruction = ""
        yield from (field.get(f"{W}instr", "") for field in paragraph.iter(f"{W}fldSimple"))


def _check_fields(tree: etree._Element) -> Iterator[str]:
    depth = 0
    for element in tree.iter(f"{W}fldChar"):
        kind = element.get(f"{W}fldCharType")
        depth += (kind == "begin") - (kind == "end")
        if depth < 0:
            yield "a field ends that never began"
            depth = 0
    if depth:
        yield f"{depth} field{'s' * (depth > 1)} begun and never ended"


def _check_order(tree: etree._Element) -> Iterator[str]:
    for name, first in _FIRST.items():
        wanted = tuple(f"{W}{one}" for one in ((first,) if isinstance(first, str) else first))
        for element in tree.iter(f"{W}{name}"):
            # A row may have two kinds of properties before its cells; anything else has one, and it comes first.
            if any(child.tag in wanted for child in element[len(wanted) :]):
                yield f"the properties of a w:{name} do not come first"
    for paragraph in tree.iter(f"{W}p"):
        parent = paragraph.getparent()
        if parent is not None and parent.tag in (f"{W}p", f"{W}r"):
            yield "a paragraph stands inside a paragraph"
        if paragraph.find(f"{W}tbl") is not None or paragraph.find(f"{W}r/{W}tbl") is not None:
            yield "a table stands inside a paragraph"


def _check_tables(tree: etree._Element) -> Iterator[str]:
    for table in tree.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        if grid is None:
            yield "a table has no grid"
            continue
        width = len(grid)
        for i, row in enumerate(_rows(table), 1):
            cells = [*row.iterfind(f"{W}tc"), *row.iterfind(f"{W}sdt/{W}sdtContent/{W}tc")]
            span = sum(int(_value(cell, f"{W}tcPr/{W}gridSpan") or 1) for cell in cells)
            span += sum(int(_value(row, f"{W}trPr/{W}{end}") or 0) for end in ("gridBefore", "gridAfter"))
            if span != width:
                yield f"row {i} of a table has {span} of {width} cells"
            for cell in cells:
                if not len(cell) or cell[-1].tag not in (f"{W}p", f"{W}sdt"):
                    yield "a table cell does not end with a paragraph"


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    yield from table.iterfind(f"{W}tr")
    yield from table.iterfind(f"{W}sdt/{W}sdtContent/{W}tr")


def _check_tags(tree: etree._Element) -> Iterator[str]:
    for paragraph in tree.iter(f"{W}p"):
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        if found := _TAG.search(text):
            yield f"a template tag was left over: {found.group()[:60]}"


def _check_sections(tree: etree._Element) -> Iterator[str]:
    body = tree.find(f"{W}body")
    if body is None:
        return
    sections = body.findall(f"{W}sectPr")
    if len(sections) != 1 or body[-1] is not sections[0]:
        yield "the body does not end with its section properties"


def _check_ids(trees: Iterable[etree._Element]) -> Iterator[str]:
    pictures: Counter[str | None] = Counter()
    controls: Counter[str | None] = Counter()
    for tree in trees:
        pictures.update(e.get("id") for e in tree.iter(_DOC_PR))
        controls.update(e.get(f"{W}val") for e in tree.iter(f"{W}id") if _is_control(e))
    yield from (f"{count} pictures have the id {one}" for one, count in pictures.items() if count > 1)
    yield from (f"{count} content controls have the id {one}" for one, count in controls.items() if count > 1)


def _is_control(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}sdtPr"


def _check_numbering(package: Package, trees: Iterable[etree._Element]) -> Iterator[str]:
    numbering = package.trees.get("word/numbering.xml")
    lists = {e.get(f"{W}numId") for e in numbering.iter(f"{W}num")} if numbering is not None else set()
    if numbering is not None:
        kinds = {e.get(f"{W}abstractNumId") for e in numbering.iter(f"{W}abstractNum")}
        for number in numbering.iter(f"{W}num"):
            if _value(number, f"{W}abstractNumId") not in kinds:
                yield f"the list {number.get(f'{W}numId')} is of a kind that is not there"
    used = {_value(e, f"{W}numId") for tree in trees for e in tree.iter(f"{W}numPr")}
    yield from (
        f"the list {one} is used and not there" for one in sorted(filter(None, used)) if one not in lists | {"0"}
    )


def _check_styles(package: Package, trees: Iterable[etree._Element]) -> Iterator[str]:
    styles = package.trees.get("word/styles.xml")
    if styles is None:
        return
    known = {(e.get(f"{W}type"), e.get(f"{W}styleId")) for e in styles.iter(f"{W}style")}
    used = {(kind, e.get(f"{W}val")) for tree in trees for tag, kind in _STYLES.items() for e in tree.iter(f"{W}{tag}")}
    yield from (f"the {kind} style {name} is used and not there" for kind, name in sorted(used - known, key=str))


def _check_comments(package: Package, document: etree._Element) -> Iterator[str]:
    comments = package.trees.get("word/comments.xml")
    ids = [e.get(f"{W}id") for e in comments.iter(f"{W}comment")] if comments is not None else []
    yield from (f"{count} comments have the id {one}" for one, count in Counter(ids).items() if count > 1)
    referred = {e.get(f"{W}id") for e in document.iter(f"{W}commentReference")}
    yield from (
        f"a mark refers to the comment {one}, which is not there" for one in sorted(referred - set(ids), key=str)
    )
    yield from (f"the comment {one} belongs to no text" for one in sorted(set(ids) - referred, key=str))


def _value(element: etree._Element, path: str) -> str | None:
    found = element.find(path)
    return found.get(f"{W}val") if found is not None else None
