"""The deal: everything that one arrangement decides, as written in `deal.yaml`.

The classes are plain frozen dataclasses; the docstring under each field is its description in the JSON Schema and in
docs/format.md. Reading, with types converted and unknown keys refused, is done in `qa_docs.source.deal`.
"""

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from annotated_types import MinLen

from qa_docs.model.contingency import AssessedRisk, ContingencyScenario
from qa_docs.model.late import LatePart
from qa_docs.model.limits import STRICT, Identifier, NonEmpty, Positive, WholeLine
from qa_docs.model.own_clauses import MovedClause, OmittedClause, OwnClause, RetitledClause
from qa_docs.model.picture import AttachedDocument, NamedPicture

if TYPE_CHECKING:
    from qa_docs.model.transfer.transfer import Transfer

    TransferPart: TypeAlias = Transfer | None
else:
    TransferPart = Annotated[Any, LatePart("qa_docs.model.transfer.transfer", "Transfer")]

Party = Literal["contract_giver", "contract_acceptor"]
Duty = Literal["contract_giver", "contract_acceptor", "both"]
Market = Literal["US", "EU", "UK", "CA", "JP", "CN", "BR", "IN", "CH", "AU"]
ProductClass = Literal[
    "oral_solid",
    "oral_liquid",
    "topical",
    "sterile",
    "aseptic",
    "biologic",
    "atmp",
    "api",
    "combination",
    "device",
    "other",
]
Service = Literal[
    "development",
    "technology_transfer",
    "manufacture",
    "packaging",
    "labelling",
    "serialisation",
    "testing",
    "stability",
    "storage",
    "release",
    "distribution",
    "importation",
    "sterilisation",
    "device_assembly",
    "clinical_supply",
    "clinical_trial",
    "glp_study",
    "biostatistics",
    "regulatory_submission",
    "excipient_supply",
    "component_supply",
]
CertifiedMarket = Literal["EU", "UK"]
"""Markets that ask for certification of each batch by a Qualified Person."""
Precedence = Literal[
    "quality_agreement_on_quality", "supply_agreement", "supply_agreement_except_quality", "quality_agreement"
]
ContactSubject = Literal[
    "quality",
    "regulatory",
    "technical",
    "supply",
    "release",
    "deviations",
    "changes",
    "complaints",
    "recall",
    "safety",
    "audits",
    "inspections",
    "laboratory",
    "stability",
    "data_integrity",
    "management",
    "emergency",
]

