"""The transfer: everything below `transfer:` of a deal."""

from dataclasses import dataclass, field
from typing import Literal

from qa_docs.model.limits import STRICT, Identifier, NonEmpty, Number, Whole, WholeLine
from qa_docs.model.picture import AttachedDocument, NamedPicture
from qa_docs.model.transfer.analytical import AnalyticalTransfer
from qa_docs.model.transfer.biologic import Biologic
from qa_docs.model.transfer.equipment import (
    BillLine,
    EquipmentComparison,
    ExistingProducts,
    FacilityAspect,
    SupplierQualification,
    SystemQualification,
)
from qa_docs.model.transfer.governance import (
    ChangeManagement,
    CloseOut,
    DataIntegrity,
    DocumentsControl,
    Governance,
    KnowledgeTransfer,
    OpenItem,
    RetentionSamples,
    SupplyPlan,
    TrainingItem,
)
from qa_docs.model.transfer.laboratory import (
    AnalyticalMethod,
    Instrument,
    ReferenceStandard,
    SamplingPlan,
    Specification,
    Stability,
)
from qa_docs.model.transfer.packaging import Packaging, PackagingSiteTransfer
from qa_docs.model.transfer.process import (
    HoldTime,
    InProcessControl,
    MaterialAttribute,
    ProcessHistory,
    ProcessParameter,
    ProcessStep,
    QualityAttribute,
    StepYield,
)
from qa_docs.model.transfer.project import (
    Agreements,
    BatchSize,
    ConfidentialityControls,
    ProjectScale,
    ScopeItem,
    TransferClass,
    TransferManager,
    TransferProduct,
    Unit,
)
from qa_docs.model.transfer.regulatory import Regulatory, TransferMarket
from qa_docs.model.transfer.results import Results
from qa_docs.model.transfer.risk import (
    AcceptanceCriterion,
    DueDiligence,
    Gap,
    Gate,
    RiskRegister,
    SuccessCriterion,
    TransferDocument,
)
from qa_docs.model.transfer.safety import Cleaning, EnvironmentHealthSafety
from qa_docs.model.transfer.sterile import Sterile
from qa_docs.model.transfer.substance import ActiveSubstance
from qa_docs.model.transfer.validation import Validation


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """A technology transfer: the data of its protocol, dossier and summary report.

    What is left out is printed as "to be confirmed", with owner and day where `open_items` names them.
    """

    __pydantic_config__ = STRICT

    title: WholeLine
    """Title, for example "Technology transfer of Calvora 50 mg film-coated tablets"."""
    transfer_class: TransferClass
    """Class of transfer; decides which sections and requirements apply."""
    type: Literal["commercial_site_to_site", "development_to_commercial", "clinical", "second_source", "other"] = (
        "commercial_site_to_site"
    )
    """Kind of transfer."""
    direction: Literal["sending_unit_to_receiving_unit", "return_to_sending_unit"] = "sending_unit_to_receiving_unit"
    """Direction."""
    control: DocumentsControl = field(default_factory=DocumentsControl)
    """Document control of protocol, dossier and report."""
    sending_unit: Unit
    """The unit that gives process and methods away."""
    receiving_unit: Unit
    """The unit that takes them over."""
    marketing_authorisation_holder: WholeLine | None = None
    """Holder of the marketing authorisation; left out, the contract giver."""
    transfer_manager: TransferManager | None = None
    """Company that leads the transfer."""
    agreements: Agreements | None = None
    """Agreements in force."""
    confidentiality_controls: ConfidentialityControls | None = None
    """Tiers of confidential information and how it is handed over."""
    product: TransferProduct | None = None
    """What the list of products does not say."""
    business_driver: NonEmpty | None = None
    """Why the transfer is made."""
    lifecycle_stage: Literal["development", "clinical", "commercial_pre_approval", "commercial_post_approval"] = (
        "commercial_post_approval"
    )
    """Stage of the product's life."""
    scope_in: tuple[ScopeItem, ...] = ()
    """What is transferred."""
    scope_out: tuple[ScopeItem, ...] = ()
    """What is not."""
    intended_differences: tuple[NonEmpty, ...] = ()
    """Differences between the units that are wanted or accepted."""
    batch_size_su: BatchSize | None = None
    """Batch of the sending unit."""
    batch_size_ru: BatchSize | None = None
    """Batch of the receiving unit."""
    scale_factor: Number | None = None
    """Batch of the receiving unit divided by that of the sending unit; computed, and checked where it is given."""
    scale: tuple[ProjectScale, ...] = ()
    """Further lines of the table of scales."""
    annual_demand_units: Whole | None = None
    """Dosage units needed in a year; of a substance, kilograms."""
    strategy_statement: NonEmpty | None = None
    """How the transfer is approached."""
    governance: Governance | None = None
    """Who decides, who works, who signs."""
    markets: tuple[TransferMarket, ...] = ()
    """Markets and what must be filed."""
    regulatory: Regulatory | None = None
    """What changes in the filings."""
    cqas: tuple[QualityAttribute, ...] = ()
    """Critical quality attributes."""
    cmas: tuple[MaterialAttribute, ...] = ()
    """Critical attributes of materials."""
    process_steps: tuple[ProcessStep, ...] = ()
    """Steps of the process, in order."""
    cpps: tuple[ProcessParameter, ...] = ()
    """Process parameters."""
    ipcs: tuple[InProcessControl, ...] = ()
    """In-process controls."""
    hold_times: tuple[HoldTime, ...] = ()
    """Holding times."""
    yields: tuple[StepYield, ...] = ()
    """Yields expected."""
    process_history: ProcessHistory | None = None
    """What is known of the process from its past."""
    bom: tuple[BillLine, ...] = ()
    """Bill of materials."""
    supplier_qualification: tuple[SupplierQualification, ...] = ()
    """State of the suppliers at the receiving unit."""
    packaging: Packaging | None = None
    """Packaging and labelling."""
    equipment: tuple[EquipmentComparison, ...] = ()
    """Equipment compared."""
    facility_comparison: tuple[FacilityAspect, ...] = ()
    """Premises and utilities compared."""
    existing_products_impact: ExistingProducts | None = None
    """What the transfer means for products that are there already."""
    qualification: tuple[SystemQualification, ...] = ()
    """Qualification at the receiving unit."""
    analytical_methods: tuple[AnalyticalMethod, ...] = ()
    """Analytical methods."""
    instruments: tuple[Instrument, ...] = ()
    """Instruments compared."""
    reference_standards: tuple[ReferenceStandard, ...] = ()
    """Reference standards."""
    specifications: tuple[Specification, ...] = ()
    """Specifications."""
    sampling_plans: tuple[SamplingPlan, ...] = ()
    """Sampling plans."""
    retention_samples: RetentionSamples | None = None
    """Samples that are kept."""
    stability: Stability | None = None
    """Stability study."""
    cleaning: Cleaning | None = None
    """Cleaning."""
    ehs: EnvironmentHealthSafety | None = None
    """Environment, health and safety."""
    validation: Validation | None = None
    """How the process is proven."""
    training: tuple[TrainingItem, ...] = ()
    """Training."""
    knowledge_transfer: KnowledgeTransfer | None = None
    """Knowledge that stands on no paper."""
    risk_register: RiskRegister | None = None
    """Risk register."""
    gap_analysis: tuple[Gap, ...] = ()
    """Gap register."""
    due_diligence: DueDiligence | None = None
    """Due diligence."""
    documents: tuple[TransferDocument, ...] = ()
    """Index of documents."""
    milestones: tuple[Gate, ...] = ()
    """Gates, in order."""
    acceptance_criteria: tuple[AcceptanceCriterion, ...] = ()
    """Acceptance criteria of the transfer."""
    success_criteria: tuple[SuccessCriterion, ...] = ()
    """Success criteria after the transfer."""
    supply_plan: SupplyPlan | None = None
    """How supply goes on."""
    change_management: ChangeManagement | None = None
    """Changes and departures."""
    data_integrity: DataIntegrity | None = None
    """Data integrity."""
    sterile: Sterile | None = None
    """What only a sterile product needs."""
    api: ActiveSubstance | None = None
    """What only an active substance needs."""
    biologic: Biologic | None = None
    """What only a biologic drug substance needs."""
    packaging_site_transfer: PackagingSiteTransfer | None = None
    """What only a packaging site needs."""
    analytical_transfer: AnalyticalTransfer | None = None
    """What only the transfer of testing alone needs."""
    results: Results | None = None
    """What was found; for the summary report."""
    close_out: CloseOut | None = None
    """How the transfer ends."""
    open_items: tuple[OpenItem, ...] = ()
    """What is still to be confirmed, with owner and day."""
    pictures: tuple[NamedPicture, ...] = ()
    """Pictures in the documents of the transfer, below the clauses and in the appendices that they name."""
    attached: tuple[AttachedDocument, ...] = ()
    """Documents that exist already, each an appendix of its own at the end of the documents of the transfer."""
    not_applicable: dict[Identifier, NonEmpty] = field(default_factory=dict)
    """Sections that this transfer does not need, by id, each with its reason; they keep their heading and print it."""
