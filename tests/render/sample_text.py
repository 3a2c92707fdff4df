"""The text of the sample agreement."""

from typing import Any

from qa_docs.model.document import (
    Blank,
    Block,
    ClauseText,
    Column,
    DefinedTerm,
    Emphasis,
    Heading,
    Inline,
    Note,
    PageTurn,
    Paragraph,
    Reference,
    SignatureBlock,
    Signatures,
    Strong,
    Table,
    TableRow,
    Text,
)
from tests.render.sample_matrix import matrix

GIVER = "Nordlys Therapeutics A/S"
ACCEPTOR = "Bergmann & Söhne Pharma GmbH"
NASTY = 'R&D <8 °C "cold" {{ chain }} {% if %} 🧪 中文 العربية'
"""Text that likes to break files."""


def plain(*text: Inline, style: Any = "") -> Paragraph:
    return Paragraph(text, style=style)


def numbered(number: str, *text: Inline) -> Paragraph:
    return Paragraph(text, 1, number)


def letter(number: str, *text: Inline) -> Paragraph:
    return Paragraph(text, 2, number)


def roman(number: str, *text: Inline) -> Paragraph:
    return Paragraph(text, 3, number)


def clause(
    identity: str, number: str, title: str, *blocks: Paragraph | Table, notes: tuple[Note, ...] = ()
) -> ClauseText:
    heading = Heading(identity, "clause", title, number)
    return ClauseText(identity, "1.0", "standard", heading, blocks, notes)


def section(target: str, number: str) -> Reference:
    return Reference(target, "Section", number)


def table(identity: str, number: str, caption: str, columns: str, *rows: str, look: Any = "grid") -> Table:
    """Give a table from words with bars between the cells; a column is a title and a width."""
    made = [column.rsplit(" ", 1) for column in columns.split("|")]
    cells = tuple(TableRow(tuple((cell,) for cell in row.split("|"))) for row in rows)
    return Table(identity, caption, number, tuple(Column(title, float(width)) for title, width in made), cells, look)


def body(draft: bool) -> tuple[Block, ...]:
    return (
        Heading("part-framework", "part", "Framework", "Part A"),
        *_purpose(),
        *_definitions(),
        Heading("part-quality", "part", "Quality system and operations", "Part B"),
        *_deviations(draft),
        *_changes(),
        Heading("part-technical", "part", "Technical and regulatory duties", "Part C"),
        *_topics(),
        *_samples(draft),
        *_responsibilities(),
    )


def _purpose() -> tuple[Block, ...]:
    return (
        Heading("purpose", "section", "Purpose and scope", "1"),
        clause(
            "purpose-statement",
            "1.1",
            "Purpose",
            numbered(
                "1.1.1",
                "This Agreement sets out the duties of the Contract Giver and the Contract Acceptor for the quality ",
                "of the Products. It forms part of the Manufacturing and Supply Agreement No. MSA-0077 dated 12 May ",
                "2024.",
            ),
            numbered(
                "1.1.2",
                "It meets the duty to lay down the responsibilities of each party in writing under Chapter 7 of the ",
                "EU Guidelines for Good Manufacturing Practice and 21 CFR 211.22(d).",
            ),
        ),
        clause(
            "scope",
            "1.2",
            "Scope",
            numbered("1.2.1", "This Agreement covers:"),
            letter("(a)", "the Products of ", Reference("app-products", "Appendix", "1"), ";"),
            letter("(b)", "the sites of ", Reference("app-contacts", "Appendix", "3"), ", where used for:"),
            roman("(i)", "manufacture in bulk;"),
            roman("(ii)", "primary and secondary packaging, serialisation included; and"),
            roman("(iii)", "testing and stability studies;"),
            letter("(c)", "all batches begun on or after the effective date."),
            numbered("1.2.2", "It does not cover price, forecasts, liability or any other commercial term."),
        ),
        clause(
            "precedence",
            "1.3",
            "Precedence",
            plain(
                "Where this Agreement and the supply agreement differ, this Agreement prevails on matters of quality, ",
                "and the supply agreement on all others. ",
                Emphasis(("Quality",)),
                " includes everything that ",
                Reference("part-quality", "Part", "B"),
                " governs.",
            ),
            notes=(
                Note(
                    "Most agreements give quality matters to the quality agreement.\n\nExpect the reverse to be asked."
                ),
                Note("EU GMP Chapter 7, 7.14 to 7.17", "basis"),
            ),
        ),
    )


