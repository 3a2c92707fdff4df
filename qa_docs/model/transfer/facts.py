"""What a transfer document may read: every single value below `transfer`, by its keys, and some of them in words."""

import datetime
from collections.abc import Iterator
from dataclasses import is_dataclass
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from qa_docs.model.deal import Deal, PartyDetails, Site
from qa_docs.model.facts import Values, listed
from qa_docs.model.transfer.governance import ControlledDocument
from qa_docs.model.transfer.project import TransferClass, Unit
from qa_docs.model.transfer.transfer import Transfer
from qa_docs.model.transfer.words import printed

_STAGES = {
    "development": "development",
    "clinical": "clinical trials",
    "commercial_pre_approval": "commercial scale, before approval",
    "commercial_post_approval": "commercial, after approval",
}
_PROCESS = ("oral_solid", "sterile_injectable", "api", "biologic_ds")
_PARTS = {"transfer-protocol": "protocol", "transfer-dossier": "dossier", "transfer-report": "report"}
_SCALE = {"action_rpn": "100", "action_severity": "9"}
"""Usual thresholds, where the deal gives none."""


class TransferValues(dict[Any, Any]):
    """Facts by path. One of the transfer is looked up when it is asked for: a document reads a tenth of them."""

    def __init__(self, values: Values, deal: Deal) -> None:
        super().__init__(values)
        assert deal.transfer is not None
        self._transfer = deal.transfer
        self._language = deal.document.language
        self.update({("transfer_class", name): held for name, held in classes_of(deal).items()})
        self.update({("transfer", name): value for name, value in _derived(deal, deal.transfer).items()})

    def __missing__(self, path: Any) -> Any:
        if not isinstance(path, tuple) or path[0] != "transfer":
            raise KeyError(path)
        value: Any = self._transfer
        for key in path[1:]:
            value = getattr(value, key, None)
        if isinstance(value, bool) or (not isinstance(value, str) and not _is_single(value)):
            self[path] = bool(value)
        else:
            # The sentence that a text is put into has a full stop of its own.
            self[path] = printed(value, self._language).removesuffix(".")
        return self[path]


def _is_single(value: Any) -> bool:
    return value is None or isinstance(value, int | Decimal | datetime.date) or hasattr(value, "low")


def classes_of(deal: Deal) -> dict[str, bool]:
    """Give the class of a transfer, and the wider kinds that it belongs to."""
    own = deal.transfer.transfer_class if deal.transfer else ""
    biologic_product = any("biologic" in product.classes for product in deal.products)
    return {
        **{name: name == own for name in get_args(TransferClass)},
        "drug_product": own == "oral_solid",
        "sterile": own == "sterile_injectable",
        "biologic": own == "biologic_ds" or (own == "sterile_injectable" and biologic_product),
        "process": own in _PROCESS,
    }


def unit_details(deal: Deal, unit: Unit) -> tuple[str, str, Site | None]:
    """Give company, short name and site of a unit: a party's, or its own."""
    if unit.own is not None:
        return unit.own.legal_name, unit.own.legal_name, unit.own.site
    party: PartyDetails = deal.contract_giver if unit.party == "contract_giver" else deal.contract_acceptor
    site = next((site for site in party.sites if site.name == unit.site), None)
    return party.legal_name, party.short_name, site or (party.sites[0] if party.sites else None)


def unit_name(deal: Deal, unit: Unit) -> str:
    """Give a unit in words: company and place."""
    legal, _, site = unit_details(deal, unit)
    return f"{legal}, {site.name}" if site else legal


def product_names(deal: Deal) -> str:
    """Give the products that are transferred, in words."""
    wanted = deal.transfer.product.names if deal.transfer and deal.transfer.product else ()
    return listed(product.name for product in deal.products if not wanted or product.name in wanted)


