"""The annexes of a transfer document: matrix, exchange of documents, open points, abbreviations."""

from collections.abc import Iterator

from qa_docs.assemble.context import Context
from qa_docs.assemble.evaluate import holds
from qa_docs.assemble.fill import Filler
from qa_docs.assemble.transfer.generated import columns
from qa_docs.assemble.transfer.matrix import legend, raci_table
from qa_docs.assemble.transfer.package import Package
from qa_docs.model.document import Block, DefinedTerm, Matrix, Paragraph, Table, TableRow
from qa_docs.model.library_transfer import ExchangeRow
from qa_docs.model.transfer.words import upper

ASPECTS = {
    "regulatory": "Regulatory",
    "technical": "Technical",
    "compliance": "Compliance",
    "operations": "Operations",
}
_STAGES = {
    "pre_contract": "Before the contract",
    "transfer": "Transfer",
    "commercial": "Routine",
    "exit": "End",
}


def raci(package: Package, matrix: Matrix, number: str) -> Iterator[Block]:
    """Yield the matrix of the transfer and its legend."""
    context = package.context
    yield raci_table(context, matrix, "transfer-raci-table", number)
    shared = any(context.library.rows[row.activity].takers for row in matrix.rows)
    yield Paragraph((legend(matrix, shared),), style="note")


def exchanges(package: Package, _matrix: Matrix, number: str) -> Iterator[Block]:
    """Yield the documents that go from one unit to the other until routine begins."""
    deal = package.context.deal
    giver = "the Receiving Unit" if deal.transfer and deal.transfer.sending_unit.party == "contract_acceptor" else ""
    names = (giver or "the Sending Unit", "the Sending Unit" if giver else "the Receiving Unit")
    rows: list[TableRow] = []
    for aspect, title in ASPECTS.items():
        group = [
            _exchange(package, row, names)
            for row in package.context.library.exchanges.values()
            if row.exchange.aspect == aspect and row.exchange.stage in ("pre_contract", "transfer")
        ]
        rows += [TableRow(((title,),), "group"), *group] if group else []
    heads = columns(
        "No. 6",
        "Document 27",
        "Direction 12",
        "Stage 10",
        "Trigger 16",
        "Timing 20",
        "Owner 10",
        "Tier 5 center",
        "Basis 15",
    )
    yield Table("exchange-table", "Documents exchanged", number, heads, tuple(rows), "small")
    words = (
        "Timings are usual practice unless the basis is a regulation. * = the text behind the basis was not read; "
        "check it before relying on it. Documents exchanged in routine stand in the quality agreement."
    )
    yield Paragraph((words,), style="note")


def _exchange(package: Package, row: ExchangeRow, names: tuple[str, str]) -> TableRow:
    exchange = row.exchange
    owner, receiver = names
    directions = {
        "to_receiver": f"To {receiver}",
        "to_owner": f"To {owner}",
        "both": "Both ways",
        "from_third_party": f"Third party to {owner}",
        "none": "Never exchanged",
    }
    document, trigger, timing = (_spoken(text, names) for text in (row.document, row.trigger, row.timing))
    basis = exchange.basis + ("" if exchange.basis_seen or exchange.basis.startswith("Practice") else "*")
    cells = (
        exchange.id,
        upper(document),
        directions[exchange.direction],
        _STAGES[exchange.stage],
        upper(trigger),
        upper(timing),
        package.person(exchange.owner),
        exchange.tier,
        basis,
    )
    return TableRow(tuple((cell,) for cell in cells), id=exchange.id)


def _spoken(text: tuple[object, ...], names: tuple[str, str]) -> str:
    """Give a phrase with the units in place of the parties."""
    parts = []
    for node in text:
        if isinstance(node, str):
            parts.append(node)
        else:
            path = getattr(getattr(node, "expression", None), "path", ())
            parts.append(names[0] if path == ("giver",) else names[1])
    return "".join(parts)


def open_points(package: Package, _matrix: Matrix, number: str) -> Iterator[Block]:
    """Yield what is still to be confirmed, with who owes it and by when; where nothing is, the words that say so."""
    points = package.context.open_points.values()
    if not points:
        yield Paragraph(("Nothing is left to be confirmed.",))
        return
    rows = tuple(
        TableRow(
            (
                (point.clause_number or "\u2013",),
                (f"{point.label}{' (critical)' if point.critical else ''}",),
                (package.person(point.owner) or "\u2013",),
                (point.due or "\u2013",),
            ),
            id=point.id,
            paths=(point.id,) if point.id.startswith("transfer.") else (),
        )
        for point in points
    )
    heads = columns("Section 12", "To be confirmed 48", "Owed by 22", "Due 18")
    yield Table("open-point-table", "Points to be confirmed", number, heads, rows)


def abbreviations(package: Package, _matrix: Matrix, _number: str) -> Iterator[Block]:
    """Yield the terms and abbreviations of transfers in the order of the alphabet."""
    context: Context = package.context
    terms = [term for term in context.library.terms if holds(term.when, context.values)]
    for term in sorted(terms, key=lambda term: term.spec.term.casefold()):
        filler = Filler(context, file=term.place.file)
        forms = [form for form in term.spec.forms if form.isupper()]
        also = f" ({', '.join(forms)})" if forms else ""
        words = filler.plain(term.definition)
        yield Paragraph((DefinedTerm(term.spec.id, term.spec.term), f"{also}: {words}."), style="definition")


ANNEXES = {
    "transfer-raci": raci,
    "transfer-exchanges": exchanges,
    "open-points": open_points,
    "abbreviations": abbreviations,
}
"""Content of the annexes, by name."""
NUMBERED = {
    "transfer-raci": "transfer-raci-table",
    "transfer-exchanges": "exchange-table",
    "open-points": "open-point-table",
}
"""Annexes with a table, and the name of the table."""