def _definitions() -> tuple[Block, ...]:
    return (
        Heading("definitions", "section", "Definitions", "2"),
        plain("Capitalised terms have the meaning given here.", style="lead"),
        plain(
            DefinedTerm("batch", "Batch"),
            " means a defined quantity of starting material or product processed in one process or series of ",
            "processes so that it can be expected to be homogeneous.",
            style="definition",
        ),
        plain(
            DefinedTerm("deviation", "Deviation"),
            " means any departure from an approved instruction or an established standard. It is a ",
            DefinedTerm("major-deviation", "Major Deviation"),
            " where it may affect the safety, quality or efficacy of a Product; see ",
            section("deviation-notice", "3.2"),
            ".",
            style="definition",
        ),
        plain(
            DefinedTerm("qp", "Qualified Person"),
            " means the person named under Article 48 of Directive 2001/83/EC.",
            style="definition",
        ),
    )


def _deviations(draft: bool) -> tuple[Block, ...]:
    return (
        Heading("deviations", "section", "Deviations and investigations", "3"),
        clause(
            "deviation-records",
            "3.1",
            "Records of deviations",
            numbered(
                "3.1.1", "The Contract Acceptor shall record every Deviation and investigate it to its root cause."
            ),
            numbered("3.1.2", "Each record holds at least:"),
            letter("(a)", "what happened, when and where;"),
            letter("(b)", "the batches touched; and"),
            letter("(c)", "the assessment of risk under ICH Q9(R1)."),
        ),
        _notice(draft),
        clause(
            "oos",
            "3.3",
            "Out-of-specification results",
            numbered("3.3.1", "No result is invalidated without a laboratory error that was shown."),
            plain("The Contract Acceptor shall send to the Contract Giver:"),
            plain("the raw data; and", style="bullet"),
            plain("the signed report of phase I.", style="bullet"),
            plain("Where a second sample is taken:"),
            letter("(a)", "the plan is approved before; and"),
            letter("(b)", "averaging is not used to hide a result."),
            plain("Where the batch is rejected:"),
            letter("(a)", "it is blocked at once; and"),
            letter("(b)", "the market is checked for batches made alike:"),
            roman("(i)", "by date;"),
            roman("(ii)", "by lot of starting material."),
            numbered("3.3.2", "Trends are reviewed every year."),
        ),
    )


def _notice(draft: bool) -> ClauseText:
    days = "Within how many business days are they notified?"
    return clause(
        "deviation-notice",
        "3.2",
        "Notice of deviations",
        numbered(
            "3.2.1",
            "The Contract Acceptor shall notify the Contract Giver in writing of each Major Deviation within ",
            Blank("deviation-days", "2 business days", open=draft, label=days),
            " of its discovery, and give the report of the investigation within ",
            Blank("report-days", "30 calendar days", label="Days until the report"),
            ".",
        ),
        numbered(
            "3.2.2",
            "The assessment follows ",
            section("deviation-records", "3.1"),
            " and is recorded as shown in ",
            Reference("classes", "Table", "1"),
            ".",
        ),
        table(
            "classes",
            "1",
            "Classes of deviation",
            "Class 18|Meaning 52|Notice 30",
            "Critical|May put a patient at risk.|24 hours, by telephone, then in writing",
            "Major|May affect quality or the marketing authorisation.|2 business days, in writing",
            "Minor|Neither of the two.|In the batch record",
        ),
        numbered("3.2.3", "A Major Deviation that is open keeps its batch on hold until both quality units decide."),
        notes=(Note("Two business days is usual; one is asked for by some holders of US applications.", "position"),),
    )


def _changes() -> tuple[Block, ...]:
    written: list[Block] = [Heading("changes", "section", "Change control", "4")]
    subjects = {
        "Classes of change": "Changes are classed as minor, moderate or major.",
        "Notice and approval": "Major changes need approval in writing before they begin.",
        "Emergency changes": "A change that cannot wait is notified within one business day.",
        "Changes of the law": "A party that learns of a change of the law tells the other one.",
    }
    for index, (title, lead) in enumerate(subjects.items(), 1):
        first = (
            f"{lead} The Contract Acceptor shall assess each proposed change for its effect on product quality, "
            "validation state and regulatory filings before it is put into effect."
        )
        answer = "The Contract Giver answers within ten business days; silence is no consent. Nothing here relieves of "
        second = numbered(f"4.{index}.2", answer, section("deviation-notice", "3.2"), ".")
        written.append(clause(f"change-{index}", f"4.{index}", title, numbered(f"4.{index}.1", first), second))
    return tuple(written)


def _topics() -> tuple[Block, ...]:
    written: list[Block] = []
    topics = {
        "Production": ("Master batch record", "In-process control", "Rework and reprocessing"),
        "Laboratory control": ("Methods", "Reference standards", "Stability programme", "Data integrity"),
        "Release": ("Certificate of analysis", "Batch record review", "Certification by a Qualified Person"),
    }
    first = (
        "The Contract Acceptor shall keep a written procedure for this subject, train those who work by it, and make "
        "its records available to the Contract Giver on request within five business days."
    )
    second = "The Contract Giver approves the documents on which the work rests, and any change of them under "
    for number, (title, clauses) in enumerate(topics.items(), 5):
        written.append(Heading(f"topic-{number}", "section", title, str(number)))
        for index, name in enumerate(clauses, 1):
            own = f"{number}.{index}"
            blocks = numbered(f"{own}.1", first), numbered(f"{own}.2", second, section("changes", "4"), ".")
            written.append(clause(f"topic-{number}-{index}", own, name, *blocks))
    return tuple(written)


