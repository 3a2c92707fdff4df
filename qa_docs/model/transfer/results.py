"""What was found: results of testing and of batches, parameters as run, deviations. For the summary report."""

import datetime
from dataclasses import dataclass
from typing import Literal

from qa_docs.model.limits import STRICT, Count, Identifier, NonEmpty, Number, WholeLine
from qa_docs.model.transfer.laboratory import Measure
from qa_docs.model.transfer.quantities import Limit, WrittenLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A result, the criterion that it is held against, and the deviation where it fails.

    What a criterion asks for is computed from the values: mean, relative standard deviation, difference, interval.
    """

    __pydantic_config__ = STRICT

    id: Identifier
    """Id, for example RES-01."""
    topic: WholeLine
    """What it belongs to, for example "analytical", "process", "cleaning"."""
    attribute: WholeLine
    """What was measured."""
    criterion: Identifier | None = None
    """Criterion by id: of a method's transfer or of the performance qualification. It gives measure and limit."""
    supports: Identifier | None = None
    """Acceptance criterion of the transfer that it belongs to, by id."""
    measure: Measure | None = None
    """What is held against the limit, where no criterion is named."""
    limit: WrittenLimit | None = None
    """Limit, where no criterion is named."""
    specification: Limit | None = None
    """Limits of the single value, where the measure is a capability and no criterion leads to them."""
    method: WholeLine | None = None
    """Method: an analytical method or in-process control by id, or words."""
    batch: WholeLine | None = None
    """Batch, lot or run."""
    unit: WholeLine | None = None
    """Unit of the values."""
    n: Count | None = None
    """Number of determinations, where not every value is given."""
    values: tuple[Number, ...] = ()
    """Values of the receiving unit."""
    reference_values: tuple[Number, ...] = ()
    """Values of the sending unit."""
    points: tuple[Number, ...] = ()
    """Points at which the values of a profile were taken, times for example; the report draws the profile over them."""
    point_unit: WholeLine | None = None
    """Unit of the points."""
    observed: NonEmpty | None = None
    """What was found, in words, where it is no number."""
    passed: bool | None = None
    """The criterion was met; needed where it is in words, checked where it is in numbers."""
    deviation: WholeLine | None = None
    """Deviation, where the criterion was not met."""
    date: datetime.date | None = None
    """Day of the result, YYYY-MM-DD."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterRun:
    """A parameter as it was run in a batch."""

    __pydantic_config__ = STRICT

    cpp: Identifier
    """Parameter, by id."""
    batch: WholeLine
    """Batch."""
    values: tuple[Number, ...]
    """Values in the unit of the parameter."""
    deviation: WholeLine | None = None
    """Deviation, where a value lies outside the normal range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A deviation of the transfer."""

    __pydantic_config__ = STRICT

    ref: WholeLine
    """Number."""
    title: WholeLine
    """What happened."""
    classification: Literal["minor", "major", "critical"] = "minor"
    """How much it weighs."""
    raised: datetime.date | None = None
    """Day on which it was raised, YYYY-MM-DD."""
    cause: NonEmpty | None = None
    """Root cause."""
    conclusion: NonEmpty | None = None
    """Why the result is accepted, or not, and what was done."""
    closed: datetime.date | None = None
    """Day on which it was closed, YYYY-MM-DD."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What was found."""

    __pydantic_config__ = STRICT

    items: tuple[Result, ...] = ()
    """Results."""
    parameters: tuple[ParameterRun, ...] = ()
    """Parameters as they were run."""
    deviations: tuple[Deviation, ...] = ()
    """Deviations of the transfer."""
