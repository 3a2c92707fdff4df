"""The clause library: clauses, rows of the matrix, roles, glossary, sources, requirements and outlines.

Heads (what people write in YAML) are plain dataclasses, read with pydantic in `qa_docs.library`; what is parsed out of
them is held in `msgspec` structs, so that a library can be cached as JSON and loaded again without parsing.
"""

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from annotated_types import MinLen
from msgspec import Struct

from qa_docs.model.deal import ContactSubject, Duty, Party
from qa_docs.model.expression import Expression
from qa_docs.model.library_transfer import ExchangeRow, Tier, TransferLists
from qa_docs.model.limits import Identifier, NonEmpty, WholeLine
from qa_docs.model.text import SourceBlock, SourceInline
from qa_docs.problems import Place

Aspect = Literal["framework", "regulatory", "technical", "compliance", "operations"]
PositionName = Literal["standard", "acceptable", "fallback"]
Letter = Literal["R", "A", "C", "I", "A/R"]
Approver = Literal[
    "head_of_quality", "quality_assurance", "regulatory_affairs", "legal", "qualified_person", "management"
]
Timing = Annotated[str, MinLen(1)]

_STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankSpec:
    """A blank of a clause: what a deal may fill in, its default and its limits."""

    __pydantic_config__ = _STRICT

    label: NonEmpty
    """What is asked, as a person would ask it."""
    type: Literal["text", "number", "duration", "date", "choice"] = "text"
    """Kind of answer. A duration is a number and a unit: hours, business days, working days, calendar days, weeks,
    months, years."""
    default: str | None = None
    """Answer used when the deal gives none. Without a default the blank must be answered."""
    minimum: str | None = None
    """Smallest answer (number or duration)."""
    maximum: str | None = None
    """Largest answer (number or duration)."""
    choices: tuple[str, ...] = ()
    """Possible answers of a choice."""
    basis: tuple[Identifier, ...] = ()
    """Requirements that fix the limits. Empty means typical practice, not law."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryLimit:
    """A limit that the law sets for the party that reports; no deal may be looser."""

    __pydantic_config__ = _STRICT

    within: Timing
    """The limit as a duration, for example "3 working days"."""
    basis: Identifier
    """Requirement that sets it."""
    note: str = ""
    """What the limit applies to and when its clock starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSpec:
    """A duty with a clock: who tells whom about what, how fast, counted from when, and how."""

    __pydantic_config__ = _STRICT

    event: NonEmpty
    """What is notified, in a few words: "a critical deviation"."""
    sender: Duty
    """Who gives the notice; `both` means whichever party learns of it first."""
    within: Timing
    """The clock: name of a blank of this clause (type duration), or a fixed duration."""
    urgent: bool = False
    """Print "immediately, and in any case" before the clock."""
    direction: Literal["after", "before"] = "after"
    """Whether the clock runs after the start event or must be over before it."""
    start: NonEmpty
    """What the clock counts from: "becoming aware of it", said of the sender, or a noun phrase."""
    medium: NonEmpty = "e-mail"
    """How the notice is given."""
    contact: ContactSubject = "quality"
    """Contact subject of the addressee."""
    law: StatutoryLimit | None = None
    """The law's limit, where there is one."""
    activity: Identifier | None = None
    """Row of the matrix to which the notice belongs."""
    when: NonEmpty | None = None
    """Condition, where the notice does not apply whenever its clause does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionSpec:
    """A text other than the standard one that may be agreed, and who may agree to it."""

    __pydantic_config__ = _STRICT

    approver: Approver
    """Who in the company must approve it."""
    note: NonEmpty
    """When to give it and what it costs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """One line of a clause's history."""

    __pydantic_config__ = _STRICT

    version: WholeLine
    """Version of the clause."""
    change: NonEmpty
    """What changed and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseHead:
    """The YAML head of a clause file. The clause's id is its file name."""

    __pydantic_config__ = _STRICT

    title: WholeLine
    """Title as printed."""
    aspect: Aspect
    """Aspect of the lifecycle; the folder of the same name holds the file."""
    version: Annotated[str, MinLen(5)]
    """Version of the text, MAJOR.MINOR.PATCH: meaning changes, text is added, wording is mended."""
    when: NonEmpty | None = None
    """Condition under which the clause belongs to an agreement; without it, always."""
    variant_of: Identifier | None = None
    """Id of the clause in whose place this one stands where `when` holds."""
    requires: tuple[Identifier, ...] = ()
    """Clauses that must be in the agreement too."""
    basis: tuple[Identifier, ...] = ()
    """Requirements that the clause answers, by id of the catalogue."""
    activities: tuple[Identifier, ...] = ()
    """Rows of the responsibility matrix that the clause carries."""
    blanks: dict[str, BlankSpec] = field(default_factory=dict)
    """What a deal may fill in, by name."""
    notices: dict[str, NoticeSpec] = field(default_factory=dict)
    """Duties with a clock, by name."""
    positions: dict[Literal["acceptable", "fallback"], PositionSpec] = field(default_factory=dict)
    """Other texts that may be agreed; their text follows a `# acceptable` or `# fallback` line."""
    content: tuple[Identifier, ...] = ()
    """Generated tables and figures that follow the text, by name; `ref` leads to them. Only in transfer documents."""
    allow: dict[Identifier, NonEmpty] = field(default_factory=dict)
    """Findings of the drafting checks that are right here, by code, each with its reason."""
    note: NonEmpty
    """Drafting note for the user: what to decide, what is law and what is practice, what the other side will ask."""
    history: tuple[ClauseChange, ...] = ()
    """Versions, newest first."""


