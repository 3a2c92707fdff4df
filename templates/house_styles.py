"""The styles of the house template: one typeface, one colour, and as few sizes as a contract needs.

Calibri prints with the same widths as Carlito, so pages break alike in Word and in LibreOffice. Sizes are in half
points, distances in twentieths of a point, as Word has them.
"""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

INK = "1F2A44"
"""Headings and rules: a blue near to black, dark enough for a fax."""
GREY = "5A6473"
RULE = "BCC6D2"
HEADING_FILL = "DDE4EC"
GROUP_FILL = "E9EDF3"
BAND_FILL = "F6F8FA"
"""Every other row: enough to lead the eye, too little to darken a copy."""

_FONTS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'


def look(
    size: int = 0, bold: bool = False, colour: str = "", italic: bool = False, caps: bool = False, spread: int = 0
) -> str:
    """Give run properties."""
    return "".join(
        (
            "<w:b/><w:bCs/>" if bold else "",
            "<w:i/><w:iCs/>" if italic else "",
            "<w:caps/>" if caps else "",
            f'<w:color w:val="{colour}"/>' if colour else "",
            f'<w:spacing w:val="{spread}"/>' if spread else "",
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
        )
    )


def space(before: int = 0, after: int = 0, line: int = 0) -> str:
    """Give the gaps above and below a paragraph."""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def indent(left: int = 0, hanging: int = 0, right: int = 0) -> str:
    """Give the distance from the margins."""
    hung = f' w:hanging="{hanging}"' if hanging else ""
    return f'<w:ind w:left="{left}" w:right="{right}"{hung}/>'


def numbered(number: int, level: int = 0) -> str:
    """Bind a style to a level of a list."""
    depth = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f'<w:numPr>{depth}<w:numId w:val="{number}"/></w:numPr>'


def fill(colour: str) -> str:
    """Give a background; tables take it over for the cell."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def rule(side: str, size: int, colour: str, distance: int = 4) -> str:
    """Give a line above or below a paragraph."""
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{size}" w:space="{distance}" w:color="{colour}"/></w:pBdr>'


def centred() -> str:
    """Put text into the middle."""
    return '<w:jc w:val="center"/>'


def outline(level: int) -> str:
    """Give the level at which navigation and contents list a paragraph."""
    return f'<w:outlineLvl w:val="{level}"/>'


KEEP = "<w:keepNext/>"
WHOLE = "<w:keepLines/>"


def style(
    identity: str,
    name: str,
    paragraph: str = "",
    run: str = "",
    base: str = "Normal",
    following: str = "",
    kind: str = "paragraph",
) -> str:
    """Give a style; `paragraph` holds its properties in the order that Word asks for."""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    then = f'<w:next w:val="{following}"/>' if following else ""
    own = "" if name[0].islower() or name in _BUILT_IN else ' w:customStyle="1"'
    paragraphs = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    runs = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="{kind}"{own} w:styleId="{identity}"><w:name w:val="{name}"/>{based}{then}'
        f"<w:qFormat/>{paragraphs}{runs}</w:style>"
    )


def table_style(
    identity: str, name: str, borders: str, sides: int = 85, ends: int = 28, middle: bool = False, bands: str = ""
) -> str:
    """Give a table style: lines, the room inside cells, text in the middle of their height, every other row tinted."""
    room = f'<w:top w:w="{ends}" w:type="dxa"/><w:left w:w="{sides}" w:type="dxa"/>'
    room += f'<w:bottom w:w="{ends}" w:type="dxa"/><w:right w:w="{sides}" w:type="dxa"/>'
    lines = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    cells = '<w:tcPr><w:vAlign w:val="center"/></w:tcPr>' if middle else ""
    banded = '<w:tblStyleRowBandSize w:val="1"/>' if bands else ""
    tinted = f'<w:tblStylePr w:type="band2Horz"><w:tcPr>{fill(bands)}</w:tcPr></w:tblStylePr>' if bands else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr>{banded}{lines}<w:tblCellMar>{room}</w:tblCellMar></w:tblPr>{cells}{tinted}</w:style>"
    )


def line(side: str, size: int = 4, colour: str = RULE) -> str:
    """Give a line of a table."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'


