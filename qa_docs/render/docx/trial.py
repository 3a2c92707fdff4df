"""A template carried out with made-up facts, to see whether every choice of its tags leaves a sound file."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from qa_docs.problems import Problem
from qa_docs.render.docx.cleaned import W, serialised
from qa_docs.render.docx.compiled import Here, Instruction, TaggedPart
from qa_docs.render.docx.facts import GROUPS, LISTS, SINGLE
from qa_docs.render.docx.opened import parsed
from qa_docs.render.docx.part_places import PartPlaces
from qa_docs.render.docx.tag_reading import TagReader
from qa_docs.render.docx.tags import carried_out

_SYNTAX = "template-syntax"
_TEXT = "x"
_NUMBER = "paragraph"


class _Fault(NamedTuple):
    what: str
    hint: str
    words: str = ""
    after: int = 0
    """Number of the last paragraph before it, where the paragraphs have theirs."""
    in_table: bool = False


def check_outcome(part: TaggedPart, tree: etree._Element, places: PartPlaces) -> Iterator[Problem]:
    """Yield a problem for the first outcome of `part` that Word could not open; then `tree` is of no use any more."""
    for lines in (0, 1, 2):
        for draft in (True, False):
            facts = made_up_facts(draft, lines)
            fault = _fault(part.instructions, facts)
            if fault:
                when = f"{'in a draft' if draft else 'in an issued document'} with {lines or 'no'} lines in each list"
                place = places.numbered(_number_of(tree, places, facts), fault.words)
                yield Problem(place, _SYNTAX, f"{fault.what} {when}", fault.hint)
                return


def _number_of(tree: etree._Element, places: PartPlaces, facts: dict[str, object]) -> int:
    """Give the paragraph in which a fault begins, by carrying out the tags once more with numbers in the paragraphs."""
    for paragraph, number in places.numbers():
        after = paragraph.find(W + "pPr")
        at = 0 if after is None else paragraph.index(after) + 1
        paragraph.insert(at, etree.ProcessingInstruction(_NUMBER, str(number)))
    fault = _fault(TagReader(serialised(tree), places).read(), facts)
    if fault is None:
        return 0
    later = ((paragraph, number) for paragraph, number in places.numbers() if number >= fault.after)
    if fault.in_table:
        cells = (number for paragraph, number in later if number > fault.after and _in_cell(paragraph))
        return next(cells, fault.after)
    return fault.after


def _in_cell(paragraph: etree._Element) -> bool:
    return next(paragraph.iterancestors(W + "tc"), None) is not None


def made_up_facts(draft: bool, lines: int) -> dict[str, object]:
    """Give facts of the right shape."""
    facts: dict[str, object] = {group: dict.fromkeys(fields, _TEXT) for group, fields in GROUPS.items()}
    facts |= {name: [dict.fromkeys(fields, _TEXT) for _ in range(lines)] for name, fields in LISTS.items()}
    facts |= {name: _TEXT if kind == "text" else lines for name, kind in SINGLE.items()}
    return {**facts, "draft": draft}


def _fault(instructions: tuple[Instruction, ...], facts: dict[str, object]) -> _Fault | None:
    pieces = carried_out(instructions, facts)
    xml = "".join(piece if isinstance(piece, str) else "<w:p/>" if isinstance(piece, Here) else "" for piece in pieces)
    try:
        tree = parsed(xml.encode())
    except etree.XMLSyntaxError as error:
        hint = "an if or for and its end must enclose whole paragraphs ({%p … %}), whole rows ({%tr … %}) or words"
        words, after = _near(xml, error)
        return _Fault("the tags cut through paragraphs or rows", hint, words, after)
    for table in tree.iter(W + "tbl"):
        if table.find(W + "tr") is None and not any(True for _ in table.iterchildren(W + "sdt")):
            hint = "give the table a heading row, or put {%p if … %} around it"
            return _Fault("a table has no row", hint, after=_before(table), in_table=True)
    for cell in tree.iter(W + "tc"):
        if not len(cell) or cell[-1].tag != W + "p":
            hint = "leave at least one paragraph of the cell outside its {%p … %} tags"
            return _Fault("a table cell has no paragraph", hint, after=_before(cell), in_table=True)
    body = tree.find(W + "body")
    loose = [] if body is None else [child for child in body if (child.tail or "").strip()]
    if body is not None and (loose or (body.text or "").strip()):
        hint = "print facts with {{ … }} inside the text of a paragraph"
        return _Fault("words stand outside any paragraph", hint, after=_before(loose[0].getnext()) if loose else 0)
    return None


def _before(element: etree._Element | None) -> int:
    numbers = [] if element is None else element.xpath(f"preceding::processing-instruction('{_NUMBER}')[1]")
    return int(numbers[0].text) if numbers else 0


def _near(xml: str, error: etree.XMLSyntaxError) -> tuple[str, int]:
    """Give the words of the paragraph that an error stands in, and its number where it has one."""
    line, column = error.position
    lines = xml.split("\n")
    offset = sum(len(text) + 1 for text in lines[: line - 1]) + column
    start = xml.rfind("<w:p ", 0, offset)
    start = max(start, xml.rfind("<w:p>", 0, offset))
    numbers = re.findall(rf"<\?{_NUMBER} (\d+)\?>", xml[:offset])
    return re.sub(r"<[^>]*>|<[^<]*$", "", xml[max(start, 0) : offset]), int(numbers[-1]) if numbers else 0
