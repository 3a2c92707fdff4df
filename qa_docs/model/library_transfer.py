"""What the library holds for technology transfers beside clauses: phases, roles, rows, exchanges and defaults."""

from dataclasses import dataclass
from typing import Any, Literal

from msgspec import Struct

from qa_docs.model.limits import Identifier, NonEmpty, WholeLine
from qa_docs.model.text import SourceInline
from qa_docs.problems import Place

KINDS = ("transfer-protocol", "transfer-dossier", "transfer-report")
"""Kinds of document that are written from the transfer's own part of the library."""
CONTENT = frozenset((
    "acceptance-result-table", "acceptance-table", "agreement-table", "aps-table", "artwork-table",
    "aseptic-hold-table", "aseptic-table", "barrier-table", "batch-figure", "batch-table", "bom-table",
    "capability-table", "cell-bank-table",
    "cleaning-data-table", "cleaning-validation-table", "clock-table", "cma-table", "comparability-table",
    "condition-table", "control-table", "cpp-table", "cqa-table", "ctd-table", "cycle-table",
    "deviation-table", "difference-figure", "difference-table", "document-table", "downstream-table",
    "due-diligence-table", "ehs-table", "equipment-difference-table", "equipment-table", "equivalence-table",
    "existing-products-table", "facility-table", "filter-table", "format-table", "gap-closure-table",
    "gap-table", "gate-figure", "gate-table", "history-table", "hold-table", "impurity-table",
    "instrument-table", "ipc-table", "label-table", "laboratory-table", "lesson-table", "limit-table",
    "market-table", "master-file-table", "meeting-table", "method-default-table", "method-details",
    "method-reference-table", "method-result-table", "method-table", "open-item-table", "other-result-table",
    "pack-component-table", "pack-parameter-table", "parameter-figure", "parameter-table", "pool-table",
    "ppq-result-table", "ppq-table", "prerequisite-table", "problem-table", "process-figure", "product-table",
    "qtpp-table", "qualification-table", "registration-table", "retention-table", "risk-closure-table",
    "risk-matrix", "risk-table", "sampling-table", "scale-table", "scope-table", "score-table",
    "single-use-table", "solvent-table", "specification-table", "stability-table", "standard-table",
    "starting-material-table", "step-details", "step-table", "success-table", "summary-table",
    "supplier-table", "supply-table", "synthesis-table", "tacit-table", "team-table", "tier-table",
    "training-table", "transport-table", "units-table", "upstream-table", "verdict", "vision-table",
    "waiver-table", "waste-table", "yield-table",
))  # fmt: skip
"""Names of the tables and figures that a clause may bring along; `assemble.transfer.contents` makes them."""
Side = Literal["sending_unit", "receiving_unit", "joint"]

_STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A phase of a transfer."""

    __pydantic_config__ = _STRICT

    id: Identifier
    """Id."""
    title: WholeLine
    """Title over the rows of the phase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferActivity:
    """A row of the transfer's responsibility matrix: one of its own, or one that it shares with the agreement."""

    __pydantic_config__ = _STRICT

    id: Identifier
    """Row number, kept for ever: TT-01; of a shared row, the number in the agreement."""
    shared: bool = False
    """The row is the agreement's of the same id: title, letters and basis stand there, and a deal's moves count here
    too."""
    title: WholeLine | None = None
    """What is done, as a verb phrase; not for a shared row."""
    phase: Identifier
    """Phase to which it belongs."""
    letters: dict[str, Literal["R", "A", "C", "I", "A/R"]] | None = None
    """Letters by role of the transfer; not for a shared row."""
    roles: dict[Identifier, tuple[Identifier, ...]] | None = None
    """For a shared row: roles of the transfer that take the letter of a role of the agreement, where they are not those
    that name it under `takes`."""
    basis: tuple[Identifier, ...] = ()
    """Requirements behind the row."""
    when: NonEmpty | None = None
    """Condition, where the row does not belong to every transfer."""
    output: WholeLine
    """What comes of it."""
    sign_off: tuple[Identifier, ...]
    """Roles that sign the output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferActivityFile:
    """The file of the transfer's rows."""

    __pydantic_config__ = _STRICT

    phases: tuple[Phase, ...]
    """Phases in order."""
    rows: tuple[TransferActivity, ...]
    """Rows in the order of the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRole:
    """A role of the transfer's responsibility matrix."""

    __pydantic_config__ = _STRICT

    id: Identifier
    """Short id, as in the rows: SQA."""
    name: WholeLine
    """Function, without the unit."""
    side: Side
    """Unit whose role it is."""
    counterpart: Identifier | None = None
    """Role of the other unit that does the same work."""
    takes: tuple[Identifier, ...] = ()
    """Roles of the agreement's matrix whose letters it takes in a shared row."""
    description: NonEmpty
    """What the role answers for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRoleFile:
    """The file of the transfer's roles."""

    __pydantic_config__ = _STRICT

    roles: tuple[TransferRole, ...]
    """Roles in the order of the matrix's columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A tier of confidential information."""

    __pydantic_config__ = _STRICT

    id: Identifier
    """Id: C1."""
    title: WholeLine
    """Name."""
    rule: WholeLine
    """Who may have it, and how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A document that goes from one party to the other."""

    __pydantic_config__ = _STRICT

    id: Identifier
    """Number, kept for ever: IX-01."""
    document: WholeLine
    """The document; `{{ giver }}` and `{{ acceptor }}` where a party must be named."""
    aspect: Literal["regulatory", "technical", "compliance", "operations"]
    """Aspect of the lifecycle."""
    direction: Literal["to_receiver", "to_owner", "both", "from_third_party", "none"]
    """To the one who makes or tests, to the owner, both ways, from a third party, or forbidden."""
    stage: Literal["pre_contract", "transfer", "commercial", "exit"]
    """Stage in which it is due."""
    trigger: WholeLine
    """What sets it off."""
    timing: WholeLine
    """By when."""
    owner: Identifier
    """Role of the transfer that owns it."""
    tier: Identifier
    """Confidentiality tier."""
    basis: WholeLine
    """Where the duty comes from; practice is named as practice."""
    basis_seen: bool = False
    """Whether the text behind the basis was read."""
    clause: Identifier | None = None
    """Clause of the agreement that fixes the timing there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeFile:
    """The file of exchanges."""

    __pydantic_config__ = _STRICT

    tiers: tuple[Tier, ...] = ()
    """Tiers, from open to closed."""
    exchanges: tuple[Exchange, ...]
    """Exchanges in the order of their numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleWord:
    """One step of the scale by which failure modes are scored, in words."""

    __pydantic_config__ = _STRICT

    score: WholeLine
    """Scores of the step."""
    severity: WholeLine
    """What a failure of this severity does."""
    occurrence: WholeLine
    """How often it comes."""
    detection: WholeLine
    """How surely it is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodDefault:
    """Usual design and criterion for the transfer of a kind of test; practice, never a limit of law."""

    __pydantic_config__ = _STRICT

    test: WholeLine
    """Kind of test."""
    transfer_type: WholeLine
    """Usual type of transfer."""
    design: WholeLine
    """Usual design."""
    criterion: WholeLine
    """Usual criterion."""
    remark: WholeLine
    """What to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledSection:
    """A section of the common technical document, and how a transfer usually touches it."""

    __pydantic_config__ = _STRICT

    section: WholeLine
    """Number in the common technical document."""
    title: WholeLine
    """Title."""
    established_condition: WholeLine
    """Whether its content is usually an established condition."""
    effect: WholeLine
    """Usual effect of a transfer."""
    source: tuple[Identifier, ...]
    """Sections of the dossier that hold the facts."""
    read: bool = False
    """Whether the row was read in the guideline's own table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """Who owes a fact that a deal does not give yet, and at which gate."""

    __pydantic_config__ = _STRICT

    path: WholeLine
    """Keys below `transfer`; the longest that fits counts."""
    owner: Identifier
    """Role that owes it."""
    gate: WholeLine
    """Gate at which it is due."""
    critical: bool = False
    """Whether the document stays a draft without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferDefaults:
    """What a transfer starts from where the deal says nothing else: practice, to be changed at will."""

    __pydantic_config__ = _STRICT

    scale: tuple[ScaleWord, ...]
    """Scale of the failure mode and effects analysis in words."""
    methods: tuple[MethodDefault, ...]
    """Usual designs of method transfers."""
    filed_sections: tuple[FiledSection, ...]
    """Sections of the common technical document."""
    debts: tuple[Debt, ...]
    """Who owes what is missing."""


class ExchangeRow(Struct, frozen=True, gc=False):
    """An exchange with its texts parsed."""

    exchange: Exchange
    document: tuple[SourceInline, ...]
    trigger: tuple[SourceInline, ...]
    timing: tuple[SourceInline, ...]
    place: Place


class TransferLists(Struct, frozen=True, gc=False):
    """What the part for transfers holds beside clauses, rows, terms and requirements."""

    phases: tuple[Phase, ...]
    activities: dict[str, TransferActivity]
    roles: dict[str, TransferRole]
    defaults: TransferDefaults
