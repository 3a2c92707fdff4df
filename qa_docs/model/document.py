"""The finished document: numbered, filled, resolved, still no Word.

Every view (Word, plain text, HTML, workbook, redline) is made from this value alone. Plain text is a plain `str`.
Numbers are those that Word's own numbering will show; they are computed here so that text, PDF and Word agree.
"""

from typing import Any, Literal

from msgspec import Struct

from qa_docs.model.drawing import Drawing
from qa_docs.model.picture import Image, Picture


class Reference(Struct, frozen=True, gc=False, tag="ref"):
    """A cross-reference: a live field in Word. `lead` and `number` print as "Section 5.3"."""

    target: str
    lead: str
    number: str


class Blank(Struct, frozen=True, gc=False, tag="blank"):
    """What a deal filled in. An open blank prints as a highlighted `[•]`; its question stands in `label`."""

    id: str
    text: str
    open: bool = False
    label: str = ""
    kind: Literal["text", "number", "duration", "date", "choice"] = "text"
    choices: tuple[str, ...] = ()
    """Possible answers of a choice."""
    day: str = ""
    """The answer of a date, YYYY-MM-DD."""


class DefinedTerm(Struct, frozen=True, gc=False, tag="term"):
    """A term at the place where it is defined; printed bold there and nowhere else."""

    id: str
    text: str


class Strong(Struct, frozen=True, gc=False, tag="strong"):
    """Bold text."""

    text: tuple["Inline", ...]


class Emphasis(Struct, frozen=True, gc=False, tag="emphasis"):
    """Italic text."""

    text: tuple["Inline", ...]


Inline = str | Reference | Blank | DefinedTerm | Strong | Emphasis
Text = tuple[Inline, ...]

HeadingKind = Literal["part", "section", "clause", "appendix", "plain"]


class Heading(Struct, frozen=True, gc=False, tag="heading"):
    """A heading.

    `part` prints "Part A" and is level 1; `section` ("5") is level 2; `clause` ("5.3") is level 3; `appendix`
    ("Appendix 2") is level 1; `plain` is level 2 without a number. `id` is the bookmark that references lead to.
    """

    id: str
    kind: HeadingKind
    text: str
    number: str = ""
    on_new_page: bool = False
    """Whether a page begins with it, whatever the template says of its style."""


class Paragraph(Struct, frozen=True, gc=False, tag="paragraph"):
    """A paragraph.

    `level` 0 is unnumbered; 1 is a numbered sub-paragraph ("5.3.1"); 2 is "(a)", 3 is "(i)"; `number` is what is
    printed. `style` names another look: `definition`, `lead` (introduces a table), `note` (small), `bullet`.
    """

    text: Text
    level: int = 0
    number: str = ""
    style: Literal["", "definition", "lead", "note", "bullet"] = ""


class Column(Struct, frozen=True, gc=False):
    """A table column. `width` is its share of the text width, in parts of all columns' sum."""

    title: str
    width: float
    align: Literal["left", "center", "decimal"] = "left"
    """Where its cells and its title stand: `decimal` for numbers, so that their decimal points stand below each other.
    """
    group: str = ""
    """Title of the group of columns that it belongs to; neighbours with the same group share a merged cell above."""
    turned: bool = False
    """Whether the title is written upwards, for narrow columns."""


CellTone = Literal["muted", "low", "medium", "high"]


class TableRow(Struct, frozen=True, gc=False):
    """A row: one text for each column; a `group` row has one text, over all columns."""

    cells: tuple[Text, ...]
    kind: Literal["row", "group"] = "row"
    id: str = ""
    """Activity or other id that the row stands for, where there is one."""
    paths: tuple[str, ...] = ()
    """Keys of the deal that the row prints, in the documents of a transfer."""
    tones: tuple[CellTone | None, ...] = ()
    """Tone of each cell's ground, where any has one; what it means must stand in the cell in words too."""


class Table(Struct, frozen=True, gc=False, tag="table"):
    """A table with a heading row that repeats on each page.

    `look`: `grid` (ordinary), `small` (small type, for wide tables), `matrix` (small type, letters coloured by kind),
    `key` (two columns: name and value).
    """

    id: str
    caption: str
    number: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    look: Literal["grid", "small", "matrix", "key"] = "grid"


class Note(Struct, frozen=True, gc=False):
    """A note beside a clause, printed as a Word comment: guidance in drafts, the reason of a change in redlines."""

    text: str
    kind: Literal["guidance", "position", "basis", "open", "change"] = "guidance"


class ClauseText(Struct, frozen=True, gc=False, tag="clause"):
    """A clause as it stands in this document: heading and paragraphs, in a content control of its id and version."""

    id: str
    version: str
    position: str
    heading: Heading
    blocks: tuple["Paragraph | Table | Drawing | Picture", ...]
    notes: tuple[Note, ...] = ()
    offered: tuple[str, ...] = ()
    """Positions that may be agreed, in a draft of a clause that has several."""
    paths: tuple[tuple[str, str], ...] = ()
    """In the documents of a transfer: keys of the deal that text and figures print, each with the id of the figure."""


