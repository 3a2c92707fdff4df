"""What can be said about the tags of a template before they are read: each fault with the paragraph it stands in.

These are the faults that docxtpl passes over in silence: a tag that is not closed makes its paragraph vanish, and words
beside a paragraph tag are dropped.
"""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from qa_docs.problems import Place, Problem
from qa_docs.render.docx.cleaned import W, text_of
from qa_docs.render.docx.part_places import WHOLE_TAG, PartPlaces, own_text

_TOKEN = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BLOCK_TAG = re.compile(r"\{%(p|tr|tc)\s[^%]*%\}")
_PRINTED_BLOCK = re.compile(r"\{\{(p|tr|tc|r)\s")
_ENCLOSING = {"p": "paragraph", "tr": "row", "tc": "cell"}
_SYNTAX = "template-syntax"
_TEARING = {
    W + "hyperlink": "a link",
    W + "bookmarkStart": "a bookmark",
    W + "bookmarkEnd": "a bookmark",
    W + "fldChar": "a field",
    W + "fldSimple": "a field",
    W + "sdt": "a content control",
    W + "sdtContent": "a content control",
    W + "smartTag": "a smart tag",
    W + "drawing": "a picture",
    W + "pict": "a picture",
}
"""What may stand inside a paragraph and must not be lost with the halves of a tag."""
_PlaceOf = Callable[[int, int], Place]
"""Gives the place of letters in a paragraph."""


def check_tags(tree: etree._Element, places: PartPlaces) -> Iterator[Problem]:
    """Yield what is wrong with the tags of `tree` as Word shows them."""
    for paragraph in tree.iter(W + "p"):
        text = own_text(paragraph)
        if not _TOKEN.search(text):
            continue

        def place(start: int, end: int, paragraph: etree._Element = paragraph, text: str = text) -> Place:
            return places.of(paragraph, text, start, end)

        broken = _unclosed(text)
        if broken:
            hint = "each tag begins with {{ or {% and ends with }} or %}, all in one paragraph"
            yield Problem(place(*broken), _SYNTAX, f"the tag {text[slice(*broken)].strip()!r} is not closed", hint)
        printed = _PRINTED_BLOCK.search(text)
        if printed:
            what = f"{{{{{printed[1]} … }}}} is not used here"
            yield Problem(place(*_tag_at(text, printed.start())), _SYNTAX, what, "write {{ … }}")
        yield from _check_block_tags(paragraph, text, place)
        if not broken:
            yield from _check_torn(paragraph, text, place)


def _tag_at(text: str, start: int) -> tuple[int, int]:
    tag = WHOLE_TAG.match(text, start)
    return (start, tag.end() if tag else len(text))


def _check_torn(paragraph: etree._Element, text: str, place: _PlaceOf) -> Iterator[Problem]:
    """Yield tags in the middle of which something begins or ends that cannot be left out."""
    start = 0
    # Where each piece of text begins, and what stands before it.
    pieces: list[tuple[int, str, str]] = []
    between = ""
    for element in paragraph.iter(W + "t", *_TEARING):
        if element.tag != W + "t":
            between = between or _TEARING[element.tag]
        elif next(element.iterancestors(W + "p")) is paragraph:
            above = element.getparent().getparent()
            inside = "" if above is paragraph else _TEARING.get(above.tag, "")
            if pieces and inside != pieces[-1][2]:
                between = between or inside or pieces[-1][2]
            pieces.append((start, between, inside))
            start, between = start + len(element.text or ""), ""
    for tag in WHOLE_TAG.finditer(text):
        torn = next((by for at, by, _ in pieces if by and tag.start() < at < tag.end()), "")
        if torn:
            what = f"{torn} begins or ends in the middle of the tag {tag.group()!r}"
            yield Problem(place(*tag.span()), _SYNTAX, what, "delete the tag and type it anew in one go")


def _unclosed(text: str) -> tuple[int, int] | None:
    """Give where the first tag that is not closed begins and ends."""
    opened = ""
    start = 0
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token in _CLOSING:
            if opened:
                return start, found.start()
            opened, start = token, found.start()
        elif not opened or token != _CLOSING[opened]:
            return start, found.end()
        else:
            opened, start = "", found.end()
    return (start, len(text)) if opened else None


def _check_block_tags(paragraph: etree._Element, text: str, place: _PlaceOf) -> Iterator[Problem]:
    for found in _BLOCK_TAG.finditer(text):
        kind = found[1]
        owner = paragraph if kind == "p" else next(paragraph.iterancestors(W + kind), None)
        what = _ENCLOSING[kind]
        if owner is None:
            hint = f"a {what} tag belongs into a table {what}"
            yield Problem(place(*found.span()), _SYNTAX, f"{found[0]} stands outside a table", hint)
        elif text_of(owner).replace(found[0], "", 1).strip():
            hint = f"a {what} tag replaces its whole {what}: give it a {what} of its own"
            what = f"there is text beside {found[0]}, which would be lost"
            yield Problem(place(*found.span()), _SYNTAX, what, hint)
