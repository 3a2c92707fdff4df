"""Whether everybody can read a Word file: title, language, headings, tables, pictures, links, blank lines, colour."""

from collections.abc import Iterator
from itertools import chain

from lxml import etree

from qa_docs.review.contrast import fill_of
from qa_docs.review.looks import Looks, is_hidden
from qa_docs.review.package import R, W, relations_of
from qa_docs.review.structure import Found, wrapped
from qa_docs.review.word_file import WordFile, is_on, outside_fallback, value_of, whole_of, words_of

_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_PICTURED = ("/picture", "/chart", "/diagram", "/lockedCanvas", "/chartex", "/wordprocessingGroup")
_VML = "{urn:schemas-microsoft-com:vml}"
_SHOWS = tuple(W + name for name in ("t", "tab", "br", "drawing", "pict", "object", "sym", "fldChar", "fldSimple", "cr",
    "footnoteReference", "endnoteReference", "noBreakHyphen", "instrText", "delText", "ptab", "pgNum"))  # fmt: skip
_TINY = 40
"""Height in twentieths of a point up to which a blank paragraph is none to the eye: Word wants one after a table."""


def check_title(file: WordFile) -> Iterator[Found]:
    """Yield a document without a title: a reader aloud and a browser say the file's name in its place."""
    for relation in relations_of(file.package, ""):
        properties = file.package.trees.get(relation.target)
        if relation.kind == "core-properties" and properties is not None:
            title = properties.find(_DC_TITLE)
            if title is not None and (title.text or "").strip():
                return
    yield file.package.main, None, "the document has no title"


def check_language(file: WordFile) -> Iterator[Found]:
    """Yield a document that does not say which language it is in."""
    if Looks(file).language():
        return
    if value_of(file.settings, "themeFontLang") if file.settings is not None else None:
        return
    for paragraph in file.main.iter(f"{W}p"):
        for run in paragraph.iter(f"{W}r"):
            if (run.findtext(f"{W}t") or "").strip() and value_of(run, "rPr/lang") is None:
                yield file.package.main, paragraph, "the text does not say which language it is in"
                return


def check_headings(file: WordFile) -> Iterator[Found]:
    """Yield headings that leave out a level, and headings without words."""
    looks = Looks(file)
    last = 0
    for paragraph in outside_fallback(file.main, f"{W}p"):
        level = looks.heading_level(paragraph)
        if not level:
            continue
        if not words_of(paragraph).strip():
            if next(paragraph.iter(*_SHOWS), None) is None and not _is_deleted(paragraph):
                yield file.package.main, paragraph, f"a heading of level {level} has no words"
            continue
        if level > last + 1:
            after = f"after one of level {last}" if last else "as the first of the document"
            yield file.package.main, paragraph, f"a heading of level {level} stands {after}"
        last = level


