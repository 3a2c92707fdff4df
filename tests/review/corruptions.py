"""Ways in which a Word file goes wrong, each made on purpose from a sound file, and which gates must find it.

`own` is `qa_docs.review.validity`, `sdk` the Open XML SDK, `integrity` ooxml-integrity.
"""

import io
import re
import zipfile
from collections.abc import Callable
from typing import NamedTuple

Parts = dict[str, bytes]
DOCUMENT = "word/document.xml"


class Corruption(NamedTuple):
    name: str
    spoil: Callable[[Parts], None]
    found_by: tuple[str, ...]


def unpack(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def pack(parts: Parts, twice: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        if twice:
            archive.writestr(twice, parts[twice])
    return buffer.getvalue()


def swap(part: str, old: str, new: str, count: int = 1) -> Callable[[Parts], None]:
    """Give a corruption that replaces text; it is an error of the test when the text is not there."""

    def spoil(parts: Parts) -> None:
        text = parts[part].decode()
        changed, times = re.subn(old, new, text, count=count, flags=re.DOTALL)
        assert times, f"{old} is not in {part}"
        parts[part] = changed.encode()

    return spoil


def drop(part: str) -> Callable[[Parts], None]:
    return lambda parts: parts.pop(part) and None  # type: ignore[func-returns-value]


def body(old: str, new: str, count: int = 1) -> Callable[[Parts], None]:
    return swap(DOCUMENT, old, new, count)


BOOKMARK = '<w:bookmarkStart w:id="90001" w:name="twin"/><w:bookmarkEnd w:id="90001"/>'
TABLE = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="1" cy="1"/><wp:docPr id="7" name="a"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="urn:none"/></a:graphic></wp:inline></w:drawing></w:r>'
)
CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TEXT_BOX = (
    '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{}</w:txbxContent>'
    "</v:textbox></v:rect></w:pict></w:r>"
)
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
FIRST = r"(<w:body>.*?<w:p>.*?)(</w:p>)"

CORRUPTIONS = (
    Corruption("two pictures with one id", body(FIRST, rf"\1{DRAWING}{DRAWING}\2"), ("own", "sdk")),
    Corruption("a relationship that is not there", body(r'r:id="rId\d+"', 'r:id="rId4711"'), ("own", "sdk", "integrity")),
    Corruption("properties after the runs", body(FIRST, r"\1<w:pPr/>\2"), ("own", "sdk")),
    Corruption("a bookmark that does not end", body(r"<w:bookmarkEnd [^>]*/>", ""), ("own",)),
    Corruption("a list that is not there", body(FIRST, r'\1\2<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="777"/></w:numPr></w:pPr></w:p>'), ("own", "integrity")),
    Corruption("a cell without a paragraph", body(r"(<w:tc>(?:<w:tcPr>.*?</w:tcPr>)?)<w:p>.*?</w:p>(</w:tc>)", r"\1\2"), ("own",)),
    Corruption("two bookmarks of one name", body(FIRST, rf"\1{BOOKMARK}{BOOKMARK.replace('90001', '90002')}\2"), ("own",)),
    Corruption("two bookmarks with one id", body(FIRST, rf"\1{BOOKMARK}{BOOKMARK.replace('twin', 'other')}\2"), ("own", "sdk")),
    Corruption("a field begun and never ended", body(FIRST, rf"\1{FIELD.format('begin')}\2"), ("own",)),
    Corruption("a field that ends and never began", body(FIRST, rf"\1{FIELD.format('end')}\2"), ("own",)),
    Corruption("a paragraph style that is not there", body(r'<w:pStyle w:val="[^"]*"/>', '<w:pStyle w:val="Nowhere"/>'), ("own", "integrity")),
    Corruption("a value that is no alignment", body(FIRST, r'\1\2<w:p><w:pPr><w:jc w:val="sideways"/></w:pPr></w:p>'), ("sdk",)),
    Corruption("a row with a cell too few", body(r"(<w:tr>(?:(?!</w:tr>).)*?</w:tc>)<w:tc>(?:(?!</w:tc>).)*</w:tc>(</w:tr>)", r"\1\2"), ("own", "integrity")),
    Corruption("a reference to no bookmark", body(r"REF _", "REF nowhere_"), ("own",)),
    Corruption("two content controls with one id", body(r'(<w:sdtPr>(?:(?!</w:sdtPr>).)*?<w:id w:val=")[^"]*', r"\g<1>4242", 2), ("own",)),
    Corruption("a table inside a paragraph", body(FIRST, rf"\1{TABLE}\2"), ("own", "sdk")),
    Corruption("a paragraph inside a paragraph", body(FIRST, r"\1<w:p/>\2"), ("own", "sdk")),
    Corruption("a tag left over", body(FIRST, r"\1<w:r><w:t>{{ document.number }}</w:t></w:r>\2"), ("own",)),
    Corruption("a bare ampersand", body(FIRST, r"\1<w:r><w:t>R & D</w:t></w:r>\2"), ("own", "sdk", "integrity")),
    Corruption("a kind of list that is not there", swap("word/numbering.xml", r'<w:abstractNumId w:val="\d+"/>', '<w:abstractNumId w:val="999"/>'), ("own",)),
    Corruption("a table without a grid", body(r"<w:tblGrid>.*?</w:tblGrid>", ""), ("own", "sdk", "integrity")),
    Corruption("section properties at the start", body(r"<w:body>", "<w:body><w:sectPr/>"), ("own", "sdk")),
    Corruption("a part that is not there", drop("word/styles.xml"), ("own", "sdk", "integrity")),
    Corruption("a part without a content type", swap("[Content_Types].xml", r'<Override PartName="/word/numbering.xml"[^>]*/>', ""), ("own", "sdk")),
    Corruption("alternatives without a choice", body(FIRST, rf'\1<w:r><mc:AlternateContent xmlns:mc="{CHOICES}"><mc:Fallback/></mc:AlternateContent></w:r>\2'), ("own", "sdk")),
    Corruption("a choice that asks for what nobody knows", body(FIRST, rf'\1<w:r><mc:AlternateContent xmlns:mc="{CHOICES}"><mc:Choice Requires="nix"/></mc:AlternateContent></w:r>\2'), ("own", "sdk")),
    Corruption("an ignorable prefix that is not declared", body("<w:document ", f'<w:document xmlns:mc="{CHOICES}" mc:Ignorable="nix" '), ("own", "sdk")),
    Corruption("a text box without a paragraph", body(FIRST, rf"\1{TEXT_BOX.format('')}\2"), ("own",)),
    Corruption("a link to no bookmark", body(r'w:anchor="[^"]*"', 'w:anchor="nowhere"'), ("own",)),
    Corruption("a comment that is not there", body(FIRST, r'\1<w:r><w:commentReference w:id="12"/></w:r>\2'), ("own", "sdk", "integrity")),
)  # fmt: skip
