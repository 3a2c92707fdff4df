"""What the renderer must know of a template's styles and lists: ids by name, backgrounds, list levels."""

import re
from collections.abc import Mapping

from lxml import etree

from qa_docs.problems import Place, Problem, Spot, nearest
from qa_docs.render.docx.cleaned import W, whole
from qa_docs.render.docx.compiled import ListLevel
from qa_docs.render.docx.looks import (
    CHARACTER_STYLES,
    NUMBERED,
    ONE_LIST,
    OPTIONAL_STYLES,
    PARAGRAPH_STYLES,
    TABLE_STYLES,
)

_MISSING = "template-missing-style"
_NUMBERING = "template-numbering"
_STYLE_KINDS = (("paragraph", PARAGRAPH_STYLES), ("character", CHARACTER_STYLES), ("table", TABLE_STYLES))


class StyleSheet:
    """The styles of a template with the lists they are bound to; gathers its problems."""

    def __init__(self, styles: etree._Element, numbering: etree._Element, file: str, styles_name: str) -> None:
        self._place = Place(file, within=styles_name, spot=Spot(styles_name))
        self._numbering = numbering
        self._defaults = styles.find(W + "docDefaults")
        # Programs differ in how they write the names of built-in styles: "heading 1", "Heading 1".
        self._styles = {
            (style.get(W + "type"), _value(style, "name").casefold()): style for style in styles.iterfind(W + "style")
        }
        self._by_id = {style.get(W + "styleId"): style for style in styles.iterfind(W + "style")}
        self.problems: list[Problem] = []

    def ids(self) -> dict[str, str]:
        """Give the id of each style that a document needs."""
        found: dict[str, str] = {}
        for kind, wanted in _STYLE_KINDS:
            for part, name in wanted.items():
                style = self._named(kind, name)
                if style is None:
                    self._missing(kind, name)
                else:
                    found[part] = style.get(W + "styleId", "")
        for part, (kind, name) in OPTIONAL_STYLES.items():
            style = self._named(kind, name)
            if style is not None:
                found[part] = style.get(W + "styleId", "")
        return found

    def fills(self) -> dict[str, str]:
        """Give the background of each paragraph style that has one."""
        found = {}
        for part, name in PARAGRAPH_STYLES.items():
            shading = self._property("paragraph", name, "pPr/shd")
            fill = shading.get(W + "fill", "") if shading is not None else ""
            if re.fullmatch(r"[0-9A-Fa-f]{6}", fill):
                found[part] = fill
        return found

    def size_of(self, part: str) -> int:
        """Give the type size of a style in half points."""
        size = self._property("paragraph", PARAGRAPH_STYLES[part], "rPr/sz")
        return whole(size, "val", 20)

    def typeface_of(self, part: str) -> str:
        """Give the typeface of a style, as drawings name it; nothing where the template leaves it open."""
        fonts = self._property("paragraph", PARAGRAPH_STYLES[part], "rPr/rFonts")
        if fonts is None:
            fonts = self._defaults.find(f"{W}rPrDefault/{W}rPr/{W}rFonts") if self._defaults is not None else None
        if fonts is None:
            return ""
        theme = fonts.get(W + "asciiTheme", "")
        return ("+mj-lt" if theme.startswith("major") else "+mn-lt") if theme else fonts.get(W + "ascii", "")

    def rooms(self) -> dict[str, int]:
        """Give the space beside the text of a cell of each table style, left and right together."""
        found = {}
        for part, name in TABLE_STYLES.items():
            sides = (self._property("table", name, f"tblPr/tblCellMar/{side}") for side in ("left", "right"))
            found[part] = sum(whole(side, "w", 108) for side in sides)
        return found

    def space_above(self, part: str) -> int:
        """Give the gap above paragraphs of a style in twentieths of a point."""
        spacing = self._property("paragraph", PARAGRAPH_STYLES[part], "pPr/spacing")
        return whole(spacing, "before")

    def indent_of(self, part: str) -> int:
        """Give the distance of paragraphs of a style from the margin in twentieths of a point."""
        indent = self._property("paragraph", PARAGRAPH_STYLES[part], "pPr/ind")
        return whole(indent, "left")

    def lists(self) -> dict[str, ListLevel]:
        """Give the list level of each numbered style; a style without a fitting one is a problem."""
        found: dict[str, ListLevel] = {}
        for part in NUMBERED:
            level = self._list_level(part)
            if level is not None:
                found[part] = level
        abstracts = {found[part].abstract for part in ONE_LIST if part in found}
        if len(abstracts) > 1:
            self._add(
                _NUMBERING, "sections, clauses and their paragraphs are numbered by several lists", _ONE_LIST_HINT
            )
        for part in ("part", "appendix"):
            if part in found and found[part].abstract in abstracts:
                what = f"the style {PARAGRAPH_STYLES[part]!r} shares its list with the sections"
                self._add(_NUMBERING, what, "give it a list of its own")
        return found

    def _list_level(self, part: str) -> ListLevel | None:
        name = PARAGRAPH_STYLES[part]
        if self._named("paragraph", name) is None:
            return None  # said already
        numbered = self._property("paragraph", name, "pPr/numPr/numId")
        if numbered is None:
            self._add(_NUMBERING, f"the style {name!r} has no numbering", "bind it to a level of a multilevel list")
            return None
        depth = self._property("paragraph", name, "pPr/numPr/ilvl")
        level = whole(depth, "val")
        abstract = self._abstract(numbered.get(W + "val", ""))
        definition = None if abstract is None else self._level(abstract, level)
        if abstract is None or definition is None:
            self._add(_NUMBERING, f"the list of the style {name!r} does not exist", "bind the style to a list anew")
            return None
        before = self._check_level(part, name, level, definition)
        instance = whole(numbered, "val")
        return ListLevel(instance, whole(abstract, "abstractNumId"), level, before)

    def _check_level(self, part: str, name: str, level: int, definition: etree._Element) -> str:
        number_format, shown = NUMBERED[part]
        text = _value(definition, "lvlText")
        counters = re.findall(r"%\d", text)
        if _value(definition, "numFmt") != number_format or counters != re.findall(r"%\d", shown):
            hint = f"the level must count in {number_format} and show {shown}"
            self._add(_NUMBERING, f"the list prints other numbers than the document says for the style {name!r}", hint)
        if part in ONE_LIST and level != ONE_LIST.index(part):
            self._add(_NUMBERING, f"the style {name!r} is level {level + 1} of its list", _ONE_LIST_HINT)
        return text.split("%", 1)[0]

    def _abstract(self, number: str) -> etree._Element | None:
        for instance in self._numbering.iterfind(W + "num"):
            if instance.get(W + "numId") == number:
                wanted = _value(instance, "abstractNumId")
                break
        else:
            return None
        for abstract in self._numbering.iterfind(W + "abstractNum"):
            if abstract.get(W + "abstractNumId") == wanted:
                return abstract
        return None

    @staticmethod
    def _level(abstract: etree._Element, level: int) -> etree._Element | None:
        return next((found for found in abstract.iterfind(W + "lvl") if found.get(W + "ilvl") == str(level)), None)

    def _named(self, kind: str, name: str) -> etree._Element | None:
        return self._styles.get((kind, name.casefold()))

    def _property(self, kind: str, name: str, path: str) -> etree._Element | None:
        """Give a property of a style, or of the style that it is based on."""
        style = self._named(kind, name)
        steps = "/".join(W + step for step in path.split("/"))
        for _ in range(20):  # a circle of styles would otherwise never end
            if style is None:
                return None
            found = style.find(steps)
            if found is not None:
                return found
            style = self._by_id.get(_value(style, "basedOn"))
        return None

    def _missing(self, kind: str, name: str) -> None:
        guess = nearest(name, (known for of, known in self._styles if of == kind and known))
        near = f" (there is {guess!r})" if guess else ""
        hint = "name it so in Word, or copy it with Word's Organizer from the file that `qa-docs template new` writes"
        self._add(_MISSING, f"the {kind} style {name!r} is missing{near}", hint)

    def _add(self, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self._place, code, message, hint))


_ONE_LIST_HINT = "heading 2, heading 3 and Clause Level 1 to 3 must be levels 1 to 5 of one multilevel list"


def in_language(styles: etree._Element, language: str) -> None:
    """Mark the text of all styles as being in `language`, for spelling and reading aloud."""
    kinds = [style for style in styles.iterfind(W + "style") if style.get(W + "type") == "paragraph"]
    default = next((style for style in kinds if style.get(W + "default")), None)
    for properties in (styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), _child(default, "rPr")):
        if properties is not None:
            lang = properties.find(W + "lang")
            if lang is None:
                lang = etree.SubElement(properties, W + "lang")
            lang.set(W + "val", language)


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else element.find(W + name)


def _value(element: etree._Element, name: str) -> str:
    child: Mapping[str, str] | None = getattr(element.find(W + name), "attrib", None)
    return "" if child is None else str(child.get(W + "val", ""))
