"""How text looks in a Word file, as far as it can be told without laying it out: levels, colours, size, language."""

import re
from collections.abc import Iterator

from lxml import etree

from qa_docs.review.package import W
from qa_docs.review.word_file import WordFile, is_on, value_of, whole_of

_LONGEST_CHAIN = 20
_HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
_NO_LEVEL = 9
NORMAL_SIZE = 20


class Looks:
    """The styles of a file, looked up by id; what a chain of styles gives is remembered."""

    def __init__(self, file: WordFile) -> None:
        styles = file.styles
        every = [] if styles is None else list(styles.iter(f"{W}style"))
        self._styles = {(style.get(f"{W}type"), style.get(f"{W}styleId")): style for style in every}
        self._default = {
            style.get(f"{W}type"): style.get(f"{W}styleId")
            for style in every
            if style.get(f"{W}default") in ("1", "true", "on")
        }
        self._defaults = None if styles is None else styles.find(f"{W}docDefaults")
        self._found: dict[tuple[str, str | None, str], etree._Element | None] = {}

    def language(self) -> str:
        """Give the language of the text by default, or nothing."""
        lang = self.of_style("paragraph", None, "rPr/lang")
        return (value_of(lang) or "") if lang is not None else ""

    def of_paragraph(self, paragraph: etree._Element, path: str) -> etree._Element | None:
        """Give a property of a paragraph, its own or that of its style; `path` begins with pPr or rPr."""
        properties = _properties_of(paragraph)
        if properties is None:
            return self.of_style("paragraph", None, path)
        own = properties.find(_path(path[4:])) if path.startswith("pPr/") else None
        return own if own is not None else self.of_style("paragraph", value_of(properties, "pStyle"), path)

    def of_run(self, run: etree._Element, paragraph: etree._Element, name: str) -> etree._Element | None:
        """Give a property of a run: its own, that of its style, or that of its paragraph's style."""
        own = run.find(_path(f"rPr/{name}"))
        if own is not None:
            return own
        style = value_of(run, "rPr/rStyle")
        if style is not None and (found := self.of_style("character", style, f"rPr/{name}")) is not None:
            return found
        return self.of_paragraph(paragraph, f"rPr/{name}")

    def heading_level(self, paragraph: etree._Element) -> int:
        """Give the level of a heading, from 1 on; 0 for other text."""
        level = self.of_paragraph(paragraph, "pPr/outlineLvl")
        if level is not None:
            depth = whole_of(value_of(level), _NO_LEVEL)
            return depth + 1 if 0 <= depth < _NO_LEVEL else 0
        for style in self._chain("paragraph", value_of(_properties_of(paragraph), "pStyle")):
            # Word knows the level of its own headings without being told.
            if found := _HEADING.fullmatch(value_of(style, "name") or ""):
                return int(found[1])
        return 0

    def table_colours(self, table: etree._Element) -> bool:
        """Say whether the style of a table gives cells a background."""
        chain = self._chain("table", value_of(table, "tblPr/tblStyle"))
        return any(next(style.iter(f"{W}shd"), None) is not None for style in chain)

    def of_style(self, kind: str, style: str | None, path: str) -> etree._Element | None:
        """Give a property of a style of `kind`, or of those that it is based on; at last that of the defaults."""
        key = (kind, style, path)
        if key not in self._found:
            steps = _path(path)
            found = next((value for s in self._chain(kind, style) if (value := s.find(steps)) is not None), None)
            if found is None and kind == "paragraph" and self._defaults is not None:
                where = "rPrDefault" if path.startswith("rPr/") else "pPrDefault"
                found = self._defaults.find(f"{W}{where}/{steps}")
            self._found[key] = found
        return self._found[key]

    def _chain(self, kind: str, style: str | None) -> Iterator[etree._Element]:
        """Yield a style and those that it is based on; a circle of styles ends."""
        named: str | None = style if (kind, style) in self._styles else self._default.get(kind)
        for _ in range(_LONGEST_CHAIN):
            found = self._styles.get((kind, named))
            if found is None:
                return
            yield found
            named = value_of(found, "basedOn")


def _properties_of(paragraph: etree._Element) -> etree._Element | None:
    # They stand first; to look for them among all children would take long in a paragraph of many runs without them.
    first = next(paragraph.iterchildren(), None)
    return first if first is not None and first.tag == f"{W}pPr" else None


def _path(path: str) -> str:
    return "/".join(W + step for step in path.split("/"))


def is_hidden(looks: Looks, run: etree._Element, paragraph: etree._Element) -> bool:
    """Say whether a run is hidden text."""
    return is_on(looks.of_run(run, paragraph, "vanish"))
