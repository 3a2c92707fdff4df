"""How the elements of a Word file must stand in each other: order, tables, fields, sections, content controls."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from qa_docs.review.package import W
from qa_docs.review.word_file import MC, WordFile, outside_fallback, shown, value_of, whole_of

Found = tuple[str, etree._Element | None, str]
"""A part, the element that is meant (None: the whole part), and what is wrong with it."""

# What may stand before the properties of an element: nothing.
_FIRST = {"p": ("pPr",), "r": ("rPr",), "tbl": ("tblPr",), "tr": ("tblPrEx", "trPr"), "tc": ("tcPr",)}
_TAG = re.compile(r"\{\{\s*[\w.]+[^{}]*\}\}|\{%[^{}]*%\}")
"""A whole tag; what a deal holds is printed as it is written, so a brace alone proves nothing."""
_BODY = re.compile(r"\s*\{\{\s*body\s*\}\}\s*")
_WRAPPERS = tuple(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_MARKS = re.compile(r"bookmark(Start|End)|comment(RangeStart|RangeEnd)|perm(Start|End)|proofErr|move\w+Range\w+")
_LONGEST_NAME = 64


def check_order(file: WordFile) -> Iterator[Found]:
    """Yield elements whose properties do not come first, and paragraphs and tables inside paragraphs."""
    for part, tree in file.texts.items():
        for name, first in _FIRST.items():
            wanted = {W + one for one in first}
            for element in tree.iter(W + name):
                # A row may have two kinds of properties before its cells; anything else has one, and it comes first.
                if any(child.tag in wanted for child in element[len(wanted) :]):
                    yield part, element, f"the properties of a w:{name} do not come first"
        for inner in tree.iter(f"{W}p", f"{W}tbl"):
            what = "paragraph" if inner.tag == f"{W}p" else "table"
            if _in_paragraph(inner):
                yield part, inner, f"a {what} stands inside a paragraph"


def _in_paragraph(element: etree._Element) -> bool:
    for above in element.iterancestors():
        if above.tag in (f"{W}p", f"{W}r"):
            return True
        if above.tag not in (f"{W}sdt", f"{W}sdtContent", f"{W}hyperlink"):
            return False
    return False


def check_tables(file: WordFile) -> Iterator[Found]:
    """Yield tables without a grid and cells without a paragraph."""
    for part, tree in file.texts.items():
        for table in tree.iter(f"{W}tbl"):
            if table.find(f"{W}tblGrid") is None:
                yield part, table, "a table has no grid"
        for cell in tree.iter(f"{W}tc"):
            blocks = [child for child in cell if isinstance(child.tag, str) and not _is_mark(child)]
            if not blocks or blocks[-1].tag in (f"{W}tbl", f"{W}tcPr"):
                yield part, cell, "a table cell does not end with a paragraph"


def _is_mark(element: etree._Element) -> bool:
    return bool(_MARKS.fullmatch(etree.QName(element).localname))


def check_rows(file: WordFile) -> Iterator[Found]:
    """Yield rows that are wider or narrower than the grid of their table: Word guesses the widths."""
    for part, tree in file.texts.items():
        for table in tree.iter(f"{W}tbl"):
            grid = table.find(f"{W}tblGrid")
            if grid is None:
                continue
            width = len(grid.findall(f"{W}gridCol"))
            for number, row in enumerate(wrapped(table, "tr"), 1):
                span = sum(whole_of(value_of(cell, "tcPr/gridSpan"), 1) for cell in wrapped(row, "tc"))
                span += sum(whole_of(value_of(row, f"trPr/{end}")) for end in ("gridBefore", "gridAfter"))
                if span != width:
                    yield part, row, f"row {number} of a table has {span} of {width} cells"


def wrapped(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children `name` of an element, those in content controls and other wrappers too."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from wrapped(child, name)


def check_fields(file: WordFile) -> Iterator[Found]:
    """Yield fields that begin and do not end, or end and never began."""
    for part, tree in file.texts.items():
        open_fields: list[etree._Element] = []
        for element in outside_fallback(tree, f"{W}fldChar"):
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                open_fields.append(element)
            elif kind == "end" and open_fields:
                open_fields.pop()
            elif kind == "end":
                yield part, element, "a field ends that never began"
        for element in open_fields:
            yield part, element, "a field begins and never ends"


def check_leftover_tags(file: WordFile) -> Iterator[Found]:
    """Yield template tags that nobody carried out; of a template only that it is one.

    Braces that a deal wants printed are told from them by how they are written: each in a `w:t` of its own, one after
    the other in one run, as no template and no word processor leaves a tag.
    """
    for paragraph in file.main.iter(f"{W}p"):
        if _BODY.fullmatch(_torn_text(paragraph)):
            yield (
                file.package.main,
                paragraph,
                "this is a template; `qa-docs template check` tells what is wrong with one",
            )
            return
    for part, tree in file.texts.items():
        for paragraph in tree.iter(f"{W}p"):
            text = _torn_text(paragraph)
            if "{" in text and (found := _TAG.search(text)):
                yield part, paragraph, f"a template tag was left over: {shown(found.group())}"


def _torn_text(paragraph: etree._Element) -> str:
    """Give the text of a paragraph with a line break between two `w:t` that follow each other in one run."""
    text = ""
    for node in paragraph.iter(f"{W}t"):
        before = node.getprevious()
        text += f"\n{node.text or ''}" if before is not None and before.tag == node.tag else node.text or ""
    return text


def check_choices(file: WordFile) -> Iterator[Found]:
    """Yield alternatives that no program can choose from, and prefixes that are named and not declared.

    Word refuses a file with a prefix under `Requires` or `Ignorable` that it does not know.
    """
    for part, tree in file.texts.items():
        for prefix in tree.get(f"{MC}Ignorable", "").split():
            if prefix not in tree.nsmap:
                yield part, None, f"it names the prefix {shown(prefix)}, which is not declared"
        for alternatives in tree.iter(f"{MC}AlternateContent"):
            choices = alternatives.findall(f"{MC}Choice")
            if not choices:
                yield part, alternatives, "alternatives hold nothing to choose"
            for choice in choices:
                for prefix in choice.get("Requires", "").split():
                    if prefix not in choice.nsmap:
                        yield part, alternatives, f"it names the prefix {shown(prefix)}, which is not declared"


def check_text_boxes(file: WordFile) -> Iterator[Found]:
    """Yield text boxes that do not end with a paragraph."""
    for part, tree in file.texts.items():
        for box in tree.iter(f"{W}txbxContent"):
            blocks = [child for child in box if isinstance(child.tag, str) and not _is_mark(child)]
            if not blocks or blocks[-1].tag == f"{W}tbl":
                yield part, box, "a text box does not end with a paragraph"


def check_sections(file: WordFile) -> Iterator[Found]:
    """Yield a body whose section properties are not its end."""
    part = file.package.main
    body = file.main.find(f"{W}body")
    if body is None:
        yield part, None, "the document has no body"
        return
    sections = body.findall(f"{W}sectPr")
    if len(sections) > 1 or (sections and body[-1] is not sections[0]):
        yield part, sections[0], "the body does not end with its section properties"


def check_controls(file: WordFile) -> Iterator[Found]:
    """Yield content controls that Word refuses: ids that are there twice, names too long, choices alike."""
    ids: Counter[str] = Counter()
    for part, tree in file.texts.items():
        for control in tree.iter(f"{W}sdtPr"):
            number = value_of(control, "id")
            if number is not None:
                ids[number] += 1
                if ids[number] == 2:
                    yield part, control.getparent(), f"two content controls have the id {shown(number)}"
            for name in ("tag", "alias"):
                if len(value_of(control, name) or "") > _LONGEST_NAME:
                    yield part, control.getparent(), f"the {name} of a content control is longer than 64 characters"
            for choices in control.iter(f"{W}dropDownList", f"{W}comboBox"):
                yield from ((part, control.getparent(), message) for message in _alike(choices))
            if control.getparent() is not None and control.getparent().find(f"{W}sdtContent") is None:
                yield part, control.getparent(), "a content control has no content"


def _alike(choices: etree._Element) -> Iterator[str]:
    for name in ("displayText", "value"):
        values = Counter(item.get(W + name) for item in choices.iter(f"{W}listItem"))
        for value, count in values.items():
            if value is not None and count > 1:
                yield f"a list of choices has {shown(value)!r} {count} times"
                return
