"""The responsibility matrix of the sample agreement."""

from qa_docs.model.document import Column, Reference, Table, TableRow, Text

ROLES = (
    ("Contract Giver", ("Quality assurance", "Regulatory affairs", "Supply chain", "Technical operations")),
    (
        "Contract Acceptor",
        ("Quality assurance", "Quality control", "Production", "Engineering", "Supply chain", "Qualified Person"),
    ),
)


def matrix(number: str, rows_in_group: int = 13) -> Table:
    """Give a matrix of three groups."""
    columns = [Column("No.", 7), Column("Activity", 34), Column("Section", 8)]
    columns += [Column(role, 5, "center", party, True) for party, roles in ROLES for role in roles]
    letters = ("A", "R", "C", "I", "", "A/R", "R", "I", "C", "")
    activities = (
        "Review and approve the master batch record and its changes before the first batch is made",
        "Test starting materials",
        "Notify deviations",
    )
    rows: list[TableRow] = []
    for aspect in ("Regulatory", "Technical", "Operations"):
        rows.append(TableRow(((aspect,),), "group"))
        for index in range(rows_in_group):
            turn = index % len(letters)
            marks: list[Text] = [((mark,) if mark else ()) for mark in letters[turn:] + letters[:turn]]
            where: Text = (Reference("deviation-notice", "", "3.2"),)
            name: Text = (f"{aspect[:3].upper()}-{index + 1:02}",)
            rows.append(TableRow((name, (activities[index % 3],), where, *marks)))
    return Table("matrix", "Responsibility matrix", number, tuple(columns), tuple(rows), "matrix")
