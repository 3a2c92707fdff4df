"""Problems of a Word file as comments in a copy of it, each at the place that it is about.

Word has no comments in headers, footers, notes and text boxes; what stands there is told at the place of the text that
they belong to.
"""

from collections.abc import Iterable, Iterator

from lxml import etree
from msgspec import Struct

from qa_docs.problems import Place, Problem
from qa_docs.review.commented import Commented
from qa_docs.review.package import Package, R, W, relations_of, shown_name
from qa_docs.review.word_file import shown, words_of

AUTHOR = "qa-docs"
_LONGEST = 1_000
_PAGES = {"first": " of the first page", "even": " of even pages"}
_ABOUT = {"styles": "the styles", "numbering": "the lists", "settings": "the settings"}


class _Anchor(Struct, frozen=True):
    """Where a comment goes, and what it begins with where that is not the place itself."""

    paragraph: etree._Element
    lead: str = ""
    start: int = 0
    end: int = 0


def annotated(package: Package, problems: Iterable[Problem]) -> bytes:
    """Give the file with each of its `problems` as a comment."""
    copy = Commented(package, AUTHOR)
    for problem in problems:
        anchor = _anchor(package, copy, problem.place)
        copy.put(anchor.paragraph, "\n".join(_said(problem, anchor.lead)), anchor.start, anchor.end)
    return copy.content()


def _said(problem: Problem, lead: str) -> Iterator[str]:
    if lead:
        yield f"{lead}:"
    yield shown(problem.message, _LONGEST)
    if problem.hint:
        yield f"Way out: {shown(problem.hint, _LONGEST)}"
    yield f"[{problem.code}]"


def _anchor(package: Package, copy: Commented, place: Place) -> _Anchor:
    spot = place.spot
    tree = copy.file.texts.get(spot.part)
    paragraph = None if tree is None or not spot.paragraph else _nth(tree, spot.paragraph)
    if tree is not None and tree is not copy.file.main:
        return _elsewhere(package, copy, tree, spot.part, paragraph)
    if paragraph is None:
        return _Anchor(_first(copy.file.main), _about(package, spot.part))
    boxes = list(paragraph.iterancestors(f"{W}p"))
    if boxes:
        return _Anchor(boxes[-1], f"In the text box here{_saying(paragraph)}")
    return _Anchor(paragraph, start=spot.start, end=spot.end)


def _nth(tree: etree._Element, number: int) -> etree._Element | None:
    return next((found for at, found in enumerate(tree.iter(f"{W}p"), 1) if at == number), None)


def _first(main: etree._Element) -> etree._Element:
    """Give the first paragraph of the text; one is put in where there is none."""
    body = main.find(f"{W}body")
    if body is None:
        body = etree.SubElement(main, f"{W}body")
    found = next(body.iter(f"{W}p"), None)
    if found is None:
        found = etree.Element(f"{W}p")
        body.insert(0, found)
    return found


def _about(package: Package, part: str) -> str:
    kind = next((relation.kind for relation in relations_of(package, package.main) if relation.target == part), "")
    if not part or part == package.main:
        return "About the whole file"
    return f"About {_ABOUT.get(kind, shown_name(part))} of this file"


def _elsewhere(
    package: Package, copy: Commented, tree: etree._Element, part: str, paragraph: etree._Element | None
) -> _Anchor:
    """Give the place of the text that a header, footer or note belongs to."""
    words = "" if paragraph is None else _saying(paragraph)
    note = None if paragraph is None else next(paragraph.iterancestors(f"{W}footnote", f"{W}endnote"), None)
    if note is not None:
        name = str(etree.QName(note).localname)
        for mark in copy.file.main.iter(f"{W}{name}Reference"):
            above = [*mark.iterancestors(f"{W}p")]
            if above and mark.get(f"{W}id") == note.get(f"{W}id"):
                return _Anchor(above[-1], f"In the {name} here{words}")
    kind = {"hdr": "header", "ftr": "footer"}.get(str(etree.QName(tree).localname), "")
    named = {relation.id for relation in relations_of(package, package.main) if relation.target == part}
    first: etree._Element | None = None
    for element in copy.file.main.iter(f"{W}p", f"{W}sectPr"):
        if element.tag == f"{W}p":
            first = element if first is None else first
            continue
        for reference in element.iter(f"{W}headerReference", f"{W}footerReference"):
            if reference.get(f"{R}id") in named and first is not None:
                page = _PAGES.get(reference.get(f"{W}type", ""), "")
                return _Anchor(first, f"In the {kind or 'part'}{page}{words}")
        first = None
    return _Anchor(_first(copy.file.main), f"In {shown_name(part)}{words}")


def _saying(paragraph: etree._Element) -> str:
    words = shown(words_of(paragraph))
    return f", paragraph {words!r}" if words else ""
