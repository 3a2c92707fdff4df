"""The text of a clause as its author wrote it: parsed, with blanks, references and terms as nodes, not yet filled.

Plain text is a plain `str`; only what needs more is a node. Nodes are frozen and built from the leaves up, so they
cannot form a circle, and the garbage collector need not look at them (`gc=False`).
"""

from msgspec import Struct

from qa_docs.model.expression import Expression


class Value(Struct, frozen=True, gc=False, tag="value"):
    """`{{ expression }}`: a blank of the clause, a value of the deal, or a call such as `ref('deviations')`."""

    expression: Expression
    line: int = 0
    column: int = 0


class TermsUsed(Struct, frozen=True, gc=False, tag="terms"):
    """The defined terms that a text uses, by id. It stands once, before the text, and prints nothing."""

    terms: tuple[str, ...]


class Strong(Struct, frozen=True, gc=False, tag="strong"):
    """Bold text."""

    text: tuple["SourceInline", ...]


class Emphasis(Struct, frozen=True, gc=False, tag="emphasis"):
    """Italic text."""

    text: tuple["SourceInline", ...]


SourceInline = str | Value | TermsUsed | Strong | Emphasis


class SourceParagraph(Struct, frozen=True, gc=False, tag="paragraph"):
    """A paragraph. `when` leaves it out where it is false;"""

    text: tuple[SourceInline, ...]
    when: Expression | None = None
    line: int = 0


class SourceItem(Struct, frozen=True, gc=False):
    """One item of a list, with what is nested in it."""

    blocks: tuple["SourceBlock", ...]
    when: Expression | None = None


class SourceList(Struct, frozen=True, gc=False, tag="list"):
    """A list: ordered lists print as (a), (b) and inside them (i), (ii); the others with bullets."""

    items: tuple[SourceItem, ...]
    ordered: bool = True


class SourceTable(Struct, frozen=True, gc=False, tag="table"):
    """A small table in a clause: heading row and rows of cells."""

    heading: tuple[tuple[SourceInline, ...], ...]
    rows: tuple[tuple[tuple[SourceInline, ...], ...], ...]
    line: int = 0


SourceBlock = SourceParagraph | SourceList | SourceTable
