"""Where in a part of a template something stands: in words for people, counted for who puts a comment there."""

import html
import re
from collections.abc import Iterator

from lxml import etree

from qa_docs.problems import Place, Spot
from qa_docs.render.docx.cleaned import W

WHOLE_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LONGEST = 60
_QUOTES = str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''")


class PartPlaces:
    """The paragraphs of a part, numbered as its file has them, whatever is taken out of the tree later."""

    def __init__(self, tree: etree._Element, file: str, part: str) -> None:
        self._tree, self._file, self._part = tree, file, part
        self._paragraphs = list(tree.iter(W + "p"))
        self._numbers = {paragraph: number for number, paragraph in enumerate(self._paragraphs, 1)}
        self.marked: dict[str, Place] = {}
        """Where the marks of `section_reading` were left."""

    @property
    def whole(self) -> Place:
        """The part as a whole."""
        return Place(self._file, within=self._part, spot=Spot(self._part))

    def of(self, paragraph: etree._Element, text: str, start: int = 0, end: int = 0) -> Place:
        """Give the place of a paragraph with the words `text`, or of letters in it."""
        spot = Spot(self._part, self._numbers.get(paragraph, 0), start, end)
        return Place(self._file, within=paragraph_place(self._part, text), spot=spot)

    def near(self, element: etree._Element) -> Place:
        """Give the part, with the paragraph that `element` stands in or holds counted only."""
        above = element if element.tag == W + "p" else next(element.iterancestors(W + "p"), None)
        paragraph = next(element.iter(W + "p"), None) if above is None else above
        return Place(self._file, within=self._part, spot=Spot(self._part, self._numbers.get(paragraph, 0)))

    def numbered(self, number: int, text: str) -> Place:
        """Give the place of the paragraph with `number` and the words `text`, or of the part where there is none."""
        known = number if number <= len(self._paragraphs) else 0
        return Place(self._file, within=paragraph_place(self._part, text), spot=Spot(self._part, known))

    def saying(self, text: str) -> Place:
        """Give the place of the first paragraph whose words are `text`."""
        same = (number for paragraph, number in self._numbers.items() if "".join(paragraph.itertext()) == text)
        return self.numbered(next(same, 0), text)

    def numbers(self) -> Iterator[tuple[etree._Element, int]]:
        """Yield each paragraph with its number."""
        yield from self._numbers.items()

    def tags(self) -> list[tuple[str, Place]]:
        """Give the tags that the part still has, in the order in which they stand in its file."""
        found: list[tuple[int, str, Place]] = []
        for paragraph, pieces in self._pieces().items():
            text = own_text(paragraph)
            for tag in WHOLE_TAG.finditer(text):
                first = max(order for start, order in pieces if start <= tag.start())
                found.append((first, tag.group(), self.of(paragraph, text, *tag.span())))
        # A text box stands in the middle of its paragraph, tags and all.
        return [(text, place) for _, text, place in sorted(found, key=lambda tag: (tag[0], tag[2].spot.start))]

    def _pieces(self) -> dict[etree._Element, list[tuple[int, int]]]:
        """Give where each piece of text begins in its paragraph, and which one in the file it is."""
        pieces: dict[etree._Element, list[tuple[int, int]]] = {}
        ends: dict[etree._Element, int] = {}
        for order, piece in enumerate(self._tree.iter(W + "t")):
            owner = next(piece.iterancestors(W + "p"), None)
            if owner is not None:
                start = ends.get(owner, 0)
                pieces.setdefault(owner, []).append((start, order))
                ends[owner] = start + len(piece.text or "")
        return pieces


def placed_tags(lines: str, typed: list[tuple[str, Place]]) -> dict[int, Place]:
    """Give the place of each tag of `lines` by its line.

    docxtpl has joined the tags there, and has lost those beside a row or paragraph tag.
    """
    found: dict[int, Place] = {}
    left = [(_joined(text), place) for text, place in typed]
    for tag in WHOLE_TAG.finditer(lines):
        wanted = _joined(re.sub(r"<[^>]*>", "", tag.group()))
        at = next((at for at, (text, _) in enumerate(left) if text == wanted), -1)
        if at >= 0:
            found[lines.count("\n", 0, tag.start()) + 1] = left[at][1]
            left = left[at + 1 :]
    return found


def own_text(paragraph: etree._Element) -> str:
    """Give the words of `paragraph` without those of a text box in it, which has paragraphs of its own."""
    parts = []
    for part in paragraph.iter(W + "t"):
        owner = next(part.iterancestors(W + "p"))
        if owner is paragraph:
            parts.append(part.text or "")
    return "".join(parts)


def paragraph_place(part: str, text: str) -> str:
    """Name the place of a paragraph by its first words."""
    words = " ".join(text.split())
    if not words:
        return part
    return f"{part}, paragraph {words if len(words) <= _LONGEST else words[: _LONGEST - 1] + '…'!r}"


def _joined(tag: str) -> str:
    plain = re.sub(r"\s+", " ", html.unescape(tag)).translate(_QUOTES)
    return re.sub(r"^(\{[{%#])(?:-?)(?:p|tr|tc|r)? ", r"\1", plain).replace(" ", "").replace("-%}", "%}")