def _derived(deal: Deal, transfer: Transfer) -> dict[str, str | bool]:
    governance, sterile = transfer.governance, transfer.sterile
    scale = transfer.risk_register.scale if transfer.risk_register else None
    results = transfer.results.items if transfer.results else ()
    inspection = transfer.receiving_unit.last_inspection
    return {
        "product_names": product_names(deal),
        "su_name": unit_name(deal, transfer.sending_unit),
        "ru_name": unit_name(deal, transfer.receiving_unit),
        "owner_name": transfer.marketing_authorisation_holder or "the owner",
        "lifecycle_stage": _STAGES[transfer.lifecycle_stage],
        "after_approval": transfer.lifecycle_stage == "commercial_post_approval",
        "steering_names": listed(governance.steering_committee) if governance else "",
        "escalation_names": listed(governance.escalation_path) if governance else "",
        "quality_agreement_ref": _quality_agreement(deal, transfer),
        "receiving_inspected": inspection is not None,
        **{name: str(getattr(scale, name)) if scale else usual for name, usual in _SCALE.items()},
        "decision_tree_in_words": f" ({sterile.decision_tree_ref})" if sterile and sterile.decision_tree_ref else "",
        "any_waiver": any(method.transfer_type == "waiver" for method in transfer.analytical_methods),
        "dossier_in_words": _in_words(transfer.control.dossier),
        "protocol_in_words": _in_words(transfer.control.protocol),
        "other_results": any(is_other(result.topic, transfer.transfer_class) for result in results),
        "place_word": "laboratory" if transfer.transfer_class == "analytical_only" else "packaging line",
    }


def controlled_of(deal: Deal, kind: str) -> ControlledDocument:
    """Give the document control of a kind; where the deal has none, the number is made of that of the agreement."""
    assert deal.transfer is not None
    part = _PARTS[kind]
    held: ControlledDocument | None = getattr(deal.transfer.control, part)
    return held or ControlledDocument(number=f"{deal.document.number}-{part[0].upper()}")


def numbers_of(deal: Deal) -> dict[str, str]:
    """Give the number of each document of the deal's transfer, by kind; none where it has no transfer."""
    return {kind: controlled_of(deal, kind).number for kind in _PARTS} if deal.transfer else {}


def is_other(topic: str, transfer_class: str) -> bool:
    """Say whether results of a topic stand with the other results, beside methods and batches."""
    return topic.lower() not in ("analytical", "method", "methods", "process", "ppq", "equivalence", transfer_class)


_ORIGINS = {
    "su_name": ("sending_unit",),
    "ru_name": ("receiving_unit",),
    "product_names": ("product.names",),
    "owner_name": ("marketing_authorisation_holder",),
    "after_approval": ("lifecycle_stage",),
    "steering_names": ("governance.steering_committee",),
    "escalation_names": ("governance.escalation_path",),
    "quality_agreement_ref": ("agreements.quality_agreement",),
    "action_rpn": ("risk_register.scale.action_rpn",),
    "action_severity": ("risk_register.scale.action_severity",),
    "decision_tree_in_words": ("sterile.decision_tree_ref",),
    "dossier_in_words": ("control.dossier",),
    "protocol_in_words": ("control.protocol",),
    "place_word": ("transfer_class",),
}


def origins_of(fact: tuple[str, ...]) -> tuple[str, ...]:
    """Give the keys of the deal behind a fact of the transfer."""
    if fact[0] != "transfer":
        return ()
    return tuple(f"transfer.{key}" for key in _ORIGINS.get(fact[1], (".".join(fact[1:]),)))


def _in_words(document: Any) -> str:
    return f" {document.number}" if document else ""


def _quality_agreement(deal: Deal, transfer: Transfer) -> str:
    cover = transfer.agreements.quality_agreement if transfer.agreements else None
    if cover is None or cover.status == "not_needed":
        return ""
    return cover.ref or deal.document.number


def known_transfer_names() -> frozenset[tuple[str, ...]]:
    """Give every name that the text of a transfer document may use, whatever the deal."""
    names = {("transfer", *path) for path in _paths(Transfer, ())}
    names |= {("transfer", name) for name in _ORIGINS}
    names |= {("transfer", name) for name in ("any_waiver", "other_results", "receiving_inspected")}
    groups = ("drug_product", "sterile", "biologic", "process")
    return frozenset(names | {("transfer_class", name) for name in (*get_args(TransferClass), *groups)})


def _paths(kind: type, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the path of every field of a class, and of the classes that its fields hold; not inside of lists."""
    for name, hint in get_type_hints(kind).items():
        if name.startswith("_"):
            continue
        yield (*above, name)
        for part in (hint, *get_args(hint)):
            if isinstance(part, type) and is_dataclass(part):
                yield from _paths(part, (*above, name))
