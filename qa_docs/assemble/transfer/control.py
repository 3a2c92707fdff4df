"""Document control of a transfer document: what cover, approval, history and signatures print."""

from typing import Any

from qa_docs.assemble.context import Context
from qa_docs.assemble.control import DISCLAIMER
from qa_docs.assemble.shown import logo_of
from qa_docs.assemble.transfer.package import Package
from qa_docs.model.deal import Site
from qa_docs.model.document import SignatureBlock, Signatures
from qa_docs.model.facts import date_text, listed, market_name, one_line
from qa_docs.model.transfer.facts import controlled_of, product_names, unit_details
from qa_docs.model.transfer.governance import ControlledDocument
from qa_docs.model.transfer.project import Unit

_MEANINGS = {
    "SPL": "Approves for the Sending Unit",
    "RPL": "Approves for the Receiving Unit",
    "SQA": "Quality approval of the Sending Unit",
    "RQA": "Quality approval of the Receiving Unit",
    "SC": "Releases resources and gates",
}


def controlled(context: Context, kind: str) -> ControlledDocument:
    """Give the document control of a kind."""
    return controlled_of(context.deal, kind)


def title_of(context: Context, kind: str) -> str:
    """Give the title on the cover."""
    return controlled(context, kind).title or context.outline.title


def approvers_of(package: Package, kind: str) -> tuple[str, ...]:
    """Give the roles that approve a document of `kind`."""
    governance = package.transfer.governance
    own = controlled(package.context, kind).approvers
    return own or (governance.document_approvers if governance else ()) or ("SPL", "SQA", "RPL", "RQA")


def facts_for_template(package: Package, kind: str) -> dict[str, Any]:
    """Give everything that a Word template's tags may print (docs/template.md)."""
    context, transfer = package.context, package.transfer
    deal, control = context.deal, controlled(context, kind)
    day = control.date or (control.history[-1].date if control.history else deal.document.effective_date)
    points = list(context.open_points.values())
    return {
        "document": {
            "number": control.number,
            "title": title_of(context, kind),
            "revision": control.revision,
            "effective_date": date_text(day, package.language),
            "effective_day": day.isoformat(),
            "status": control.status.replace("_", " "),
            "kind": kind,
            "product_line": product_names(deal),
            "tier": control.tier or "",
        },
        "giver": _unit(package, transfer.sending_unit, "Sending Unit"),
        "acceptor": _unit(package, transfer.receiving_unit, "Receiving Unit"),
        "history": [
            {
                "revision": one.revision,
                "date": date_text(one.date, package.language),
                "reason": one.reason,
                "author": one.author,
            }
            for one in control.history
        ],
        "approvals": [_approval(package, role) for role in approvers_of(package, kind)],
        "distribution": [{"name": name} for name in control.distribution],
        "supply_agreement": {"title": "", "number": "", "date": ""},
        "products": product_names(deal),
        "markets": listed(market_name(market.market) for market in transfer.markets),
        "draft": context.draft,
        "open_points": [{"number": p.clause_number, "title": p.clause_title, "label": p.label} for p in points],
        "open_count": len(points),
        "critical_count": sum(point.critical for point in points),
        "disclaimer": DISCLAIMER,
    }


def signatures_of(package: Package) -> Signatures:
    """Give the page that is signed: for each unit its approvers, and what their signature means."""
    transfer, kind = package.transfer, package.context.outline.kind
    sides = (
        ("sending_unit", "Sending Unit", transfer.sending_unit),
        ("receiving_unit", "Receiving Unit", transfer.receiving_unit),
    )
    roles = approvers_of(package, kind)
    blocks = []
    for side, name, unit in sides:
        own = (role for role in roles if _side(package, role) in (side, "joint" if side == "sending_unit" else side))
        signed = tuple(
            (
                role,
                package.team[role].name if role in package.team else "",
                _MEANINGS.get(role, _function(package, role)),
            )
            for role in own
        )
        blocks.append(SignatureBlock(name, unit_details(package.context.deal, unit)[0], signed))
    return Signatures(tuple(blocks))


def _side(package: Package, role: str) -> str:
    held = package.roles.get(role)
    return held.side if held else "joint"


def _function(package: Package, role: str) -> str:
    if role in package.team:
        return package.team[role].function
    return package.roles[role].name if role in package.roles else role


def _approval(package: Package, role: str) -> dict[str, str]:
    side = _side(package, role)
    unit = package.transfer.receiving_unit if side == "receiving_unit" else package.transfer.sending_unit
    legal, short, _ = unit_details(package.context.deal, unit)
    return {
        "party": short,
        "legal_name": legal,
        "role": role,
        "capacity": _MEANINGS.get(role, "Approves"),
        "name": package.team[role].name if role in package.team else "",
        "title": _function(package, role),
    }


def _unit(package: Package, unit: Unit, role: str) -> dict[str, str]:
    legal, short, site = unit_details(package.context.deal, unit)
    deal = package.context.deal
    details = deal.contract_giver if unit.party == "contract_giver" else deal.contract_acceptor
    return {
        "logo": logo_of(package.context, unit.party, details) if unit.party else "",
        "legal_name": legal,
        "short_name": short,
        "role": role,
        "address": _place(site),
        "country": site.country if site else "",
        "registration": "",
    }


def _place(site: Site | None) -> str:
    return f"{site.name}, {one_line(site.address)}" if site else ""
