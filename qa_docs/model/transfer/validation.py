"""How the process is proven at the receiving unit: engineering batches, performance qualification, verification."""

import datetime
from dataclasses import dataclass

from qa_docs.model.limits import STRICT, Identifier, NonEmpty, Number, Positive, WholeLine
from qa_docs.model.transfer.laboratory import Measure
from qa_docs.model.transfer.quantities import WrittenLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineeringBatch:
    """A batch made to learn."""

    __pydantic_config__ = STRICT

    batch: WholeLine
    """Batch."""
    size_kg: Number
    """Size in kilograms."""
    material: WholeLine
    """Active or placebo."""
    purpose: NonEmpty
    """What is to be learned."""
    planned: datetime.date | None = None
    """Day planned, YYYY-MM-DD."""
    disposition: NonEmpty | None = None
    """What becomes of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PpqBatch:
    """A batch of the process performance qualification."""

    __pydantic_config__ = STRICT

    batch: WholeLine
    """Batch."""
    size_kg: Number | None = None
    """Size in kilograms."""
    planned: datetime.date | None = None
    """Day planned, YYYY-MM-DD."""
    made: datetime.date | None = None
    """Day made, YYYY-MM-DD."""
    disposition: NonEmpty | None = None
    """What becomes of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PpqCriterion:
    """An acceptance criterion of the process performance qualification."""

    __pydantic_config__ = STRICT

    id: Identifier
    """Id, for example PQ-01; results refer to it."""
    attribute: WholeLine
    """Attribute."""
    measure: Measure
    """What the criterion looks at."""
    limit: WrittenLimit | None = None
    """Limit of it."""
    reference: Identifier | None = None
    """Quality attribute or in-process control that it belongs to, by id."""
    statistic: WholeLine | None = None
    """How it is judged, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceQualification:
    """The process performance qualification."""

    __pydantic_config__ = STRICT

    protocol: WholeLine | None = None
    """Number of the protocol."""
    batches: tuple[PpqBatch, ...] = ()
    """Batches."""
    number_justification: NonEmpty | None = None
    """Why this number of batches."""
    acceptance: tuple[PpqCriterion, ...] = ()
    """Acceptance criteria."""
    statistics: NonEmpty | None = None
    """Statistics used."""
    release_policy: NonEmpty | None = None
    """When the batches may be released."""
    deviation_handling: NonEmpty | None = None
    """How deviations are handled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinuedVerification:
    """Verification of the process in routine."""

    __pydantic_config__ = STRICT

    plan: WholeLine | None = None
    """Number of the plan."""
    enhanced_batches: Positive | None = None
    """Batches that are watched more closely."""
    review: WholeLine | None = None
    """How often it is reviewed."""
    capability_target: WrittenLimit | None = None
    """Capability aimed at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DissolutionComparison:
    """Comparison of dissolution profiles with the sending unit."""

    __pydantic_config__ = STRICT

    f2_min: Number
    """Lowest similarity factor f2."""
    media: Positive | None = None
    """Media."""
    units: Positive | None = None
    """Dosage units for each profile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """How the process is proven at the receiving unit."""

    __pydantic_config__ = STRICT

    vmp_ref: WholeLine | None = None
    """Validation master plan."""
    approach: WholeLine | None = None
    """Approach."""
    prerequisites: tuple[WholeLine, ...] = ()
    """What must be there before."""
    engineering_batches: tuple[EngineeringBatch, ...] = ()
    """Batches made to learn."""
    ppq: PerformanceQualification | None = None
    """Process performance qualification."""
    cpv: ContinuedVerification | None = None
    """Continued process verification."""
    dissolution_comparison: DissolutionComparison | None = None
    """Comparison of dissolution profiles."""
