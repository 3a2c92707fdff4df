"""A Word file as the checks see it: its texts, its styles, and the place of everything in words."""

import re
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from qa_docs.review.package import Package, W, related, shown_name

_TEXTS = ("main", "header", "footer", "footnotes", "endnotes", "comments")
_WORDS = 40
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


class WordFile:
    """A package with what several checks ask for, each worked out once and only when it is asked for."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.trees[package.main]

    @cached_property
    def texts(self) -> dict[str, etree._Element]:
        """The parts with paragraphs: main part, headers, footers, notes, comments."""
        return {
            name: tree
            for name, tree in self.package.trees.items()
            if self.package.types.get(name, "").removesuffix("+xml").rsplit(".", 1)[-1] in _TEXTS
            or name == self.package.main
        }

    @cached_property
    def fields(self) -> dict[str, list[tuple[etree._Element, str]]]:
        """The instruction of each field, with an element of it, by part."""
        return {part: list(_instructions(tree)) for part, tree in self.texts.items()}

    @cached_property
    def styles(self) -> etree._Element | None:
        """The style sheet."""
        return self._related("styles")

    @cached_property
    def numbering(self) -> etree._Element | None:
        """The list definitions."""
        return self._related("numbering")

    @cached_property
    def comments(self) -> etree._Element | None:
        """The comments."""
        return self._related("comments")

    @cached_property
    def settings(self) -> etree._Element | None:
        """The settings."""
        return self._related("settings")

    def _related(self, kind: str) -> etree._Element | None:
        return self.package.trees.get(related(self.package, kind))


def _instructions(tree: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the instruction of each field with an element of it; Word may split one over several runs."""
    for paragraph in tree.iter(f"{W}p"):
        instruction = ""
        for element in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
            if element.tag == f"{W}instrText":
                instruction += element.text or ""
            elif element.get(f"{W}fldCharType") == "begin":
                instruction = ""
            elif instruction:
                yield element, instruction
                instruction = ""
        for field in paragraph.iter(f"{W}fldSimple"):
            yield field, field.get(f"{W}instr", "")


def place_within(part: str, element: etree._Element | None) -> str:
    """Name the place of `element` in words: the part, the number of its paragraph and how the paragraph begins."""
    name = shown_name(part)
    if element is None:
        return name
    paragraph = _paragraph_of(element)
    if paragraph is None:
        return name
    before = paragraph.xpath("count(preceding::w:p | ancestor::w:p)", namespaces={"w": W[1:-1]})
    words = shown(words_of(paragraph), _WORDS)
    return f"{name}, paragraph {int(before) + 1}{f' {words!r}' if words else ''}"


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    if element.tag == f"{W}p":
        return element
    above = next(element.iterancestors(f"{W}p"), None)
    return above if above is not None else next(element.iter(f"{W}p"), None)


def words_of(element: etree._Element) -> str:
    """Give the words of `element`."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def shown(text: str, longest: int = 60) -> str:
    """Give `text` for a message: on one line, cut, and without characters that a terminal would obey."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: longest * 4])
    plain = " ".join(plain.split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def value_of(element: etree._Element | None, path: str = "", name: str = "val") -> str | None:
    """Give the attribute `name` of the element at `path` under `element`, or None."""
    found = element if element is None or not path else element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


def whole_of(text: str | None, otherwise: int = 0) -> int:
    """Give `text` as a whole number; some programs write decimals, and some files anything at all."""
    return round(float(text)) if text is not None and re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", text) else otherwise


def is_on(element: etree._Element | None) -> bool:
    """Say whether a property that is there without a value, or with one, is switched on."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def outside_fallback(tree: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the elements of these names, but not those that stand in for old programs."""
    for element in tree.iter(*names):
        if next(element.iterancestors(f"{MC}Fallback"), None) is None:
            yield element
