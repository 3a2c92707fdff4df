"""Makes templates/quality-agreement-letter-serif.docx: US Letter, Times New Roman, a centred cover with a logo.

A second look, to copy and to show that nothing of the look is in the program. It holds the same tags as the house
template; what differs stands here. Times New Roman has the same widths as Liberation Serif, so pages break alike in
Word and in LibreOffice.
"""

import re
import struct
import zlib
from pathlib import Path

import make_template as house
from house_parts import (
    FONT_TABLE,
    NUMBERING,
    RELATIONSHIPS,
    SETTINGS,
    content_types,
    document_relationships,
)
from house_styles import STYLES, centred, look, rule, space, style

from qa_docs.render.docx.package import pack, package_of

TARGET = Path(__file__).with_name("quality-agreement-letter-serif.docx")
MARGIN = 1440
"""Left and right margin in twentieths of a point: one inch."""
INK = "5C1A2B"
GREY = "5F5A55"

# A wine red in place of the house blue, each shade as light as the one that it stands for.
_COLOURS = {
    "1F2A44": INK,
    "5A6473": GREY,
    "BCC6D2": "CFC4B8",
    "DDE4EC": "EFE8DF",
    "E9EDF3": "F3EEE7",
    "F6F8FA": "FBF9F6",
    "44618C": "8A4A57",
    "B4C6DE": "DDBFC5",
    "E6ECF4": "F3E7E9",
}
_STYLES = (
    style("Title", "Title", space(500, 160, 240) + centred(), look(52, colour=INK, spread=20), following="Subtitle"),
    style("Subtitle", "Subtitle", rule("bottom", 6, INK, 14) + space(0, 500) + centred(), look(26, colour=GREY)),
    style("CoverSmall", "Cover Small", space(0, 160) + centred(), look(24, colour=GREY, italic=True)),
    style("CoverParty", "Cover Party", space(0, 40) + centred(), look(34, colour=INK)),
    style("CoverDetail", "Cover Detail", space(0, 20) + centred(), look(22)),
    style("CoverRole", "Cover Role", space(0, 300) + centred(), look(22, colour=GREY, italic=True)),
    style("CoverLogo", "Cover Logo", space(600, 0) + centred()),
)
_LOGO = (240, 240)
"""Width and height of the logo in points of the picture."""
_LOGO_SIZE = 1_080_000
"""Its side on the page: 3 cm, in English Metric Units."""


def styles() -> str:
    """Give the style sheet: that of the house with other letters, colours and a cover in the middle of the page."""
    sheet = STYLES
    for old, new in _COLOURS.items():
        sheet = sheet.replace(old, new)
    sheet = sheet.replace("Calibri", "Times New Roman")
    for changed in _STYLES:
        identity = re.search(r'w:styleId="(\w+)"', changed)
        assert identity
        pattern = rf'<w:style [^>]*w:styleId="{identity[1]}">.*?</w:style>'
        sheet, count = re.subn(pattern, changed.replace("\\", r"\\"), sheet, flags=re.DOTALL)
        sheet = sheet if count else sheet.replace("</w:styles>", f"{changed}</w:styles>")
    # A serif letter of the same size looks smaller.
    return re.sub(r'<w:(sz|szCs) w:val="(1[5-9]|2[0-2])"/>', _larger, sheet)


def _larger(found: re.Match[str]) -> str:
    return f'<w:{found[1]} w:val="{int(found[2]) + 2}"/>'


def logo() -> bytes:
    """Give the picture: a ring that is open on one side, as a picture that everybody can replace."""
    width, height = _LOGO
    rows = []
    for y in range(height):
        row = bytearray([0])
        for x in range(width):
            row += bytes((0x5C, 0x1A, 0x2B, _cover(x, y, width, height)))
        rows.append(bytes(row))
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _cover(x: int, y: int, width: int, height: int) -> int:
    """Give how much of a point the ring covers, from 0 to 255."""
    inside = 0
    for i in range(4):
        for j in range(4):
            dx, dy = x + (i + 0.5) / 4 - width / 2, y + (j + 0.5) / 4 - height / 2
            distance = (dx * dx + dy * dy) ** 0.5
            ring = 78 <= distance <= 108 and not (dx > 0 and abs(dy) < 22)
            inside += ring or distance <= 34
    return inside * 255 // 16


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def logo_paragraph() -> str:
    """Give the paragraph that holds the logo, with words for those who do not see it."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    side = f'cx="{_LOGO_SIZE}" cy="{_LOGO_SIZE}"'
    picture = (
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="logo.png"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="rId20"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {side}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic>"
    )
    return (
        '<w:p><w:pPr><w:pStyle w:val="CoverLogo"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{drawing}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {side}/><wp:docPr id="1" name="Logo" descr="Logo of the company"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">{picture}</a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def document() -> str:
    """Give the main part: the house's tags on another page, with a logo above the title."""
    main = house.document(house.cover() + house.front_matter())
    title = house.paragraph("Title", "{{ document.title }}")
    assert title in main
    main = main.replace(title, logo_paragraph() + title)
    main = main.replace('<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="12240" w:h="15840"/>')
    for side in ("left", "right"):
        main = main.replace(f'w:{side}="{house.MARGIN}"', f'w:{side}="{MARGIN}"')
    return _coloured(main)


def _coloured(xml: str) -> str:
    for old, new in _COLOURS.items():
        xml = xml.replace(old, new)
    return xml.replace("Calibri", "Times New Roman")


def numbering() -> str:
    """Give the lists: letters and Roman numerals with one bracket."""
    return NUMBERING.replace('w:lvlText w:val="(%', 'w:lvlText w:val="%').replace('w:val="•"', 'w:val="\u2013"')


def template() -> bytes:
    """Give the template."""
    font = '<w:altName w:val="Liberation Serif"/><w:panose1 w:val="02020603050405020304"/>'
    fonts = re.sub(r"<w:altName[^>]*/><w:panose1[^>]*/>", font, FONT_TABLE.replace("Calibri", "Times New Roman"))
    image = (
        '<Relationship Id="rId20" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        'Target="media/logo.png"/></Relationships>'
    )
    png = '<Default Extension="png" ContentType="image/png"/><Override'
    parts = {
        "[Content_Types].xml": content_types().replace("<Override", png, 1),
        "_rels/.rels": RELATIONSHIPS,
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": document_relationships().replace("</Relationships>", image),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": fonts.replace('w:val="swiss"', 'w:val="roman"'),
        "word/header1.xml": _coloured(house.header(first=False)),
        "word/header2.xml": _coloured(house.header(first=True)),
        "word/footer1.xml": _coloured(house.footer(first=False)),
        "word/footer2.xml": _coloured(house.footer(first=True)),
    }
    packed = [pack(name, content.encode()) for name, content in parts.items()]
    return package_of([*packed, pack("word/media/logo.png", logo())])


if __name__ == "__main__":
    TARGET.write_bytes(template())
