"""What only a biologic drug substance needs: cell banks, scale rules, viral safety, comparability, cold chain."""

from dataclasses import dataclass
from typing import Literal

from qa_docs.model.limits import STRICT, NonEmpty, Number, Positive, Whole, WholeLine
from qa_docs.model.transfer.quantities import WrittenLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class CellBank:
    """A cell bank."""

    __pydantic_config__ = STRICT

    type: Literal["MCB", "WCB", "other"]
    """Master, working or other cell bank."""
    lot: WholeLine
    """Lot."""
    vials_transferred: Whole
    """Vials handed over."""
    storage: WholeLine
    """How and where it is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpstreamStage:
    """A stage of cell culture at both units."""

    __pydantic_config__ = STRICT

    stage: WholeLine
    """Stage."""
    scale_su_l: Number | None = None
    """Volume at the sending unit in litres."""
    scale_ru_l: Number | None = None
    """Volume at the receiving unit in litres."""
    scale_rule: WholeLine | None = None
    """What is kept equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DownstreamStep:
    """A step of purification at both units."""

    __pydantic_config__ = STRICT

    step: WholeLine
    """Step."""
    column_su_cm: Number | None = None
    """Diameter of the column at the sending unit in centimetres."""
    column_ru_cm: Number | None = None
    """Diameter of the column at the receiving unit in centimetres."""
    scale_rule: WholeLine | None = None
    """What is kept equal."""
    resin_cycles_validated: Whole | None = None
    """Cycles for which the resin is validated."""
    lrv: Number | None = None
    """Reduction of viruses in powers of ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaAndBuffers:
    """Media and buffers."""

    __pydantic_config__ = STRICT

    count: Whole
    """How many."""
    tse_statement: NonEmpty | None = None
    """Origin as to spongiform encephalopathies."""
    critical_raw_materials: NonEmpty | None = None
    """Critical raw materials."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViralSafety:
    """Safety from viruses."""

    __pydantic_config__ = STRICT

    studies_ref: WholeLine
    """Studies."""
    scale_down_requalification: NonEmpty | None = None
    """Whether the scaled-down model must be qualified anew."""
    adventitious_control: NonEmpty | None = None
    """Control of adventitious agents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleDownModel:
    """The scaled-down model of the process."""

    __pydantic_config__ = STRICT

    ref: WholeLine
    """Report."""
    qualified: bool
    """It is qualified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedAttribute:
    """An attribute of the comparability study."""

    __pydantic_config__ = STRICT

    attribute: WholeLine
    """Attribute."""
    criticality: Literal["high", "medium", "low"]
    """How much it weighs."""
    method: WholeLine
    """Method, by id where it is one of the analytical methods."""
    acceptance: WrittenLimit
    """Criterion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparability:
    """The comparability study."""

    __pydantic_config__ = STRICT

    protocol: WholeLine
    """Number of the protocol."""
    pre_change_lots: Positive
    """Lots before the change."""
    post_change_lots: Positive
    """Lots after the change."""
    attributes: tuple[ComparedAttribute, ...] = ()
    """Attributes compared."""
    forced_degradation: NonEmpty | None = None
    """Forced degradation."""
    stability: NonEmpty | None = None
    """Stability."""
    non_clinical_or_clinical: NonEmpty | None = None
    """Whether studies in animals or people are needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BioassayTransfer:
    """Transfer of the bioassay."""

    __pydantic_config__ = STRICT

    design: NonEmpty
    """Design."""
    acceptance: NonEmpty
    """Criterion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntermediateHold:
    """How long an intermediate may wait at both units."""

    __pydantic_config__ = STRICT

    pool: WholeLine
    """Intermediate."""
    hold_h_su: Number | None = None
    """Hours at the sending unit."""
    hold_h_ru: Number | None = None
    """Hours at the receiving unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColdChain:
    """How the substance is frozen and shipped."""

    __pydantic_config__ = STRICT

    container: WholeLine
    """Container."""
    freeze_rate: WholeLine | None = None
    """How it is frozen."""
    shipper_qualification: NonEmpty | None = None
    """Qualification of the shipper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Biologic:
    """What only the transfer of a biologic drug substance needs."""

    __pydantic_config__ = STRICT

    cell_banks: tuple[CellBank, ...] = ()
    """Cell banks."""
    upstream: tuple[UpstreamStage, ...] = ()
    """Stages of cell culture."""
    downstream: tuple[DownstreamStep, ...] = ()
    """Steps of purification."""
    media_and_buffers: MediaAndBuffers | None = None
    """Media and buffers."""
    viral_safety: ViralSafety | None = None
    """Safety from viruses."""
    scale_down_model: ScaleDownModel | None = None
    """Scaled-down model."""
    comparability: Comparability | None = None
    """Comparability study."""
    bioassay_transfer: BioassayTransfer | None = None
    """Transfer of the bioassay."""
    intermediate_holds: tuple[IntermediateHold, ...] = ()
    """Holds of intermediates."""
    cold_chain: ColdChain | None = None
    """Freezing and shipping."""
