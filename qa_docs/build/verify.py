"""Says whether a Word file or a PDF is what a deal and its library give, and which clauses are altered."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from msgspec import Struct

from qa_docs.build.assembling import assemble_outline, libraries_of
from qa_docs.build.cache import DiskCache
from qa_docs.build.deal_of import AGREEMENT
from qa_docs.build.inputs import read_inputs
from qa_docs.build.review import package_of, read_bytes, review_package
from qa_docs.model.transfer.facts import numbers_of
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.review.package import Package
from qa_docs.review.printed import alterations
from qa_docs.review.stamp import properties_of

_LARGEST = 200_000_000
_WORD = (
    "It proves that every line of the file, tables, headers and footers included, says what the deal and its library "
    "give today, and that its pictures are those of the deal. It does not prove who wrote or signed it; comments and "
    "looks are not compared."
)
_PDF = (
    "It proves that the words of the clauses, definitions and appendices, in their order, are those that the deal and "
    "its library give today. It does not prove who signed; punctuation, pictures, the cover, running heads, the "
    "contents list and the signature page are not compared."
)


class Altered(Struct, frozen=True):
    """A clause, or another part, that is not as it should be."""

    clause: str
    number: str
    title: str
    what: str


class Verdict(Struct, frozen=True):
    """Whether a file is what its deal gives, and how far that goes."""

    file: str
    deal: str
    same: bool
    altered: tuple[Altered, ...]
    proves: str
    stamp: tuple[str, ...] = ()
    """What the file says of its own making, in sentences."""


def verify_file(path: Path, deal: Path, cache: DiskCache | None = None, library: Path | None = None) -> Verdict:
    """Hold the file at `path` against the agreement of `deal`. Raises `ProblemsFound` where it cannot be read."""
    if path.suffix.lower() == ".pdf":
        return _verify_pdf(path, deal, cache, library)
    problems: list[Problem] = []
    package = package_of(read_bytes(path), str(path), problems)
    review = review_package(package, path, deal, problems, cache, library)
    altered = tuple(
        Altered(one.finding.clause, one.number, one.title, one.finding.state)
        for one in review.clauses
        if one.finding.state != "unchanged"
    )
    lost = tuple(
        Altered("", "", problem.message, "look at it")
        for problem in review.problems
        if problem.code == "review-pictures"
    )
    return Verdict(str(path), str(deal), not (altered or lost), altered + lost, _WORD, tuple(_stamp(package)))


def _stamp(package: Package) -> Iterator[str]:
    """Yield what the file's properties say; Word shows them under Properties, Custom."""
    said = properties_of(package)
    if "qa-docs number" not in said:
        yield "The file does not say that qa-docs built it."
        return
    number, revision = said["qa-docs number"], said.get("qa-docs revision", "")
    yield f"The file says that it is {number}, revision {revision}, {said.get('qa-docs state', '')}."
    digest = hashlib.sha256(package.parts[package.main]).hexdigest()
    untouched = said.get("qa-docs text") == digest
    yield "No program has saved it since it was built." if untouched else "A program has saved it since it was built."


def _verify_pdf(path: Path, deal: Path, cache: DiskCache | None, library: Path | None) -> Verdict:
    pages = _pages_of(path)
    inputs = read_inputs(deal, cache, library)
    numbers, said = numbers_of(inputs.placed.deal), " ".join(pages)
    # Each page carries the number in its footer.
    kind = next((kind for kind, number in numbers.items() if said.count(number) >= len(pages)), AGREEMENT)
    document = assemble_outline(inputs.placed, libraries_of(inputs, cache), kind).document
    altered = tuple(
        Altered(one.owner.id, one.owner.number, one.owner.title, _told(one.gone, one.come))
        for one in alterations(document, pages)
    )
    return Verdict(str(path), str(deal), not altered, altered, _PDF)


def _told(gone: str, come: str) -> str:
    if not come:
        return f"gone: {_short(gone)}"
    return f"{_short(gone)} \u2192 {_short(come)}" if gone else f"new: {_short(come)}"


def _short(text: str) -> str:
    return f"“{text}”" if len(text) <= 80 else f"“{text[:77]}…”"


def _pages_of(path: Path) -> list[str]:
    from pypdfium2 import PdfDocument, PdfiumError  # here: only a PDF needs it

    try:
        if path.stat().st_size > _LARGEST:
            _refuse(path, f"the file is larger than {_LARGEST // 1_000_000} MB", "is it the right one?")
        content = path.read_bytes()
    except OSError as error:
        _refuse(path, f"cannot read the file: {(error.strerror or str(error)).lower()}", "check the path")
    try:
        opened = PdfDocument(content)
        pages = [page.get_textpage().get_text_range() for page in opened]
    except PdfiumError as error:
        if "password" in str(error).lower():
            _refuse(path, "the PDF is locked with a password", "save it without one")
        _refuse(path, "the PDF is damaged and cannot be read", "ask for the file again")
    if not any(page.strip() for page in pages):
        _refuse(path, "the PDF holds no text; it is a scan", "have its text recognised first, and look at it yourself")
    return [page.replace("\r\n", "\n") for page in pages]


def _refuse(path: Path, message: str, hint: str) -> NoReturn:
    raise ProblemsFound([Problem(Place(str(path)), "file-unreadable", message, hint)])
