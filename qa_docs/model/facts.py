"""What conditions and blanks can read: the deal as a tree of plain values with names of the field.

Each leaf knows the deal keys it came from, so that `qa-docs why` can name the deal line that decided.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from msgspec import Struct

from qa_docs.model.deal import (
    Choices,
    Deal,
    Market,
    PartyDetails,
    Product,
    ProductClass,
    QualifiedPerson,
    Service,
    Wording,
)
from qa_docs.model.work import certified, persons_for, qualified_person_facts, work_facts

Origin = tuple[str | int, ...]

_SERVICE_NAMES = {
    "clinical_supply": "clinical supply",
    "clinical_trial": "clinical trial services",
    "component_supply": "supply of packaging components",
    "device_assembly": "device assembly",
    "development": "development",
    "excipient_supply": "supply of excipients",
    "glp_study": "nonclinical studies",
    "labelling": "labeling",
    "regulatory_submission": "regulatory submission services",
    "serialisation": "serialization",
    "sterilisation": "sterilization",
    "technology_transfer": "technology transfer",
}
_MARKET_NAMES = {
    "US": "the United States",
    "EU": "the European Union",
    "UK": "the United Kingdom",
    "CA": "Canada",
    "JP": "Japan",
    "CN": "China",
    "BR": "Brazil",
    "IN": "India",
    "CH": "Switzerland",
    "AU": "Australia",
}

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


Values = dict[Any, Any]
"""Facts by name: as a tree of names (`values["markets"]["eu"]`), and each leaf by its path (`values["markets", "eu"]`).

