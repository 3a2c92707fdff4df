"""What can be said about the tags of a template before they are read: each fault with the paragraph it stands in.

These are the faults that docxtpl passes over in silence: a tag that is not closed makes its paragraph vanish, and words
beside a paragraph tag are dropped.
"""

import re
from collections.abc import Iterator

from lxml import etree

from qa_docs.problems import Place, Problem
from qa_docs.render.docx.cleaned import W, text_of
from qa_docs.render.docx.tag_reading import paragraph_place

_TOKEN = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BLOCK_TAG = re.compile(r"\{%(p|tr|tc)\s[^%]*%\}")
_PRINTED_BLOCK = re.compile(r"\{\{(p|tr|tc|r)\s")
_ENCLOSING = {"p": "paragraph", "tr": "row", "tc": "cell"}
_SYNTAX = "template-syntax"
_WHOLE_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
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


def check_tags(tree: etree._Element, part: str) -> Iterator[Problem]:
    """Yield what is wrong with the tags of `tree` as Word shows them."""
    for paragraph in tree.iter(W + "p"):
        text = _own_text(paragraph)
        if not _TOKEN.search(text):
            continue
        place = Place(paragraph_place(part, text))
        broken = _unclosed(text)
        if broken:
            hint = "each tag begins with {{ or {% and ends with }} or %}, all in one paragraph"
            yield Problem(place, _SYNTAX, f"the tag {broken!r} is not closed", hint)
        printed = _PRINTED_BLOCK.search(text)
        if printed:
            yield Problem(place, _SYNTAX, f"{{{{{printed[1]} … }}}} is not used here", "write {{ … }}")
        yield from _check_block_tags(paragraph, text, place)
        if not broken:
            yield from _check_torn(paragraph, text, place)


def _check_torn(paragraph: etree._Element, text: str, place: Place) -> Iterator[Problem]:
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
    for tag in _WHOLE_TAG.finditer(text):
        torn = next((by for at, by, _ in pieces if by and tag.start() < at < tag.end()), "")
        if torn:
            what = f"{torn} begins or ends in the middle of the tag {tag.group()!r}"
            yield Problem(place, _SYNTAX, what, "delete the tag and type it anew in one go")


def _own_text(paragraph: etree._Element) -> str:
    """Give the words of `paragraph` without those of a text box in it, which has paragraphs of its own."""
    parts = []
    for part in paragraph.iter(W + "t"):
        owner = next(part.iterancestors(W + "p"))
        if owner is paragraph:
            parts.append(part.text or "")
    return "".join(parts)


def _unclosed(text: str) -> str:
    opened = ""
    start = 0
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token in _CLOSING:
            if opened:
                return text[start : found.start()].strip()
            opened, start = token, found.start()
        elif not opened or token != _CLOSING[opened]:
            return text[start : found.end()].strip()
        else:
            opened, start = "", found.end()
    return text[start:].strip() if opened else ""


def _check_block_tags(paragraph: etree._Element, text: str, place: Place) -> Iterator[Problem]:
    for found in _BLOCK_TAG.finditer(text):
        kind = found[1]
        owner = paragraph if kind == "p" else next(paragraph.iterancestors(W + kind), None)
        what = _ENCLOSING[kind]
        if owner is None:
            hint = f"a {what} tag belongs into a table {what}"
            yield Problem(place, _SYNTAX, f"{found[0]} stands outside a table", hint)
        elif text_of(owner).replace(found[0], "", 1).strip():
            hint = f"a {what} tag replaces its whole {what}: give it a {what} of its own"
            yield Problem(place, _SYNTAX, f"there is text beside {found[0]}, which would be lost", hint)
