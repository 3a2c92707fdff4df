"""What an assembly gives: the document, why its clauses are in it, and the warnings on the way."""

from msgspec import Struct

from qa_docs.assemble.select import Selection
from qa_docs.model.document import Document
from qa_docs.problems import Problem

OF_TRANSFERS = "transfer/"
"""Before the ids of rows and terms that a document of a transfer used; a library tells its items by the same names."""


class Used(Struct, frozen=True):
    """What a document took from its library, by id. Nothing else in the library, its rules aside, can change it."""

    clauses: tuple[str, ...]
    activities: tuple[str, ...]
    terms: tuple[str, ...]
    requirements: tuple[str, ...]


class Assembled(Struct, frozen=True):
    """A finished document, why its clauses are in it, what it took from the library, and the warnings on the way."""

    document: Document
    selection: Selection
    warnings: tuple[Problem, ...]
    used: Used
