"""What only an active substance needs: route, materials, impurities, solid state, reaction safety."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from qa_docs.model.limits import STRICT, NonEmpty, Number, Positive, WholeLine

SolventClass = Annotated[int, Ge(1), Le(3)]
"""Class of residual solvents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartingMaterial:
    """A starting material of the synthesis."""

    __pydantic_config__ = STRICT

    name: WholeLine
    """Material."""
    supplier: WholeLine | None = None
    """Supplier."""
    justification_ref: WholeLine | None = None
    """Why it is a starting material."""
    specification: WholeLine | None = None
    """Specification."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SynthesisStep:
    """A step of the synthesis at both units."""

    __pydantic_config__ = STRICT

    step_no: Positive
    """Number of the step."""
    transformation: WholeLine
    """What happens."""
    scale_su_kg: Number | None = None
    """Scale at the sending unit in kilograms."""
    scale_ru_kg: Number | None = None
    """Scale at the receiving unit in kilograms."""
    vessel_su: WholeLine | None = None
    """Vessel at the sending unit."""
    vessel_ru: WholeLine | None = None
    """Vessel at the receiving unit."""
    yield_su_pct: Number | None = None
    """Yield at the sending unit in per cent."""
    yield_ru_pct: Number | None = None
    """Yield at the receiving unit in per cent."""
    critical_parameters: NonEmpty | None = None
    """Critical parameters."""
    ipc: NonEmpty | None = None
    """In-process control."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solvent:
    """A solvent of the synthesis."""

    __pydantic_config__ = STRICT

    name: WholeLine
    """Solvent."""
    ich_class: SolventClass
    """Class of residual solvents."""
    limit_ppm: Number | None = None
    """Limit in ppm."""
    recovered: bool = False
    """It is recovered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MutagenicImpurity:
    """A mutagenic impurity and how it is controlled."""

    __pydantic_config__ = STRICT

    name: WholeLine
    """Impurity."""
    limit_ppm: Number | None = None
    """Limit in ppm."""
    purge_factor: Number | None = None
    """Purge factor."""
    control_option: WholeLine | None = None
    """Option of control."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """An assessment and its outcome."""

    __pydantic_config__ = STRICT

    ref: WholeLine
    """Number."""
    outcome: NonEmpty
    """Outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementalImpurity:
    """An elemental impurity."""

    __pydantic_config__ = STRICT

    element: WholeLine
    """Element."""
    limit_ppm: Number | None = None
    """Limit in ppm."""
    route: WholeLine | None = None
    """Route of administration that the limit is made for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SolidState:
    """Solid form and particle size."""

    __pydantic_config__ = STRICT

    polymorph: WholeLine
    """Solid form."""
    particle_d90_um: Number | None = None
    """Particle size d90 in micrometres."""
    milling: WholeLine | None = None
    """How it is milled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpurityComparison:
    """Comparison of the impurity profiles."""

    __pydantic_config__ = STRICT

    lots_su: Positive
    """Lots of the sending unit."""
    lots_ru: Positive
    """Lots of the receiving unit."""
    new_impurity_threshold_pct: Number
    """From how much a new impurity counts, in per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionSafety:
    """Safety of the reactions."""

    __pydantic_config__ = STRICT

    heat_of_reaction_kj_per_mol: Number | None = None
    """Heat of reaction in kilojoules a mole."""
    mtsr_c: Number | None = None
    """Maximum temperature of the synthesis reaction in degrees Celsius."""
    stoessel_class: WholeLine | None = None
    """Stoessel criticality class."""
    hazop_ref: WholeLine | None = None
    """Hazard and operability study."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveSubstance:
    """What only the transfer of an active substance needs."""

    __pydantic_config__ = STRICT

    route_summary: NonEmpty
    """The route in one sentence."""
    starting_materials: tuple[StartingMaterial, ...] = ()
    """Starting materials."""
    synthesis_steps: tuple[SynthesisStep, ...] = ()
    """Steps of the synthesis."""
    solvents: tuple[Solvent, ...] = ()
    """Solvents."""
    mutagenic_impurities: tuple[MutagenicImpurity, ...] = ()
    """Mutagenic impurities."""
    nitrosamine_assessment: Assessment | None = None
    """Assessment of nitrosamines."""
    elemental_impurities: tuple[ElementalImpurity, ...] = ()
    """Elemental impurities."""
    solid_state: SolidState | None = None
    """Solid form and particle size."""
    impurity_profile_comparison: ImpurityComparison | None = None
    """Comparison of the impurity profiles."""
    reaction_safety: ReactionSafety | None = None
    """Safety of the reactions."""
    blending_rule: NonEmpty | None = None
    """When batches may be blended."""
    retest_period_months: Positive | None = None
    """Retest period in months."""
    stability_commitment: NonEmpty | None = None
    """Batches put on stability."""
    down_stream_user_notice: NonEmpty | None = None
    """How users of the substance are told."""
