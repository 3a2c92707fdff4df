"""A Word template as the renderer uses it: checked, its tags read, its unchanging parts deflated once.

Plain values that msgspec can write as JSON, so that a build keeps them by the digest of the template and a later build
needs neither docxtpl nor lxml.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from qa_docs.model.expression import Expression
from qa_docs.render.docx.package import PackedPart


class Markup(Struct, frozen=True, tag="markup"):
    """A stretch of the template that is copied as it stands."""

    xml: str


class Print(Struct, frozen=True, tag="print"):
    """`{{ … }}`: a fact of the document, escaped."""

    value: Expression


class Branch(Struct, frozen=True, tag="if"):
    """`{% if … %}`."""

    test: Expression
    then: tuple["Instruction", ...]
    otherwise: tuple["Instruction", ...] = ()


class Loop(Struct, frozen=True, tag="for"):
    """`{% for name in list %}`."""

    name: str
    over: tuple[str, ...]
    each: tuple["Instruction", ...]


class Section(Struct, frozen=True, tag="section"):
    """Where a section of the template ends: its headers, footers and page, in the order that Word asks for.

    Paper and orientation are left out; they come from the document. Widths are in twentieths of a point.
    """

    references: str
    kind: str
    margins: str
    page_numbers: str
    columns: str
    title_page: bool
    grid: str
    landscape: bool
    side_margins: int


class Here(Struct, frozen=True, tag="here"):
    """Where the body or a list of its headings, tables or figures goes."""

    what: Literal["body", "contents", "tables", "figures"]
    on_new_page: bool = False
    """Whether the paragraph of the tag asks for a page break before it."""
    opens_section: bool = False
    """Whether a section of the template ends right before the tag."""
    closes_section: bool = False
    """Whether nothing but the end of a section follows the tag."""


class Logo(Struct, frozen=True, tag="logo"):
    """`{{ giver.logo }}`: the logo of a party, inside a run; nothing where the deal has none."""

    party: str


Instruction = Markup | Print | Branch | Loop | Section | Here | Logo


class TaggedPart(Struct, frozen=True):
    """A part of the template that holds tags."""

    name: str
    instructions: tuple[Instruction, ...]


class ListLevel(Struct, frozen=True):
    """Which list and which level of it a style is bound to."""

    instance: int
    abstract: int
    level: int
    before: str = ""
    """What the list prints before the number, for example "Appendix "."""


class CompiledTemplate(Struct, frozen=True):
    """A template, ready for `render_docx`."""

    document: TaggedPart
    body_section: Section
    """The section that the body stands in."""
    tagged: tuple[TaggedPart, ...]
    """Headers and footers with tags."""
    static: tuple[PackedPart, ...]
    """Parts that are the same in every document."""
    settings: PackedPart
    """The settings of a document that may be changed."""
    locked_settings: PackedPart
    """The settings of a document in which only the blanks may be filled in."""
    issued: tuple[PackedPart, ...]
    """Content types and relationships of a document without comments."""
    commented: tuple[PackedPart, ...]
    """Content types and relationships of a document with comments."""
    styles: dict[str, PackedPart]
    """The style sheet by language of the text; under "" as the template has it."""
    numbering: PackedPart
    """The list definitions as the template has them."""
    numbering_text: tuple[str, str]
    """The same, before and after the place where a list can be added."""
    lists: dict[str, ListLevel]
    """List and level by kind of paragraph."""
    style_ids: dict[str, str]
    """Id of each style by its part in a document."""
    fills: dict[str, str]
    """Background of a style, which its table cells take over."""
    typeface: str
    """Typeface of what stands in small tables, which charts take over; one that names a face of the theme is +mn-lt."""
    sizes: dict[str, int]
    """Type size of what stands in tables, in half points: how wide columns and how high turned titles must be."""
    rooms: dict[str, int]
    """Space beside the text of a cell by table style, left and right together, in twentieths of a point."""
    table_space: int
    """Gap between a table and the text after it: as much as the style of captions has above them."""
    clause_indent: int
    """How far the text of a clause stands from the margin."""
    first_number: int
    """First list id that the template does not use."""
    first_bookmark: int
    """First bookmark id that the template does not use."""
    first_picture: int
    """First id of drawings that the template does not use."""
    control_ids: tuple[int, ...]
    """Content control ids that the template uses."""
    comments_name: str
    """Name of the part that comments go to."""


def logos_in(template: CompiledTemplate) -> frozenset[str]:
    """Give the parties whose logo a template has a place for: "giver", "acceptor"."""
    parts = (template.document, *template.tagged)
    return frozenset(party for part in parts for party in _logos(part.instructions))


def _logos(instructions: tuple[Instruction, ...]) -> Iterator[str]:
    for one in instructions:
        if isinstance(one, Logo):
            yield one.party
        elif isinstance(one, Branch):
            yield from _logos((*one.then, *one.otherwise))
        elif isinstance(one, Loop):
            yield from _logos(one.each)
