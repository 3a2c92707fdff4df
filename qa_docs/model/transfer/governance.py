"""How a transfer is led and ended: governance, document control, open items, training, supply, close-out."""

import datetime
from dataclasses import dataclass
from typing import Literal

from qa_docs.model.deal import Revision
from qa_docs.model.limits import STRICT, Identifier, NonEmpty, Positive, Whole, WholeLine
from qa_docs.model.transfer.project import UnitSide


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsor:
    """Who answers for the transfer in the management."""

    __pydantic_config__ = STRICT

    name: WholeLine
    """Name."""
    unit: UnitSide = "sending_unit"
    """Side that the sponsor stands on."""
    function: WholeLine
    """Function in the company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember:
    """A member of the transfer team."""

    __pydantic_config__ = STRICT

    role_code: Identifier
    """Role in the transfer, by id, for example SPL or RQA."""
    name: WholeLine
    """Name."""
    unit: UnitSide
    """Side that the member stands on."""
    function: WholeLine
    """Function in the company."""
    deputy: WholeLine | None = None
    """Who stands in."""
    email: WholeLine | None = None
    """E-mail address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A regular meeting."""

    __pydantic_config__ = STRICT

    forum: WholeLine
    """Who meets."""
    cadence: WholeLine
    """How often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Governance:
    """Who decides, who works, how often they meet, and who signs."""

    __pydantic_config__ = STRICT

    sponsor: Sponsor | None = None
    """Who answers for the transfer in the management."""
    steering_committee: tuple[WholeLine, ...] = ()
    """Names of the steering committee."""
    team: tuple[TeamMember, ...] = ()
    """The team, one line for each role."""
    meetings: tuple[Meeting, ...] = ()
    """Regular meetings."""
    escalation_path: tuple[WholeLine, ...] = ()
    """Levels to which an open question rises, each with its time."""
    document_approvers: tuple[Identifier, ...] = ()
    """Roles that approve the documents of the transfer; both quality units must be among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlledDocument:
    """Document control of one document of the transfer."""

    __pydantic_config__ = STRICT

    number: WholeLine
    """Document number."""
    title: WholeLine | None = None
    """Title on the cover; left out, it is made of the kind of document and the title of the transfer."""
    revision: WholeLine = "1"
    """Current revision."""
    date: datetime.date | None = None
    """Date of the revision, YYYY-MM-DD."""
    status: Literal["draft", "for_signature", "approved"] = "draft"
    """State of this revision."""
    approvers: tuple[Identifier, ...] = ()
    """Roles that approve this document; empty means those of the governance."""
    history: tuple[Revision, ...] = ()
    """Revision history, oldest first, the current revision included."""
    distribution: tuple[WholeLine, ...] = ()
    """Who receives the document."""
    tier: Identifier | None = None
    """Confidentiality tier, printed in the footer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsControl:
    """Document control of the documents of the transfer."""

    __pydantic_config__ = STRICT

    protocol: ControlledDocument | None = None
    """The transfer protocol; the responsibility matrix of the transfer carries its number, too."""
    dossier: ControlledDocument | None = None
    """The transfer dossier."""
    report: ControlledDocument | None = None
    """The transfer summary report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """Something that is still to be confirmed: it is printed so, with who owes it and by when."""

    __pydantic_config__ = STRICT

    path: WholeLine
    """What is missing, by its keys below `transfer`; an item of a list by its id: "cpps.CPP-07.su_setpoint"."""
    owner: Identifier
    """Role that owes it."""
    due: datetime.date
    """Day by which it is owed, YYYY-MM-DD."""
    critical: bool = False
    """The document stays a draft as long as this is open."""
    remark: NonEmpty | None = None
    """What must happen first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeTransfer:
    """How knowledge that stands on no paper is passed on."""

    __pydantic_config__ = STRICT

    tacit_topics: tuple[WholeLine, ...] = ()
    """What is known by hand and eye."""
    method: NonEmpty | None = None
    """How it is captured."""
    repository: WholeLine | None = None
    """Where it is kept."""
    lessons_learned_owner: Identifier | None = None
    """Role that keeps the lessons learned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingItem:
    """A training of the receiving unit's people."""

    __pydantic_config__ = STRICT

    topic: WholeLine
    """What is learned."""
    trainees: WholeLine
    """Who learns."""
    method: WholeLine
    """How."""
    assessment: WholeLine
    """How it is shown that they can."""
    due: datetime.date | None = None
    """Last day, YYYY-MM-DD."""
    done: datetime.date | None = None
    """Day on which it was completed, YYYY-MM-DD."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeManagement:
    """How changes and departures are handled during the transfer."""

    __pydantic_config__ = STRICT

    procedure: WholeLine
    """Procedure or form."""
    both_qas_approve: bool = True
    """Both quality units approve every change."""
    deviation_notification_days: Positive | None = None
    """Working days within which a deviation is told."""
    oos_notification_days: Positive | None = None
    """Working days within which a result out of specification is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataIntegrity:
    """How records are kept true."""

    __pydantic_config__ = STRICT

    principle: WholeLine
    """Principle, for example ALCOA+."""
    electronic_records: NonEmpty
    """In which systems records are kept."""
    su_access_to_raw_data: bool = True
    """The sending unit may see the receiving unit's raw data."""
    record_retention_years: Positive | None = None
    """Years for which records are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSamples:
    """Which samples are kept, by whom and how long."""

    __pydantic_config__ = STRICT

    api: WholeLine | None = None
    """Active substance."""
    intermediates: WholeLine | None = None
    """Intermediates."""
    finished_product: WholeLine | None = None
    """Finished product."""
    reference_substances: WholeLine | None = None
    """Reference substances."""
    period: WholeLine | None = None
    """How long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """An item that is still open at close-out."""

    __pydantic_config__ = STRICT

    item: NonEmpty
    """What is open."""
    owner: Identifier
    """Role that owes it."""
    due: datetime.date
    """Last day, YYYY-MM-DD."""
    critical: bool = False
    """The transfer cannot be closed before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Something learned in the transfer."""

    __pydantic_config__ = STRICT

    topic: WholeLine
    """What it concerns."""
    lesson: NonEmpty
    """What was learned."""
    action: NonEmpty | None = None
    """What is done about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseOut:
    """How the transfer ends."""

    __pydantic_config__ = STRICT

    report_ref: WholeLine | None = None
    """Number of the summary report, where its document control does not give it."""
    critical_parameter_comparison: NonEmpty | None = None
    """Which parameters are compared between the units."""
    open_items_rule: NonEmpty | None = None
    """Which items may be open at close-out."""
    open_items: tuple[OpenPoint, ...] = ()
    """Items that are open at close-out."""
    handover_to: NonEmpty | None = None
    """Who takes over."""
    su_support_after_close_months: Whole | None = None
    """Months for which the sending unit still helps."""
    document_return_or_destruction: NonEmpty | None = None
    """What becomes of confidential documents."""
    conclusion: NonEmpty | None = None
    """Conclusion of the summary report."""
    lessons: tuple[Lesson, ...] = ()
    """Lessons learned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyPlan:
    """How supply goes on while the product moves."""

    __pydantic_config__ = STRICT

    bridging_stock_months: Whole | None = None
    """Months of demand that the bridging stock covers."""
    last_su_batch: datetime.date | None = None
    """Day of the last batch of the sending unit, YYYY-MM-DD."""
    api_lots_for_transfer: Whole | None = None
    """Lots of active substance set aside for the transfer."""
    comparator_samples_from_su: WholeLine | None = None
    """Samples of the sending unit for comparison."""
    demand_cover: WholeLine | None = None
    """Demand that is covered."""
    remarks: tuple[NonEmpty, ...] = ()
    """What else was agreed."""
