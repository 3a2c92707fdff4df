"""What kind of work a deal is: derived facts that many clauses ask for, each with the deal keys that decide it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from qa_docs.model.deal import CertifiedMarket, Deal, QualifiedPerson

Origin = tuple[str | int, ...]
Fact = tuple[bool, tuple[Origin, ...]]

_PRODUCTION = frozenset(
    ("manufacture", "packaging", "labelling", "sterilisation", "device_assembly", "clinical_supply")
)
_GMP = _PRODUCTION | {
    "serialisation",
    "testing",
    "stability",
    "storage",
    "release",
    "technology_transfer",
    "importation",
}
_MANUFACTURE = frozenset(("manufacture", "sterilisation"))
_PACKAGING = frozenset(("packaging", "labelling", "serialisation", "clinical_supply"))
_LABORATORY = frozenset(("testing", "stability"))
_LOGISTICS = frozenset(("storage", "distribution", "importation"))
_TRIAL = frozenset(("clinical_trial", "biostatistics", "regulatory_submission"))
_SUPPLY = frozenset(("excipient_supply", "component_supply"))
_MAKING = _PRODUCTION | {"testing", "serialisation"}


def work_facts(deal: Deal, products: Sequence[tuple[str, ...]]) -> dict[str, Fact]:
    """Give the kinds of work of `deal` on products of these classes, by name, each true or false, with its origins.

    Medicines and active substances are made under GMP; a deal about devices alone is not GMP work, whatever the
    services are called. Nor is storage alone, which is distribution, unless what is stored is not released yet.
    """
    services = frozenset(deal.services)
    device_only = all("device" in classes for classes in products)
    supply_only = services <= _SUPPLY

    def of(wanted: frozenset[str], applies: bool = True) -> Fact:
        found = tuple(("services", i) for i, service in enumerate(deal.services) if service in wanted)
        return applies and bool(found), found or (("services",),)

    gmp = not device_only and not supply_only
    released = services & _GMP <= {"storage"} and not deal.choices.quarantine_shipment
    return {
        "gmp": of(_GMP, gmp and not released),
        "production": of(_PRODUCTION, gmp),
        "manufacture": of(_MANUFACTURE, gmp),
        "packaging": of(_PACKAGING, gmp),
        "laboratory": of(_LABORATORY, gmp),
        "logistics": of(_LOGISTICS, gmp),
        "trial": of(_TRIAL),
        "glp": of(frozenset(("glp_study",))),
        "development": of(frozenset(("development",))),
        "device": of(_MAKING, any("device" in classes for classes in products)),
        "supply": of(_SUPPLY),
    }


def qualified_person_facts(
    deal: Deal, products: Sequence[tuple[str, ...]], markets: Mapping[str, Origin]
) -> dict[str, Fact]:
    """Say whether a Qualified Person is needed for products of these classes and markets, at which party, and whether
    several are named.

    With the deal keys that decide.
    """
    gmp, origins = work_facts(deal, products)["gmp"]
    medicine = any(not {"device", "api"} & set(classes) for classes in products)
    european = tuple(markets[market] for market in certified(markets))
    needed = gmp and medicine and bool(european)
    why = (*(european or (("markets",),)), *origins)
    persons = persons_for(deal, markets)
    named: tuple[Origin, ...] = tuple(("qualified_persons", i, "employed_by") for i, _ in persons)
    named = named or (("qualified_persons",),)
    at_acceptor = bool(persons) and persons[0][1].employed_by == "contract_acceptor"
    return {
        "needed": (needed, why),
        "several": (needed and len(persons) > 1, (*why, ("qualified_persons",))),
        "at_giver": (needed and not at_acceptor, why + named),
        "at_acceptor": (needed and at_acceptor, why + named),
    }


def certified(markets: Iterable[str]) -> tuple[str, ...]:
    """Give those of `markets` that ask for certification by a Qualified Person."""
    return tuple(market for market in markets if market in get_args(CertifiedMarket))


def persons_for(deal: Deal, markets: Iterable[str]) -> tuple[tuple[int, QualifiedPerson], ...]:
    """Give the Qualified Persons who certify for any of `markets`, each with its place in the deal."""
    wanted = set(certified(markets))
    every = enumerate(deal.qualified_persons)
    return tuple((i, person) for i, person in every if wanted & set(person.markets or wanted))