The path of a party alone, `("giver",)`, gives its phrase.
"""


class Facts(Struct, frozen=True):
    """Values by name, and the deal keys behind each name."""

    values: Values
    origins: dict[tuple[str, ...], tuple[Origin, ...]]


def facts_of(deal: Deal, only: tuple[int, ...] | None = None) -> Facts:
    """Give everything that a condition or a text may read of `deal`; of its products, `only` those at these places.

    The facts of some products are those of a deal that has no others: their classes, the markets to which they go.
    """
    products = [(i, deal.products[i]) for i in (range(len(deal.products)) if only is None else only)]
    markets = markets_of(deal, only)
    values: dict[str, Any] = {}
    origins: dict[tuple[str, ...], tuple[Origin, ...]] = {}
    _add_list(values, origins, "services", get_args(Service), deal.services)
    values["services"]["names"] = listed([service_name(service) for service in deal.services])
    values["markets"] = {market.lower(): market in markets for market in get_args(Market)}
    origins.update({("markets", market.lower()): _market_origins(market, markets) for market in get_args(Market)})
    values["markets"]["names"] = listed(market_name(market) for market in markets)
    _add_products(values, origins, products)
    values["stage"] = {"clinical": deal.stage == "clinical", "commercial": deal.stage == "commercial"}
    origins[("stage", "clinical")] = origins[("stage", "commercial")] = (("stage",),)
    values["detail"] = {"full": deal.detail == "full"}
    origins[("detail", "full")] = (("detail",),)
    _add_choices(values, origins, deal)
    classes = [product.classes for _, product in products]
    for name, facts in (
        ("work", work_facts(deal, classes)),
        ("qp", qualified_person_facts(deal, classes, markets)),
    ):
        values[name] = {key: value for key, (value, _) in facts.items()}
        origins.update({(name, key): found for key, (_, found) in facts.items()})
    _add_has(values, origins, deal)
    values["wording"] = {"us": deal.wording == "us", "eu": deal.wording == "eu"}
    values["giver"] = _party(deal.contract_giver, role_name(deal, "contract_giver"), deal)
    values["acceptor"] = _party(deal.contract_acceptor, role_name(deal, "contract_acceptor"), deal)
    _add_documents(values, deal, markets)
    # Thousands of conditions are evaluated for one agreement: each name is found in one step.
    return Facts({**values, **dict(_leaves(values, ()))}, origins)


def role_name(deal: Deal, party: str) -> str:
    """Give the name by which `party` goes in the text, without article."""
    giver = party == "contract_giver"
    if isinstance(deal.wording, Wording):
        return deal.wording.contract_giver if giver else deal.wording.contract_acceptor
    if deal.wording == "names":
        return deal.contract_giver.short_name if giver else deal.contract_acceptor.short_name
    if deal.wording == "eu":
        return "Contract Giver" if giver else "Contract Acceptor"
    return "Owner" if giver else "Contract Facility"


def service_name(service: str) -> str:
    """Give a service in words."""
    return _SERVICE_NAMES.get(service, service.replace("_", " "))


def market_name(market: str) -> str:
    """Give a market in words."""
    return _MARKET_NAMES[market]


def listed(words: Iterable[str]) -> str:
    """Give words as a list in a sentence: "a", "a and b", "a, b and c"."""
    every = list(words)
    if len(every) < 2:
        return "".join(every)
    return ", ".join(every[:-1]) + " and " + every[-1]


def one_line(address: str) -> str:
    """Give an address of several lines as one."""
    return ", ".join(line.strip().rstrip(",") for line in address.split("\n") if line.strip())


def date_text(day: datetime.date, language: str) -> str:
    """Give a date in words: "December 1, 2026" in American, "1 December 2026" in British English."""
    month = MONTHS[day.month - 1]
    return f"{month} {day.day}, {day.year}" if language == "en-US" else f"{day.day} {month} {day.year}"


def _party(details: PartyDetails, role: str, deal: Deal) -> dict[str, str]:
    # A name of the field takes the article; a company's own short name does not.
    phrase = role if deal.wording == "names" else f"the {role}"
    return {
        "": phrase,
        "name": role,
        "legal_name": details.legal_name,
        "short_name": details.short_name,
        "address": details.address,
        "country": details.country,
    }


def _add_list(
    values: dict[str, Any],
    origins: dict[tuple[str, ...], tuple[Origin, ...]],
    name: str,
    known: Iterable[str],
    chosen: tuple[str, ...],
) -> None:
    values[name] = {word.lower(): word in chosen for word in known}
    for word in known:
        origins[(name, word.lower())] = ((name, chosen.index(word)),) if word in chosen else ((name,),)


def markets_of(deal: Deal, only: tuple[int, ...] | None = None) -> dict[str, Origin]:
    """Give the markets of the deal, or of the products at the places `only`, each with the key that names it."""
    markets: dict[str, Origin] = {market: ("markets", i) for i, market in enumerate(deal.markets)}
    if only is None:
        return markets
    named: dict[str, Origin] = {}
    for i in only:
        product = deal.products[i]
        named |= {market: ("products", i, "markets", j) for j, market in enumerate(product.markets)} or markets
    return {market: named[market] for market in markets if market in named}


def _market_origins(market: str, markets: Mapping[str, Origin]) -> tuple[Origin, ...]:
    if market in markets:
        return (markets[market],)
    own = {origin[:-1] for origin in markets.values() if origin[0] == "products"}
    return tuple(sorted(own)) or (("markets",),)


def _add_products(
    values: dict[str, Any],
    origins: dict[tuple[str, ...], tuple[Origin, ...]],
    products: list[tuple[int, Product]],
) -> None:
    tree: dict[str, Any] = {}
    all_of_them = tuple(("products", i, "classes") for i, _ in products)
    for kind in get_args(ProductClass):
        found = tuple(("products", i, "classes") for i, product in products if is_of(product, kind))
        tree[kind] = bool(found)
        origins[("products", kind)] = found or (all_of_them if len(products) == 1 else (("products",),))
    tree["medicine"] = any(is_medicine(product.classes) for _, product in products)
    origins[("products", "medicine")] = all_of_them
    tree["names"] = listed(product.name for _, product in products)
    values["products"] = tree


def is_of(product: Product, kind: str) -> bool:
    """Say whether a product is of a class; an aseptic one is sterile too."""
    wanted = ("sterile", "aseptic") if kind == "sterile" else (kind,)
    return bool(set(wanted) & set(product.classes))


def is_medicine(classes: Iterable[str]) -> bool:
    """Say whether a product of these classes is a medicine: neither a device nor an active substance alone."""
    return not {"device", "api"} & set(classes)


def _add_choices(values: dict[str, Any], origins: dict[tuple[str, ...], tuple[Origin, ...]], deal: Deal) -> None:
    names = Choices.__dataclass_fields__
    values["choices"] = {name: bool(getattr(deal.choices, name)) for name in names}
    values["choices"]["supplied_materials_names"] = listed(deal.choices.supplied_materials)
    origins.update({("choices", name): (("choices", name),) for name in names})


def _add_has(values: dict[str, Any], origins: dict[tuple[str, ...], tuple[Origin, ...]], deal: Deal) -> None:
    safety = [i for i, other in enumerate(deal.related_agreements) if other.kind in _SAFETY]
    values["has"] = {
        "supply_agreement": deal.supply_agreement is not None,
        "safety_agreement": bool(safety),
        "qualified_person": bool(deal.qualified_persons),
        "risks": bool(deal.appendices.risks),
        "contingency": bool(deal.appendices.contingency),
    }
    for name in ("risks", "contingency"):
        origins[("has", name)] = (("appendices", name),)
    origins[("has", "supply_agreement")] = (("supply_agreement",),)
    origins[("has", "safety_agreement")] = tuple(("related_agreements", i) for i in safety) or (
        ("related_agreements",),
    )
    origins[("has", "qualified_person")] = (("qualified_persons",),)


_SAFETY = ("pharmacovigilance", "safety_data_exchange")


def _add_documents(values: dict[str, Any], deal: Deal, markets: Iterable[str]) -> None:
    language = deal.document.language
    control, supply = deal.document, deal.supply_agreement
    safety = next((other.title for other in deal.related_agreements if other.kind in _SAFETY), "")
    values["document"] = {
        "number": control.number,
        "title": control.title,
        "revision": control.revision,
        "effective_date": date_text(control.effective_date, language),
        "review_months": str(control.review_months),
    }
    values["supply_agreement"] = {
        "title": supply.title if supply else "",
        "number": (supply.number or "") if supply else "",
        "date": date_text(supply.date, language) if supply else "",
        "precedence": supply.precedence if supply else "",
    }
    values["safety_agreement"] = {"title": safety}
    values["qualified_person"] = _qualified_persons(deal, markets)


def _qualified_persons(deal: Deal, markets: Iterable[str]) -> dict[str, str]:
    """Give who certifies for `markets`, in words: the names, the authorisations, and both by market."""
    markets = certified(markets)
    by_market = {market: persons_for(deal, (market,)) for market in markets}
    persons = [person for _, person in persons_for(deal, markets)]
    return {
        "name": listed(person.name for person in persons),
        "authorisation": listed(dict.fromkeys(person.authorisation for person in persons if person.authorisation)),
        "eu": listed(_authorised(person) for _, person in by_market.get("EU", ())),
        "uk": listed(_authorised(person) for _, person in by_market.get("UK", ())),
        "by_market": _by_market(by_market),
    }


def _by_market(persons: Mapping[str, tuple[tuple[int, QualifiedPerson], ...]]) -> str:
    """Give "the Qualified Person for the European Union, A (authorization X), and …", those of one market together."""
    markets_by_persons: dict[tuple[tuple[int, QualifiedPerson], ...], list[str]] = {}
    for market, found in persons.items():
        if found:
            markets_by_persons.setdefault(found, []).append(market_name(market))
    told = [
        f"{'the Qualified Person' if len(found) == 1 else 'the Qualified Persons'} for {listed(markets)}, "
        + listed(_authorised(person) for _, person in found)
        for found, markets in markets_by_persons.items()
    ]
    return ", and ".join(told)


def _authorised(person: QualifiedPerson) -> str:
    return f"{person.name} (authorization {person.authorisation})" if person.authorisation else person.name


def known_names() -> frozenset[tuple[str, ...]]:
    """Give every name that a condition or a text may use, whatever the deal."""
    return frozenset(path for path in facts_of(_NAMELESS).values if isinstance(path, tuple))


def _leaves(tree: Mapping[str, Any], above: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], Any]]:
    for key, value in tree.items():
        path = (*above, key) if key else above
        if isinstance(value, dict):
            yield from _leaves(value, path)
        else:
            yield path, value


def _nameless_deal() -> Deal:
    from qa_docs.model.deal import DocumentControl  # only to list the names once

    party = PartyDetails(legal_name="", short_name="", address="", country="")
    control = DocumentControl(number="", revision="", effective_date=datetime.date(2000, 1, 1))
    return Deal(
        schema=2,
        document=control,
        contract_giver=party,
        contract_acceptor=party,
        services=(),
        markets=(),
        products=(Product(name="", classes=()),),
    )


_NAMELESS = _nameless_deal()
