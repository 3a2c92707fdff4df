"""How a style, a list level or a page looks, in the words of Word's dialogs: name of a setting and what it says."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from qa_docs.render.docx.cleaned import W, whole

_SWITCHES: Mapping[str, str] = MappingProxyType(
    {
        "b": "bold",
        "i": "italic",
        "caps": "all capitals",
        "smallCaps": "small capitals",
        "keepNext": "keep with next",
        "keepLines": "keep lines together",
        "pageBreakBefore": "page break before",
    }
)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_ALIGNED = {"left": "left", "start": "left", "right": "right", "end": "right", "center": "centred", "both": "justified"}
_PAPERS = {(11906, 16838): "A4", (12240, 15840): "US Letter", (12240, 20160): "US Legal"}
_OFF = ("0", "false", "off", "none")


def style_words(style: etree._Element) -> dict[str, str]:
    """Give what a style sets of its own."""
    return {**_run_words(style.find(W + "rPr")), **_paragraph_words(style.find(W + "pPr")), **_table_words(style)}


def level_words(level: etree._Element) -> dict[str, str]:
    """Give what a level of a list prints and where."""
    words = {"number": _value(level, "lvlText"), "counts in": _value(level, "numFmt")}
    return {**words, **_paragraph_words(level.find(W + "pPr")), **_run_words(level.find(W + "rPr"))}


def page_words(section: etree._Element) -> dict[str, str]:
    """Give the page of a section."""
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    width, height = whole(size, "w"), whole(size, "h")
    paper = _PAPERS.get((min(width, height), max(width, height)), f"{_cm(width)} by {_cm(height)}")
    turned = size is not None and size.get(W + "orient") == "landscape"
    words = {"paper": paper, "orientation": "landscape" if turned else "portrait"}
    for name in ("top", "bottom", "left", "right"):
        words[f"{name} margin"] = _cm(whole(margins, name))
    words["header from the edge"] = _cm(whole(margins, "header"))
    words["footer from the edge"] = _cm(whole(margins, "footer"))
    words["columns"] = str(whole(section.find(W + "cols"), "num", 1))
    words["different first page"] = _switch(section.find(W + "titlePg")) or "no"
    return words


def _run_words(properties: etree._Element | None) -> dict[str, str]:
    if properties is None:
        return {}
    words = dict(_switches(properties))
    fonts, size, colour = (properties.find(W + name) for name in ("rFonts", "sz", "color"))
    if fonts is not None:
        words["font"] = fonts.get(W + "ascii") or fonts.get(W + "asciiTheme") or "another"
    if size is not None:
        words["size"] = f"{whole(size, 'val') / 2:g} pt"
    if colour is not None:
        words["colour"] = colour.get(W + "val", "")
    if (line := properties.find(W + "u")) is not None:
        words["underline"] = line.get(W + "val", "")
    if (spread := properties.find(W + "spacing")) is not None:
        words["space between letters"] = f"{whole(spread, 'val') / 20:g} pt"
    return {**words, **_background(properties)}


def _paragraph_words(properties: etree._Element | None) -> dict[str, str]:
    if properties is None:
        return {}
    words = {**dict(_switches(properties)), **_background(properties)}
    spacing, indent = properties.find(W + "spacing"), properties.find(W + "ind")
    for side in ("before", "after"):
        if spacing is not None and spacing.get(W + side) is not None:
            words[f"space {side}"] = f"{whole(spacing, side) / 20:g} pt"
    if spacing is not None and spacing.get(W + "line") is not None:
        exact = spacing.get(W + "lineRule", "auto") != "auto"
        line = whole(spacing, "line")
        words["line spacing"] = f"{line / 20:g} pt" if exact else f"{line / 240:g} lines"
    for side in ("left", "right", "hanging", "firstLine"):
        if indent is not None and indent.get(W + side) is not None:
            words["first line" if side == "firstLine" else f"{side} indent"] = _cm(whole(indent, side))
    if aligned := _value(properties, "jc"):
        words["alignment"] = _ALIGNED.get(aligned, aligned)
    for line in properties.iterfind(f"{W}pBdr/*"):
        side = etree.QName(line).localname
        words[f"line {side}"] = f"{whole(line, 'sz') / 8:g} pt {line.get(W + 'color', '')}"
    if (outline := properties.find(W + "outlineLvl")) is not None:
        words["level in the navigation"] = str(whole(outline, "val") + 1)
    return words


def _table_words(style: etree._Element) -> dict[str, str]:
    words = {}
    for side in _SIDES:
        line = style.find(f"{W}tblPr/{W}tblBorders/{W}{side}")
        if line is not None:
            words[f"line {side}"] = f"{whole(line, 'sz') / 8:g} pt {line.get(W + 'color', '')}"
        room = style.find(f"{W}tblPr/{W}tblCellMar/{W}{side}")
        if room is not None:
            words[f"room in cells, {side}"] = _cm(whole(room, "w"))
    return words


def _switches(properties: etree._Element) -> Iterator[tuple[str, str]]:
    for name, word in _SWITCHES.items():
        if said := _switch(properties.find(W + name)):
            yield word, said


def _switch(element: etree._Element | None) -> str:
    return "" if element is None else "no" if element.get(W + "val", "1") in _OFF else "yes"


def _background(properties: etree._Element) -> dict[str, str]:
    shading = properties.find(W + "shd")
    return {} if shading is None else {"background": shading.get(W + "fill", "")}


def _value(element: etree._Element, name: str) -> str:
    found = element.find(W + name)
    return "" if found is None else found.get(W + "val", "")


def _cm(twentieths: int) -> str:
    return f"{twentieths / 567:.2f}".rstrip("0").rstrip(".") + " cm"
