"""Renders the files of a document: Word files and their PDFs, workbooks."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec

from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import Inputs, template_content
from qa_docs.build.jobs import Job, MadeFile
from qa_docs.build.kinds import KINDS, PDF
from qa_docs.build.options import Options
from qa_docs.build.packed import Packed, opened, opens
from qa_docs.build.word_file import WordFile
from qa_docs.model.deal import Deal
from qa_docs.model.document import Document
from qa_docs.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from qa_docs.render.docx import CompiledTemplate

Contents = dict[str, bytes]
Seconds = dict[str, float]


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """An assembled document of a deal on its way to its files."""

    outline: str
    document: Document
    encoded: bytes
    """The document as it is kept."""
    digest: str
    used: tuple[str, ...]
    """What it took from the library: `clause deviations`."""
    asked: tuple[str, ...]
    """The kinds of file that this run makes of it, PDFs aside."""
    files: Mapping[str, MadeFile]
    seconds: float = 0.0
    """How long it took to assemble."""


def rendered(job: Job, deal: Deal, begun: Sequence[Begun]) -> tuple[list[Begun], tuple[Problem, ...]]:
    """Give the documents of a deal with the bytes of the files that are wanted, and warnings on the way.

    LibreOffice starts once for all of them, where it is needed.
    """
    written = [_written(job, one) for one in begun]
    problems = tuple(problem for _, _, word in written for problem in _unplaced_logos(job, word))
    if any(word for _, _, word in written) and (job.options.paginates(deal) or job.options.wants_pdf):
        started = perf_counter()
        laid, warnings = _laid_out(job, deal, [word for _, _, word in written])
        problems += warnings
        share = (perf_counter() - started) / (sum(map(len, laid)) or 1)
        for (contents, seconds, _), added in zip(written, laid, strict=True):
            seconds |= {kind: share for kind in added if kind not in seconds}
            contents |= added
    return [
        msgspec.structs.replace(one, files=_with_contents(one.files, contents, seconds))
        for one, (contents, seconds, _) in zip(begun, written, strict=True)
    ], problems


def _unplaced_logos(job: Job, word: Mapping[str, WordFile]) -> Iterator[Problem]:
    """Yield a warning where the deal names a logo and the Word template has no place for it."""
    for kind, file in word.items():
        named = [party for party in ("giver", "acceptor") if file.document.facts[party].get("logo")]
        if named:
            from qa_docs.render.docx.compiled import logos_in  # here: few deals name a logo

            held = logos_in(opened_template(job.templates[kind]))
            for party in named:
                if party not in held:
                    message = f"the Word template of {kind} has no place for the logo of the contract {party}"
                    hint = f"write {{{{ {party}.logo }}}} where it belongs; see docs/template.md"
                    yield Problem(Place(job.file), "logo-unplaced", message, hint, Severity.WARNING)


def _written(job: Job, begun: Begun) -> tuple[Contents, Seconds, dict[str, WordFile]]:
    """Give the files of a document as they are without LibreOffice, the time that each took, and the Word files."""
    contents: Contents = {}
    seconds: Seconds = {}
    word: dict[str, WordFile] = {}
    before = begun.seconds
    for kind in begun.asked:
        started = perf_counter()
        beside = begun.files.get(kind + PDF)
        if begun.files[kind].wanted or (beside is not None and beside.wanted):
            if KINDS[kind].template:
                word[kind] = _word_file(job, kind, begun.document)
            contents[kind] = word[kind].render(None) if kind in word else _workbook(begun.document)
        seconds[kind] = perf_counter() - started + before
        before = 0.0  # the first file bears what assembling took
    return contents, seconds, word


def _with_contents(files: Mapping[str, MadeFile], contents: Contents, seconds: Seconds) -> dict[str, MadeFile]:
    return {
        kind: msgspec.structs.replace(
            file, content=contents.get(kind) if file.wanted else None, seconds=seconds.get(kind, 0.0)
        )
        for kind, file in files.items()
    }


def _laid_out(
    job: Job, deal: Deal, documents: Sequence[Mapping[str, WordFile]]
) -> tuple[list[Contents], tuple[Problem, ...]]:
    from qa_docs.build.layout import laid_out  # here: brings in what only a layout needs

    places = {Path(str(at), f"{kind}.docx"): file for at, word in enumerate(documents) for kind, file in word.items()}
    kept = DiskCache(job.cache) if job.cache is not None else None
    laid, problems = laid_out(places, job.options.paginates(deal), job.options, kept)
    contents: list[Contents] = [{} for _ in documents]
    for path, content in laid.items():
        contents[int(path.parent.name)][path.stem + (PDF if path.suffix == ".pdf" else "")] = content
    return contents, problems


def _word_file(job: Job, kind: str, document: Document) -> WordFile:
    from qa_docs.render.docx import render_docx  # here: a workbook alone does not need it

    template = opened_template(job.templates[kind])
    render = partial(render_docx, document, template, locked=job.options.lock == "text")
    return WordFile(f"{kind}{KINDS[kind].suffix}", document, render)


def _workbook(document: Document) -> bytes:
    from qa_docs.render.xlsx import render_workbook  # here: an agreement alone does not need it

    return render_workbook(document)


def word_file(kind: str, document: Document, inputs: Inputs, options: Options, kept: DiskCache | None) -> WordFile:
    """Give `document` ready to be written as a Word file, outside a batch.

    Raises `ProblemsFound` with what is wrong with the template.
    """
    from qa_docs.render.docx import render_docx  # as above

    content, name = template_content(inputs.placed, inputs.path, kind, options.template)
    template = opened_template(compiled_template(content, name, kept))
    render = partial(render_docx, document, template, locked=options.lock == "text")
    return WordFile(f"{kind}{KINDS[kind].suffix}", document, render)


def compiled_template(content: bytes, name: str, kept: DiskCache | None) -> Packed:
    """Give a Word template compiled, as bytes; one compiled before comes from the cache."""
    from qa_docs.render.docx.compiled import CompiledTemplate  # as above

    digest = hashlib.sha256(content).hexdigest()
    packed = Packed(digest, (kept and kept.read("template", digest)) or b"")
    if opens(packed, CompiledTemplate):
        return packed
    # It is not in the cache, or damaged there.
    from qa_docs.render.docx import compile_template  # here: a template from the cache needs no docxtpl

    packed = Packed(digest, msgspec.msgpack.encode(compile_template(content, name)))
    if kept is not None:
        kept.write("template", digest, packed.content)
    opens(packed, CompiledTemplate)  # worker processes begin as copies of this one
    return packed


def opened_template(template: Packed) -> "CompiledTemplate":
    """Give a template that came as bytes; opened once in each process."""
    from qa_docs.render.docx.compiled import CompiledTemplate  # as above

    return opened(template, CompiledTemplate)
