"""Moves that are there and moves that only seem to be: pairs of files made from the agreement of the test suite.

Each pair knows which paragraphs moved. `benchmarks.review` lets both programs look at them.
"""

import copy
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from qa_docs.review.package import W

_DOCUMENT = "word/document.xml"
_SAME_DATE = (1980, 1, 1, 0, 0, 0)


class MovedPair(NamedTuple):
    """Two files, and what moved between them: any text of a group tells its move."""

    name: str
    sent: bytes
    returned: bytes
    moves: tuple[frozenset[str], ...]


def moved_pairs(sent: bytes) -> Iterator[MovedPair]:
    """Yield pairs with lookalikes, swaps, reordered items and real moves."""
    for name, change in _CHANGES.items():
        tree = etree.fromstring(_parts(sent)[_DOCUMENT])
        moves = tuple(change(tree))
        yield MovedPair(name, sent, _packed(sent, etree.tostring(tree)), moves)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(sent: bytes, document: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (_parts(sent) | {_DOCUMENT: document}).items():
            archive.writestr(zipfile.ZipInfo(name, _SAME_DATE), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def text_of(element: etree._Element) -> str:
    """Give the words of a paragraph without spaces at its ends."""
    return "".join(node.text or "" for node in element.iter(f"{W}t", f"{W}delText")).strip()


def _paragraphs(tree: etree._Element, style: str) -> list[etree._Element]:
    """Give the paragraphs of clauses in a style, without fields, and each text once."""
    found = []
    for paragraph in tree.iter(f"{W}p"):
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        plain = next(paragraph.iter(f"{W}fldChar", f"{W}bookmarkStart"), None) is None
        if named is not None and named.get(f"{W}val") == style and plain and len(text_of(paragraph)) > 30:
            found.append(paragraph)
    return found


def _with_text(paragraph: etree._Element, text: str) -> etree._Element:
    new = copy.deepcopy(paragraph)
    texts = list(new.iter(f"{W}t"))
    for node in texts[1:]:
        node.text = ""
    texts[0].text = text
    return new


def _lookalikes(tree: etree._Element) -> Iterator[frozenset[str]]:
    """Take duties out, and put others that begin and end alike into clauses far away: nothing moved."""
    every = [one for one in _paragraphs(tree, "ClauseLevel1") if " shall " in text_of(one)]
    words = ("records", "samples", "methods", "standards", "reports", "alarms")
    for i, word in enumerate(words):
        gone, near = every[8 + 11 * i], every[120 + 11 * i]
        text = text_of(gone)
        said = f"{text[: len(text) * 2 // 5]} the {word} of each study, and shall tell the Sponsor within {i + 2} days."
        near.addnext(_with_text(near, said))
        gone.getparent().remove(gone)
    yield from ()


def _boilerplate(tree: etree._Element) -> Iterator[frozenset[str]]:
    """Take a sentence out of some clauses that others have nearly the same, and put its like elsewhere."""
    every = _paragraphs(tree, "ClauseLevel1")
    said = "The Laboratory shall keep the record of {0} for {1} years and shall show it to the Sponsor on request."
    for i, what in enumerate(("each transfer", "each review", "each check", "each visit")):
        every[10 + 9 * i].addnext(_with_text(every[10], said.format(what, 5 + i)))
    for gone in every[150:154]:
        gone.getparent().remove(gone)
    yield from ()


def _short(tree: etree._Element) -> Iterator[frozenset[str]]:
    """Put short sentences in at some places, and take others like them out elsewhere: nobody moved them."""
    every = _paragraphs(tree, "ClauseLevel1")
    for i in range(4):
        every[100 + 7 * i].addnext(_with_text(every[0], "Not applicable."))
        every[12 + 9 * i].getparent().remove(every[12 + 9 * i])
    yield from ()


def _rewritten(tree: etree._Element) -> Iterator[frozenset[str]]:
    """Write some paragraphs anew where they stand."""
    for i, one in enumerate(_paragraphs(tree, "ClauseLevel1")[5:100:12]):
        said = f"The Parties shall agree in the Supply Agreement how matter number {i + 1} of this Section is handled."
        one.addnext(_with_text(one, said))
        one.getparent().remove(one)
    yield from ()


def _swapped(tree: etree._Element) -> Iterator[frozenset[str]]:
    """Let two neighbours change places, five times."""
    every = _paragraphs(tree, "ClauseLevel1")
    done = 0
    for i, (one, other) in enumerate(pairwise(every)):
        if done < 5 and one.getnext() is other and len(text_of(one)) != len(text_of(other)) and i % 7 == 0:
            done += 1
            other.addnext(one)
            yield frozenset((text_of(one), text_of(other)))


def _reordered(tree: etree._Element) -> Iterator[frozenset[str]]:
    """Put the last item of a list first, in four lists."""
    done = 0
    for item in _paragraphs(tree, "ClauseLevel2"):
        above = item.getprevious()
        before = above.getprevious() if above is not None else None
        last = item.getnext() is None or not _is_item(item.getnext())
        if done < 4 and last and _is_item(above) and _is_item(before) and not _is_item(before.getprevious()):
            done += 1
            before.addprevious(item)
            yield frozenset((text_of(item),))


def _is_item(element: etree._Element | None) -> bool:
    style = None if element is None else element.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val") == "ClauseLevel2"


def _far(tree: etree._Element) -> Iterator[frozenset[str]]:
    """Put five paragraphs into clauses far away."""
    every = _paragraphs(tree, "ClauseLevel1")
    for i in range(5):
        one, place = every[6 + 13 * i], every[110 + 13 * i]
        place.addnext(one)
        yield frozenset((text_of(one),))


def _far_and_changed(tree: etree._Element) -> Iterator[frozenset[str]]:
    """Put four paragraphs into clauses far away, each with a word more."""
    every = [one for one in _paragraphs(tree, "ClauseLevel1") if text_of(one).count(" shall ") == 1]
    for i in range(4):
        one, place = every[4 + 11 * i], every[80 + 11 * i]
        was = text_of(one)
        new = _with_text(one, was.replace(" shall ", " shall always ", 1))
        place.addnext(new)
        one.getparent().remove(one)
        yield frozenset((was, text_of(new)))


def _clause(tree: etree._Element) -> Iterator[frozenset[str]]:
    """Put a whole clause behind one of another section."""
    held = {re.sub(r"@.*", "", tag.get(f"{W}val", "")): tag.getparent().getparent() for tag in tree.iter(f"{W}tag")}
    clause, place = held["clause:debarment"], held["clause:complaints"]
    place.addnext(clause)
    for one in clause.iter(f"{W}p"):
        yield frozenset((text_of(one),))


_CHANGES: dict[str, Callable[[etree._Element], Iterator[frozenset[str]]]] = {
    "lookalike duties": _lookalikes,
    "boilerplate": _boilerplate,
    "short sentences": _short,
    "written anew in place": _rewritten,
    "neighbours swapped": _swapped,
    "list items reordered": _reordered,
    "paragraphs moved far": _far,
    "moved far and changed": _far_and_changed,
    "a clause moved": _clause,
}
