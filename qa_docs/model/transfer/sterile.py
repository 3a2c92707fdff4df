"""What only a sterile product needs: sterilisation, barrier, filters, simulation, monitoring, container closure."""

from dataclasses import dataclass

from qa_docs.model.limits import STRICT, Count, Identifier, NonEmpty, Number, Positive, Whole, WholeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ContaminationControl:
    """The contamination control strategy."""

    __pydantic_config__ = STRICT

    ref: WholeLine
    """Number of the site's strategy."""
    product_addendum: WholeLine | None = None
    """Number of the addendum for this product."""
    owner: Identifier | None = None
    """Role that keeps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """The barrier between people and product."""

    __pydantic_config__ = STRICT

    su: WholeLine
    """At the sending unit."""
    ru: WholeLine
    """At the receiving unit."""
    decontamination_agent: WholeLine | None = None
    """Agent for decontamination."""
    residual_limit_ppm: Number | None = None
    """Limit of its residue in ppm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SterilisingFilters:
    """The filters that make the product sterile."""

    __pydantic_config__ = STRICT

    number: Positive
    """Number of filters."""
    pore_um: Number
    """Pore size in micrometres."""
    membrane: WholeLine
    """Material of the membrane."""
    pupsit: bool
    """They are tested after sterilisation and before use."""
    bacterial_retention_report: WholeLine | None = None
    """Report on the retention of bacteria."""
    product_bubble_point_report: WholeLine | None = None
    """Report on the bubble point with product."""
    extractables_report: WholeLine | None = None
    """Report on extractables."""
    redundant_use_rationale: NonEmpty | None = None
    """Why there are two, and which one counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SterilisationCycle:
    """A sterilisation cycle and its validation."""

    __pydantic_config__ = STRICT

    load: WholeLine
    """Load."""
    cycle: WholeLine
    """Cycle."""
    validation: WholeLine | None = None
    """Protocol or report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Depyrogenation:
    """How containers are freed from endotoxins."""

    __pydantic_config__ = STRICT

    method: WholeLine
    """Method."""
    log_reduction_min: Number
    """Lowest reduction in powers of ten."""
    validation: WholeLine | None = None
    """Protocol or report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AsepticSimulation:
    """The aseptic process simulation."""

    __pydantic_config__ = STRICT

    runs_initial: Positive
    """Runs before the first batch."""
    units_per_run: Count
    """Units filled in a run."""
    duration_h: Number | None = None
    """Hours of a run."""
    acceptance: NonEmpty
    """Criterion."""
    frequency_months: Positive | None = None
    """Months between repetitions."""
    interventions_list: WholeLine | None = None
    """List of the interventions simulated."""
    container_bracket: WholeLine | None = None
    """Which container stands for the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentalMonitoring:
    """Monitoring of the aseptic area."""

    __pydantic_config__ = STRICT

    programme: WholeLine
    """Number of the programme."""
    continuous_particles: bool = True
    """Particles are counted without a break."""
    settle_contact_plates: WholeLine | None = None
    """How often plates are exposed."""
    trend_review: WholeLine | None = None
    """How often trends are reviewed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AsepticPersonnel:
    """Qualification of people in the aseptic area."""

    __pydantic_config__ = STRICT

    gowning_qualification: WholeLine
    """How gowning is qualified."""
    operators_qualified: Whole | None = None
    """Operators qualified."""
    aps_participation: WholeLine | None = None
    """How often they take part in a simulation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerClosureIntegrity:
    """How the tightness of the container is tested."""

    __pydantic_config__ = STRICT

    method: WholeLine
    """Method."""
    sensitivity_um: Number | None = None
    """Smallest leak found, in micrometres."""
    stage: WholeLine | None = None
    """When it is tested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptableQuality:
    """Acceptable quality limits of the sample inspection, in per cent."""

    __pydantic_config__ = STRICT

    critical: Number
    """Critical defects."""
    major: Number
    """Major defects."""
    minor: Number
    """Minor defects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisualInspection:
    """Visual inspection."""

    __pydantic_config__ = STRICT

    method: WholeLine
    """Method."""
    aql: AcceptableQuality | None = None
    """Acceptable quality limits."""
    defect_library: WholeLine | None = None
    """Library of defects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AsepticHolds:
    """Holding times of the aseptic process."""

    __pydantic_config__ = STRICT

    compounding_to_filtration_h: Number | None = None
    """Hours from compounding to filtration."""
    filtration_to_fill_end_h: Number | None = None
    """Hours from filtration to the end of filling."""
    sterilised_parts_h: Number | None = None
    """Hours for which sterilised parts may be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleUseSystem:
    """A single-use system."""

    __pydantic_config__ = STRICT

    item: WholeLine
    """System."""
    integrity_test: WholeLine | None = None
    """Test of its integrity."""
    extractables_profile: WholeLine | None = None
    """Profile of its extractables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sterile:
    """Assurance of sterility."""

    __pydantic_config__ = STRICT

    sterilisation_method: NonEmpty
    """How the product becomes sterile."""
    decision_tree_ref: WholeLine | None = None
    """Why it is not sterilised in its final container."""
    ccs: ContaminationControl | None = None
    """Contamination control strategy."""
    barrier: Barrier | None = None
    """Barrier between people and product."""
    filters: SterilisingFilters | None = None
    """Sterilising filters."""
    sterilisation_cycles: tuple[SterilisationCycle, ...] = ()
    """Sterilisation cycles."""
    depyrogenation: Depyrogenation | None = None
    """Depyrogenation."""
    aps: AsepticSimulation | None = None
    """Aseptic process simulation."""
    environmental_monitoring: EnvironmentalMonitoring | None = None
    """Monitoring of the aseptic area."""
    personnel: AsepticPersonnel | None = None
    """Qualification of people."""
    ccit: ContainerClosureIntegrity | None = None
    """Container closure integrity."""
    visual_inspection: VisualInspection | None = None
    """Visual inspection."""
    holding_times: AsepticHolds | None = None
    """Holding times."""
    single_use_systems: tuple[SingleUseSystem, ...] = ()
    """Single-use systems."""