def _samples(draft: bool) -> tuple[Block, ...]:
    years = "For how many years are retention samples kept?"
    return (
        Heading("samples", "section", "Samples", "8"),
        clause(
            "retention-samples",
            "8.1",
            "Retention samples",
            numbered(
                "8.1.1",
                "Retention samples are kept for ",
                Blank("retention-years", "" if draft else "3 years", open=draft, label=years),
                " after the expiry date, at no more than 25\u00a0°C and 60\u00a0% relative humidity.",
            ),
            numbered("8.1.2", "Text as it came in: ", Strong((NASTY,))),
        ),
    )


def _responsibilities() -> tuple[Block, ...]:
    rows: list[TableRow] = []
    for group, duties in (
        ("Regulatory", ("Hold the marketing authorisation", "Report field alerts", "Host inspections of the site")),
        ("Operations", ("Approve suppliers", "Review and approve batch records", "Release to the market")),
    ):
        rows.append(TableRow(((group,),), "group"))
        for index, duty in enumerate(duties):
            marks: tuple[Text, ...] = (("X",) if index != 1 else (), ("X",) if index else ())
            rows.append(TableRow(((f"9.{len(rows)}",), (duty,), *marks, (section("deviation-notice", "3.2"),))))
    columns = (
        Column("No.", 8),
        Column("Duty", 50),
        Column("Contract Giver", 14, "center"),
        Column("Contract Acceptor", 14, "center"),
        Column("Governed by", 18),
    )
    return (
        Heading("responsibilities", "section", "Responsibilities", "9"),
        plain("The table assigns each duty to one party or to both.", style="lead"),
        Table("duties", "Duties of the parties", "2", columns, tuple(rows)),
        plain("X: the party holds the duty. An X for both: each holds its part.", style="note"),
    )


def appendices() -> tuple[Block, ...]:
    return (
        Heading("app-products", "appendix", "Products", "Appendix 1"),
        plain("The Products are those below; the list is changed under ", section("changes", "4"), "."),
        table(
            "product",
            "3",
            "Norvastin",
            " 30| 70",
            f"Name|{NASTY}",
            "Strength|10 mg; 20 mg",
            "Storage|Not above 25\u00a0°C, in the original package",
            "Markets|European Union; United States",
            look="key",
        ),
        PageTurn("landscape"),
        Heading("app-matrix", "appendix", "Responsibility matrix", "Appendix 2"),
        plain(
            "R: does the work. A: answers for it, one role only. C: is asked before. I: is told after.", style="note"
        ),
        matrix("4"),
        PageTurn("portrait"),
        Heading("app-contacts", "appendix", "Contacts and notification clocks", "Appendix 3"),
        table(
            "contacts",
            "5",
            "Contacts by subject",
            "Subject 20|Contract Giver 40|Contract Acceptor 40",
            "Recall|Dr Ingrid Sørensen\nrecall@nordlys.example\n+45 70 10 20 30|Dr Jürgen Weiß\nqa@bergmann.example",
            "Complaints|Safety desk|Quality assurance",
        ),
        PageTurn("landscape"),
        table(
            "clocks",
            "6",
            "Notification clocks",
            "Event 30|From 14|To 14|Clock 14|Starts with 16",
            "Major Deviation|Contract Acceptor|Contract Giver|2 business days|discovery",
            "Inspection announced|Contract Acceptor|Contract Giver|1 business day|receipt of the notice",
            "Recall|Contract Acceptor|Contract Giver|24 hours|discovery",
        ),
        PageTurn("portrait"),
    )


def end() -> tuple[Block, ...]:
    giver = (
        ("For quality", "Dr Ingrid Sørensen", "Vice President Quality"),
        ("For management", "Peter Halvorsen", "Chief Operating Officer"),
    )
    acceptor = (
        ("For quality", "Dr Jürgen Weiß", "Head of Quality, Qualified Person"),
        ("For management", "Claudia Bergmann", "Managing Director"),
    )
    blocks = SignatureBlock("Contract Giver", GIVER, giver), SignatureBlock("Contract Acceptor", ACCEPTOR, acceptor)
    return (
        Heading("signatures", "plain", "Signatures"),
        plain("The parties agree to this revision and sign it by persons who may bind them."),
        Signatures(blocks),
    )
