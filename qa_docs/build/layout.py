"""Page numbers for the contents list, and the PDF: from laying the document out as a reader will see it.

LibreOffice lays the Word file out; the page of each heading is that of its bookmark in the PDF. The numbers are
written, and the file is laid out again to see that nothing moved.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from qa_docs.build.cache import DiskCache
from qa_docs.build.options import Options
from qa_docs.build.pdf import Pdf, pdfs_of
from qa_docs.build.soffice import Soffice, find_soffice, not_installed
from qa_docs.build.word_file import WordFile
from qa_docs.model.document import Document
from qa_docs.problems import Place, Problem, ProblemsFound, Severity
from qa_docs.render.docx.bookmarks import anchors_of, bookmark_names

_PASSES = 4
Pages = dict[str, int]
"""Page of each heading and table, by its id."""


class LaidOut(msgspec.Struct, frozen=True):
    """A Word file and its PDF."""

    docx: bytes
    pdf: bytes = b""
    """Empty where none was asked for."""


def laid_out(
    word: Mapping[Path, WordFile], paginate: bool, options: Options, cache: DiskCache | None
) -> tuple[dict[Path, bytes], tuple[Problem, ...]]:
    """Give what LibreOffice adds to the Word files by their paths: page numbers, PDFs, and warnings.

    Raises ProblemsFound where a PDF is asked for and LibreOffice is not installed.
    """
    pdf = options.pdf or options.archive
    soffice = find_soffice()
    if soffice is None and pdf:
        raise ProblemsFound([not_installed("no PDF can be made")])
    if soffice is None:
        return {}, (not_installed("the contents list goes without page numbers", Severity.WARNING),)
    files = tuple(word.values())
    warnings: tuple[Problem, ...] = ()
    if paginate:
        made, warnings = with_page_numbers(files, soffice, cache, pdf, options.archive)
    else:
        made = pdfs_beside(files, soffice, options.archive)
    outputs = {}
    for target, one in zip(word, made, strict=True):
        outputs[target] = one.docx
        if one.pdf:
            outputs[target.with_suffix(".pdf")] = one.pdf
    return outputs, warnings


def pdfs_beside(files: Sequence[WordFile], soffice: Soffice, archive: bool = False) -> tuple[LaidOut, ...]:
    """Give each file as it is, without page numbers, and its PDF; PDF/A-2b for an `archive`."""
    written = [file.render(None) for file in files]
    laid = _laid_out(files, written, soffice, archive)
    return tuple(LaidOut(docx, pdf.content) for docx, pdf in zip(written, laid, strict=True))


def with_page_numbers(
    files: Sequence[WordFile], soffice: Soffice, cache: DiskCache | None, pdf: bool = False, archive: bool = False
) -> tuple[tuple[LaidOut, ...], tuple[Problem, ...]]:
    """Give each file with page numbers in its contents list, and its PDF where `pdf` asks for one.

    A layout that was seen before comes from the cache, by the digest of the Word file and the version of LibreOffice.
    Where the pages do not come to rest, the file goes without numbers, and a warning says so.
    """
    version = soffice.version()
    keys = [hashlib.sha256(version.encode() + file.render(None)).hexdigest() for file in files]
    shown = [_kept(cache, key) for key in keys]
    written = [file.render(pages) for file, pages in zip(files, shown, strict=True)]
    if not pdf and all(shown):
        return tuple(map(LaidOut, written)), ()
    for _ in range(_PASSES):
        laid = _laid_out(files, written, soffice, archive)
        found = [_pages_of(file.document, made) for file, made in zip(files, laid, strict=True)]
        settled = [before == now for before, now in zip(shown, found, strict=True)]
        if all(settled):
            break
        shown = found
        written = [file.render(pages) for file, pages in zip(files, shown, strict=True)]
    if cache is not None:
        for key, pages, done in zip(keys, found, settled, strict=True):
            if done:
                cache.write("pages", key, msgspec.json.encode(pages))
    restless = [file for file, done in zip(files, settled, strict=True) if not done]
    without = iter(pdfs_beside(restless, soffice, archive) if pdf and restless else _plain(restless))
    contents = (made.content if pdf else b"" for made in laid)
    return tuple(
        LaidOut(docx, content) if done else next(without)
        for docx, content, done in zip(written, contents, settled, strict=True)
    ), tuple(_restless(file) for file in restless)


def _plain(files: Sequence[WordFile]) -> tuple[LaidOut, ...]:
    return tuple(LaidOut(file.render(None)) for file in files)


def _laid_out(files: Sequence[WordFile], written: Sequence[bytes], soffice: Soffice, archive: bool) -> tuple[Pdf, ...]:
    days = [file.document.facts["document"]["effective_day"] for file in files]
    return pdfs_of(list(zip(written, days, strict=True)), soffice, archive)


def _pages_of(document: Document, pdf: Pdf) -> Pages:
    names = bookmark_names(anchor for anchor, _ in anchors_of(document.blocks))
    return {target: pdf.pages[name] for target, name in names.items() if name in pdf.pages}


def _kept(cache: DiskCache | None, key: str) -> Pages:
    content = None if cache is None else cache.read("pages", key)
    try:
        return {} if content is None else msgspec.json.decode(content, type=Pages)
    except msgspec.DecodeError:
        return {}  # a damaged cache entry is as good as none


def _restless(file: WordFile) -> Problem:
    hint = "in Word, click into the contents list and press F9"
    message = "the pages move whenever their numbers are written; the contents list goes without page numbers"
    return Problem(Place(file.name), "pages-unsettled", message, hint, Severity.WARNING)
