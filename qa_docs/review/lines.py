"""The lines of a Word file: what each said before its tracked changes, and says with them."""

from typing import Literal

from msgspec import Struct

from qa_docs.model.review import Comment
from qa_docs.review.numbered import NONE, Number

ChangeKind = Literal["inserted", "deleted", "moved to", "moved away", "merged", "look"]


class Tracked(Struct, frozen=True):
    """A change that somebody's editor recorded."""

    kind: ChangeKind
    author: str
    date: str
    text: str


class Line(Struct, frozen=True):
    """A paragraph or a table row of a file."""

    part: str
    """Part of the file: body, header, footer, footnotes, endnotes."""
    kind: Literal["paragraph", "row"]
    style: str
    before: tuple[str, ...]
    """What it said before the tracked changes: one text, or one a cell."""
    after: tuple[str, ...]
    """What it says with them."""
    meant_before: tuple[str, ...]
    """The same with each live field as what it leads to: its number is Word's business, and changes by itself."""
    meant_after: tuple[str, ...]
    tracked: tuple[Tracked, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()
    """Comments that begin in it: the id, and the words that it is put to."""
    clause: str = ""
    """Id of the clause, where a content control tells it."""
    version: str = ""
    blanks: tuple[tuple[str, str], ...] = ()
    """Blanks, by the content controls in it, and what each says now."""
    targets: tuple[str, ...] = ()
    """Bookmarks that the fields in it lead to."""
    bookmarks: tuple[str, ...] = ()
    gone: bool = False
    """Whether the line as a whole is struck by a tracked change."""
    new: bool = False
    """Whether the line as a whole comes from a tracked change."""
    position: str = ""
    """Position chosen in it, where it is the line of a draft in which one chooses."""
    struck: bool = False
    """Whether words in it are struck through by hand: they count as gone."""
    at: int = -1
    """Its place among the lines of the file."""
    numbers: tuple[Number, Number] = (NONE, NONE)
    """What a list prints before it: before the tracked changes, and with them."""
    links: tuple[tuple[str, str], ...] = ()
    """Words that lead somewhere when they are clicked, and where."""
    bound: tuple[str, ...] = ()
    """Content controls in it whose words come from elsewhere in the file when Word opens it, by where that is."""


class Returned(Struct, frozen=True):
    """A file that came back, line by line."""

    lines: tuple[Line, ...]
    comments: dict[str, Comment]
    controls: bool = False
    """Whether any clause is told by a content control."""
