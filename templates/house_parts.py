"""The parts of the house template that nobody looks at: lists, settings, fonts, and what holds the parts together."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_PARTS = (
    ("styles", "styles.xml", "styles"),
    ("numbering", "numbering.xml", "numbering"),
    ("settings", "settings.xml", "settings"),
    ("header", "header1.xml", "header"),
    ("header", "header2.xml", "header"),
    ("footer", "footer1.xml", "footer"),
    ("footer", "footer2.xml", "footer"),
    ("fontTable", "fontTable.xml", "fontTable"),
)


def content_types() -> str:
    """Give the list of parts with their types."""
    parts = "".join(f'<Override PartName="/word/{name}" ContentType="{_TYPE}.{kind}+xml"/>' for _, name, kind in _PARTS)
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{parts}</Types>'
    )


def document_relationships() -> str:
    """Give what the document refers to; headers and footers are rId4 to rId7."""
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
        for number, (kind, name, _) in enumerate(_PARTS, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


RELATIONSHIPS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)

_COMPAT = "".join(
    f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
    for name, value in (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
)
SETTINGS = (
    f'{_HEAD}<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    f'<w:compat>{_COMPAT}</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/>'
    '<w:listSeparator w:val=","/></w:settings>'
)
FONT_TABLE = (
    f'{_HEAD}<w:fonts {_W}><w:font w:name="Calibri"><w:altName w:val="Carlito"/>'
    '<w:panose1 w:val="020F0502020204030204"/>'
    '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)


def _level(number: int, style: str, counts: str, text: str, left: int, hanging: int, look: str = "") -> str:
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    looks = f"<w:rPr>{look}</w:rPr>" if look else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{counts}"/>{bound}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>{looks}</w:lvl>'
    )


def _list(number: int, kind: str, levels: str) -> str:
    mark = f"{0x51A40000 + number:08X}"
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{mark}"/><w:multiLevelType w:val="{kind}"/>'
        f'<w:tmpl w:val="{mark}"/>{levels}</w:abstractNum>'
    )


_PLAIN = '<w:b w:val="0"/>'
_AGREEMENT = (
    _level(0, "Heading2", "decimal", "%1", 851, 851)
    + _level(1, "Heading3", "decimal", "%1.%2", 851, 851)
    + _level(2, "ClauseLevel1", "decimal", "%1.%2.%3", 851, 851)
    + _level(3, "ClauseLevel2", "lowerLetter", "(%4)", 1361, 510)
    + _level(4, "ClauseLevel3", "lowerRoman", "(%5)", 1871, 510)
)
NUMBERING = (
    f"{_HEAD}<w:numbering {_W}>"
    + _list(0, "multilevel", _AGREEMENT)
    # Parts and appendices count for themselves, so that sections go on over a new part.
    + _list(1, "singleLevel", _level(0, "Heading1", "upperLetter", "Part\u00a0%1", 1361, 1361))
    + _list(2, "singleLevel", _level(0, "AppendixHeading", "decimal", "Appendix\u00a0%1", 1985, 1985))
    + _list(3, "singleLevel", _level(0, "ListBullet", "bullet", "•", 1247, 396))
    + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(4))
    + "</w:numbering>"
)
