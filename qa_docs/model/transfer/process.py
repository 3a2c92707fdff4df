"""What is made and how it is controlled: attributes, materials, steps, parameters, in-process controls, history."""

from dataclasses import dataclass
from typing import Literal

from qa_docs.model.limits import STRICT, Identifier, NonEmpty, Number, Positive, WholeLine
from qa_docs.model.transfer.quantities import Limit, WrittenLimit, WrittenQuantity


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingHistory:
    """What the sending unit's batches have shown of an attribute."""

    __pydantic_config__ = STRICT

    n: Positive | None = None
    """Number of batches."""
    mean: Number | None = None
    """Mean of the batches."""
    sd: Number | None = None
    """Standard deviation of the batches."""
    low: Number | None = None
    """Lowest result."""
    high: Number | None = None
    """Highest result."""
    unit: WholeLine | None = None
    """Unit of the numbers."""
    remark: WholeLine | None = None
    """What the numbers do not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityAttribute:
    """A critical quality attribute."""

    __pydantic_config__ = STRICT

    id: Identifier
    """Id, for example CQA-01."""
    name: WholeLine
    """Attribute."""
    material: WholeLine
    """Material that has it."""
    limit_release: WrittenLimit | None = None
    """Limit at release."""
    limit_shelf_life: WrittenLimit | None = None
    """Limit over the shelf life; left out where it is the limit at release."""
    justification: NonEmpty | None = None
    """Why it is critical."""
    linked_steps: tuple[WholeLine, ...] = ()
    """Steps of the process that bear on it, by name."""
    su_history: SendingHistory | None = None
    """What the sending unit's batches have shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialAttribute:
    """A critical attribute of a material."""

    __pydantic_config__ = STRICT

    material: WholeLine
    """Material."""
    attribute: WholeLine
    """Attribute."""
    limit: WrittenLimit | None = None
    """Limit."""
    linked_cqa: tuple[Identifier, ...] = ()
    """Quality attributes that depend on it, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessStep:
    """A step of the process."""

    __pydantic_config__ = STRICT

    step_no: Positive
    """Number of the step."""
    name: WholeLine
    """Name of the step; parameters, controls and equipment refer to it."""
    description: NonEmpty
    """What is done, in one sentence."""
    instructions: tuple[NonEmpty, ...] = ()
    """What is done, in order, one sentence each."""
    inputs: tuple[WholeLine, ...] = ()
    """Materials that enter here; those of the bill of materials by item."""
    output: WholeLine | None = None
    """What leaves the step."""
    rooms: WholeLine | None = None
    """Room at the receiving unit."""
    rooms_su: WholeLine | None = None
    """Room at the sending unit."""
    ipc_refs: tuple[Identifier, ...] = ()
    """In-process controls of the step, by id."""
    hold_point: NonEmpty | None = None
    """What must be decided or released before the next step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessParameter:
    """A process parameter with its set point and ranges at both units."""

    __pydantic_config__ = STRICT

    id: Identifier
    """Id, for example CPP-01."""
    step: WholeLine
    """Step of the process, by name."""
    parameter: WholeLine
    """Parameter."""
    unit: WholeLine
    """Unit of the set points, and of the ranges where they give none."""
    su_setpoint: Number | None = None
    """Set point at the sending unit; left out where the parameter is new at the receiving unit."""
    ru_setpoint: Number | None = None
    """Set point at the receiving unit."""
    nor: Limit | None = None
    """Normal operating range at the receiving unit."""
    par: Limit | None = None
    """Proven acceptable range at the receiving unit."""
    su_nor: Limit | None = None
    """Normal operating range at the sending unit; left out where it is the same."""
    su_par: Limit | None = None
    """Proven acceptable range at the sending unit; left out where it is the same."""
    criticality: Literal["critical", "key", "non_critical"] = "critical"
    """How much depends on it."""
    linked_cqa: tuple[Identifier, ...] = ()
    """Quality attributes that depend on it, by id."""
    scale_rule: WholeLine | None = None
    """What is kept equal when the scale changes."""
    equipment_setting_su: WholeLine | None = None
    """Setting of the sending unit's equipment that gives it."""
    equipment_setting_ru: WholeLine | None = None
    """Setting of the receiving unit's equipment that gives it."""
    evidence: WholeLine | None = None
    """Report that proves the ranges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InProcessControl:
    """An in-process control."""

    __pydantic_config__ = STRICT

    id: Identifier
    """Id, for example IPC-01."""
    step: WholeLine
    """Step of the process, by name."""
    test: WholeLine
    """What is tested."""
    limit: WrittenLimit | None = None
    """Limit at the receiving unit."""
    su_limit: WrittenLimit | None = None
    """Limit at the sending unit; left out where it is the same."""
    frequency: WholeLine | None = None
    """How often."""
    location: WholeLine | None = None
    """Where."""
    method: WholeLine | None = None
    """Method, where it is none of the analytical methods."""
    linked_cqa: tuple[Identifier, ...] = ()
    """Quality attributes that it controls, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldTime:
    """How long a material may wait."""

    __pydantic_config__ = STRICT

    material: WholeLine
    """Material that waits."""
    limit_su: WrittenQuantity | None = None
    """Limit at the sending unit."""
    proposed_ru: WrittenQuantity | None = None
    """Limit proposed for the receiving unit."""
    container: WholeLine | None = None
    """Container in which it waits."""
    study_ref: WholeLine | None = None
    """Study that proves it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepYield:
    """The yield expected of a step."""

    __pydantic_config__ = STRICT

    step: WholeLine
    """Step of the process, by name."""
    expected: WrittenLimit
    """Range expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessChange:
    """A change of the process in the past."""

    __pydantic_config__ = STRICT

    date: WholeLine
    """Year and month, for example 2019-04."""
    change: NonEmpty
    """What was changed."""
    reason: NonEmpty
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownProblem:
    """A problem known of the process."""

    __pydantic_config__ = STRICT

    problem: NonEmpty
    """What happened."""
    outcome: NonEmpty
    """What was done about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessHistory:
    """What is known of the process from its past."""

    __pydantic_config__ = STRICT

    summary: NonEmpty
    """The history in two or three sentences."""
    changes: tuple[ProcessChange, ...] = ()
    """Changes, oldest first."""
    known_problems: tuple[KnownProblem, ...] = ()
    """Problems known, with their outcome."""
    pqr_refs: tuple[WholeLine, ...] = ()
    """Product quality reviews."""
    complaints_summary: NonEmpty | None = None
    """Complaints in short."""
