"""The documents that the parties exchange in routine, with direction, timing and confidentiality tier."""

from collections.abc import Iterator

from qa_docs.assemble.context import Context
from qa_docs.assemble.fill import Filler
from qa_docs.model.document import Block, Column, Paragraph, Table, TableRow, Text
from qa_docs.model.library_transfer import ExchangeRow

_ASPECTS = {
    "regulatory": "Regulatory",
    "technical": "Technical",
    "compliance": "Compliance",
    "operations": "Operations",
}
_ROUTINE = ("commercial", "exit")


def has_exchange(context: Context) -> bool:
    """Say whether the agreement lists the exchange of documents: with a transfer, or where the deal asks for it."""
    asked = context.deal.transfer is not None or context.deal.appendices.information_exchange
    return asked and bool(context.library.exchanges)


def exchange_blocks(context: Context, first: str, second: str) -> Iterator[Block]:
    """Yield the tiers and the documents. Where a clause fixes the timing, the table leads there and gives no other."""
    tiers = tuple(TableRow(((tier.id,), (tier.title,), (tier.rule,)), id=tier.id) for tier in context.library.tiers)
    heads = (Column("Tier", 10), Column("Name", 22), Column("Who may have it, and how", 68))
    yield Table("exchange-tiers", "Confidentiality tiers", first, heads, tiers)
    rows: list[TableRow] = []
    for aspect, title in _ASPECTS.items():
        found = [
            row
            for row in context.library.exchanges.values()
            if row.exchange.aspect == aspect and row.exchange.stage in _ROUTINE
        ]
        if found:
            rows.append(TableRow(((title,),), "group"))
            rows.extend(_row(context, row) for row in found)
    columns = (
        Column("No.", 7),
        Column("Document", 32),
        Column("Direction", 20),
        Column("Trigger", 22),
        Column("Timing", 30),
        Column("Tier", 6, "center"),
    )
    yield Table("exchange-documents", "Documents exchanged in routine", second, columns, tuple(rows), "small")
    words = (
        "Each Party shall give only the extract that is needed, to named recipients, and shall black out the data of "
        "other clients. A time that no clause fixes is usual practice and may be changed with this appendix."
    )
    yield Paragraph((words,), style="note")


def _row(context: Context, row: ExchangeRow) -> TableRow:
    exchange = row.exchange
    filler = Filler(context, file=row.place.file)
    document, trigger, timing = (filler.plain(text) for text in (row.document, row.trigger, row.timing))
    giver, acceptor = context.role("contract_giver"), context.role("contract_acceptor")
    directions = {
        "to_receiver": f"To {acceptor}",
        "to_owner": f"To {giver}",
        "both": "Both ways",
        "from_third_party": f"Third party to {giver}",
        "none": "Never exchanged",
    }
    when: Text = (timing[:1].upper() + timing[1:],)
    if exchange.clause is not None and exchange.clause in context.numbers:
        when = ("As ", context.reference(exchange.clause), " says")
    cells: tuple[Text, ...] = (
        (exchange.id,),
        (document[:1].upper() + document[1:],),
        (directions[exchange.direction],),
        (trigger[:1].upper() + trigger[1:],),
        when,
        (exchange.tier,),
    )
    return TableRow(cells, id=exchange.id)
