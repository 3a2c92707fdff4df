"""What a deal does to the list of clauses: it leaves one out, adds one of its own, moves one, gives one another title.

Read from the deal (`qa_docs.model.deal`); the docstring under each field is its description in the JSON Schema and in
docs/format.md.
"""

from dataclasses import dataclass

from qa_docs.model.limits import STRICT, Identifier, NonEmpty, WholeLine

OWN = "own"
"""Stands for the version of a clause that is the deal's own: the library knows none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OmittedClause:
    """A clause that this agreement leaves out although its condition holds."""

    __pydantic_config__ = STRICT

    approved_by: WholeLine
    """Who approved it."""
    reason: NonEmpty
    """Why the agreement can do without it. A requirement that nothing answers any more stays an error until it is
    excluded with a reason of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClause:
    """A clause of this deal alone. It answers no requirement and carries no row of the matrix."""

    __pydantic_config__ = STRICT

    title: WholeLine
    """Title as printed."""
    text: WholeLine
    """Markdown file that holds its text; a path relative to the deal."""
    after: Identifier
    """Clause that it follows, by id; or a section, whose first clause it becomes."""
    approved_by: WholeLine
    """Who approved it."""
    reason: NonEmpty
    """Why it was agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedClause:
    """A clause that stands in another place than the library's."""

    __pydantic_config__ = STRICT

    after: Identifier
    """Clause that it follows, by id; or a section, whose first clause it becomes."""
    approved_by: WholeLine
    """Who approved it."""
    reason: NonEmpty
    """Why it was moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetitledClause:
    """A clause with another title than the library's."""

    __pydantic_config__ = STRICT

    title: WholeLine
    """Title as printed."""
    approved_by: WholeLine
    """Who approved it."""
    reason: NonEmpty
    """Why it was changed."""