class Notice(Struct, frozen=True, gc=False):
    """A duty with a clock, with its phrases parsed."""

    name: str
    spec: NoticeSpec
    event: tuple[SourceInline, ...]
    start: tuple[SourceInline, ...]
    when: Expression | None


class Clause(Struct, frozen=True, gc=False):
    """A clause: its head, its condition, and its text for each position."""

    id: str
    head: ClauseHead
    when: Expression | None
    texts: dict[str, tuple[SourceBlock, ...]]
    notices: dict[str, Notice]
    refers: tuple[str, ...]
    """Ids of everything that some text of the clause refers to."""
    place: Place
    places: dict[str, tuple[int, int]]
    """Line and column of each key of the head, by dotted path."""
    digest: str
    """SHA-256 of the file's text with line ends made equal."""
    sources: dict[str, str] = {}
    """The text of each position as its author wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityStep:
    """A step inside a row, with its own mark: write, review, approve, execute."""

    __pydantic_config__ = _STRICT

    title: WholeLine
    """The step."""
    party: Duty
    """Who does it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A row of the responsibility matrix."""

    __pydantic_config__ = _STRICT

    id: Identifier
    """Row number, kept for ever: REG-01."""
    title: WholeLine
    """What is done, as a verb phrase; `{{ giver }}` and `{{ acceptor }}` where a party must be named."""
    party: Duty | Literal["third_party"]
    """Which party holds the duty, or both, each its part; `third_party` where the law names somebody else."""
    letters: dict[str, Letter]
    """Letters by role id."""
    when: NonEmpty | None = None
    """Condition, where the row does not belong to every agreement that has its clause."""
    basis: tuple[Identifier, ...] = ()
    """Requirements behind the row."""
    steps: tuple[ActivityStep, ...] = ()
    """Steps with their own marks."""
    needs: tuple[Identifier, ...] = ()
    """Rows whose result this one needs from the other party: both ends of a hand-over must be there."""
    note: str = ""
    """Remark for the user."""


class Row(Struct, frozen=True, gc=False):
    """An activity with its aspect, its parsed condition and its place."""

    activity: Activity
    aspect: str
    title: tuple[SourceInline, ...]
    steps: tuple[tuple[SourceInline, ...], ...]
    """Titles of the activity's steps, parsed."""
    when: Expression | None
    place: Place
    takers: dict[str, tuple[str, ...]] = {}
    """In the part for transfers: roles of the transfer that take the letters of a role of the agreement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role of the matrix."""

    __pydantic_config__ = _STRICT

    id: Identifier
    """Short id, as in the rows: SQ."""
    name: WholeLine
    """Function, without the party: "Quality assurance"."""
    party: Party | Literal["third_party"]
    """Whose role it is."""
    counterpart: Identifier | None = None
    """Role of the other party that takes over when a duty moves."""
    stands_for: tuple[Identifier, ...] = ()
    """Roles whose letters this one takes where `when` holds: in a trial, the CRO's quality assurance stands for the
    manufacturer's quality unit."""
    when: NonEmpty | None = None
    """Condition for `stands_for`."""
    description: str = ""
    """What the role answers for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermSpec:
    """A defined term of the glossary."""

    __pydantic_config__ = _STRICT

    id: Identifier
    """Id, kebab-case."""
    term: WholeLine
    """The term as printed, capitalised."""
    forms: tuple[WholeLine, ...] = ()
    """Other forms that mean the same: plurals, abbreviations."""
    ordinary: bool = False
    """Whether the same words in small letters are ordinary English somewhere, so that they are no slip."""
    definition: NonEmpty
    """What it means: the words after "means". May use blanks, references and other terms."""
    when: NonEmpty | None = None
    """Condition, where the definition differs by deal; entries may share a term if their conditions differ."""


class StandIn(Struct, frozen=True, gc=False):
    """A role that takes the letters of others where a condition holds."""

    role: str
    stands_for: tuple[str, ...]
    when: Expression | None


class Term(Struct, frozen=True, gc=False):
    """A defined term with its definition parsed."""

    spec: TermSpec
    definition: tuple[SourceInline, ...]
    when: Expression | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A regulation, guideline or standard that requirements come from."""

    __pydantic_config__ = _STRICT

    name: WholeLine
    """Short name, unique."""
    full_title: WholeLine
    """Full title."""
    issuer: WholeLine
    """Who issued it."""
    version: WholeLine
    """Edition or date."""
    kind: WholeLine
    """law, guideline, guidance or standard."""
    note: str = ""
    """What is known of its status, and how it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What a source asks for, in our own words."""

    __pydantic_config__ = _STRICT

    id: Identifier
    """Id, kebab-case."""
    source: WholeLine
    """Name of the source."""
    section: WholeLine
    """Section, article or paragraph."""
    jurisdiction: WholeLine
    """Where it applies."""
    title: WholeLine
    """Short title."""
    requirement: NonEmpty
    """What it asks for, paraphrased."""
    applies_to: tuple[WholeLine, ...]
    """Kinds of arrangement: all, commercial, clinical, api, sterile …"""
    aspect: WholeLine
    """Aspect of the lifecycle."""
    typical_responsible: WholeLine
    """Who usually answers for it."""
    topics: tuple[WholeLine, ...] = ()
    """Topics of the catalogue."""
    verified: bool = False
    """Whether the content was read in a source."""
    section_confirmed: bool = False
    """Whether the section number was read in a source."""
    evidence: str = ""
    """How it was read."""
    note: str = ""
    """Remark."""
    when: NonEmpty | None = None
    """Condition under which it concerns a deal, over the same names as a clause's; without it, every deal."""
    no_clause: str = ""
    """Why no clause is needed, where none cites it."""
    transfer_part: Identifier | None = None
    """Section of the transfer documents that answers it; with one, it is asked of transfers and not of agreements."""
    data_needed: tuple[WholeLine, ...] = ()
    """Keys of a deal, below `transfer` where nothing else is said, that must hold the facts; `[]` stands for each line
    of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineSection:
    """A numbered section of a document: its title and its clauses in order."""

    __pydantic_config__ = _STRICT

    id: Identifier
    """Id, for references."""
    title: WholeLine
    """Title as printed."""
    clauses: tuple[Identifier, ...] = ()
    """Clauses in order, by id; a variant takes the place of its base."""
    content: Identifier | None = None
    """Name of generated content: `parties`, `definitions`, `responsibility-table`."""
    landscape: bool = False
    """Whether its pages lie on their side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinePart:
    """A part of a document: a banner over sections."""

    __pydantic_config__ = _STRICT

    id: Identifier
    """Id."""
    title: WholeLine
    """Title as printed."""
    aspect: Aspect
    """Aspect of the sections."""
    sections: tuple[OutlineSection, ...]
    """Sections in order; one without a clause in this agreement is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineAppendix:
    """An appendix: data, changed without touching the body."""

    __pydantic_config__ = _STRICT

    id: Identifier
    """Id, for references: `ref('contacts')`."""
    title: WholeLine
    """Title as printed."""
    content: Identifier | None = None
    """Name of the generated content."""
    clauses: tuple[Identifier, ...] = ()
    """Clauses whose text the appendix holds, in order."""
    landscape: bool = False
    """Whether its pages lie on their side."""
    when: NonEmpty | None = None
    """Condition; without it the appendix is printed when it has content."""
    intro: str = ""
    """A sentence above the content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineSpec:
    """A kind of document: which parts, sections, clauses and appendices, in order."""

    __pydantic_config__ = _STRICT

    kind: Identifier
    """Kind of document; the file name."""
    title: WholeLine
    """Title when the deal gives none."""
    parts: tuple[OutlinePart, ...]
    """Parts in order."""
    appendices: tuple[OutlineAppendix, ...] = ()
    """Appendices in order."""


