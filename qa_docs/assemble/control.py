"""Document control: what cover, approval page, history and signature page print, and what a deal must hold for them."""

import datetime
from collections.abc import Iterator
from typing import Any

from qa_docs.assemble.context import Context
from qa_docs.assemble.persons import check_qualified_persons
from qa_docs.assemble.shown import logo_of
from qa_docs.model.deal import PartyDetails, Signatory
from qa_docs.model.document import SignatureBlock, Signatures
from qa_docs.model.facts import date_text, listed, market_name, one_line
from qa_docs.problems import Problem, Severity, did_you_mean

DISCLAIMER = (
    "Drafted with qa-docs, which supports drafting and gives no legal advice; "
    "a qualified person must review the text before it is signed."
)
_CAPACITIES = {
    "quality": "Quality",
    "management": "Management",
    "qualified_person": "Qualified Person",
    "regulatory": "Regulatory affairs",
    "technical": "Technical operations",
}


def facts_for_template(context: Context) -> dict[str, Any]:
    """Give everything that a Word template's tags may print (docs/template.md)."""
    deal = context.deal
    control, supply = deal.document, deal.supply_agreement
    language = control.language
    approvals = [_approval(context, signatory) for signatory in _in_order(context)]
    points = [
        {"number": p.clause_number, "title": p.clause_title, "label": p.label} for p in context.open_points.values()
    ]
    return {
        "document": {
            "number": control.number,
            "title": control.title,
            "revision": control.revision,
            "effective_date": date_text(control.effective_date, language),
            "effective_day": control.effective_date.isoformat(),
            "status": control.status.replace("_", " "),
            "kind": "quality-agreement",
            "product_line": listed(product.name for product in deal.products),
            "tier": "",
        },
        "giver": _party(context, "contract_giver", deal.contract_giver),
        "acceptor": _party(context, "contract_acceptor", deal.contract_acceptor),
        "history": [
            {"revision": r.revision, "date": date_text(r.date, language), "reason": r.reason, "author": r.author}
            for r in control.history
        ],
        "approvals": approvals,
        "supply_agreement": {
            "title": supply.title if supply else "",
            "number": (supply.number or "") if supply else "",
            "date": date_text(supply.date, language) if supply else "",
        },
        "products": listed(product.name for product in deal.products),
        "markets": listed(market_name(market) for market in deal.markets),
        "draft": context.draft,
        "open_points": points,
        "open_count": len(points),
        "critical_count": len(points),
        "distribution": [],
        "disclaimer": DISCLAIMER,
    }


def signatures_of(context: Context) -> Signatures:
    """Give the signature page: for each party its signatories, quality and management first."""
    blocks = []
    for party, details in (
        ("contract_giver", context.deal.contract_giver),
        ("contract_acceptor", context.deal.contract_acceptor),
    ):
        lines = tuple(
            (_CAPACITIES[signatory.capacity], signatory.name, signatory.title)
            for signatory in _in_order(context)
            if signatory.party == party
        )
        blocks.append(SignatureBlock(context.role_name(party), details.legal_name, lines))
    return Signatures(tuple(blocks))


def check_deal(context: Context) -> Iterator[Problem]:
    """Yield what keeps a deal from being signed: signatories, contacts, dates, the Qualified Person, names of sites."""
    yield from _check_signatories(context)
    yield from _check_contacts(context)
    yield from _check_dates(context)
    yield from _check_products(context)
    known = {appendix.id for appendix in context.outline.appendices}
    for appendix in context.deal.appendices.not_applicable:
        if appendix not in known:
            place = context.placed.place("appendices", "not_applicable", appendix)
            hint = did_you_mean(appendix, known)
            yield Problem(place, "unknown-clause", f"no appendix is called {appendix!r}", hint)
    yield from check_qualified_persons(context)


def _check_signatories(context: Context) -> Iterator[Problem]:
    for party in ("contract_giver", "contract_acceptor"):
        held = {signatory.capacity for signatory in context.deal.signatories if signatory.party == party}
        for capacity in ("quality", "management"):
            if capacity not in held:
                message = f"nobody signs for the {party} in the capacity {capacity!r}"
                hint = "add a signatory; the heads of quality of both parties must sign"
                place = context.placed.place("signatories")
                yield Problem(place, "missing-signatory", message, hint, _weight(context))