class PageTurn(Struct, frozen=True, gc=False, tag="pages"):
    """From here on, pages in this orientation."""

    orientation: Literal["portrait", "landscape"]


class Signatures(Struct, frozen=True, gc=False, tag="signatures"):
    """The signature page: one block a party, one line a signatory (capacity, name, title)."""

    blocks: tuple["SignatureBlock", ...]


class SignatureBlock(Struct, frozen=True, gc=False):
    """What one party signs."""

    party: str
    legal_name: str
    lines: tuple[tuple[str, str, str], ...]
    """Capacity, printed name, title."""


Block = Heading | Paragraph | Table | Drawing | Picture | ClauseText | PageTurn | Signatures


class MatrixRole(Struct, frozen=True, gc=False):
    """A column of the matrix."""

    id: str
    name: str
    party: Literal["contract_giver", "contract_acceptor", "third_party"]
    party_name: str
    person: str = ""
    description: str = ""


class MatrixRow(Struct, frozen=True, gc=False):
    """A row of the responsibility matrix as it stands in this deal."""

    activity: str
    title: str
    aspect: str
    clause_id: str
    clause_number: str
    party: Literal["contract_giver", "contract_acceptor", "both", "third_party", "not_applicable"]
    letters: dict[str, str]
    state: Literal["standard", "moved", "not_applicable"] = "standard"
    reason: str = ""
    basis: tuple[str, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    """Step and party."""
    phase: str = ""
    """Of a transfer: title of the phase."""
    output: str = ""
    """Of a transfer: what comes of the activity."""
    sign_off: tuple[str, ...] = ()
    """Of a transfer: roles that sign the output."""
    also: tuple[str, ...] = ()
    """Ids of further texts of the clause, for other products, that carry the row too."""


class NoticeRow(Struct, frozen=True, gc=False):
    """A row of the notification table."""

    id: str
    event: str
    sender: str
    addressee: str
    clock: str
    start: str
    medium: str
    contact: str
    clause_id: str
    clause_number: str
    law: str = ""
    activity: str = ""


class CoverageRow(Struct, frozen=True, gc=False):
    """What answers a requirement that concerns the deal."""

    requirement: str
    source: str
    section: str
    title: str
    confirmed: bool
    """Whether text and section number were read in a source."""
    state: Literal["uncovered", "excluded", "open", "covered"]
    """`open`: something answers it, and data that it needs are still to be confirmed."""
    clauses: tuple[tuple[str, str], ...] = ()
    """Id and number of each clause that answers it."""
    activities: tuple[str, ...] = ()
    """Rows of the matrix that carry it."""
    reason: str = ""
    """Why it is excluded."""
    products: tuple[str, ...] = ()
    """Names of the products that it concerns, where it does not concern all of the deal."""
    lacking: tuple[str, ...] = ()
    """Names of the products for which nothing answers it, where something does for others."""
    data: tuple[str, ...] = ()
    """Of a transfer: keys of the deal that hold what it asks for."""
    missing: tuple[str, ...] = ()
    """Of a transfer: keys of the deal that would hold what it asks for and are not there yet."""


class Matrix(Struct, frozen=True, gc=False):
    """The responsibility matrix with its roles, and the notification table that goes with it."""

    roles: tuple[MatrixRole, ...]
    rows: tuple[MatrixRow, ...]
    notices: tuple[NoticeRow, ...]


class OpenPoint(Struct, frozen=True, gc=False):
    """A blank without an answer: what must be decided before the document can be signed."""

    id: str
    clause_number: str
    clause_title: str
    label: str
    owner: str = ""
    """Role that owes it, in the documents of a transfer."""
    due: str = ""
    """Day on which it is owed, in words."""
    critical: bool = True
    """Whether the document cannot be issued without it."""


class Drafter(Struct, frozen=True, gc=False):
    """Who prepared a draft and when: the author of its drafting notes."""

    name: str
    initials: str
    day: str
    """YYYY-MM-DD."""


class Document(Struct, frozen=True, gc=False):
    """One document of a deal.

    `facts` is what the Word template's tags may print (docs/template.md); everything in it is text, number, boolean,
    list or mapping.
    """

    kind: str
    title: str
    language: str
    paper: Literal["a4", "letter"]
    draft: bool
    facts: dict[str, Any]
    blocks: tuple[Block, ...]
    matrix: Matrix
    coverage: tuple[CoverageRow, ...] = ()
    """What answers each requirement; all of them only after a careful reading, or for the traceability appendix."""
    open_points: tuple[OpenPoint, ...] = ()
    bookmarks: dict[str, str] = {}
    """Number of every heading that a reference can lead to, by id."""
    redline: bool = False
    """Whether the texts carry marks of what changed (`qa_docs.model.marks`)."""
    drafter: Drafter | None = None
    """Author of the drafting notes; only in a draft."""
    images: dict[str, Image] = {}
    """What its pictures and logos show, by SHA-256."""