class Outline(Struct, frozen=True, gc=False):
    """A kind of document with the appendices' conditions and introductions parsed."""

    spec: OutlineSpec
    appendix_when: dict[str, Expression]
    appendix_intro: dict[str, tuple[SourceInline, ...]]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFile:
    """A file of rows that share an aspect."""

    __pydantic_config__ = _STRICT

    aspect: Aspect
    """Aspect of the rows."""
    rows: tuple[Activity, ...]
    """Rows in the order of their numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFile:
    """The file of roles."""

    __pydantic_config__ = _STRICT

    roles: tuple[Role, ...]
    """Roles in the order of the matrix's columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFile:
    """A file of the glossary."""

    __pydantic_config__ = _STRICT

    terms: tuple[TermSpec, ...]
    """Terms in any order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """The file of sources."""

    __pydantic_config__ = _STRICT

    sources: tuple[Source, ...]
    """Sources in any order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementFile:
    """A file of the requirement catalogue."""

    __pydantic_config__ = _STRICT

    requirements: tuple[Requirement, ...]
    """Requirements in any order."""


class Library(Struct, frozen=True, gc=False):
    """Everything an agreement can be made of, by id."""

    clauses: dict[str, Clause]
    rows: dict[str, Row]
    roles: dict[str, Role]
    stand_ins: tuple[StandIn, ...]
    terms: tuple[Term, ...]
    sources: dict[str, Source]
    requirements: dict[str, Requirement]
    requirement_whens: dict[str, Expression]
    """Conditions of the requirements, parsed; one without a condition concerns every deal."""
    outlines: dict[str, Outline]
    digest: str
    """SHA-256 over all files, names and texts."""
    exchanges: dict[str, ExchangeRow] = {}
    """Documents that go from one party to the other, by number."""
    tiers: tuple[Tier, ...] = ()
    """Tiers of confidential information."""
    lists: TransferLists | None = None
    """Only in the part for transfers: its phases, roles and defaults."""