DocumentName = Literal[
    "quality-agreement", "raci-matrix", "transfer-protocol", "transfer-dossier", "transfer-report", "transfer-raci"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One line of the revision history."""

    __pydantic_config__ = STRICT

    revision: WholeLine
    """Revision as printed on the document, for example "1" or "A"."""
    date: datetime.date
    """Date of the revision, YYYY-MM-DD."""
    reason: NonEmpty
    """Why the document was revised and what changed."""
    author: str = ""
    """Who prepared the revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentControl:
    """What identifies the document at both parties."""

    __pydantic_config__ = STRICT

    number: WholeLine
    """Document number, printed on the cover and in every footer."""
    title: WholeLine = "Quality Agreement"
    """Title on the cover."""
    revision: WholeLine
    """Current revision."""
    effective_date: datetime.date
    """First day on which the agreement applies, YYYY-MM-DD; never before the last signature."""
    review_months: Positive = 24
    """Months between periodic reviews of the agreement."""
    status: Literal["draft", "for_signature", "executed"] = "draft"
    """State of this revision. An executed document is never built over."""
    language: Literal["en-US", "en-GB"] = "en-US"
    """Language of the text for spelling and reading aloud; the text itself is English."""
    paper: Literal["a4", "letter"] = "a4"
    """Paper size."""
    page_numbers: bool = False
    """Whether the contents list shows page numbers, taken from a layout by LibreOffice; a PDF always has them."""
    history: tuple[Revision, ...] = ()
    """Revision history, oldest first, the current revision included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place where a party works under this agreement."""

    __pydantic_config__ = STRICT

    name: WholeLine
    """Name of the site, unique within the party."""
    address: NonEmpty
    """Street, place and postal code."""
    country: WholeLine
    """Country, as printed."""
    activities: tuple[WholeLine, ...] = ()
    """What is done there under this agreement."""
    licences: tuple[WholeLine, ...] = ()
    """Manufacturing, import or wholesale authorisations (MIA, WDA, establishment licence) with number."""
    fei: WholeLine | None = None
    """FDA Establishment Identifier."""
    duns: WholeLine | None = None
    """D-U-N-S number."""
    eu_site_id: WholeLine | None = None
    """Location or organisation identifier used in EU databases."""
    last_inspection: WholeLine | None = None
    """Authority and date of the last inspection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDetails:
    """One of the two parties."""

    __pydantic_config__ = STRICT

    legal_name: WholeLine
    """Full legal name."""
    short_name: WholeLine
    """Short name; used in the text when `wording` is `names`."""
    address: NonEmpty
    """Registered address."""
    country: WholeLine
    """Country of registration."""
    registration: WholeLine | None = None
    """Company register and number."""
    logo: WholeLine | None = None
    """PNG or JPEG file with the logo, for the cover; a path from the file that names it, inside its folder."""
    sites: tuple[Site, ...] = ()
    """Sites that take part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyAgreement:
    """The commercial contract that the quality agreement belongs to."""

    __pydantic_config__ = STRICT

    title: WholeLine
    """Title of the contract."""
    date: datetime.date
    """Date of the contract, YYYY-MM-DD."""
    number: WholeLine | None = None
    """Contract number."""
    precedence: Precedence = "quality_agreement_on_quality"
    """Which of the two prevails when they differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedAgreement:
    """Another agreement between the parties that this one refers to."""

    __pydantic_config__ = STRICT

    kind: Literal["pharmacovigilance", "safety_data_exchange", "confidentiality", "quality", "other"]
    """What it governs."""
    title: WholeLine
    """Title as printed."""
    date: datetime.date | None = None
    """Date, YYYY-MM-DD."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The parties' own role names, where neither the US nor the EU pair is wanted."""

    __pydantic_config__ = STRICT

    contract_giver: WholeLine
    """Role name of the company that gives out the work, without article, for example "Sponsor"."""
    contract_acceptor: WholeLine
    """Role name of the company that works for it, without article, for example "Supplier"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product, material or study object that the agreement covers."""

    __pydantic_config__ = STRICT

    name: WholeLine
    """Name as printed, unique in the deal."""
    classes: Annotated[tuple[ProductClass, ...], MinLen(1)]
    """What kind of product it is; decides which clauses apply. Several may apply to one product."""
    strength: WholeLine | None = None
    """Strength or strengths."""
    dosage_form: WholeLine | None = None
    """Dosage form, in the words of the licence."""
    active_substance: WholeLine | None = None
    """International non-proprietary name of the active substance."""
    code: WholeLine | None = None
    """Item or product code."""
    markets: tuple[Market, ...] = ()
    """Markets of this product; empty means all markets of the deal."""
    licences: tuple[WholeLine, ...] = ()
    """Marketing or trial authorisations with number."""
    storage: WholeLine | None = None
    """Storage condition."""
    shelf_life: WholeLine | None = None
    """Shelf life or retest period."""
    pack: WholeLine | None = None
    """Primary pack and pack sizes."""
    site: WholeLine | None = None
    """Name of the contract acceptor's site; needed only where there are several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Facts of the arrangement that decide which clauses apply."""

    __pydantic_config__ = STRICT

    supplied_materials: tuple[WholeLine, ...] = ()
    """Materials that the contract giver supplies to the contract acceptor."""
    supplied_equipment: bool = False
    """The contract giver owns equipment at the contract acceptor's site."""
    shared_facility: bool = True
    """Other products are made or handled with the same equipment or rooms."""
    highly_active: bool = False
    """The product is highly active, sensitising or otherwise needs special containment."""
    subcontracting: bool = True
    """The contract acceptor may ask to use subcontractors."""
    person_in_plant: bool = False
    """The contract giver may station or send people to watch operations."""
    electronic_records: bool = True
    """Records are kept in computer systems."""
    electronic_signatures: bool = False
    """Documents under the agreement may be signed electronically."""
    importation: bool = False
    """Product enters the EU or the UK from a third country."""
    quarantine_shipment: bool = False
    """Product may be shipped before final release."""
    rework: bool = False
    """Reprocessing or rework may be allowed case by case."""
    blinded: bool = False
    """Clinical supplies are blinded."""
    continuous: bool = False
    """Manufacture is continuous."""
    cold_chain: bool = False
    """Transport and storage need refrigeration or freezing."""
    drug_master_file: bool = False
    """The contract acceptor or its supplier holds a drug master file or certificate of suitability."""
    personal_data: bool = False
    """Personal data of patients, donors or trial subjects are handled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifiedPerson:
    """A Qualified Person who certifies for the EU, for the UK or for both."""

    __pydantic_config__ = STRICT

    name: WholeLine
    """Name of the Qualified Person."""
    employed_by: Party = "contract_giver"
    """Party on whose authorisation the Qualified Person is named."""
    authorisation: WholeLine | None = None
    """Manufacturing or import authorisation on which the Qualified Person is named."""
    markets: tuple[CertifiedMarket, ...] = ()
    """Markets for which this person certifies; empty means all of the deal that need it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputy:
    """Who answers when the contact is away."""

    __pydantic_config__ = STRICT

    name: WholeLine
    """Name."""
    email: WholeLine | None = None
    """E-mail address."""
    phone: WholeLine | None = None
    """Telephone number with country code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person to turn to, by subject."""

    __pydantic_config__ = STRICT

    party: Party
    """Whose contact it is."""
    subjects: tuple[ContactSubject, ...]
    """What the contact answers for. A subject without a contact falls to `quality`."""
    name: WholeLine
    """Name."""
    function: WholeLine
    """Function in the company."""
    email: WholeLine | None = None
    """E-mail address."""
    phone: WholeLine | None = None
    """Telephone number with country code; a 24-hour number for `emergency`."""
    deputy: Deputy | None = None
    """Who stands in."""
    roles: tuple[Identifier, ...] = ()
    """Roles of the responsibility matrix that this person fills, by role id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Somebody who signs for a party."""

    __pydantic_config__ = STRICT

    party: Party
    """Party that is bound."""
    capacity: Literal["quality", "management", "qualified_person", "regulatory", "technical"]
    """In which capacity; each party needs at least quality and management."""
    name: WholeLine
    """Printed name."""
    title: WholeLine
    """Job title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPosition:
    """A clause text other than the standard one."""

    __pydantic_config__ = STRICT

    position: Literal["standard", "acceptable", "fallback", "negotiated"]
    """Which of the clause's texts is used; `negotiated` is a text of this deal's own."""
    approved_by: WholeLine
    """Who approved it."""
    reason: NonEmpty
    """Why it was given."""
    text: WholeLine | None = None
    """Of a negotiated position, the Markdown file that holds it; a path relative to the deal."""
    base_version: WholeLine | None = None
    """Version of the library's clause that the negotiated text was made from; the text of that version stands beside
    it, in a file that ends in `.base.md`."""
    base_position: Literal["standard", "acceptable", "fallback"] = "standard"
    """Which of the library's texts the negotiated text was made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedResponsibility:
    """A row of the matrix that this deal gives to somebody else, splits, or marks not applicable."""

    __pydantic_config__ = STRICT

    activity: WholeLine
    """Id of the row, for example COM-40."""
    to: Duty | Literal["not_applicable"]
    """Who holds the duty in this deal, or `not_applicable`."""
    letters: dict[str, Literal["R", "A", "C", "I", "A/R"]] | None = None
    """The row's letters by role id, where the mirrored letters of the library do not fit."""
    reason: NonEmpty
    """Why; printed with the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedRequirement:
    """A requirement that this agreement leaves out on purpose."""

    __pydantic_config__ = STRICT

    requirement: WholeLine
    """Id of the requirement in the catalogue."""
    reason: NonEmpty
    """Why this agreement need not answer it; printed with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDocument:
    """A specification, test method or procedure named in an appendix."""

    __pydantic_config__ = STRICT

    number: WholeLine
    """Document number."""
    title: WholeLine
    """Title."""
    kind: Literal["specification", "test_method", "procedure", "batch_record", "artwork", "other"] = "other"
    """What it is."""
    owner: Party = "contract_giver"
    """Party that owns and approves the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSupplier:
    """A material and who supplies and qualifies it."""

    __pydantic_config__ = STRICT

    material: WholeLine
    """Material, component or service."""
    supplier: WholeLine
    """Supplier, with place of manufacture."""
    procured_by: Party = "contract_acceptor"
    """Party that buys it."""
    qualified_by: Party = "contract_acceptor"
    """Party that qualifies the supplier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSubcontractor:
    """A subcontractor or external laboratory that is approved for this deal."""

    __pydantic_config__ = STRICT

    name: WholeLine
    """Company and place."""
    scope: WholeLine
    """What it does."""
    last_audit: WholeLine | None = None
    """Date and auditor of the last audit."""
    status: Literal["approved", "conditional"] = "approved"
    """Approval status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputerSystem:
    """A computer system that holds records under this agreement."""

    __pydantic_config__ = STRICT

    name: WholeLine
    """System and version."""
    host: Party = "contract_acceptor"
    """Party that runs it."""
    records: WholeLine
    """Which records it holds."""
    access: WholeLine | None = None
    """How the other party gets access."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPeriod:
    """How long one kind of record or sample is kept."""

    __pydantic_config__ = STRICT

    item: WholeLine
    """Kind of record or sample."""
    holder: Party
    """Party that keeps it."""
    period: WholeLine
    """How long, and from which event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendices:
    """Data of the appendices that the rest of the deal does not hold already."""

    __pydantic_config__ = STRICT

    documents: tuple[ListedDocument, ...] = ()
    """Specifications, test methods and other listed documents."""
    suppliers: tuple[ListedSupplier, ...] = ()
    """Approved materials and suppliers."""
    subcontractors: tuple[ListedSubcontractor, ...] = ()
    """Approved subcontractors and external laboratories."""
    systems: tuple[ComputerSystem, ...] = ()
    """Computer systems and data ownership."""
    retention: tuple[RetentionPeriod, ...] = ()
    """Retention periods for records and samples."""
    risks: tuple[AssessedRisk, ...] = ()
    """Risks of the arrangement, as the parties assessed them, by stage."""
    contingency: tuple[ContingencyScenario, ...] = ()
    """Scenarios of the contingency plan."""
    attached: tuple[AttachedDocument, ...] = ()
    """Documents that exist already, each an appendix of its own after all others."""
    information_exchange: bool = False
    """Print which documents the parties exchange in routine, at which confidentiality tier. With a transfer they are
    always printed."""
    not_applicable: dict[Identifier, NonEmpty] = field(default_factory=dict)
    """Appendices that this deal does not use, by id, each with its reason; they keep their heading and print it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One arrangement between two parties, and the documents to be made of it."""

    __pydantic_config__ = STRICT

    schema: Literal[2]
    """Version of this format. Always 2."""
    document: DocumentControl
    """Document control."""
    documents: tuple[DocumentName, ...] = ("quality-agreement", "raci-matrix")
    """Which documents to build."""
    template: WholeLine | None = None
    """Word template to use instead of the built-in one; a path relative to the deal."""
    library: tuple[WholeLine, ...] = ("builtin",)
    """Clause libraries, lowest first: `builtin` and folders relative to the deal."""
    wording: Literal["us", "eu", "names"] | Wording = "us"
    """Role names in the text: `us` Owner and Contract Facility, `eu` Contract Giver and Contract Acceptor, `names` the
    short names, or a pair of your own."""
    contract_giver: PartyDetails
    """The company that owns the product and gives out the work."""
    contract_acceptor: PartyDetails
    """The contract manufacturer, laboratory or other contract organisation."""
    supply_agreement: SupplyAgreement | None = None
    """The commercial contract that this agreement belongs to."""
    related_agreements: tuple[RelatedAgreement, ...] = ()
    """Other agreements that this one refers to."""
    stage: Literal["clinical", "commercial"] = "commercial"
    """Stage of the product's life."""
    services: Annotated[tuple[Service, ...], MinLen(1)]
    """What the contract acceptor does."""
    markets: Annotated[tuple[Market, ...], MinLen(1)]
    """Where the product is supplied."""
    products: Annotated[tuple[Product, ...], MinLen(1)]
    """The products covered."""
    choices: Choices = field(default_factory=Choices)
    """Facts that decide which clauses apply."""
    qualified_persons: tuple[QualifiedPerson, ...] = ()
    """The Qualified Persons; needed where EU or UK is a market: one for all, or one for each of several markets."""
    blanks: dict[str, str] = field(default_factory=dict)
    """Answers to the clauses' blanks, by `clause-id.blank`."""
    positions: dict[str, ChosenPosition] = field(default_factory=dict)
    """Clause texts other than the standard one, by clause id."""
    omitted_clauses: dict[Identifier, OmittedClause] = field(default_factory=dict)
    """Clauses that this agreement leaves out, by clause id."""
    own_clauses: dict[Identifier, OwnClause] = field(default_factory=dict)
    """Clauses of this deal's own, by an id that the library does not have."""
    moved_clauses: dict[Identifier, MovedClause] = field(default_factory=dict)
    """Clauses that stand in another place, by clause id."""
    clause_titles: dict[Identifier, RetitledClause] = field(default_factory=dict)
    """Clauses with another title, by clause id."""
    responsibilities: tuple[MovedResponsibility, ...] = ()
    """Rows of the matrix that differ from the library."""
    detail: Literal["standard", "full"] = "standard"
    """How much is written down: `standard` is what agreements of this kind state; `full` adds the working detail of
    every day, which many companies keep in procedures."""
    exclusions: tuple[ExcludedRequirement, ...] = ()
    """Requirements that this agreement leaves out although they concern the deal, each with its reason."""
    traceability: bool = False
    """Print an appendix that leads from each requirement to its clause and rows."""
    presentation: Literal["prose", "table", "both"] = "both"
    """How duties are shown: `prose`; `table`, with X marks in each clause and below them only what has a clock or a
    number; or `both`, prose and the two-party table as an appendix."""
    contacts: tuple[Contact, ...] = ()
    """Contacts by subject."""
    signatories: tuple[Signatory, ...] = ()
    """Who signs."""
    appendices: Appendices = field(default_factory=Appendices)
    """Data of further appendices."""
    pictures: tuple[NamedPicture, ...] = ()
    """Pictures in the agreement, below the clauses and in the appendices that they name."""
    transfer: TransferPart = None
    """The technology transfer; usually in a file of its own, `{include: transfer.yaml}`."""
