"""Makes the redline of two states of an agreement: two deals, or two revisions of one in git."""

import dataclasses
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from qa_docs.build.assembling import assemble_outline, libraries_of, library_for
from qa_docs.build.cache import DiskCache
from qa_docs.build.content import builtin_library
from qa_docs.build.inputs import Inputs, read_inputs, template_content
from qa_docs.build.reasons import Reasons, State
from qa_docs.build.render import compiled_template, opened_template
from qa_docs.build.write import write_outputs
from qa_docs.compare import redline_of
from qa_docs.model.document import Document
from qa_docs.problems import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from qa_docs.render.docx import CompiledTemplate


class Wanted(Struct, frozen=True):
    """What a redline is made of: two states, each a deal or `REVISION:deal`, the kind of document, who changed it."""

    old: str
    new: str
    kind: str = "quality-agreement"
    author: str = "qa-docs"
    old_library: Path | None = None
    draft: bool = False


def write_redline(wanted: Wanted, output: Path, cache: DiskCache | None = None) -> int:
    """Write the tracked changes between two states as a Word file; give the number of clauses that changed."""
    with ExitStack() as opened:
        old = opened.enter_context(_inputs(wanted.old, cache, wanted.old_library))
        new = opened.enter_context(_inputs(wanted.new, cache, None))
        before, was = _state(old, wanted)
        after, now = _state(new, wanted)
        redline = redline_of(was, now, Reasons(before, after).of)
        content, name = template_content(new.placed, new.path, wanted.kind, None)
    template = opened_template(compiled_template(content, name, cache))
    write_outputs({output: redline_docx(redline, template, wanted.author)})
    return sum(1 for block in redline.blocks for note in getattr(block, "notes", ()) if note.kind == "change")


def redline_docx(redline: Document, template: "CompiledTemplate", author: str) -> bytes:
    """Give a redline as a Word file with tracked changes, dated with the day from which the new text applies."""
    from qa_docs.render.docx import render_docx  # here: brings in lxml
    from qa_docs.render.docx.tracked import Author, Tracking

    day = redline.facts["document"]["effective_day"]
    tracking = Tracking(Author(author, f"{day}T00:00:00Z"))
    return render_docx(redline, template, None, tracking)


def _state(inputs: Inputs, wanted: Wanted) -> tuple[State, Document]:
    libraries = libraries_of(inputs)
    assembled = assemble_outline(inputs.placed, libraries, wanted.kind, wanted.draft)
    library = library_for(libraries, wanted.kind)
    return State(inputs.placed, library, assembled.selection, inputs.folders), assembled.document


@contextmanager
def _inputs(named: str, cache: DiskCache | None, library: Path | None) -> Iterator[Inputs]:
    """Give the deal that `named` means and its library, read as they were in git where a revision is named."""
    revision, colon, name = named.partition(":")
    if Path(named).exists() or not colon or not revision or not name:
        yield read_inputs(_deal_file(Path(named)), cache, library)
        return
    path = _deal_file(Path(name))
    root = _repository(path, named)
    with tempfile.TemporaryDirectory() as folder:
        _unpack(root, revision, Path(folder), named)
        there = Path(folder) / path.resolve().relative_to(root)
        builtin = builtin_library().resolve()
        if library is None and builtin.is_relative_to(root):
            library = Path(folder) / builtin.relative_to(root)
        try:
            _rewrite(there, Path(folder))
            inputs = read_inputs(there, None, library if library and library.is_dir() else None)
        except ProblemsFound as found:
            raise ProblemsFound([_as_named(problem, folder, revision) for problem in found.problems]) from None
        yield replace(inputs, placed=replace(inputs.placed, file=named))


def _rewrite(deal: Path, folder: Path) -> None:
    """Bring a deal as it was in git to the present schema; only the unpacked copy of it changes."""
    from qa_docs.build.migrate import migrate_deals  # here: only an earlier revision needs it

    problems = [problem for done in migrate_deals([deal], within=folder) for problem in done.problems]
    if problems:
        raise ProblemsFound(problems)


def _deal_file(path: Path) -> Path:
    return path / "deal.yaml" if path.is_dir() else path


def _repository(path: Path, named: str) -> Path:
    folder = next((one for one in path.resolve().parents if one.is_dir()), Path.cwd())
    found = _git(folder, "rev-parse", "--show-toplevel")
    if found is None:
        message = f"{named!r} names a revision, and {folder} is in no git repository"
        raise ProblemsFound([Problem(Place(named), "file-not-found", message, "name two deals that are files")])
    return Path(found.decode().strip()).resolve()


def _unpack(root: Path, revision: str, folder: Path, named: str) -> None:
    archive = None if revision.startswith("-") else _git(root, "archive", "--format=tar", revision)
    if archive is None:
        message = f"git has no revision {revision!r}"
        raise ProblemsFound([Problem(Place(named), "file-not-found", message, "`git log` lists the revisions")])
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        opened.extractall(folder, filter="data")


def _git(folder: Path, *arguments: str) -> bytes | None:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _as_named(problem: Problem, folder: str, revision: str) -> Problem:
    file = problem.place.file
    if not file.startswith(folder):
        return problem
    shown = f"{revision}:{file[len(folder) :].lstrip('/')}"
    return dataclasses.replace(problem, place=dataclasses.replace(problem.place, file=shown))
