"""Packaging and labelling, and the transfer of a packaging site."""

from dataclasses import dataclass
from typing import Literal

from qa_docs.model.limits import STRICT, Identifier, NonEmpty, Number, Whole, WholeLine
from qa_docs.model.transfer.quantities import Limit, WrittenQuantity


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryComponent:
    """A component that touches the product."""

    __pydantic_config__ = STRICT

    item: WholeLine
    """Component."""
    supplier: WholeLine | None = None
    """Supplier."""
    change: bool = False
    """It differs between the units."""
    remark: NonEmpty | None = None
    """What differs."""
    drawing: WholeLine | None = None
    """Drawing or specification."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondaryComponent:
    """A printed or outer component."""

    __pydantic_config__ = STRICT

    item: WholeLine
    """Component."""
    artwork: WholeLine | None = None
    """Artwork."""
    change: bool = False
    """It differs between the units."""
    remark: NonEmpty | None = None
    """What differs."""
    pharmacode: WholeLine | None = None
    """Pharmacode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelling:
    """Languages and formats of the labels."""

    __pydantic_config__ = STRICT

    languages: Whole
    """Number of languages."""
    artwork_owner: Identifier | None = None
    """Role that approves artwork."""
    batch_and_expiry_format: WholeLine | None = None
    """How batch and expiry are printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serialisation:
    """Serial numbers and tamper evidence."""

    __pydantic_config__ = STRICT

    required: bool
    """Packs carry serial numbers."""
    gtin_owner: WholeLine | None = None
    """Company that owns the trade item numbers."""
    aggregation: bool = False
    """Packs are aggregated to cases and pallets."""
    tamper_evidence: WholeLine | None = None
    """Device against tampering."""
    master_data_owner: Identifier | None = None
    """Role that keeps the master data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagingParameter:
    """A parameter of a packaging line."""

    __pydantic_config__ = STRICT

    line: WholeLine
    """Line or machine."""
    parameter: WholeLine
    """Parameter."""
    unit: WholeLine
    """Unit of the set points, and of the ranges where they give none."""
    su_setpoint: Number | None = None
    """Set point at the sending unit."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport:
    """How the product travels from the receiving unit."""

    __pydantic_config__ = STRICT

    pack_out: WholeLine
    """What it is packed in."""
    route: WholeLine
    """From where to where."""
    verification: NonEmpty | None = None
    """How the transport is verified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packaging:
    """Packaging and labelling of the product."""

    __pydantic_config__ = STRICT

    primary: tuple[PrimaryComponent, ...] = ()
    """Components that touch the product."""
    secondary: tuple[SecondaryComponent, ...] = ()
    """Printed and outer components."""
    labelling: Labelling | None = None
    """Languages and formats."""
    serialisation: Serialisation | None = None
    """Serial numbers and tamper evidence."""
    process_parameters: tuple[PackagingParameter, ...] = ()
    """Parameters of the packaging lines."""
    transport: Transport | None = None
    """How the product travels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFormat:
    """A pack format and its lines at both units."""

    __pydantic_config__ = STRICT

    format: WholeLine
    """Format."""
    line_su: WholeLine | None = None
    """Line at the sending unit."""
    line_ru: WholeLine | None = None
    """Line at the receiving unit."""
    tooling_transferred: bool = False
    """The tooling moves with it."""
    seal_window_study: WholeLine | None = None
    """Study of the sealing window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialEquivalence:
    """A packaging material of both units."""

    __pydantic_config__ = STRICT

    material: WholeLine
    """Material."""
    su_supplier: WholeLine | None = None
    """Supplier at the sending unit."""
    ru_supplier: WholeLine | None = None
    """Supplier at the receiving unit."""
    moisture_transmission: WrittenQuantity | None = None
    """Transmission of moisture."""
    same_construction: bool = True
    """Both have the same construction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtworkChange:
    """An artwork that changes."""

    __pydantic_config__ = STRICT

    code: WholeLine
    """Code of the artwork."""
    change: NonEmpty
    """What changes."""
    proof_approval_owner: Identifier | None = None
    """Role that approves the proof."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisionCheck:
    """A check by camera and how it is challenged."""

    __pydantic_config__ = STRICT

    check: WholeLine
    """What is checked."""
    challenge_set: WholeLine
    """Defects with which it is challenged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialisationData:
    """Connection of the receiving unit's serialisation."""

    __pydantic_config__ = STRICT

    level: WholeLine
    """Level and code."""
    repository: WholeLine | None = None
    """Repository that receives the numbers."""
    test_cases: Whole | None = None
    """Number of test cases."""
    exception_process: WholeLine | None = None
    """Procedure for exceptions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagingSiteTransfer:
    """What only the transfer of a packaging site needs."""

    __pydantic_config__ = STRICT

    level: tuple[Literal["primary", "secondary", "serialisation", "labelling"], ...] = ()
    """Levels of packaging that move."""
    formats: tuple[PackFormat, ...] = ()
    """Pack formats."""
    material_equivalence: tuple[MaterialEquivalence, ...] = ()
    """Packaging materials compared."""
    artwork_list: tuple[ArtworkChange, ...] = ()
    """Artworks that change."""
    line_clearance_procedure: WholeLine | None = None
    """Procedure for line clearance."""
    vision_systems: tuple[VisionCheck, ...] = ()
    """Checks by camera."""
    serialisation_data: SerialisationData | None = None
    """Connection of the serialisation."""
    performance_qualification_runs: Whole | None = None
    """Runs of the performance qualification."""
    transit_test: WholeLine | None = None
    """Transit test."""
    stability_need: NonEmpty | None = None
    """Whether a stability study is needed, and why."""
