"""A template carried out with made-up facts, to see whether every choice of its tags leaves a sound file."""

import re
from collections.abc import Iterator

from lxml import etree

from qa_docs.problems import Place, Problem
from qa_docs.render.docx.cleaned import W
from qa_docs.render.docx.compiled import Here, TaggedPart
from qa_docs.render.docx.facts import GROUPS, LISTS, SINGLE
from qa_docs.render.docx.opened import parsed
from qa_docs.render.docx.tag_reading import paragraph_place
from qa_docs.render.docx.tags import carried_out

_SYNTAX = "template-syntax"
_TEXT = "x"


def check_outcome(part: TaggedPart, place: str) -> Iterator[Problem]:
    """Yield a problem for the first outcome of `part` that Word could not open."""
    for lines in (0, 1, 2):
        for draft in (True, False):
            fault = _fault(part, made_up_facts(draft, lines))
            if fault:
                what, where, hint = fault
                when = f"{'in a draft' if draft else 'in an issued document'} with {lines or 'no'} lines in each list"
                yield Problem(Place(paragraph_place(place, where)), _SYNTAX, f"{what} {when}", hint)
                return


def made_up_facts(draft: bool, lines: int) -> dict[str, object]:
    """Give facts of the right shape."""
    facts: dict[str, object] = {group: dict.fromkeys(fields, _TEXT) for group, fields in GROUPS.items()}
    facts |= {name: [dict.fromkeys(fields, _TEXT) for _ in range(lines)] for name, fields in LISTS.items()}
    facts |= {name: _TEXT if kind == "text" else lines for name, kind in SINGLE.items()}
    return {**facts, "draft": draft}


def _fault(part: TaggedPart, facts: dict[str, object]) -> tuple[str, str, str] | None:
    pieces = carried_out(part.instructions, facts)
    xml = "".join(piece if isinstance(piece, str) else "<w:p/>" if isinstance(piece, Here) else "" for piece in pieces)
    try:
        tree = parsed(xml.encode())
    except etree.XMLSyntaxError as error:
        hint = "an if or for and its end must enclose whole paragraphs ({%p … %}), whole rows ({%tr … %}) or words"
        return "the tags cut through paragraphs or rows", _words_near(xml, error), hint
    for table in tree.iter(W + "tbl"):
        if table.find(W + "tr") is None and not any(True for _ in table.iterchildren(W + "sdt")):
            return "a table has no row", "", "give the table a heading row, or put {%p if … %} around it"
    for cell in tree.iter(W + "tc"):
        if not len(cell) or cell[-1].tag != W + "p":
            hint = "leave at least one paragraph of the cell outside its {%p … %} tags"
            return "a table cell has no paragraph", "", hint
    body = tree.find(W + "body")
    if body is not None and (body.text or "").strip() + "".join((child.tail or "").strip() for child in body):
        return "words stand outside any paragraph", "", "print facts with {{ … }} inside the text of a paragraph"
    return None


def _words_near(xml: str, error: etree.XMLSyntaxError) -> str:
    line, column = error.position
    lines = xml.split("\n")
    offset = sum(len(text) + 1 for text in lines[: line - 1]) + column
    start = xml.rfind("<w:p ", 0, offset)
    start = max(start, xml.rfind("<w:p>", 0, offset))
    return re.sub(r"<[^>]*>|<[^<]*$", "", xml[max(start, 0) : offset])
