"""The lock of a library: which text of each clause was approved, by whom and when; and which ids are retired."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from qa_docs.model.library import Library
from qa_docs.model.limits import Identifier, WholeLine
from qa_docs.problems import Place, Problem, ProblemsFound, Severity
from qa_docs.source.files import read_text
from qa_docs.source.typed import read_yaml_as

NAME = "clauses.lock"
_HEAD = "# The approved text of each clause. Written by `qa-docs clause approve`; do not edit by hand.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """An approved text of a clause."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - pydantic reads it from here

    version: WholeLine
    """Version that was approved."""
    digest: WholeLine
    """SHA-256 of the clause file with line ends made equal."""
    approved_by: WholeLine
    """Who approved it."""
    date: datetime.date
    """When it was approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """The approvals of a library by clause id, and the ids that must not be used again."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - pydantic reads it from here

    clauses: dict[Identifier, Approval] = field(default_factory=dict)
    """Approved texts by clause id."""
    retired: tuple[Identifier, ...] = ()
    """Ids of clauses that are gone; an id is never reused."""


def read_lock(folder: Path) -> Lock:
    """Give the lock of the library in `folder`; an empty one where there is none yet."""
    path = folder / NAME
    if not path.is_file():
        return Lock()
    return read_yaml_as(read_text(path, str(path)), str(path), Lock)[0]


def lock_text(lock: Lock) -> str:
    """Give a lock as the text of its file: sorted, one clause a line, so that it merges well."""
    lines = [_HEAD, "clauses:\n" if lock.clauses else "clauses: {}\n"]
    for clause_id, approval in sorted(lock.clauses.items()):
        facts = f"version: {approval.version}, digest: {approval.digest}, date: {approval.date.isoformat()}"
        lines.append(f"  {clause_id}: {{{facts}, approved_by: {_quoted(approval.approved_by)}}}\n")
    lines.append("retired: [" + ", ".join(sorted(lock.retired)) + "]\n")
    return "".join(lines)


def check_lock(library: Library, lock: Lock, folder: Path) -> Iterator[Problem]:
    """Yield a problem for each clause whose text is not the approved one, and each id that is gone or came back."""
    for clause in library.clauses.values():
        approval = lock.clauses.get(clause.id)
        if clause.id in lock.retired:
            message = f"the id {clause.id!r} belonged to a clause that was retired"
            yield Problem(clause.place, "clause-retired", message, "an id is never reused: give the clause a new one")
        elif approval is None and lock.clauses:
            hint = f"when it is approved: qa-docs clause approve {clause.id} --by NAME"
            message = f"the clause {clause.id!r} is not approved yet"
            yield Problem(clause.place, "clause-unapproved", message, hint, Severity.WARNING)
        elif approval is not None and approval.digest != clause.digest:
            yield _changed(clause.id, clause.head.version, approval, clause.place)
    gone = sorted(lock.clauses.keys() - library.clauses.keys())
    places = _places(folder, gone) if gone else {}
    for clause_id in gone:
        message = f"the approved clause {clause_id!r} is gone"
        hint = f"put the file back, or retire the id: qa-docs clause retire {clause_id}"
        yield Problem(places[clause_id], "clause-missing", message, hint)


def _places(folder: Path, clause_ids: list[str]) -> dict[str, Place]:
    """Give where in the lock each clause stands; the whole file where it is not there to be read again."""
    path = folder / NAME
    if not path.is_file():
        return dict.fromkeys(clause_ids, Place(str(path)))
    tree = read_yaml_as(read_text(path, str(path)), str(path), Lock)[1]
    return {clause_id: tree.place(("clauses", clause_id)) for clause_id in clause_ids}


def _changed(clause_id: str, version: str, approval: Approval, place: Place) -> Problem:
    if approval.version == version:
        message = f"the text of {clause_id!r} changed and its version is still {version}"
        hint = "raise the version and add a line to its history; `qa-docs clause diff` shows the change"
        return Problem(place, "clause-changed", message, hint)
    message = f"version {version} of {clause_id!r} is not approved yet; {approval.version} is"
    hint = f"when it is approved: qa-docs clause approve {clause_id} --by NAME"
    return Problem(place, "clause-unapproved", message, hint, Severity.WARNING)


def approved(library: Library, lock: Lock, clause_ids: tuple[str, ...], by: str, day: datetime.date) -> Lock:
    """Give the lock with the present texts of `clause_ids` approved. Raises `ProblemsFound` where one cannot be."""
    problems: list[Problem] = []
    entries: Mapping[str, Approval] = dict(lock.clauses)
    for clause_id in clause_ids:
        clause = library.clauses.get(clause_id)
        if clause is None:
            problems.append(Problem(Place(NAME), "unknown-clause", f"no clause is called {clause_id!r}"))
            continue
        approval = entries.get(clause_id)
        if approval and approval.version == clause.head.version and approval.digest != clause.digest:
            problems.append(_changed(clause_id, clause.head.version, approval, clause.place))
            continue
        if approval is None or approval.digest != clause.digest:
            new = Approval(version=clause.head.version, digest=clause.digest, approved_by=by, date=day)
            entries = {**entries, clause_id: new}
    if problems:
        raise ProblemsFound(problems)
    return replace(lock, clauses=dict(entries))


def retired(lock: Lock, clause_id: str) -> Lock:
    """Give the lock with an id that is never used again."""
    left = {name: approval for name, approval in lock.clauses.items() if name != clause_id}
    return replace(lock, clauses=left, retired=(*lock.retired, clause_id))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
