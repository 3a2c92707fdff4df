"""The appendices: data of the deal as tables, each printed only where it has something to say."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from qa_docs.assemble.context import Context
from qa_docs.assemble.contingency import alternatives_table, decisions_table, risk_table
from qa_docs.assemble.exchange import exchange_blocks, has_exchange
from qa_docs.assemble.matrix import legend, raci_table, two_party_table
from qa_docs.assemble.notices import SUBJECTS
from qa_docs.assemble.number import NumberedPart
from qa_docs.model.deal import Contact, PartyDetails, Product, Site
from qa_docs.model.document import (
    Block,
    Column,
    CoverageRow,
    Inline,
    Matrix,
    Paragraph,
    Reference,
    Table,
    TableRow,
    Text,
)
from qa_docs.model.facts import is_of, listed, market_name, one_line, service_name
from qa_docs.model.walk import names_in


class Numbers(Struct):
    """Counts the captions of tables through the document."""

    tables: int = 0

    def next(self) -> str:
        """Give the number of the next table."""
        self.tables += 1
        return str(self.tables)


class Content(Struct, frozen=True):
    """A kind of appendix content: when there is any, and what it is."""

    has: Callable[[Context], bool]
    build: Callable[[Context, Matrix, tuple[NumberedPart, ...], Numbers], Iterator[Block]]


def _contacts(context: Context, _m: Matrix, _p: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    columns = (
        Column("Subject", 20),
        Column("Name and function", 22),
        Column("Telephone and e-mail", 30),
        Column("Deputy", 28),
    )
    for party in ("contract_giver", "contract_acceptor"):
        rows = [_contact_row(contact) for contact in context.deal.contacts if contact.party == party]
        caption = f"Contacts of {context.role(party)}"
        if rows:
            yield Table(f"contacts-{party.replace('_', '-')}", caption, numbers.next(), columns, tuple(rows))
    yield Paragraph(("A subject that is not listed goes to the contact for quality matters.",), style="note")


def _contact_row(contact: Contact) -> TableRow:
    subjects = listed(SUBJECTS.get(subject, subject) for subject in contact.subjects)
    reach = _joined(contact.phone, contact.email)
    deputy = _joined(contact.deputy.name, contact.deputy.phone, contact.deputy.email) if contact.deputy else "\u2013"
    return _row(subjects[:1].upper() + subjects[1:], f"{contact.name}, {contact.function}", reach, deputy)


def _products(context: Context, _m: Matrix, _p: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    deal = context.deal
    columns = (
        Column("Product", 24),
        Column("Form and strength", 22),
        Column("Pack and storage", 26),
        Column("Markets and licenses", 28),
    )
    rows = tuple(_product_row(context, product) for product in deal.products)
    yield Table("products", "Products", numbers.next(), columns, rows)
    services = listed(service_name(service) for service in deal.services)
    yield Paragraph((f"Services: {services}.",))
    for key, details in (("contract_giver", deal.contract_giver), ("contract_acceptor", deal.contract_acceptor)):
        if details.sites:
            yield _sites(context, key, details, numbers)


def _product_row(context: Context, product: Product) -> TableRow:
    name = _joined(product.name, product.active_substance, f"Code {product.code}" if product.code else None)
    life = f"Shelf life {product.shelf_life}" if product.shelf_life else None
    markets = _upper(listed(market_name(market) for market in product.markets or context.deal.markets))
    return _row(
        name,
        _joined(product.dosage_form, product.strength),
        _joined(product.pack, product.storage, life),
        _joined(markets, *product.licences),
    )


def _sites(context: Context, key: str, details: PartyDetails, numbers: Numbers) -> Table:
    columns = (Column("Site and address", 34), Column("Activities", 30), Column("Licenses and identifiers", 36))
    rows = tuple(_site_row(site) for site in details.sites)
    return Table(f"sites-{key.replace('_', '-')}", f"Sites of {context.role(key)}", numbers.next(), columns, rows)


def _site_row(site: Site) -> TableRow:
    identifiers = _joined(
        *site.licences,
        f"FEI {site.fei}" if site.fei else None,
        f"D-U-N-S {site.duns}" if site.duns else None,
        f"EU site identifier {site.eu_site_id}" if site.eu_site_id else None,
        f"Last inspection: {site.last_inspection}" if site.last_inspection else None,
    )
    address = one_line(site.address)
    return _row(_joined(site.name, address, site.country), _joined(*site.activities), identifiers)


def _markets(context: Context, _m: Matrix, _p: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    columns: tuple[Column, ...] = (Column("Market", 24), Column("Products", 40), Column("Rules of this market", 36))
    rows = []
    for market in context.deal.markets:
        names = [product.name for product in context.deal.products if not product.markets or market in product.markets]
        target = "market-" + _MARKET_CLAUSES[market]
        where: Text = (context.reference(target),) if target in context.numbers else ("\u2013",)
        rows.append(TableRow(((_upper(market_name(market)),), (listed(names) or "\u2013",), where)))
    if not any(isinstance(row.cells[2][0], Reference) for row in rows):
        # None of the markets has a clause of its own here.
        columns, rows = columns[:2], [TableRow(row.cells[:2]) for row in rows]
    yield Table("markets", "Markets", numbers.next(), columns, tuple(rows))


def _modules(context: Context, _m: Matrix, _p: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    columns = (Column("Kind of product", 24), Column("Products", 40), Column("Rules for it", 36))
    rows = []
    for kind, clauses in _module_clauses(context).items():
        names = [product.name for product in context.deal.products if is_of(product, kind)]
        where: list[Inline] = []
        for base_id in clauses:
            where += [", "] if where else []
            where.append(context.reference(base_id))
        rows.append(TableRow(((_MODULES[kind],), (listed(names),), tuple(where))))
    yield Table("product-modules-table", "Rules for kinds of product", numbers.next(), columns, tuple(rows))


def _module_clauses(context: Context) -> dict[str, list[str]]:
    """Give the clauses of this agreement that are made for a kind of product, by kind."""
    here = [kind for kind in _MODULES if context.values["products", kind]]
    if not here:
        return {}
    asking: list[tuple[str, frozenset[tuple[str, ...]]]] = []
    for base_id, clause in context.selection.chosen.items():
        # Few conditions speak of products at all; the words of a condition tell which, without a walk through it.
        if clause.when is not None and "products" in (clause.head.when or ""):
            asking.append((base_id, frozenset(names_in(clause.when))))
    found = {kind: [base_id for base_id, names in asking if ("products", kind) in names] for kind in here}
    return {kind: clauses for kind, clauses in found.items() if clauses}


def _two_party(context: Context, matrix: Matrix, parts: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    yield two_party_table(context, matrix, parts, numbers.next())


def _raci(context: Context, matrix: Matrix, parts: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    yield raci_table(context, matrix, parts, numbers.next())
    yield Paragraph((legend(matrix),), style="note")


def _clocks(context: Context, matrix: Matrix, _p: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    columns = (
        Column("Event", 30),
        Column("Notice from", 13),
        Column("Clock", 36),
        Column("Medium", 20),
        Column("Contact", 13),
        Column("Section", 7, "center"),
        Column("Legal limit", 18),
    )
    rows = tuple(
        TableRow(
            (
                (notice.event,),
                (notice.sender,),
                (f"{notice.clock} {notice.start}",),
                (_upper(notice.medium),),
                (_upper(notice.contact),),
                (context.reference(notice.clause_id, bare=True),),
                (notice.law or "\u2013",),
            ),
            id=notice.id,
        )
        for notice in matrix.notices
    )
    yield Table("notification-clocks-table", "Notification clocks", numbers.next(), columns, rows, "small")
    words = (
        "Each notice goes to the other Party\u2019s contact for the subject. "
        "Where no legal limit is shown, the clock is agreed between the Parties and is not set by law."
    )
    yield Paragraph((words,), style="note")


def _documents(context: Context, _m: Matrix, _p: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    columns = (Column("Number", 20), Column("Title", 44), Column("Kind", 18), Column("Owned and approved by", 18))
    attached = {one.number: one.id for one in context.deal.appendices.attached if one.number}
    rows = []
    for document in context.deal.appendices.documents:
        kind, owner = document.kind.replace("_", " "), context.role(document.owner)
        row = _row(document.number, document.title, _upper(kind), _upper(owner))
        if document.number in attached:
            title = (document.title, " (", context.reference(attached[document.number]), ")")
            row = replace(row, cells=(row.cells[0], title, *row.cells[2:]))
        rows.append(row)
    yield Table("documents", "Specifications, test methods and procedures", numbers.next(), columns, tuple(rows))


def _suppliers(context: Context, _m: Matrix, _p: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    columns = (Column("Material", 30), Column("Supplier", 34), Column("Procured by", 18), Column("Qualified by", 18))
    rows = tuple(
        _row(
            line.material,
            line.supplier,
            _upper(context.role(line.procured_by)),
            _upper(context.role(line.qualified_by)),
        )
        for line in context.deal.appendices.suppliers
    )
    yield Table("suppliers", "Approved materials and suppliers", numbers.next(), columns, rows)


def _subcontractors(context: Context, _m: Matrix, _p: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    columns = (Column("Company", 34), Column("Scope", 32), Column("Last audit", 20), Column("Status", 14))
    rows = tuple(
        _row(line.name, line.scope, line.last_audit or "\u2013", _upper(line.status))
        for line in context.deal.appendices.subcontractors
    )
    yield Table("subcontractors", "Approved subcontractors", numbers.next(), columns, rows)


def _systems(context: Context, _m: Matrix, _p: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    columns = (
        Column("System", 26),
        Column("Run by", 18),
        Column("Records", 32),
        Column("Access of the other Party", 24),
    )
    rows = tuple(
        _row(line.name, _upper(context.role(line.host)), line.records, line.access or "On request")
        for line in context.deal.appendices.systems
    )
    yield Table("systems", "Computer systems and data", numbers.next(), columns, rows)


def _exchange(context: Context, _m: Matrix, _p: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    yield from exchange_blocks(context, numbers.next(), numbers.next())


def _retention(context: Context, _m: Matrix, _p: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    columns = (Column("Record or sample", 40), Column("Kept by", 20), Column("Period", 40))
    rows = tuple(
        _row(line.item, _upper(context.role(line.holder)), line.period) for line in context.deal.appendices.retention
    )
    yield Table("retention", "Retention of records and samples", numbers.next(), columns, rows)


def _risks(context: Context, _m: Matrix, _p: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    yield from risk_table(context, numbers.next())


def _contingency(context: Context, _m: Matrix, _p: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    yield from alternatives_table(context, numbers.next())
    yield from decisions_table(context, numbers.next())


def _traceability(context: Context, _m: Matrix, _p: tuple[NumberedPart, ...], numbers: Numbers) -> Iterator[Block]:
    columns = (
        Column("Requirement", 40),
        Column("Source and section", 34),
        Column("Answered in", 16),
        Column("Rows", 18),
        Column("Confirmed", 11, "center"),
    )
    rows = tuple(_trace(context, row) for row in context.coverage)
    caption = "Requirements that concern this agreement"
    yield Table("traceability-table", caption, numbers.next(), columns, rows, "small")
    note = "Confirmed: whether text and section number of the requirement were read in a source; others need a check."
    yield Paragraph((note,), style="note")


def _trace(context: Context, row: CoverageRow) -> TableRow:
    where: list[Inline] = []
    for clause_id, _ in row.clauses:
        where += [", "] if where else []
        where.append(context.reference(clause_id, bare=True))
    state = {"uncovered": "Open", "excluded": f"Excluded: {row.reason}"}.get(row.state, "")
    if row.lacking:
        where += [f"; {state} (for {listed(row.lacking)})"]
    return TableRow(
        (
            (f"{row.title} (for {listed(row.products)})" if row.products else row.title,),
            (f"{row.source}, {row.section}",),
            tuple(where) or (state,),
            (", ".join(row.activities) or "\u2013",),
            ("yes" if row.confirmed else "no",),
        ),
        id=row.requirement,
    )


def _row(*cells: str) -> TableRow:
    return TableRow(tuple((cell,) if cell else ("\u2013",) for cell in cells))


def _joined(*parts: str | None) -> str:
    return "; ".join(part for part in parts if part)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


_MARKET_CLAUSES = {
    "US": "us",
    "EU": "eu",
    "UK": "uk",
    "CA": "canada",
    "JP": "japan",
    "CN": "china",
    "BR": "brazil",
    "IN": "india",
    "CH": "switzerland",
    "AU": "australia",
}
_MODULES = {
    "sterile": "Sterile product",
    "biologic": "Biological product",
    "atmp": "Advanced therapy product",
    "api": "Active substance",
    "combination": "Combination product",
    "device": "Medical device",
}
CONTENTS: Mapping[str, Content] = MappingProxyType(
    {
        "contacts": Content(lambda context: bool(context.deal.contacts), _contacts),
        "products-and-sites": Content(lambda _: True, _products),
        "markets": Content(lambda _: True, _markets),
        "two-party-table": Content(lambda context: context.deal.presentation == "both", _two_party),
        "raci-matrix": Content(lambda context: bool(context.responsibilities.rows), _raci),
        "notification-clocks": Content(lambda context: has_notices(context), _clocks),
        "documents-list": Content(lambda context: bool(context.deal.appendices.documents), _documents),
        "suppliers": Content(lambda context: bool(context.deal.appendices.suppliers), _suppliers),
        "subcontractors": Content(lambda context: bool(context.deal.appendices.subcontractors), _subcontractors),
        "computer-systems": Content(lambda context: bool(context.deal.appendices.systems), _systems),
        "risks": Content(lambda context: bool(context.deal.appendices.risks), _risks),
        "contingency": Content(lambda context: bool(context.deal.appendices.contingency), _contingency),
        "product-modules": Content(lambda context: bool(_module_clauses(context)), _modules),
        "traceability": Content(lambda context: context.deal.traceability, _traceability),
        "information-exchange": Content(has_exchange, _exchange),
        "retention": Content(lambda context: bool(context.deal.appendices.retention), _retention),
    }
)
"""Every content that an outline's appendix may name."""


def has_notices(context: Context) -> bool:
    """Say whether a chosen clause has a duty with a clock."""
    return any(clause.head.notices for clause in context.selection.chosen.values())
