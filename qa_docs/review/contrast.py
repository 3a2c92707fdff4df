"""Text against its background, as the Web Content Accessibility Guidelines measure it."""

import re
from collections.abc import Iterator

from lxml import etree

from qa_docs.review.looks import NORMAL_SIZE, Looks, is_hidden
from qa_docs.review.package import W
from qa_docs.review.structure import Found
from qa_docs.review.word_file import WordFile, is_on, outside_fallback, value_of, whole_of

ENOUGH, ENOUGH_WHEN_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 36, 28
"""Sizes in half points from which less contrast is enough: 18 points, 14 points in bold."""
_WHITE = "FFFFFF"
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "green": "00FF00", "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000", "white": _WHITE,
    "yellow": "FFFF00",
}  # fmt: skip
_TEXT_BOX = f"{W}txbxContent"


def check_contrast(file: WordFile) -> Iterator[Found]:
    """Yield text that is hard to read against its background; where the background cannot be told, nothing."""
    looks = Looks(file)
    if file.main.find(f"{W}background") is not None:
        return
    for part, tree in file.texts.items():
        for paragraph in outside_fallback(tree, f"{W}p"):
            found = _faintest(looks, paragraph)
            if found:
                run, letters, ground, ratio = found
                message = f"text in the colour {letters} on {ground} has a contrast of {ratio:.1f} to 1"
                yield part, run, message


def _faintest(looks: Looks, paragraph: etree._Element) -> tuple[etree._Element, str, str, float] | None:
    ground: str | None = None
    for run in paragraph.iterchildren(f"{W}r", f"{W}hyperlink", f"{W}sdt", f"{W}ins"):
        for inner in (run,) if run.tag == f"{W}r" else run.iter(f"{W}r"):
            colour = colour_of(looks.of_run(inner, paragraph, "color"))
            if not colour or not any((text.text or "").strip() for text in inner.iterchildren(f"{W}t")):
                continue
            if is_hidden(looks, inner, paragraph) or _stands_in(inner):
                continue
            if ground is None:
                ground = _ground_of(looks, paragraph)
            behind = _run_ground(looks, inner, paragraph) or ground
            if behind and (ratio := contrast(colour, behind)) < _needed(looks, inner, paragraph):
                return inner, colour, behind, ratio
    return None


def _stands_in(run: etree._Element) -> bool:
    # Word's own grey for what is to be filled in.
    return any(next(c.iter(f"{W}showingPlcHdr"), None) is not None for c in run.iterancestors(f"{W}sdt"))


def _needed(looks: Looks, run: etree._Element, paragraph: etree._Element) -> float:
    size = whole_of(value_of(looks.of_run(run, paragraph, "sz")), NORMAL_SIZE)
    bold = is_on(looks.of_run(run, paragraph, "b"))
    return ENOUGH_WHEN_LARGE if size >= _LARGE or (bold and size >= _LARGE_BOLD) else ENOUGH


def _run_ground(looks: Looks, run: etree._Element, paragraph: etree._Element) -> str:
    highlight = value_of(looks.of_run(run, paragraph, "highlight"))
    if highlight in _HIGHLIGHTS:
        return _HIGHLIGHTS[highlight]
    return fill_of(looks.of_run(run, paragraph, "shd"))


def _ground_of(looks: Looks, paragraph: etree._Element) -> str:
    """Give the background of a paragraph: its own, its cell's, white; nothing where it cannot be told."""
    own = looks.of_paragraph(paragraph, "pPr/shd")
    if colour := fill_of(own):
        return colour
    if _is_pattern(own):
        return ""
    for above in paragraph.iterancestors(f"{W}tc", f"{W}tbl", _TEXT_BOX):
        if above.tag == _TEXT_BOX:
            return ""
        shading = above.find(f"{W}{'tcPr' if above.tag == f'{W}tc' else 'tblPr'}/{W}shd")
        if colour := fill_of(shading):
            return colour
        if _is_pattern(shading) or (above.tag == f"{W}tbl" and looks.table_colours(above)):
            return ""
    return _WHITE


def fill_of(shading: etree._Element | None) -> str:
    """Give the colour of a plain background, or nothing."""
    if shading is None or shading.get(f"{W}val", "clear") not in ("clear", "nil"):
        return ""
    fill = shading.get(f"{W}fill", "")
    return fill.upper() if re.fullmatch(r"[0-9A-Fa-f]{6}", fill) else ""


def _is_pattern(shading: etree._Element | None) -> bool:
    return shading is not None and shading.get(f"{W}val", "clear") not in ("clear", "nil")


def colour_of(colour: etree._Element | None) -> str:
    """Give the colour of text; nothing for black as Word chooses it."""
    written = "" if colour is None else colour.get(f"{W}val", "")
    return written.upper() if re.fullmatch(r"[0-9A-Fa-f]{6}", written) else ""


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