def _check_contacts(context: Context) -> Iterator[Problem]:
    for party in ("contract_giver", "contract_acceptor"):
        held = {subject for contact in context.deal.contacts if contact.party == party for subject in contact.subjects}
        if "quality" not in held:
            message = f"the {party} has no contact for quality"
            hint = "add a contact with the subject quality; other subjects fall back to it"
            place = context.placed.place("contacts")
            yield Problem(place, "missing-contact", message, hint, _weight(context))
    for i, contact in enumerate(context.deal.contacts):
        for role in contact.roles:
            if role not in context.library.roles:
                place = context.placed.place("contacts", i, "roles")
                yield Problem(
                    place, "unknown-role", f"no role is called {role!r}", "roles are listed in clauses/roles.yaml"
                )


def _check_dates(context: Context) -> Iterator[Problem]:
    control = context.deal.document
    last: datetime.date | None = None
    for i, revision in enumerate(control.history):
        if last and revision.date < last:
            place = context.placed.place("document", "history", i, "date")
            yield Problem(place, "date-order", "the history is not in the order of its dates", "oldest first")
        last = revision.date
    if control.history and control.history[-1].revision != control.revision:
        place = context.placed.place("document", "history")
        message = (
            f"the history ends with revision {control.history[-1].revision!r}, the document is {control.revision!r}"
        )
        yield Problem(place, "date-order", message, "add the current revision as the last line")


def _check_products(context: Context) -> Iterator[Problem]:
    seen: set[str] = set()
    sites = {site.name for site in context.deal.contract_acceptor.sites}
    for i, product in enumerate(context.deal.products):
        if product.name in seen:
            place = context.placed.place("products", i, "name")
            yield Problem(place, "duplicate-id", f"two products are called {product.name!r}", "give each its own name")
        seen.add(product.name)
        if product.site is not None and product.site not in sites:
            place = context.placed.place("products", i, "site")
            hint = "the contract acceptor's sites are: " + ", ".join(sorted(sites))
            yield Problem(place, "unknown-site", f"the contract acceptor has no site {product.site!r}", hint)
        for j, market in enumerate(product.markets):
            if market not in context.deal.markets:
                place = context.placed.place("products", i, "markets", j)
                message = f"{market} is a market of the product and not of the deal"
                yield Problem(place, "wrong-value", message, "add it to `markets:` of the deal")
    supplied = {market for product in context.deal.products for market in product.markets or context.deal.markets}
    for i, market in enumerate(context.deal.markets):
        if market not in supplied:
            message = f"{market} is a market of the deal and of none of its products"
            hint = "add it to a product's `markets:`, or remove it here"
            yield Problem(context.placed.place("markets", i), "wrong-value", message, hint)


def _weight(context: Context) -> Severity:
    # A draft may go round before everybody is named; an agreement to be signed may not.
    return Severity.WARNING if context.draft else Severity.ERROR


def _approval(context: Context, signatory: Signatory) -> dict[str, str]:
    giver = signatory.party == "contract_giver"
    details = context.deal.contract_giver if giver else context.deal.contract_acceptor
    return {
        "party": details.short_name,
        "legal_name": details.legal_name,
        "role": context.role_name(signatory.party),
        "capacity": _CAPACITIES[signatory.capacity],
        "name": signatory.name,
        "title": signatory.title,
    }


def _in_order(context: Context) -> list[Signatory]:
    order = list(_CAPACITIES)
    return sorted(context.deal.signatories, key=lambda s: (s.party != "contract_giver", order.index(s.capacity)))


def _party(context: Context, party: str, details: PartyDetails) -> dict[str, str]:
    return {
        "logo": logo_of(context, party, details),
        "legal_name": details.legal_name,
        "short_name": details.short_name,
        "role": context.role_name(party),
        "address": one_line(details.address),
        "country": details.country,
        "registration": details.registration or "",
    }
