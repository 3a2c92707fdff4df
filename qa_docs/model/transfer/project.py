"""Who transfers what to whom, on which footing: units, agreements, confidentiality, product, scope and scale."""

import datetime
from dataclasses import dataclass
from typing import Literal

from qa_docs.model.deal import Party, Site
from qa_docs.model.limits import STRICT, Identifier, NonEmpty, Number, Positive, Whole, WholeLine
from qa_docs.model.transfer.quantities import Quantity

TransferClass = Literal["oral_solid", "sterile_injectable", "api", "biologic_ds", "packaging", "analytical_only"]
UnitSide = Literal["sending_unit", "receiving_unit", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """The last inspection of a unit by an authority."""

    __pydantic_config__ = STRICT

    authority: WholeLine
    """Authority that inspected."""
    date: datetime.date
    """Last day of the inspection, YYYY-MM-DD."""
    outcome: WholeLine
    """Outcome, for example "compliant"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnUnit:
    """A unit that belongs to neither party of the deal."""

    __pydantic_config__ = STRICT

    legal_name: WholeLine
    """Full legal name of the company."""
    site: Site
    """The site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The sending or the receiving unit: a party of the deal and one of its sites, or a unit of its own."""

    __pydantic_config__ = STRICT

    party: Party | None = None
    """Party of the deal that the unit belongs to."""
    site: WholeLine | None = None
    """Name of one of the party's sites; needed only where it has several."""
    own: OwnUnit | None = None
    """Company and site, where the unit belongs to neither party: a transfer between two contract acceptors."""
    gmp_authorisation: WholeLine | None = None
    """Manufacturing authorisation or GMP certificate of the site."""
    last_inspection: Inspection | None = None
    """The last inspection of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferManager:
    """The company that leads the transfer."""

    __pydantic_config__ = STRICT

    organisation: WholeLine
    """Company."""
    independent_of_units: bool = False
    """The company is neither the sending nor the receiving unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidentiality:
    """The confidentiality agreement."""

    __pydantic_config__ = STRICT

    ref: WholeLine
    """Number of the agreement."""
    effective: datetime.date
    """First day, YYYY-MM-DD; no restricted document may be sent before."""
    term_years: Positive | None = None
    """Years for which it binds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityAgreementCover:
    """What the quality agreement covers of the transfer."""

    __pydantic_config__ = STRICT

    ref: WholeLine | None = None
    """Number of the agreement; left out where it is the agreement of this deal."""
    status: Literal["draft", "for_signature", "effective", "not_needed"] = "draft"
    """State of the agreement."""
    effective: datetime.date | None = None
    """First day, YYYY-MM-DD; left out where it is the agreement of this deal."""
    covers_data_integrity: bool = False
    """It covers data integrity."""
    covers_validation: bool = False
    """It covers validation."""
    covers_subcontracting: bool = False
    """It covers subcontracting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnologyLicence:
    """The licence under which the know-how is used."""

    __pydantic_config__ = STRICT

    ref: WholeLine | None = None
    """Number of the licence."""
    ip_scope: NonEmpty
    """What the licence covers and leaves out."""
    residual_know_how_clause: bool = False
    """The licence says what becomes of know-how that stays in people's heads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements:
    """Agreements in force, beside the supply agreement of the deal."""

    __pydantic_config__ = STRICT

    confidentiality: Confidentiality | None = None
    """The confidentiality agreement."""
    quality_agreement: QualityAgreementCover | None = None
    """What the quality agreement covers of the transfer."""
    technology_licence: TechnologyLicence | None = None
    """The licence of the know-how."""
    technical_agreement_gaps: tuple[NonEmpty, ...] = ()
    """What is still missing in the agreements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidentialityTier:
    """A tier of confidential information."""

    __pydantic_config__ = STRICT

    tier: Identifier
    """Id of the tier, for example C2."""
    label: WholeLine
    """Name of the tier."""
    restriction: Literal["open", "restricted", "closed"]
    """`open` to the project team, `restricted` to named recipients under the confidentiality agreement, or `closed`:
    never handed over."""
    examples: NonEmpty
    """What belongs to it."""
    release_rule: NonEmpty
    """Who may have it, and how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidentialityControls:
    """How confidential information is handed over."""

    __pydantic_config__ = STRICT

    tiers: tuple[ConfidentialityTier, ...]
    """The tiers, from open to closed."""
    exchange_platform: WholeLine | None = None
    """System or way by which documents are handed over."""
    transmittal_register: WholeLine | None = None
    """Register of everything handed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetAttribute:
    """A line of the quality target product profile."""

    __pydantic_config__ = STRICT

    attribute: WholeLine
    """Attribute."""
    target: NonEmpty
    """What it must be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferProduct:
    """What the deal's list of products does not say of the product that is transferred."""

    __pydantic_config__ = STRICT

    names: tuple[WholeLine, ...] = ()
    """Products of the deal that are transferred, by name; empty means all."""
    route: WholeLine | None = None
    """Route of administration."""
    shelf_life_months: Positive | None = None
    """Shelf life or retest period in months."""
    max_daily_dose_mg: Number | None = None
    """Highest daily dose in milligrams."""
    salt_factor: Number | None = None
    """Mass of salt for one mass of active moiety."""
    bcs_class: WholeLine | None = None
    """Class in the Biopharmaceutics Classification System."""
    therapeutic_category: WholeLine | None = None
    """What the product is for."""
    qtpp: tuple[TargetAttribute, ...] = ()
    """Quality target product profile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeItem:
    """An operation inside or outside the transfer."""

    __pydantic_config__ = STRICT

    operation: WholeLine
    """Operation or activity."""
    site: WholeLine | None = None
    """Where it is done after the transfer."""
    remark: NonEmpty | None = None
    """What else must be known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSize:
    """Size of a batch at one unit."""

    __pydantic_config__ = STRICT

    value: Number
    """Mass or volume of a batch."""
    unit: WholeLine
    """Unit of mass or volume."""
    units_count: Whole | None = None
    """Dosage units in a batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectScale:
    """What is compared when the sizes of the two units are: one line of the table of scales."""

    __pydantic_config__ = STRICT

    parameter: WholeLine
    """What is compared."""
    su: Quantity
    """At the sending unit."""
    ru: Quantity
    """At the receiving unit."""
    remark: WholeLine | None = None
    """What follows from it."""
