"""Makes templates/quality-agreement.docx: the house style, in a form that can be read and reviewed.

Run it with `python templates/make_template.py` after a change here; it makes the second template (letter_serif.py) too,
which builds on it. The result is an ordinary Word file; whoever wants another look opens it in Word, changes its styles
and saves it under another name (docs/template.md).
"""

from collections.abc import Callable
from pathlib import Path

from house_parts import FONT_TABLE, NUMBERING, RELATIONSHIPS, SETTINGS, content_types, document_relationships
from house_styles import STYLES

from qa_docs.render.docx.package import pack, package_of

TARGET = Path(__file__).with_name("quality-agreement.docx")
MARGIN = 1134
"""Left and right margin in twentieths of a point: 2 cm."""

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def paragraph(style: str, text: str = "", extra: str = "") -> str:
    """Give a paragraph; `extra` holds paragraph properties."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{run}</w:p>'


def tag(text: str) -> str:
    """Give a paragraph that holds a tag alone; it is gone from the finished document."""
    return paragraph("BodyText", text)


def table(style: str, shares: tuple[int, ...], rows: list[str], title: str, heading: bool = True) -> str:
    """Give a table over the whole text width, whatever the paper."""
    total = 11906 - 2 * MARGIN
    grid = "".join(f'<w:gridCol w:w="{total * share // sum(shares)}"/>' for share in shares)
    look = f'<w:tblLook w:val="{"0620" if heading else "0600"}" w:firstRow="{int(heading)}" w:lastRow="0" '
    look += 'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    words = f'<w:tblCaption w:val="{title}"/><w:tblDescription w:val="{title}"/>' if title else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        f"{look}{words}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(cells: list[tuple[str, str]], heading: bool = False, shares: tuple[int, ...] = ()) -> str:
    """Give a row of cells, each with its paragraph style and text."""
    marks = "<w:cantSplit/><w:tblHeader/>" if heading else "<w:cantSplit/>"
    written = []
    for index, (style, text) in enumerate(cells):
        width = f'<w:tcW w:w="{5000 * shares[index] // sum(shares)}" w:type="pct"/>' if shares else ""
        fill = '<w:shd w:val="clear" w:color="auto" w:fill="DDE4EC"/>' if heading else ""
        written.append(f"<w:tc><w:tcPr>{width}{fill}</w:tcPr>{paragraph(style, text)}</w:tc>")
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(written)}</w:tr>"


def list_table(name: str, columns: tuple[tuple[str, str, int], ...], title: str) -> str:
    """Give a table that walks the list `name`: heading, field and share of the width of each column."""
    shares = tuple(share for _, _, share in columns)
    blank = [("TableText", "")] * (len(columns) - 1)
    rows = [
        row([("TableHeading", heading) for heading, _, _ in columns], heading=True, shares=shares),
        row([("TableText", f"{{%tr for line in {name} %}}"), *blank], shares=shares),
        row([("TableText", f"{{{{ line.{field} }}}}") for _, field, _ in columns], shares=shares),
        row([("TableText", "{%tr endfor %}"), *blank], shares=shares),
    ]
    return table("AgreementTable", shares, rows, title)


def logo(party: str) -> tuple[str, ...]:
    """Give the paragraph for the logo of a party, which is gone where the deal has none."""
    held = paragraph("CoverSmall", f"{{{{ {party}.logo }}}}", "<w:keepNext/>")
    return tag(f"{{%p if {party}.logo %}}"), held, tag("{%p endif %}")


def cover() -> str:
    """Give the first page."""
    facts = [
        ("Document number", "{{ document.number }}"),
        ("Revision", "{{ document.revision }}"),
        ("Effective date", "{{ document.effective_date }}"),
    ]
    key = [row([("TableName", name), ("TableText", fact)], shares=(30, 70)) for name, fact in facts]
    supply = (
        "{{ supply_agreement.title }}{% if supply_agreement.number %}, No. {{ supply_agreement.number }}{% endif %}"
        "{% if supply_agreement.date %}, dated {{ supply_agreement.date }}{% endif %}"
    )
    alone = ("TableText", "")
    key += [
        row([("TableText", "{%tr if supply_agreement.title %}"), alone], shares=(30, 70)),
        row([("TableName", "Supply agreement"), ("TableText", supply)], shares=(30, 70)),
        row([("TableText", "{%tr endif %}"), alone], shares=(30, 70)),
    ]
    points = (
        "Draft, not for signature. "
        "{% if open_count == 0 %}No point is open."
        "{% elif open_count == 1 %}One point is open; it is named below."
        "{% else %}{{ open_count }} points are open; they are listed below.{% endif %}"
    )
    return "".join(
        (
            tag("{%p if draft %}"),
            paragraph("DraftBanner", points),
            tag("{%p endif %}"),
            paragraph("Title", "{{ document.title }}"),
            paragraph("Subtitle", "{{ document.product_line }}"),
            paragraph("CoverSmall", "between"),
            *logo("giver"),
            paragraph("CoverParty", "{{ giver.legal_name }}"),
            paragraph("CoverDetail", "{{ giver.address }}, {{ giver.country }}"),
            paragraph("CoverRole", "{{ giver.role }}"),
            paragraph("CoverSmall", "and"),
            *logo("acceptor"),
            paragraph("CoverParty", "{{ acceptor.legal_name }}"),
            paragraph("CoverDetail", "{{ acceptor.address }}, {{ acceptor.country }}"),
            paragraph("CoverRole", "{{ acceptor.role }}"),
            paragraph("CoverRule"),
            table("AgreementKey", (30, 70), key, "Document number, revision and dates", heading=False),
            *draft_sheet(),
        )
    )


def draft_sheet() -> tuple[str, ...]:
    """Give what a draft has on its first page besides: that it is no advice, and what is still to be decided."""
    open_points = (("Number", "number", 12), ("Clause", "title", 34), ("To be decided", "label", 54))
    return (
        tag("{%p if draft %}"),
        paragraph("Note", "{{ disclaimer }}"),
        tag("{%p if open_points %}"),
        paragraph("DraftHeading", "Open points"),
        list_table("open_points", open_points, "Open points"),
        tag("{%p endif %}"),
        tag("{%p endif %}"),
    )


def front_matter() -> str:
    """Give what stands between the cover and the body."""
    approvals = (
        ("Party", "legal_name", 30),
        ("Signs for", "capacity", 20),
        ("Name", "name", 24),
        ("Title", "title", 26),
    )
    return "".join(
        (
            paragraph("FrontHeading", "Approval", ON_TOP),
            paragraph(
                "BodyText",
                "This revision is approved for the parties by the persons named here. Their signatures stand on the "
                "signature page.",
            ),
            list_table("approvals", approvals, "Who approves this revision"),
            *revisions("Reason"),
            *lists_and_body(),
        )
    )


NEW_PAGE = "<w:pageBreakBefore/>"
ON_TOP = f'{NEW_PAGE}<w:spacing w:before="0"/>'


def revisions(change: str) -> tuple[str, ...]:
    """Give the history of revisions, where there is one; `change` heads the column that says what changed."""
    history = (("Revision", "revision", 11), ("Date", "date", 19), (change, "reason", 48), ("Author", "author", 22))
    return (
        tag("{%p if history %}"),
        paragraph("FrontHeading", "Revision history"),
        list_table("history", history, "Revisions of this document"),
        tag("{%p endif %}"),
    )


def lists_and_body() -> tuple[str, ...]:
    """Give the lists of contents, tables and figures, and on a new page the place of the body."""
    return (
        paragraph("FrontHeading", "Contents", ON_TOP),
        paragraph("BodyText", "{{ contents }}"),
        *_list_of("table", "Tables"),
        *_list_of("figure", "Figures"),
        paragraph("BodyText", "{{ body }}", NEW_PAGE),
    )


def _list_of(what: str, title: str) -> tuple[str, ...]:
    # A list of one tells a reader nothing, and may take a page of its own.
    return (
        tag(f"{{%p if {what}_count and {what}_count != 1 %}}"),
        paragraph("FrontHeading", title),
        paragraph("BodyText", f"{{{{ {what}s }}}}"),
        tag("{%p endif %}"),
    )


def document(content: str) -> str:
    """Give the main part: `content` in the one section, with its headers and footers."""
    end = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="first" r:id="rId5"/>'
        '<w:footerReference w:type="default" r:id="rId6"/><w:footerReference w:type="first" r:id="rId7"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="{MARGIN}" w:bottom="1077" w:left="{MARGIN}" '
        'w:header="624" w:footer="510" w:gutter="0"/><w:cols w:space="708"/><w:titlePg/></w:sectPr>'
    )
    return part_of("document", f"<w:body>{content}{end}</w:body>")


def watermark(number: int) -> str:
    """Give the word DRAFT across the page, as Word draws it; only in drafts."""
    shape_type = (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
        'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles>'
        '<v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>'
        "</v:shapetype>"
    )
    shape = (
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" '
        'alt="Draft" style="position:absolute;margin-left:0;margin-top:0;width:430pt;height:172pt;rotation:315;'
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d9d9d9" '
        'stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt" '
        'string="DRAFT"/><w10:wrap anchorx="margin" anchory="margin"/></v:shape>'
    )
    condition = "<w:r><w:t>{tag}</w:t></w:r>"
    return (
        condition.replace("{tag}", "{% if draft %}")
        + f"<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{shape_type}{shape}</w:pict></w:r>"
        + condition.replace("{tag}", "{% endif %}")
    )


def field(instruction: str, shown: str = "1") -> str:
    """Give a field that Word works out on every page."""
    result = f"<w:r><w:t>{shown}</w:t></w:r>" if shown else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def strip(style: str, cells: tuple[tuple[int, str, str], ...], table_style: str) -> str:
    """Give the line of a header or footer: a table, so that it reaches from margin to margin on any page."""
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{share * 50}" w:type="pct"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>'
        f'<w:jc w:val="{side}"/></w:pPr>{runs}</w:p></w:tc>'
        for share, side, runs in cells
    )
    return table(table_style, tuple(share for share, _, _ in cells), [f"<w:tr>{written}</w:tr>"], "", heading=False)


def text(words: str) -> str:
    """Give a run."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def header(first: bool) -> str:
    """Give the header: on the cover only the mark of a draft."""
    mark = '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr>' + watermark(1 if first else 2) + "</w:p>"
    # Nothing is shown until a program knows the page: what stood here would be wrong on most of them.
    title = field('STYLEREF "Running Title"', "")
    line = strip("Header", ((38, "left", text("{{ document.title }}")), (62, "right", title)), "HeaderStrip")
    return f"{_HEAD}<w:hdr {_SPACES}>{'' if first else line}{mark}</w:hdr>"


