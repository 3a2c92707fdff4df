"""Checks paths: deals, folders of deals, clause libraries, templates. Writes nothing."""

from collections.abc import Iterator
from pathlib import Path

from qa_docs.build.assembling import assemble_outline, libraries_of, problems_of_rest
from qa_docs.build.cache import DiskCache
from qa_docs.build.content import builtin_library
from qa_docs.build.inputs import bytes_of, inputs_of, read_inputs
from qa_docs.build.kinds import KINDS
from qa_docs.build.portfolio import NAME as PORTFOLIO
from qa_docs.build.portfolio import deals_under, portfolio_of, read_portfolio
from qa_docs.build.transfer_check import transfer_problems
from qa_docs.library.check import check_library
from qa_docs.library.load import load_library, load_transfer_library, whole_library
from qa_docs.library.lock import check_lock, read_lock
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.aside import PartlyRead


def check_path(path: Path, cache: DiskCache | None = None, library: Path | None = None) -> Iterator[Problem]:
    """Yield every problem of a deal, of all deals in a folder, of a clause library, or of a Word document."""
    if is_word_file(path):
        yield from _check_word_file(path)
    elif is_library(path):
        yield from _check_library(path)
    elif path.is_dir() or path.name == PORTFOLIO:
        yield from _check_deals(path if path.is_dir() else path.parent, cache, library)
    else:
        yield from _check_deal(path, cache, library)


def _check_deals(folder: Path, cache: DiskCache | None, library: Path | None) -> Iterator[Problem]:
    try:
        if (folder / PORTFOLIO).is_file():
            read_portfolio(folder / PORTFOLIO, cache)  # once, and not again for each of its deals
        deals = tuple(deals_under([folder], cache))
    except ProblemsFound as found:
        if all(problem.code == "nothing-to-do" for problem in found.problems):
            hint = "name a deal.yaml, a folder of deals, or clauses/"
            yield Problem(Place(str(folder)), "nothing-to-do", "no deal and no clause library is here", hint)
        else:
            yield from found.problems
        return
    for deal in deals:
        yield from _check_deal(deal, cache, library)


_WORD_ENDINGS = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".rtf", ".pdf", ".xlsx")
"""Endings of Word files, and of what people send in their place."""


def is_word_file(path: Path) -> bool:
    """Say whether a path names a Word file, or what people send in place of one; by its ending or its first bytes."""
    if path.suffix.lower() in _WORD_ENDINGS:
        return True
    try:
        with path.open("rb") as file:
            return file.read(4) in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
    except OSError:
        return False


def is_library(path: Path) -> bool:
    """Say whether a folder is a clause library."""
    return path.is_dir() and (any((path / name).exists() for name in ("roles.yaml", "framework", "overlay.yaml")))


def check_template_file(path: Path) -> Iterator[Problem]:
    """Yield every problem of a Word template."""
    from qa_docs.render.docx import check_template  # here: brings in docxtpl

    try:
        yield from check_template(bytes_of(path), str(path))
    except ProblemsFound as found:
        yield from found.problems


def _check_word_file(path: Path) -> Iterator[Problem]:
    from qa_docs.review.package import too_large  # here: brings in lxml
    from qa_docs.review.unzipped import LARGEST_FILE
    from qa_docs.review.validity import check_docx

    try:
        if path.is_file() and path.stat().st_size > LARGEST_FILE:
            yield too_large(str(path))
            return
        yield from check_docx(bytes_of(path), str(path))
    except ProblemsFound as found:
        yield from found.problems


def _check_library(path: Path) -> Iterator[Problem]:
    try:
        # An overlay holds only what differs from the built-in library, so it is checked on top of it.
        folders = (builtin_library(), path) if (path / "overlay.yaml").is_file() else (path,)
        library = load_library(*folders)
        yield from check_library(library)
        transfer = load_transfer_library(*folders)
        if transfer.clauses:
            from qa_docs.library.check_transfer import check_transfer_library  # here: loads the classes of a transfer

            yield from check_transfer_library(transfer, library)
        yield from check_lock(whole_library(library, transfer), read_lock(path), path)
    except ProblemsFound as found:
        yield from found.problems


def _check_deal(path: Path, cache: DiskCache | None, library: Path | None) -> Iterator[Problem]:
    try:
        inputs = read_inputs(path, cache, library)
        yield from inputs.warnings
        yield from transfer_problems(inputs.placed)
    except PartlyRead as found:
        yield from _problems_of_rest(found, path, cache, library)
        return
    except ProblemsFound as found:
        yield from found.problems
        return
    libraries = libraries_of(inputs, cache)
    documents = inputs.placed.deal.documents
    wanted = dict.fromkeys(KINDS[kind].outline for kind in documents) or {"quality-agreement": None}
    for outline in wanted:
        try:
            yield from assemble_outline(inputs.placed, libraries, outline, careful=True).warnings
        except ProblemsFound as found:
            yield from found.problems


def _problems_of_rest(
    partly: PartlyRead, path: Path, cache: DiskCache | None, library: Path | None
) -> tuple[Problem, ...]:
    try:
        inputs = inputs_of(partly.placed, path, portfolio_of(path, cache), cache, library)
    except ProblemsFound as found:
        return (*partly.problems, *found.problems)
    return problems_of_rest(partly, libraries_of(inputs, cache))
