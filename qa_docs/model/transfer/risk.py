"""Risks, gaps, documents, gates and criteria: what is tracked until the transfer is closed."""

import datetime
from dataclasses import dataclass
from typing import Literal

from qa_docs.model.limits import STRICT, Identifier, NonEmpty, Number, Positive, Score, WholeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleLevel:
    """What the scores mean, in words."""

    __pydantic_config__ = STRICT

    score: WholeLine
    """Score or scores, for example "9-10"."""
    severity: NonEmpty
    """Severity."""
    occurrence: NonEmpty
    """Occurrence."""
    detection: NonEmpty
    """Detection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskScale:
    """Scales of the risk assessment and when an action is needed: a company's practice, not a rule of law."""

    __pydantic_config__ = STRICT

    severity: WholeLine = "1-10"
    """Scale of severity."""
    occurrence: WholeLine = "1-10"
    """Scale of occurrence."""
    detection: WholeLine = "1-10 (10 = not detectable)"
    """Scale of detection."""
    action_rpn: Positive = 100
    """Risk priority number from which an action is needed."""
    action_severity: Score = 9
    """Severity from which an action is needed."""
    levels: tuple[ScaleLevel, ...] = ()
    """What the scores mean; empty means the words of the library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A risk: what could fail, how bad, how often, how well seen, and what is done about it."""

    __pydantic_config__ = STRICT

    id: Identifier
    """Id, for example R-01."""
    step: WholeLine
    """Step of the process, or area."""
    failure_mode: NonEmpty
    """What could go wrong."""
    effect: NonEmpty
    """What would follow."""
    cause: NonEmpty
    """Why it would."""
    current_control: NonEmpty | None = None
    """What keeps it from happening today; left out where nothing does."""
    s: Score
    """Severity."""
    o: Score
    """Occurrence."""
    d: Score
    """Detection."""
    rpn: Positive | None = None
    """Risk priority number; computed, and checked where it is given."""
    action: NonEmpty | None = None
    """What is done."""
    owner: Identifier | None = None
    """Role that does it."""
    due: datetime.date | None = None
    """Day by which it is done, YYYY-MM-DD."""
    status: Literal["open", "in_progress", "closed", "accepted"] = "open"
    """State of the action."""
    residual_s: Score | None = None
    """Severity afterwards."""
    residual_o: Score | None = None
    """Occurrence afterwards."""
    residual_d: Score | None = None
    """Detection afterwards."""
    residual_rpn: Positive | None = None
    """Risk priority number afterwards; computed, and checked where it is given."""
    severity_justification: NonEmpty | None = None
    """Why the severity is lower afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRegister:
    """The risk register."""

    __pydantic_config__ = STRICT

    scale: RiskScale | None = None
    """Scales and limits for action; left out, those of the library."""
    team: tuple[Identifier, ...] = ()
    """Roles that scored."""
    items: tuple[Risk, ...] = ()
    """Risks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A difference between the units that needs an action."""

    __pydantic_config__ = STRICT

    id: Identifier
    """Id, for example GAP-01."""
    area: WholeLine
    """Area."""
    su_state: WholeLine
    """At the sending unit."""
    ru_state: WholeLine
    """At the receiving unit."""
    classification: Literal["minor", "moderate", "major"]
    """How much it weighs."""
    risk_ref: Identifier | None = None
    """Risk in the register, by id; a major gap needs one."""
    action: NonEmpty | None = None
    """What is done."""
    owner: Identifier | None = None
    """Role that does it."""
    due: datetime.date | None = None
    """Day by which it is done, YYYY-MM-DD."""
    status: Literal["open", "in_progress", "closed"] = "open"
    """State of the action."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDiligence:
    """Due diligence of the receiving unit."""

    __pydantic_config__ = STRICT

    audit_ref: WholeLine
    """Number of the audit."""
    date: datetime.date
    """Last day of the audit, YYYY-MM-DD."""
    team: tuple[WholeLine, ...] = ()
    """Who audited."""
    outcome: NonEmpty
    """Outcome."""
    readiness_score_pct: Number | None = None
    """Readiness in per cent."""


DocumentKind = Literal[
    "development_report",
    "batch_record",
    "process_validation",
    "analytical_methods",
    "method_validation",
    "analytical_transfer",
    "specification",
    "stability",
    "exposure_limit",
    "cleaning",
    "safety",
    "risk_assessment",
    "qualification",
    "ppq",
    "filter_validation",
    "aseptic_simulation",
    "contamination_control",
    "container_closure",
    "synthesis",
    "cell_bank",
    "viral_safety",
    "comparability",
    "packaging",
    "artwork",
    "serialisation",
    "training",
    "regulatory",
    "supply",
    "other",
]
"""What a document of the index is; each class of transfer needs some of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferDocument:
    """A document of the index."""

    __pydantic_config__ = STRICT

    doc_no: Identifier
    """Number in the index, for example D-001."""
    title: WholeLine
    """Title."""
    kind: DocumentKind = "other"
    """What it is."""
    number: WholeLine | None = None
    """Number of the document itself."""
    source: Literal["SU", "RU", "both", "third_party"]
    """Who provides it."""
    tier: Identifier
    """Confidentiality tier."""
    version: WholeLine | None = None
    """Version."""
    status: Literal[
        "requested",
        "transferred",
        "in_preparation",
        "planned",
        "approved",
        "on_site_review_only",
        "not_applicable",
    ]
    """State."""
    transmittal: WholeLine | None = None
    """Transmittal with which it was handed over."""
    date: datetime.date | None = None
    """Day on which it was handed over or approved, YYYY-MM-DD."""
    due: datetime.date | None = None
    """Day by which it is needed, YYYY-MM-DD."""
    critical: bool = False
    """The transfer cannot go on without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A gate: a decision at a planned day, by criteria."""

    __pydantic_config__ = STRICT

    gate: Identifier
    """Id, for example G1."""
    name: WholeLine
    """Name."""
    planned: datetime.date
    """Day planned, YYYY-MM-DD."""
    criteria: NonEmpty
    """What must be shown."""
    decision_by: Identifier
    """Role that decides."""
    actual: datetime.date | None = None
    """Day on which it was decided, YYYY-MM-DD."""
    decision: Literal["go", "go_with_conditions", "no_go"] | None = None
    """Decision."""
    conditions: NonEmpty | None = None
    """Conditions of the decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceCriterion:
    """A criterion by which the transfer passes or fails."""

    __pydantic_config__ = STRICT

    id: Identifier
    """Id, for example AC-01."""
    topic: WholeLine
    """Topic."""
    criterion: NonEmpty
    """Criterion."""
    evidence: WholeLine | None = None
    """Document that shows it: a number of the index or of the document itself."""
    result: NonEmpty | None = None
    """What was found, in words."""
    passed: bool | None = None
    """It was met; left out, it follows from the results that belong to it."""
    deviation: WholeLine | None = None
    """Deviation, where it was not met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessCriterion:
    """A measure of success after the transfer."""

    __pydantic_config__ = STRICT

    id: Identifier
    """Id, for example SC-01."""
    criterion: NonEmpty
    """Criterion."""
    measure: WholeLine
    """What is measured."""
    target: WholeLine
    """Target."""
    actual: WholeLine | None = None
    """What was reached."""
    met: bool | None = None
    """It was met."""
