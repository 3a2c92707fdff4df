"""Checks that a transfer names its units, products and markets, and has the part that its class needs."""

from collections.abc import Iterator

from qa_docs.assemble.transfer.placing import PlacedTransfer
from qa_docs.model.transfer.project import Unit
from qa_docs.problems import Problem, did_you_mean

CLASS_PARTS = {
    "sterile_injectable": "sterile",
    "api": "api",
    "biologic_ds": "biologic",
    "packaging": "packaging_site_transfer",
    "analytical_only": "analytical_transfer",
}
"""The part of the data that only one class of transfer has, and needs."""

_MANUFACTURER = {"api": "3.2.S.2.1", "biologic_ds": "3.2.S.2.1"}
"""Section of the filing that names the manufacturers; of a medicine it is 3.2.P.3.1."""


def check_parts(given: PlacedTransfer) -> Iterator[Problem]:
    """Yield what is wrong with units, product, markets, class and the map of the filing."""
    for side in ("sending_unit", "receiving_unit"):
        yield from _check_unit(given, side, getattr(given.transfer, side))
    yield from _check_product(given)
    yield from _check_markets(given)
    part = CLASS_PARTS.get(given.transfer.transfer_class)
    if part is not None and getattr(given.transfer, part) is None:
        message = f"a transfer of the class {given.transfer.transfer_class} has no `{part}:`"
        yield given.wrong(("transfer_class",), "class-part-missing", message, f"add `{part}:` below `transfer:`")
    regulatory = given.transfer.regulatory
    section = _MANUFACTURER.get(given.transfer.transfer_class, "3.2.P.3.1")
    if regulatory and regulatory.ctd_map and section not in [row.section for row in regulatory.ctd_map]:
        message = f"the map of the filing lacks the section of the manufacturers, {section}"
        hint = "add it: every transfer names a new site, also where only testing or packaging moves"
        yield given.wrong(("regulatory", "ctd_map"), "ctd-site-section", message, hint)


def _check_unit(given: PlacedTransfer, side: str, unit: Unit) -> Iterator[Problem]:
    if (unit.party is None) == (unit.own is None):
        message = f"the {side} must be either a party of the deal or a unit of its own"
        hint = "write `party: contract_giver` with the name of its site, or `own:` with company and site"
        yield given.wrong((side,), "unit-unnamed", message, hint)
    if unit.party is None or unit.site is None:
        return
    deal = given.placed.deal
    details = deal.contract_giver if unit.party == "contract_giver" else deal.contract_acceptor
    sites = [site.name for site in details.sites]
    if unit.site not in sites:
        message = f"the {unit.party} has no site {unit.site!r}"
        yield given.wrong((side, "site"), "unknown-site", message, did_you_mean(unit.site, sites))


def _check_product(given: PlacedTransfer) -> Iterator[Problem]:
    known = [product.name for product in given.placed.deal.products]
    for i, name in enumerate(given.transfer.product.names if given.transfer.product else ()):
        if name not in known:
            message = f"the deal has no product {name!r}"
            yield given.wrong(("product", "names", i), "unknown-product", message, did_you_mean(name, known))


def _check_markets(given: PlacedTransfer) -> Iterator[Problem]:
    for i, market in enumerate(given.transfer.markets):
        if market.market not in given.placed.deal.markets:
            message = f"{market.market} is a market of the transfer and not of the deal"
            yield given.wrong(("markets", i, "market"), "wrong-value", message, "add it to `markets:` of the deal")