def _is_deleted(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def check_table_headers(file: WordFile) -> Iterator[Found]:
    """Yield tables of data whose first row is not marked as a heading.

    A table that says it has no heading row and whose first row does not look like one only arranges what it holds.
    """
    looks = Looks(file)
    for table in outside_fallback(file.main, f"{W}tbl"):
        rows = list(wrapped(table, "tr"))
        cells = [] if not rows else list(wrapped(rows[0], "tc"))
        # What is still empty has no headings yet.
        if len(rows) < 2 or len(cells) < 2 or _is_header(rows[0]) or not words_of(rows[0]).strip():
            continue
        if _says_heading_row(table) or _looks_like_headings(looks, cells):
            yield file.package.main, table, "the first row of a table is not marked as its heading"


def _is_header(row: etree._Element) -> bool:
    return is_on(row.find(f"{W}trPr/{W}tblHeader"))


def _says_heading_row(table: etree._Element) -> bool:
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    first = look.get(f"{W}firstRow")
    if first is not None:
        return first in ("1", "true", "on")
    try:
        return bool(int(look.get(f"{W}val", "0"), 16) & 0x20)
    except ValueError:
        return False


def _looks_like_headings(looks: Looks, cells: list[etree._Element]) -> bool:
    for cell in cells:
        texts = [
            (run, paragraph)
            for paragraph in cell.iter(f"{W}p")
            for run in paragraph.iter(f"{W}r")
            if (run.findtext(f"{W}t") or "").strip()
        ]
        if not texts or not all(is_on(looks.of_run(run, paragraph, "b")) for run, paragraph in texts):
            return False
    return True


def check_pictures(file: WordFile) -> Iterator[Found]:
    """Yield pictures without words for those who do not see them. Headers and footers are decoration."""
    part = file.package.main
    for drawing in outside_fallback(file.main, f"{W}drawing"):
        properties = next(drawing.iter(f"{_WP}docPr"), None)
        kinds = [data.get("uri", "") for data in drawing.iter("{*}graphicData")]
        if properties is None or not any(kind.endswith(_PICTURED) for kind in kinds):
            continue
        words = (properties.get("descr") or properties.get("title") or "").strip()
        decorative = next(properties.iter(_DECORATIVE), None)
        if not words and (decorative is None or decorative.get("val") in ("0", "false")):
            yield part, drawing, "a picture has no words for those who do not see it"
    for picture in outside_fallback(file.main, f"{_VML}imagedata"):
        shape = picture.getparent()
        if shape is not None and not (shape.get("alt") or "").strip():
            yield part, picture, "a picture has no words for those who do not see it"


def check_links(file: WordFile) -> Iterator[Found]:
    """Yield links without words."""
    for part, tree in file.texts.items():
        for link in outside_fallback(tree, f"{W}hyperlink"):
            if not link.get(f"{R}id") and not link.get(f"{W}anchor"):
                continue
            shows = any(
                next(link.iter(f"{W}{name}"), None) is not None for name in ("drawing", "pict", "object", "sym")
            )
            if not shows and not words_of(link).strip() and next(link.iter(f"{W}delText"), None) is None:
                yield part, link, "a link has no words"


def check_blank_paragraphs(file: WordFile) -> Iterator[Found]:
    """Yield blank paragraphs that only make room: distance belongs into styles."""
    looks = Looks(file)
    body = file.main.find(f"{W}body")
    first: etree._Element | None = None
    blank = 0
    before: etree._Element | None = None
    for block in [] if body is None else chain(_blocks(body), (None,)):
        if block is not None and block.tag == f"{W}p" and _is_blank(looks, block):
            first = block if first is None else first
            blank += 1
            continue
        # One between two tables, or at the end, is Word's own.
        between_text = before is not None and before.tag == block.tag == f"{W}p" if block is not None else False
        if blank > 1 or (blank and between_text):
            several = f"{blank} blank paragraphs only make" if blank > 1 else "a blank paragraph only makes"
            yield file.package.main, first, f"{several} room"
        first, blank, before = None, 0, block


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _blocks(child)
        elif child.tag in (f"{W}p", f"{W}tbl"):
            yield child


def _is_blank(looks: Looks, paragraph: etree._Element) -> bool:
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None or _is_deleted(paragraph):
        return False
    if paragraph.find(f"{W}pPr/{W}framePr") is not None or is_on(paragraph.find(f"{W}pPr/{W}rPr/{W}vanish")):
        return False
    spacing = looks.of_paragraph(paragraph, "pPr/spacing")
    exact = spacing is not None and spacing.get(f"{W}lineRule") == "exact"
    if exact and whole_of(value_of(spacing, name="line"), 240) <= _TINY:
        return False
    return not any(shown.tag != f"{W}t" or (shown.text or "").strip() for shown in paragraph.iter(*_SHOWS))


def check_colour_alone(file: WordFile) -> Iterator[Found]:
    """Yield tables whose empty cells are told apart by their colours alone."""
    for table in outside_fallback(file.main, f"{W}tbl"):
        fills: dict[str, etree._Element] = {}
        rows = list(wrapped(table, "tr"))
        for row in rows[1:]:
            cells = list(wrapped(row, "tc"))
            # A row in one colour, and a merged cell that goes on, say nothing by it.
            told = {fill_of(cell.find(f"{W}tcPr/{W}shd")) for cell in cells}
            for cell in cells if len(told) > 1 else ():
                fill = fill_of(cell.find(f"{W}tcPr/{W}shd"))
                goes_on = cell.find(f"{W}tcPr/{W}vMerge") is not None
                if fill and fill != "FFFFFF" and not goes_on and _is_empty(cell):
                    fills.setdefault(fill, cell)
        if len(fills) > 1:
            yield file.package.main, next(iter(fills.values())), "empty cells of a table differ by their colour alone"


def _is_empty(cell: etree._Element) -> bool:
    return next(cell.iter(*_SHOWS), None) is None


def check_link_colour(file: WordFile) -> Iterator[Found]:
    """Yield links inside text that nothing but their colour tells from it."""
    looks = Looks(file)
    for part, tree in file.texts.items():
        last, words = None, ""
        for link in outside_fallback(tree, f"{W}hyperlink"):
            paragraph = next(link.iterancestors(f"{W}p"), None)
            if paragraph is None or not link.get(f"{R}id"):
                continue
            if paragraph is not last:
                last, words = paragraph, words_of(paragraph).strip()
            if words_of(link).strip() != words and _by_colour_alone(looks, link, paragraph):
                yield part, link, "a link is told from its text by its colour alone"


def _by_colour_alone(looks: Looks, link: etree._Element, paragraph: etree._Element) -> bool:
    for run in link.iter(f"{W}r"):
        colour, line = (value_of(looks.of_run(run, paragraph, name)) for name in ("color", "u"))
        coloured = colour not in (None, "auto") and line in (None, "none")
        if coloured and (run.findtext(f"{W}t") or "").strip() and not is_hidden(looks, run, paragraph):
            return True
    return False
