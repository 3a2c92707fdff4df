"""Makes templates/transfer.docx: the house style for protocol, dossier and report of a technology transfer.

Run it with `python templates/make_transfer_template.py` after a change here or in make_template.py.
"""

from pathlib import Path

from make_template import (
    ON_TOP,
    field,
    list_table,
    lists_and_body,
    logo,
    packed,
    paragraph,
    part_of,
    revisions,
    row,
    strip,
    table,
    tag,
    text,
    watermark,
)

TARGET = Path(__file__).with_name("transfer.docx")


def cover() -> str:
    """Give the first page: what it is, of which product, between which units, in which state."""
    facts = [
        ("Product", "{{ document.product_line }}"),
        ("Document number", "{{ document.number }}"),
        ("Revision", "{{ document.revision }}"),
        ("Date", "{{ document.effective_date }}"),
        ("Status", "{{ document.status }}"),
    ]
    key = [row([("TableName", name), ("TableText", fact)], shares=(30, 70)) for name, fact in facts]
    alone = ("TableText", "")
    for condition, name, fact in (
        ("markets", "Markets", "{{ markets }}"),
        ("document.tier", "Confidentiality tier", "{{ document.tier }}"),
    ):
        key += [
            row([("TableText", f"{{%tr if {condition} %}}"), alone], shares=(30, 70)),
            row([("TableName", name), ("TableText", fact)], shares=(30, 70)),
            row([("TableText", "{%tr endif %}"), alone], shares=(30, 70)),
        ]
    to_confirm = (
        "{% if open_count == 0 %}None"
        "{% else %}{{ open_count }}, of which critical: {{ critical_count }}; they are listed in an appendix{% endif %}"
    )
    key.append(row([("TableName", "Points to be confirmed"), ("TableText", to_confirm)], shares=(30, 70)))
    banner = (
        "Draft, not for signature. "
        "{% if critical_count == 0 %}No critical point is open."
        "{% else %}Critical points that keep it from being issued: {{ critical_count }}.{% endif %}"
    )
    return "".join(
        (
            tag("{%p if draft %}"),
            paragraph("DraftBanner", banner),
            tag("{%p endif %}"),
            paragraph("Title", "{{ document.title }}"),
            paragraph("Subtitle", "{{ document.product_line }}"),
            paragraph("CoverSmall", "from"),
            *logo("giver"),
            paragraph("CoverParty", "{{ giver.legal_name }}"),
            paragraph("CoverDetail", "{{ giver.address }}, {{ giver.country }}"),
            paragraph("CoverRole", "{{ giver.role }}"),
            paragraph("CoverSmall", "to"),
            *logo("acceptor"),
            paragraph("CoverParty", "{{ acceptor.legal_name }}"),
            paragraph("CoverDetail", "{{ acceptor.address }}, {{ acceptor.country }}"),
            paragraph("CoverRole", "{{ acceptor.role }}"),
            paragraph("CoverRule"),
            table("AgreementKey", (30, 70), key, "Product, document number, revision, date and state", heading=False),
        )
    )


def front_matter() -> str:
    """Give approval, history, distribution and contents, which stand before the body."""
    approvals = (
        ("Role", "role", 10),
        ("Name", "name", 20),
        ("Organization", "legal_name", 24),
        ("Function", "title", 22),
        ("Meaning of the signature", "capacity", 24),
    )
    return "".join(
        (
            paragraph("FrontHeading", "Approval", ON_TOP),
            paragraph(
                "BodyText",
                "This document is approved by the persons named here. Their signatures, with the date, stand on the "
                "page of approval after the last section.",
            ),
            list_table("approvals", approvals, "Who approves this document"),
            *revisions("Change"),
            tag("{%p if distribution %}"),
            paragraph("FrontHeading", "Distribution"),
            list_table("distribution", (("Receives the document", "name", 100),), "Who receives this document"),
            tag("{%p endif %}"),
            tag("{%p if draft %}"),
            paragraph("BodyText", "{{ disclaimer }}"),
            tag("{%p endif %}"),
            *lists_and_body(),
        )
    )


def header(first: bool) -> str:
    """Give the header: on the cover only the mark of a draft."""
    mark = '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr>' + watermark(1 if first else 2) + "</w:p>"
    cells = (
        (44, "left", text("{{ document.title }}")),
        (56, "right", field('STYLEREF "Running Title"', "")),
    )
    return part_of("hdr", ("" if first else strip("Header", cells, "HeaderStrip")) + mark)


def footer(first: bool) -> str:
    """Give the footer: number, revision and page on each page; on the cover only the note of confidence."""
    if first:
        note = "Confidential. For named recipients under the confidentiality agreement."
        return part_of("ftr", paragraph("Footer", note))
    tier = "{% if document.tier %}, tier {{ document.tier }}{% endif %}"
    state = "{% if draft %}Draft{% else %}Confidential" + tier + "{% endif %}"
    cells = (
        (33, "left", text("{{ document.number }} · Revision {{ document.revision }}")),
        (44, "center", text("{{ giver.short_name }} · {{ acceptor.short_name }} · " + state)),
        (23, "right", text("Page ") + field("PAGE") + text(" of ") + field("NUMPAGES")),
    )
    return part_of("ftr", strip("Footer", cells, "FooterStrip") + paragraph("SectionEnd"))


def template() -> bytes:
    """Give the template."""
    return packed(cover() + front_matter(), header, footer)


if __name__ == "__main__":
    TARGET.write_bytes(template())