_BUILT_IN = ("Normal", "Body Text", "Title", "Subtitle", "List Bullet", "Hyperlink", "Placeholder Text")
_DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="20"/><w:szCs w:val="20"/>'
    '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault><w:pPr><w:widowControl/>"
    '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
)
_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/>'
    '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
    "<w:semiHidden/></w:style>"
)
_HEADINGS = (
    style(
        "Heading1",
        "heading 1",
        KEEP + WHOLE + numbered(2) + rule("bottom", 12, INK) + space(440, 120) + outline(0),
        look(32, True, INK),
        following="Heading2",
    ),
    style(
        "Heading2",
        "heading 2",
        KEEP + WHOLE + numbered(1, 0) + space(250, 30) + outline(1),
        look(26, True, INK),
        following="Heading3",
    ),
    style(
        "Heading3",
        "heading 3",
        KEEP + WHOLE + numbered(1, 1) + space(110, 30) + outline(2),
        look(21, True, INK),
        following="ClauseLevel1",
    ),
    style(
        "AppendixHeading",
        "Appendix Heading",
        KEEP + WHOLE + numbered(3) + rule("bottom", 12, INK) + space(440, 120) + outline(0),
        look(28, True, INK),
        following="BodyText",
    ),
    style(
        "PlainHeading",
        "Plain Heading",
        KEEP + WHOLE + space(320, 100) + outline(1),
        look(27, True, INK),
        following="BodyText",
    ),
    style(
        "FrontHeading",
        "Front Heading",
        KEEP + WHOLE + rule("bottom", 8, INK) + space(400, 160),
        look(28, True, INK),
        following="BodyText",
    ),
)
_TEXT = (
    style("BodyText", "Body Text", space(0, 80)),
    style("ClauseText", "Clause Text", space(0, 55) + indent(851)),
    style("ClauseLevel1", "Clause Level 1", numbered(1, 2) + space(0, 55)),
    style("ClauseLevel2", "Clause Level 2", numbered(1, 3) + space(0, 35)),
    style("ClauseLevel3", "Clause Level 3", numbered(1, 4) + space(0, 35)),
    style("Definition", "Definition", space(0, 55) + indent(851)),
    style("TableLead", "Table Lead", KEEP + space(40, 80)),
    style("Note", "Note", space(60, 80), look(17, colour=GREY)),
    style("ListBullet", "List Bullet", numbered(4) + space(0, 40)),
    style("Caption", "caption", KEEP + WHOLE + space(180, 60), look(19, True, INK)),
    style(
        "TOC1",
        "toc 1",
        WHOLE + '<w:tabs><w:tab w:val="left" w:pos="1361"/></w:tabs>' + space(50, 10) + indent(1361, 1361),
        look(19, True, INK),
    ),
    style(
        "TOC2",
        "toc 2",
        WHOLE + '<w:tabs><w:tab w:val="left" w:pos="1361"/></w:tabs>' + space(0, 10) + indent(1361, 567),
        look(19),
    ),
    style("Header", "header", space(0, 0), look(17, colour=GREY)),
    style("Footer", "footer", space(0, 0), look(17, colour=GREY)),
    # Not indented: before a short title the indent would stand where the page number is to go.
    style("TableofFigures", "table of figures", space(0, 10), look(19)),
    # The paragraph that ends a section or stands after a table: it must take no room.
    style("SectionEnd", "Section End", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', look(2)),
    style("CommentText", "annotation text", space(0, 80), look(20)),
)
_COVER = (
    style(
        "DraftBanner",
        "Draft Banner",
        '<w:pBdr><w:top w:val="single" w:sz="12" w:space="6" w:color="8A1C1C"/>'
        '<w:bottom w:val="single" w:sz="12" w:space="6" w:color="8A1C1C"/></w:pBdr>' + space(0, 0),
        look(24, True, "8A1C1C"),
    ),
    style("DraftHeading", "Draft Heading", KEEP + space(300, 100), look(22, True, "8A1C1C")),
    style("Title", "Title", WHOLE + space(2200, 160, 240), look(60, True, INK), following="Subtitle"),
    style("Subtitle", "Subtitle", WHOLE + rule("bottom", 12, INK, 14) + space(0, 700), look(28, colour=GREY)),
    style("CoverSmall", "Cover Small", space(0, 160), look(22, colour=GREY, italic=True)),
    style("CoverParty", "Cover Party", WHOLE + space(0, 40), look(34, True, INK)),
    style("CoverDetail", "Cover Detail", space(0, 20), look(21)),
    style("CoverRole", "Cover Role", space(0, 360), look(21, colour=GREY)),
    style(
        "CoverRule", "Cover Rule", '<w:spacing w:before="300" w:after="300" w:line="20" w:lineRule="exact"/>', look(2)
    ),
)
_TABLE_TEXT = (
    style("TableText", "Table Text", space(20, 20, 240), look(18)),
    style("TableHeading", "Table Heading", KEEP + fill(HEADING_FILL) + space(30, 30, 240), look(18, True, INK)),
    style("TableGroup", "Table Group", KEEP + fill(GROUP_FILL) + space(30, 30, 240), look(18, True, INK)),
    style("TableName", "Table Name", space(20, 20, 240), look(18, True, INK)),
    style("MatrixText", "Matrix Text", space(0, 0, 240), look(16)),
    style("MatrixHeading", "Matrix Heading", KEEP + fill(HEADING_FILL) + space(0, 0, 240), look(16, True, INK)),
    style("MatrixMark", "Matrix Mark", space(0, 0, 240) + centred(), look(17)),
    # Dark to light in the order of weight: told apart in grey too, and the letter always stands there.
    style("MatrixAR", "Matrix AR", fill(INK), look(17, True, "FFFFFF"), base="MatrixMark"),
    style("MatrixA", "Matrix A", fill("44618C"), look(17, True, "FFFFFF"), base="MatrixMark"),
    style("MatrixR", "Matrix R", fill("B4C6DE"), look(17, True, INK), base="MatrixMark"),
    style("MatrixC", "Matrix C", fill("E6ECF4"), look(17, colour=INK), base="MatrixMark"),
    style("MatrixI", "Matrix I", "", look(17, colour=GREY), base="MatrixMark"),
    style("SignatureParty", "Signature Party", KEEP + WHOLE + space(360, 120), look(22, colour=INK)),
    style("SignatureCapacity", "Signature Capacity", KEEP + space(240, 0), look(20, True, INK)),
    style("SignatureLabel", "Signature Label", KEEP + space(240, 20), look(18, colour=GREY)),
    style("SignatureValue", "Signature Value", KEEP + rule("bottom", 4, GREY, 1) + space(240, 20), look(20)),
    # Room for a hand with a pen.
    style("SignatureLine", "Signature Line", space(560, 20), base="SignatureValue"),
)
_CHARACTERS = (
    # No look: it marks the titles that the header of a page shows.
    style("RunningTitle", "Running Title", base="DefaultParagraphFont", kind="character"),
    style("DefinedTerm", "Defined Term", run=look(bold=True), base="DefaultParagraphFont", kind="character"),
    style(
        "OpenPoint",
        "Open Point",
        run=look(bold=True, colour="8A1C1C") + fill("FFE9A8"),
        base="DefaultParagraphFont",
        kind="character",
    ),
    style("CommentReference", "annotation reference", run=look(16), base="DefaultParagraphFont", kind="character"),
    style("Hyperlink", "Hyperlink", run=look(colour=INK), base="DefaultParagraphFont", kind="character"),
)
_GRID = line("top", 8, INK) + line("bottom", 8, INK) + line("insideH")
_TABLES = (
    table_style("AgreementTable", "Agreement Table", _GRID, bands=BAND_FILL),
    table_style(
        "AgreementMatrix",
        "Agreement Matrix",
        line("top", 8, INK) + line("bottom", 8, INK) + line("insideH") + line("insideV"),
        57,
        17,
        middle=True,
        bands=BAND_FILL,
    ),
    table_style("AgreementKey", "Agreement Key", line("top") + line("bottom") + line("insideH")),
    table_style("AgreementSignatures", "Agreement Signatures", "", 0, 0),
    table_style("HeaderStrip", "Header Strip", line("bottom", 4, RULE), 0, 28),
    table_style("FooterStrip", "Footer Strip", line("top", 4, RULE), 0, 28),
)
STYLES = (
    f"{_HEAD}<w:styles {_W}>{_DEFAULTS}{_NORMAL}"
    + "".join((*_HEADINGS, *_TEXT, *_COVER, *_TABLE_TEXT, *_CHARACTERS, *_TABLES))
    + "</w:styles>"
)