def footer(first: bool) -> str:
    """Give the footer: number, revision and page on each page; on the cover only the note of confidence."""
    note = "Confidential. For the parties and those they must share it with, among them the authorities."
    if first:
        return f"{_HEAD}<w:ftr {_SPACES}>{paragraph('Footer', note)}</w:ftr>"
    mark = "{% if draft %}Draft{% else %}Confidential{% endif %}"
    page = text("Page ") + field("PAGE") + text(" of ") + field("NUMPAGES")
    line = strip(
        "Footer",
        (
            (33, "left", text("{{ document.number }} · Revision {{ document.revision }}")),
            (44, "center", text(f"{{{{ giver.short_name }}}} · {{{{ acceptor.short_name }}}} · {mark}")),
            (23, "right", page),
        ),
        "FooterStrip",
    )
    return f"{_HEAD}<w:ftr {_SPACES}>{line}{paragraph('SectionEnd')}</w:ftr>"


def part_of(name: str, content: str) -> str:
    """Give a part of the file: `document`, `hdr` or `ftr`, with its content."""
    return f"{_HEAD}<w:{name} {_SPACES}>{content}</w:{name}>"


def packed(content: str, header: Callable[[bool], str], footer: Callable[[bool], str]) -> bytes:
    """Give a template in the house style: `content` before the section's end, and header and footer of each page."""
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": RELATIONSHIPS,
        "word/document.xml": document(content),
        "word/_rels/document.xml.rels": document_relationships(),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": FONT_TABLE,
        "word/header1.xml": header(False),
        "word/header2.xml": header(True),
        "word/footer1.xml": footer(False),
        "word/footer2.xml": footer(True),
    }
    return package_of(pack(name, part.encode()) for name, part in parts.items())


def template() -> bytes:
    """Give the template."""
    return packed(cover() + front_matter(), header, footer)


if __name__ == "__main__":
    TARGET.write_bytes(template())
    import letter_serif  # here, since it builds on this module

    letter_serif.TARGET.write_bytes(letter_serif.template())
