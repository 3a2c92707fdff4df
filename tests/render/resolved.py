"""Accepts or rejects the tracked changes of a Word file as the standard describes it; knows nothing of how they came."""

import io
import zipfile
from typing import Literal

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KEEP = {"accept": ("ins", "moveTo"), "reject": ("del", "moveFrom")}
_DROP = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}
_RANGES = tuple(f"{W}move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End"))


def body_of(content: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(part))


def resolved(root: etree._Element, way: Literal["accept", "reject"]) -> etree._Element:
    """Resolve every change in `root`, in place."""
    keep, drop = _KEEP[way], _DROP[way]
    _drop_rows(root, drop)
    gone = [p for p in root.iter(f"{W}p") if any(p.find(f"{W}pPr/{W}rPr/{W}{kind}") is not None for kind in drop)]
    for change in [*root.iter(*(f"{W}{kind}" for kind in drop)), *root.iter(*_RANGES)]:
        change.getparent().remove(change)
    for change in list(root.iter(*(f"{W}{kind}" for kind in keep))):
        parent, at = change.getparent(), change.getparent().index(change)
        for child in reversed(list(change)):
            parent.insert(at, child)
        parent.remove(change)
    for text in root.iter(f"{W}delText", f"{W}delInstrText"):
        text.tag = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}[text.tag]
    for paragraph in gone:
        assert not "".join(paragraph.itertext()).strip(), "words are left in a paragraph whose end is gone"
        paragraph.getparent().remove(paragraph)
    return root


def _drop_rows(root: etree._Element, drop: tuple[str, ...]) -> None:
    for row in list(root.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{W}{kind}") is not None for kind in drop):
            row.getparent().remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)


def lines_of(root: etree._Element) -> list[str]:
    """Give each paragraph that holds words as style and text, as a reader sees them; table cells too."""
    lines = []
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        words = "".join(_word(element) for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"))
        if words.strip():
            lines.append(f"{style.get(f'{W}val') if style is not None else ''}: {words}")
    return lines


def _word(element: etree._Element) -> str:
    return (element.text or "") if element.tag == f"{W}t" else "\t" if element.tag == f"{W}tab" else "\n"
