"""The ends of a template's sections as values, and the places where the body and the lists of what it holds go."""

import re
from collections.abc import Iterator
from typing import Literal

from lxml import etree

from qa_docs.problems import Problem
from qa_docs.render.docx.cleaned import W, serialised_inside, text_of, whole
from qa_docs.render.docx.compiled import Branch, Here, Instruction, Markup, Section
from qa_docs.render.docx.part_places import PartPlaces

_REFERENCES = ("headerReference", "footerReference", "footnotePr", "endnotePr")
_MARGINS = ("pgMar", "paperSrc", "pgBorders", "lnNumType")
_COLUMNS = ("cols", "vAlign", "noEndnote")
_GRID = ("textDirection", "bidi", "rtlGutter", "docGrid")
_MARK = re.compile(r"<\?qa-docs (\w+) (\d+)\?>")
_HERE_TAG = re.compile(r"^\s*\{\{\s*(body|contents|tables|figures)\s*\}\}\s*$")


_Place = Literal["body", "contents", "tables", "figures"]
_PLACES: dict[str, _Place] = {"body": "body", "contents": "contents", "tables": "tables", "figures": "figures"}


def sections_of(tree: etree._Element, spots: PartPlaces) -> tuple[Section, ...]:
    """Give the sections of `tree` in order, and leave a mark where each of them ended."""
    found = []
    for number, element in enumerate(list(tree.iter(W + "sectPr"))):
        found.append(_section(element))
        spots.marked[f"section {number}"] = spots.near(element)
        _replace(element, f"section {number}")
    return tuple(found)


def places_of(tree: etree._Element, spots: PartPlaces) -> tuple[tuple[Here, ...], list[Problem]]:
    """Give where body and contents go, leave a mark at each place, and tell what is wrong with them."""
    places: list[Here] = []
    problems: list[Problem] = []
    body = tree.find(W + "body")
    for paragraph in [] if body is None else list(body.iterchildren(W + "p")):
        tag = _HERE_TAG.match(text_of(paragraph))
        if not tag:
            continue
        what = _PLACES[tag[1]]
        place = spots.of(paragraph, text_of(paragraph))
        if any(other.what == what for other in places):
            hint = "keep one of them"
            problems.append(Problem(place, "template-syntax", f"{{{{ {what} }}}} stands there twice", hint))
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            hint = "put the section break into a paragraph of its own"
            problems.append(Problem(place, "template-syntax", "a section ends in the paragraph of the tag", hint))
        places.append(_here(what, paragraph))
        spots.marked[f"here {len(places) - 1}"] = spots.near(paragraph)
        _replace(paragraph, f"here {len(places) - 1}")
    if not any(found.what == "body" for found in places):
        hint = "put {{ body }} into a paragraph of its own, outside tables, text boxes and content controls"
        problems.append(Problem(spots.whole, "template-no-body", "the template has no place for the body", hint))
    return tuple(places), problems


def with_marks(
    instructions: tuple[Instruction, ...], sections: tuple[Section, ...], places: tuple[Here, ...]
) -> Iterator[Instruction]:
    """Yield `instructions` with sections and places where their marks stand; inside an `if`, with those of lists."""
    for instruction in instructions:
        if isinstance(instruction, Branch):
            then, otherwise = (tuple(_with_lists(part, places)) for part in (instruction.then, instruction.otherwise))
            yield Branch(instruction.test, then, otherwise)
            continue
        if not isinstance(instruction, Markup):
            yield instruction
            continue
        start = 0
        for mark in _MARK.finditer(instruction.xml):
            if mark.start() > start:
                yield Markup(instruction.xml[start : mark.start()])
            yield sections[int(mark[2])] if mark[1] == "section" else places[int(mark[2])]
            start = mark.end()
        if start < len(instruction.xml):
            yield Markup(instruction.xml[start:])


def _with_lists(instructions: tuple[Instruction, ...], places: tuple[Here, ...]) -> Iterator[Instruction]:
    for instruction in instructions:
        start = 0
        for mark in _MARK.finditer(instruction.xml) if isinstance(instruction, Markup) else ():
            if mark[1] == "section" or places[int(mark[2])].what == "body":
                continue  # told as a problem: the body and its pages are there whatever the facts
            yield Markup(mark.string[start : mark.start()])
            yield places[int(mark[2])]
            start = mark.end()
        if isinstance(instruction, Markup):
            yield Markup(instruction.xml[start:])
        else:
            yield from with_marks((instruction,), (), places)


def mark_in(instructions: tuple[Instruction, ...]) -> str:
    """Give the first mark of a place or of the end of a section among `instructions`, or nothing."""
    for instruction in instructions:
        mark = _MARK.search(instruction.xml) if isinstance(instruction, Markup) else None
        if mark:
            return f"{mark[1]} {mark[2]}"
    return ""


def _here(what: _Place, paragraph: etree._Element) -> Here:
    before, after = paragraph.getprevious(), paragraph.getnext()
    return Here(
        what,
        on_new_page=paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None,
        opens_section=before is not None and before.find(f"{W}pPr/{W}sectPr") is not None,
        closes_section=after is not None and after.tag == W + "sectPr",
    )


def _section(element: etree._Element) -> Section:
    def slice_of(names: tuple[str, ...]) -> str:
        return "".join(serialised_inside(child) for child in element if child.tag in {W + name for name in names})

    size, margins, kind = element.find(W + "pgSz"), element.find(W + "pgMar"), element.find(W + "type")
    sides = sum(whole(margins, side) for side in ("left", "right", "gutter"))
    title = element.find(W + "titlePg")
    return Section(
        references=slice_of(_REFERENCES),
        kind="" if kind is None else kind.get(W + "val", ""),
        margins=slice_of(_MARGINS),
        page_numbers=slice_of(("pgNumType",)),
        columns=slice_of(_COLUMNS),
        title_page=title is not None and title.get(W + "val", "1") not in ("0", "false", "off"),
        grid=slice_of(_GRID),
        landscape=size is not None and size.get(W + "orient") == "landscape",
        side_margins=sides,
    )


def _replace(element: etree._Element, mark: str) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, etree.ProcessingInstruction("qa-docs", mark))
