"""Cleaning, and the protection of people and surroundings."""

from dataclasses import dataclass
from typing import Literal

from qa_docs.model.limits import STRICT, NonEmpty, Number, Positive, WholeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class NextProduct:
    """The product made next on the same equipment that gives the strictest limit."""

    __pydantic_config__ = STRICT

    name: WholeLine
    """Name or code; other clients' products by code only."""
    smallest_batch_kg: Number
    """Smallest batch in kilograms."""
    max_daily_product_mass_mg: Number
    """Highest mass of product that a patient takes in a day, in milligrams."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaning:
    """Cleaning of shared equipment and its limit."""

    __pydantic_config__ = STRICT

    procedure_su: WholeLine | None = None
    """Procedure of the sending unit."""
    procedure_ru: WholeLine | None = None
    """Procedure of the receiving unit."""
    api_solubility: NonEmpty | None = None
    """Solubility of the active substance."""
    cleaning_agent: NonEmpty | None = None
    """Cleaning agent and rinse."""
    worst_case: NonEmpty | None = None
    """Why this product and this equipment stand for the others, or not."""
    hbel_pde_mg_per_day: Number | None = None
    """Health-based exposure limit (permitted daily exposure) in milligrams a day."""
    hbel_report: WholeLine | None = None
    """Report on the exposure limit."""
    next_product: NextProduct | None = None
    """Product made next that gives the strictest limit."""
    shared_surface_m2: Number | None = None
    """Shared surface in square metres."""
    maco_hbel_mg: Number | None = None
    """Carry-over allowed by the exposure limit in milligrams; recomputed where it is given."""
    maco_10ppm_mg: Number | None = None
    """Carry-over allowed at 10 ppm in milligrams; recomputed where it is given."""
    limit_ug_per_cm2: Number | None = None
    """Limit on the surface in micrograms per square centimetre; recomputed where it is given."""
    limit_basis: Literal["lower_of_both", "hbel", "ten_ppm"] = "lower_of_both"
    """What the limit rests on."""
    visual_limit_ug_per_cm2: Number | None = None
    """Residue that can just be seen, in micrograms per square centimetre."""
    recovery_min_pct: Number | None = None
    """Lowest recovery of the swab in per cent."""
    dirty_hold_h: Number | None = None
    """Hours that equipment may stand dirty."""
    clean_hold_days: Number | None = None
    """Days that equipment may stand clean."""
    validation_protocol: WholeLine | None = None
    """Protocol of the cleaning validation."""
    runs: Positive | None = None
    """Runs of the cleaning validation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DustExplosion:
    """What is known of the dust."""

    __pydantic_config__ = STRICT

    kst_bar_m_s: Number | None = None
    """Deflagration index in bar metres a second."""
    mie_mj: Number | None = None
    """Minimum ignition energy in millijoules."""
    st_class: WholeLine | None = None
    """Dust explosion class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WasteStream:
    """A waste and where it goes."""

    __pydantic_config__ = STRICT

    stream: WholeLine
    """Waste."""
    route: NonEmpty
    """Where it goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentHealthSafety:
    """Environment, health and safety."""

    __pydantic_config__ = STRICT

    sds_ref: WholeLine | None = None
    """Safety data sheet."""
    oel_ug_per_m3: Number | None = None
    """Occupational exposure limit in micrograms per cubic metre."""
    oeb: WholeLine | None = None
    """Occupational exposure band."""
    containment: NonEmpty | None = None
    """How exposure is kept low at the receiving unit."""
    dust_explosion: DustExplosion | None = None
    """What is known of the dust."""
    reaction_hazards: NonEmpty | None = None
    """Hazards of reactions and solvents."""
    emergency_plan: WholeLine | None = None
    """Emergency plan."""
    waste_streams: tuple[WasteStream, ...] = ()
    """Wastes and where they go."""
    medical_surveillance: NonEmpty | None = None
    """Medical surveillance of people."""
