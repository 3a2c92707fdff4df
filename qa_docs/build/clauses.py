"""Work with the clauses of a library: list, approve, retire, show history and difference, find what rests on them."""

import datetime
import difflib
import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from qa_docs.build.write import write_outputs
from qa_docs.library.load import load_library, load_transfer_library, whole_library
from qa_docs.library.lock import NAME, Lock, approved, lock_text, read_lock, retired
from qa_docs.model.library import Clause, Library
from qa_docs.problems import Place, Problem, ProblemsFound, did_you_mean
from qa_docs.source.files import read_text


def list_clauses(folder: Path) -> Iterator[str]:
    """Yield a line for each clause: id, version, state, title."""
    library, lock = _whole(folder), read_lock(folder)
    for clause in sorted(library.clauses.values(), key=lambda clause: (clause.head.aspect, clause.id)):
        yield f"{clause.id:40} {clause.head.version:8} {_state(clause, lock):10} {clause.head.title}"


def _whole(folder: Path) -> Library:
    return whole_library(load_library(folder), load_transfer_library(folder))


def approve_clauses(folder: Path, clause_ids: tuple[str, ...], by: str, day: datetime.date) -> Path:
    """Write the approval of clauses (all, when none is named) into the lock; give its path."""
    library = _whole(folder)
    for clause_id in clause_ids:
        _known(library, clause_id)
    lock = approved(library, read_lock(folder), clause_ids or tuple(library.clauses), by, day)
    return _write(folder, lock)


def retire_clause(folder: Path, clause_id: str) -> Path:
    """Write into the lock that an id is never used again; give its path."""
    library, lock = _whole(folder), read_lock(folder)
    if clause_id in library.clauses:
        message = f"the clause {clause_id!r} is still there: {library.clauses[clause_id].place.file}"
        raise ProblemsFound([Problem(Place(str(folder / NAME)), "wrong-value", message, "delete its file first")])
    return _write(folder, retired(lock, clause_id))


def history_of(folder: Path, clause_id: str) -> Iterator[str]:
    """Yield the versions of a clause with what changed, and who approved the one in the lock."""
    clause = _known(_whole(folder), clause_id)
    approval = read_lock(folder).clauses.get(clause_id)
    yield f"{clause_id}: {clause.head.title}"
    for change in clause.head.history:
        mark = ""
        if approval and approval.version == change.version:
            mark = f" (approved by {approval.approved_by} on {approval.date.isoformat()})"
        yield f"  {change.version}{mark}: {change.change}"


def difference_of(folder: Path, clause_id: str) -> Iterator[str]:
    """Yield the change of a clause since its approved text, as a unified difference; the old text comes from git."""
    clause = _known(_whole(folder), clause_id)
    approval = read_lock(folder).clauses.get(clause_id)
    path = Path(clause.place.file)
    if approval is None:
        yield f"{clause_id} has no approved text yet"
        return
    if approval.digest == clause.digest:
        yield f"{clause_id} is as approved ({approval.version})"
        return
    old = _approved_text(path, approval.digest)
    if old is None:
        message = f"the approved text of {clause_id!r} is not in the history of git"
        raise ProblemsFound(
            [Problem(clause.place, "file-not-found", message, "compare with the library it was approved in")]
        )
    new = read_text(path, str(path))
    names = (f"{clause_id} {approval.version}", f"{clause_id} {clause.head.version}")
    yield from difflib.unified_diff(old.splitlines(), new.splitlines(), *names, lineterm="")


def _known(library: Library, clause_id: str) -> Clause:
    if clause_id not in library.clauses:
        hint = did_you_mean(clause_id, library.clauses, "`qa-docs clause list` lists them")
        raise ProblemsFound([Problem(Place("clauses"), "unknown-clause", f"no clause is called {clause_id!r}", hint)])
    return library.clauses[clause_id]


def _state(clause: Clause, lock: Lock) -> str:
    approval = lock.clauses.get(clause.id)
    if approval is None:
        return "new"
    return "approved" if approval.digest == clause.digest else "changed"


def _write(folder: Path, lock: Lock) -> Path:
    write_outputs({folder / NAME: lock_text(lock).encode()})
    return folder / NAME


def _approved_text(path: Path, digest: str) -> str | None:
    """Give the text with this digest from the history of git, or None."""
    try:
        commits = _git(path.parent, "log", "--format=%H", "--follow", "--", path.name).decode().split()
        for commit in commits:
            text = _git(path.parent, "show", f"{commit}:./{path.name}").decode("utf-8").replace("\r\n", "\n")
            if hashlib.sha256(text.encode()).hexdigest() == digest:
                return text
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        return None
    return None


def _git(folder: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True).stdout
