"""Methods, specifications, samples and stability: what the laboratories share."""

import datetime
from dataclasses import dataclass
from typing import Literal

from qa_docs.model.limits import STRICT, Confidence, Identifier, NonEmpty, Number, Positive, Whole, WholeLine
from qa_docs.model.transfer.quantities import WrittenLimit, WrittenQuantity

TransferType = Literal["comparative_testing", "covalidation", "revalidation", "waiver"]
Measure = Literal[
    "each_value",
    "mean",
    "range",
    "rsd",
    "difference_of_means",
    "relative_difference",
    "equivalence",
    "ratio_equivalence",
    "recovery",
    "quantitation_limit",
    "agreement",
    "f2",
    "acceptance_value",
    "tolerance_interval",
    "cpk",
    "ppk",
    "count",
    "conformity",
]
"""What a criterion looks at: each value, a statistic of the values, or whether something conforms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodCriterion:
    """An acceptance criterion of a method's transfer."""

    __pydantic_config__ = STRICT

    id: Identifier
    """Id, for example AM-01-A; results refer to it."""
    attribute: WholeLine | None = None
    """What is measured, where the method measures several things."""
    measure: Measure
    """What the criterion looks at."""
    limit: WrittenLimit | None = None
    """Limit of it."""
    confidence: Confidence | None = None
    """Confidence in per cent, where the measure is an interval."""
    remark: WholeLine | None = None
    """Level, medium or sample to which it applies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Why a method is not transferred by testing."""

    __pydantic_config__ = STRICT

    justification: NonEmpty
    """Why."""
    verification: NonEmpty | None = None
    """What is done instead."""
    approved_by: Identifier | None = None
    """Role that approved it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyticalMethod:
    """An analytical method and how it is transferred."""

    __pydantic_config__ = STRICT

    id: Identifier
    """Id, for example AM-01."""
    name: WholeLine
    """What is tested."""
    technique: WholeLine
    """Technique."""
    method_ref: WholeLine | None = None
    """Number and version of the method."""
    validated: bool = True
    """It is validated."""
    validation_report: WholeLine | None = None
    """Validation report."""
    transfer_type: TransferType
    """How it is transferred."""
    reason: NonEmpty | None = None
    """Why it is transferred in this way."""
    lots: Whole = 0
    """Lots tested."""
    analysts_per_lab: Positive | None = None
    """Analysts in each laboratory."""
    replicates: Positive | None = None
    """Determinations by each analyst for each lot."""
    acceptance: tuple[MethodCriterion, ...] = ()
    """Acceptance criteria."""
    waiver: Waiver | None = None
    """Why it is not transferred by testing."""
    stability_indicating: bool = False
    """It is used for stability."""
    status: Literal["planned", "in_progress", "complete", "failed"] = "planned"
    """State of the transfer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """An instrument at both laboratories."""

    __pydantic_config__ = STRICT

    name: WholeLine
    """Instrument."""
    su: WholeLine | None = None
    """At the sending unit."""
    ru: WholeLine | None = None
    """At the receiving unit."""
    dwell_volume_su_ml: Number | None = None
    """Dwell volume at the sending unit in millilitres."""
    dwell_volume_ru_ml: Number | None = None
    """Dwell volume at the receiving unit in millilitres."""
    qualification: WholeLine | None = None
    """State of its qualification at the receiving unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceStandard:
    """A reference standard for the transfer."""

    __pydantic_config__ = STRICT

    name: WholeLine
    """Substance."""
    lot: WholeLine
    """Lot."""
    supplied_by: Literal["sending_unit", "receiving_unit", "pharmacopoeia", "supplier"] = "sending_unit"
    """Who supplies it."""
    quantity: WrittenQuantity | None = None
    """How much."""
    retest: datetime.date | None = None
    """Retest date, YYYY-MM-DD."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecifiedTest:
    """A test of a specification, as registered and at both units."""

    __pydantic_config__ = STRICT

    test: WholeLine
    """Test."""
    method: WholeLine | None = None
    """Method, by id where it is one of the analytical methods."""
    registered: WrittenLimit | None = None
    """Limit as registered."""
    su: WrittenLimit | None = None
    """Limit at the sending unit; left out where it is the registered one."""
    ru: WrittenLimit | None = None
    """Limit at the receiving unit; left out where it is the registered one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """A specification at both units."""

    __pydantic_config__ = STRICT

    ref: WholeLine
    """Number at the sending unit."""
    material: WholeLine
    """Material."""
    version: WholeLine
    """Version."""
    registered: bool = True
    """It is part of a filing."""
    ru_ref: WholeLine | None = None
    """Number at the receiving unit."""
    differences: NonEmpty | None = None
    """What differs between the units; left out where nothing does."""
    tests: tuple[SpecifiedTest, ...] = ()
    """Tests with their limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingPlan:
    """What is sampled at one stage."""

    __pydantic_config__ = STRICT

    stage: WholeLine
    """Stage."""
    points: Positive
    """Places or times of sampling."""
    replicates: Positive
    """Samples at each."""
    sample_mass: WholeLine
    """Size of a sample."""
    analysis: tuple[Identifier, ...] = ()
    """Methods and in-process controls, by id; empty where nothing is tested."""
    rationale: NonEmpty | None = None
    """Why so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StabilityCondition:
    """A storage condition of the stability study."""

    __pydantic_config__ = STRICT

    condition: WholeLine
    """Temperature, humidity and orientation."""
    timepoints_months: tuple[Whole, ...] = ()
    """Months at which samples are tested; empty means those of the study."""
    tests: WholeLine | None = None
    """What is tested."""
    purpose: WholeLine | None = None
    """What for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """The stability study of the receiving unit's batches."""

    __pydantic_config__ = STRICT

    protocol: WholeLine | None = None
    """Number of the protocol."""
    batches: WholeLine | None = None
    """Batches on study."""
    conditions: tuple[StabilityCondition, ...] = ()
    """Storage conditions."""
    timepoints_months: tuple[Whole, ...] = ()
    """Months at which samples are tested."""
    accelerated_months: Whole | None = None
    """Months of accelerated storage."""
    filing_data_months: Whole | None = None
    """Months of data in the filing."""
    commitment: NonEmpty | None = None
    """What is committed for later batches."""
    existing_data: WholeLine | None = None
    """Report of the sending unit."""
    bulk_hold_included: bool = False
    """Bulk is studied, too."""
