"""Text as WordprocessingML: escaped once, line breaks and tabs kept."""

import re
from collections.abc import Iterable

_CONTROL = bytes(code for code in range(32) if code not in (9, 10, 13))
# Python takes them for characters, XML does not.
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_OPENING = re.compile(r"\{(?=[{%])")
_NEXT = '</w:t><w:t xml:space="preserve">'
_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(f"([{_LEFTWARD}]+(?:[ \u00a0]+[{_LEFTWARD}]+)*)")


def escaped(text: str) -> str:
    """Give `text` so that it can stand between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Give `text` so that it can stand between double quotes; line breaks become spaces."""
    return escaped(" ".join(text.split())).replace('"', "&quot;")


def as_written(markup: str) -> str:
    """Give the inside of a `w:t` with each opening of a tag torn apart: it is text of a deal and no tag left over."""
    if "{{" in markup or "{%" in markup:
        return _OPENING.sub(f"{{{_NEXT}", markup)
    return markup


def run(text: str, properties: str = "") -> str:
    """Give `text` as one run with `properties` (a `w:rPr` element or nothing).

    Words of a script that is written from right to left are a run of their own, which says so.
    """
    if not text.isascii() and _RIGHT_TO_LEFT.search(text):
        return _both_directions(text, properties)
    if "&" in text or "<" in text or ">" in text:
        text = escaped(text)
    if "{" in text:
        text = as_written(text)
    if "\n" in text or "\t" in text:
        return f"<w:r>{properties}{_with_breaks(text)}</w:r>"
    # Word drops spaces at the ends of a w:t unless it is told to keep them.
    if text.strip() != text or _NEXT in text:
        return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def field(instruction: str, shown: str, properties: str = "") -> str:
    """Give a Word field with the text that it shows until Word works it out again. `shown` is plain text."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(shown, properties)}"
        f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def utf8(pieces: Iterable[str]) -> bytes:
    """Give markup in `pieces` as bytes; raise ValueError where it holds a character that XML forbids."""
    # Piece by piece, since most are plain ASCII, and one that is not would make the encoding of all of them slow.
    content = b"".join([piece.encode() for piece in pieces])
    # Both begin with one byte that is rare; to look for it alone costs next to nothing.
    forbidden = b"\xef" in content and any(letter in content for letter in _NO_CHARACTERS)
    if forbidden or len(content.translate(None, _CONTROL)) != len(content):
        raise ValueError("a character that XML forbids")
    return content


def _both_directions(text: str, properties: str) -> str:
    # Word keeps bold and italic of scripts written from right to left apart.
    looks = properties.removesuffix("</w:rPr>").replace("<w:b/>", "<w:b/><w:bCs/>").replace("<w:i/>", "<w:i/><w:iCs/>")
    leftward = f"{looks or '<w:rPr>'}<w:rtl/></w:rPr>"
    pieces = enumerate(_RIGHT_TO_LEFT.split(text))
    return "".join(
        f"<w:r>{leftward}<w:t>{piece}</w:t></w:r>" if at % 2 else run(piece, properties)
        for at, piece in pieces
        if piece
    )


def _with_breaks(text: str) -> str:
    lines = []
    for line in text.replace("\r\n", "\n").split("\n"):
        cells = (f'<w:t xml:space="preserve">{cell}</w:t>' if cell else "" for cell in line.split("\t"))
        lines.append("<w:tab/>".join(cells))
    return "<w:br/>".join(lines)
