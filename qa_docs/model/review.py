"""What came back from the other party, clause by clause: what was edited, and what that means.

Made by `review` and `build`; read by every view of a review, and by what carries agreed text into the deal.
"""

from typing import Literal

from msgspec import Struct

from qa_docs.problems import Problem

State = Literal[
    "unchanged", "changed with tracking", "changed silently", "changed both ways", "deleted", "added", "moved"
]
EditKind = Literal["tracked", "silent"]
EditWhat = Literal["changed", "added", "deleted", "moved", "look", "reference", "target", "number", "link", "bound"]
Risk = Literal["high", "medium", "low", "none"]
RISKS: tuple[Risk, ...] = ("high", "medium", "low", "none")
"""The highest first."""


class Comment(Struct, frozen=True):
    """A comment and where it belongs: `answers` is the id of the comment that it replies to."""

    id: str
    author: str
    date: str
    text: str
    answers: str = ""
    resolved: bool = False
    about: str = ""
    """The words that it is put to."""


class Edit(Struct, frozen=True):
    """One line that is not what was sent."""

    kind: EditKind
    """Whether the change was recorded, or made without: "silent"."""
    what: EditWhat
    old: str
    new: str
    marked: str
    """Both as one text with the changes marked (`qa_docs.model.marks`)."""
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    at: int = -1
    """Place among the lines of the returned file; -1 where it is in none."""
    row: str = ""
    """First cell, where the line is a table row."""
    says: str = ""
    """What changed, where the words do not show it."""

    @property
    def unseen(self) -> bool:
        """Whether the words are as they were, and something else of the line is not."""
        return self.what in ("reference", "target", "number", "link", "bound")


class ComparedLine(Struct, frozen=True):
    """A line of a clause as it was sent and as it came back, one above the other; nothing where there is none."""

    old: str
    new: str
    marked: str
    edits: tuple[int, ...] = ()
    """Places of its edits among those of the clause."""
    at: int = -1
    """Place among the lines of the returned file; -1 where it is in none."""
    form: str = ""
    """Form of the number before it as it came back, such as "(a)"; nothing where a list prints none."""


class ClauseFinding(Struct, frozen=True):
    """What happened to a clause, or to what stands outside the clauses (then `clause` is the part's name)."""

    clause: str
    version: str
    state: State
    edits: tuple[Edit, ...]
    comments: tuple[Comment, ...]
    blanks: tuple[tuple[str, str, str], ...] = ()
    """Blanks whose answer differs: name, what was sent, what came back."""
    text: tuple[str, ...] = ()
    """The lines of the clause as they came back, changes accepted, heading first."""
    lines: tuple[ComparedLine, ...] = ()
    """The lines of both, laid side by side."""


class Sign(Struct, frozen=True):
    """Something in an edit that deserves a look."""

    code: str
    risk: Risk
    says: str
    edit: int = -1
    """Place of the edit among those of the clause; -1 where it concerns the clause as a whole."""


class Meaning(Struct, frozen=True):
    """What the edits of a clause come to."""

    kind: Literal["none", "position", "blanks", "substance", "editorial"]
    risk: Risk
    signs: tuple[Sign, ...]
    position: str = ""
    """The position whose text the clause now has."""
    approver: str = ""
    """Who may agree to it."""
    answers: tuple[tuple[str, str], ...] = ()
    """Blanks that were filled in otherwise, and their new answers."""


class ReviewedClause(Struct, frozen=True):
    """A clause of the returned file, what happened to it and what that means."""

    finding: ClauseFinding
    meaning: Meaning
    title: str
    number: str
    aspect: str
    position: str
    approvers: dict[str, str]
    """Who may approve each position that the clause offers."""
    parties: tuple[str, ...] = ()
    """Parties that hold a duty of the clause."""


class Review(Struct, frozen=True):
    """What came back, clause by clause. Those without a change are in it too."""

    file: str
    deal: str
    document: str
    revision: str
    draft: bool
    clauses: tuple[ReviewedClause, ...]
    problems: tuple[Problem, ...]
    """What is wrong with the file as a Word file."""
    title: str = ""
    between: tuple[str, ...] = ()
    """The parties with their roles, as a reader knows them."""

    @property
    def changed(self) -> tuple[ReviewedClause, ...]:
        """The clauses with a change or a comment."""
        return tuple(one for one in self.clauses if one.finding.state != "unchanged" or one.finding.comments)
