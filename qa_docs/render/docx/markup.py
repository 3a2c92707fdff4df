"""Text as WordprocessingML: escaped once, line breaks and tabs kept."""

import re
from collections.abc import Iterable

_CONTROL = bytes(code for code in range(32) if code not in (9, 10, 13))
# Python takes them for characters, XML does not.
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_OPENING = re.compile(r"\{(?=[{%])")
_NEXT = '</w:t><w:t xml:space="preserve">'
_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
# The first bytes of such letters, and of some others: whether there are any is seen in one pass over the whole part.
_RARE = _CONTROL + bytes(range(0xD6, 0xE1)) + b"\xef"
_WORDS = re.compile(
    r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?((?:<w:t(?: [^>]*)?>[^<]*</w:t>|<w:br/>|<w:tab/>)+)</w:r>"
)
_PIECES = re.compile(r"<w:t(?: [^>]*)?>[^<]*</w:t>|<w:br/>|<w:tab/>")
_PARAGRAPH = re.compile(r"<w:p>(?:<w:pPr>((?:(?!</w:pPr>).)*)</w:pPr>)?((?:(?!<w:p>|</w:p>).)*)</w:p>", re.DOTALL)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_AFTER_BIDI = re.compile(r"<w:(?:spacing|ind|jc|rPr|sectPr)[ >]")
_AFTER_JC = re.compile(r"<w:(?:rPr|sectPr)[ >]")
"""What stands after `w:bidi` and after `w:jc` in the properties of a paragraph, as far as it is ever written."""
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
    """Give `text` as one run with `properties` (a `w:rPr` element or nothing)."""
    if "&" in text or "<" in text or ">" in text:
        text = escaped(text)
    torn = False
    if "{" in text:
        text = as_written(text)
        torn = _NEXT in text
    if "\n" in text or "\t" in text:
        return f"<w:r>{properties}{_with_breaks(text)}</w:r>"
    # Word drops spaces at the ends of a w:t unless it is told to keep them.
    if torn or text.strip() != text:
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
    """Give markup in `pieces` as bytes; raise ValueError where it holds a character that XML forbids.

    Words of a script that is written from right to left become runs of their own, which say so.
    """
    # Piece by piece, since most are plain ASCII, and one that is not would make the encoding of all of them slow.
    content = b"".join([piece.encode() for piece in pieces])
    # Both begin with one byte that is rare; to look for it alone costs next to nothing.
    if b"\xef" in content and any(letter in content for letter in _NO_CHARACTERS):
        raise ValueError("a character that XML forbids")
    if len(content.translate(None, _RARE)) == len(content):
        return content
    if len(content.translate(None, _CONTROL)) != len(content):
        raise ValueError("a character that XML forbids")
    return _both_directions(content.decode()).encode()


def _both_directions(markup: str) -> str:
    """Give markup in which words that are written from right to left are runs of their own, which say so.

    A paragraph that has no other words runs from right to left as a whole, and still stands at the left like its
    neighbours.
    """
    return _PARAGRAPH.sub(_turned, _WORDS.sub(_split_run, markup))


def _turned(found: re.Match[str]) -> str:
    words = "".join(_TEXT.findall(found[0]))
    if not _RIGHT_TO_LEFT.search(words) or any(letter.isalpha() for letter in _RIGHT_TO_LEFT.sub("", words)):
        return found[0]
    properties = _set_before(found[1] or "", "<w:bidi/>", _AFTER_BIDI)
    if "<w:jc " not in properties:
        # In such a paragraph Word takes the left for the side where lines begin, which is the right.
        properties = _set_before(properties, '<w:jc w:val="right"/>', _AFTER_JC)
    return f"<w:p><w:pPr>{properties}</w:pPr>{found[2]}</w:p>"


def _set_before(properties: str, one: str, those: re.Pattern[str]) -> str:
    found = those.search(properties)
    place = found.start() if found else len(properties)
    return properties[:place] + one + properties[place:]


def _split_run(found: re.Match[str]) -> str:
    if not _RIGHT_TO_LEFT.search(found[2]):
        return found[0]
    properties = found[1] or ""
    # Word keeps bold and italic of such scripts apart.
    looks = properties.removesuffix("</w:rPr>").replace("<w:b/>", "<w:b/><w:bCs/>").replace("<w:i/>", "<w:i/><w:iCs/>")
    leftward = f"{looks or '<w:rPr>'}<w:rtl/></w:rPr>"
    written = []
    for piece in _PIECES.findall(found[2]):
        if not piece.startswith("<w:t>") and not piece.startswith("<w:t "):
            written.append(f"<w:r>{properties}{piece}</w:r>")
            continue
        words = piece[piece.index(">") + 1 : -len("</w:t>")]
        for at, part in enumerate(_RIGHT_TO_LEFT.split(words)):
            look = leftward if at % 2 else properties
            written.append(f'<w:r>{look}<w:t xml:space="preserve">{part}</w:t></w:r>' if part else "")
    return "".join(written)


def _with_breaks(text: str) -> str:
    lines = []
    for line in text.replace("\r\n", "\n").split("\n"):
        cells = (f'<w:t xml:space="preserve">{cell}</w:t>' if cell else "" for cell in line.split("\t"))
        lines.append("<w:tab/>".join(cells))
    return "<w:br/>".join(lines)
