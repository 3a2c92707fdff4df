"""What only the transfer of testing alone needs: laboratory, method package, samples, statistics, go-live."""

import datetime
from dataclasses import dataclass
from typing import Literal

from qa_docs.model.limits import STRICT, NonEmpty, Whole, WholeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class LaboratoryGap:
    """What the receiving laboratory lacks."""

    __pydantic_config__ = STRICT

    instruments_gap: NonEmpty | None = None
    """Instruments that are missing."""
    analysts_available: Whole | None = None
    """Analysts available."""
    lims: WholeLine | None = None
    """State of the laboratory information system."""
    water_and_gas: WholeLine | None = None
    """State of water and gases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLogistics:
    """Samples of the transfer and how they travel."""

    __pydantic_config__ = STRICT

    lots: tuple[WholeLine, ...] = ()
    """Lots."""
    spiked_samples: bool = False
    """Spiked samples are used."""
    expired_batches_allowed: bool = False
    """Batches past their expiry may be used."""
    shipping: NonEmpty | None = None
    """How they travel."""
    retention: NonEmpty | None = None
    """How long they are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoLive:
    """The change to the receiving laboratory."""

    __pydantic_config__ = STRICT

    cut_over_date: datetime.date
    """First day of routine testing there, YYYY-MM-DD."""
    parallel_testing_batches: Whole = 0
    """Batches that both laboratories test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyticalTransfer:
    """What only the transfer of testing alone needs."""

    __pydantic_config__ = STRICT

    scope: tuple[WholeLine, ...] = ()
    """Kinds of testing that move."""
    laboratory_gap: LaboratoryGap | None = None
    """What the laboratory lacks."""
    method_package: tuple[WholeLine, ...] = ()
    """What is handed over for each method."""
    familiarisation_runs: Whole | None = None
    """Runs to become familiar."""
    sample_logistics: SampleLogistics | None = None
    """Samples and how they travel."""
    statistical_plan: NonEmpty | None = None
    """How results are judged."""
    failure_rule: NonEmpty | None = None
    """What happens when a criterion is not met."""
    data_package_retained_by: Literal["sending_unit", "receiving_unit", "both"] = "both"
    """Who keeps the data."""
    go_live: GoLive | None = None
    """The change to the receiving laboratory."""
