"""Renders the files of a document: Word files and their PDFs, workbooks."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec

from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import Inputs, template_content
from qa_docs.build.kinds import KINDS, PDF
from qa_docs.build.options import Options
from qa_docs.build.packed import Packed, opened, opens
from qa_docs.build.word_file import WordFile
from qa_docs.model.deal import Deal
from qa_docs.model.document import Document
from qa_docs.problems import Problem

if TYPE_CHECKING:
    from qa_docs.build.jobs import Job, MadeFile
    from qa_docs.render.docx import CompiledTemplate

Contents = dict[str, bytes]
Seconds = dict[str, float]


def rendered(
    job: "Job", deal: Deal, document: Document, asked: Sequence[str], files: Mapping[str, "MadeFile"], started: float
) -> tuple[Contents, Seconds, tuple[Problem, ...]]:
    """Give the bytes of the files that are wanted, by kind, the time that each took, and warnings on the way."""
    contents: Contents = {}
    seconds: Seconds = {}
    word: dict[str, WordFile] = {}
    for kind in asked:
        beside = files.get(kind + PDF)
        if files[kind].wanted or (beside is not None and beside.wanted):
            if KINDS[kind].template:
                word[kind] = _word_file(job, kind, document)
            contents[kind] = word[kind].render(None) if kind in word else _workbook(document)
        now = perf_counter()
        seconds[kind] = now - started
        started = now
    problems: tuple[Problem, ...] = ()
    if (word and job.options.paginates(deal)) or (word and job.options.wants_pdf):
        laid, problems = _laid_out(job, deal, word)
        contents |= laid
        seconds |= dict.fromkeys(laid.keys() - seconds.keys(), perf_counter() - started)
    return {kind: content for kind, content in contents.items() if files[kind].wanted}, seconds, problems


def _laid_out(job: "Job", deal: Deal, word: Mapping[str, WordFile]) -> tuple[Contents, tuple[Problem, ...]]:
    from qa_docs.build.layout import laid_out  # here: brings in what only a layout needs

    paths = {Path(f"{kind}.docx"): file for kind, file in word.items()}
    kept = DiskCache(job.cache) if job.cache is not None else None
    laid, problems = laid_out(paths, job.options.paginates(deal), job.options, kept)
    return {path.stem + (PDF if path.suffix == ".pdf" else ""): content for path, content in laid.items()}, problems


def _word_file(job: "Job", kind: str, document: Document) -> WordFile:
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
    key = f"{FORMAT}-{digest}"
    packed = Packed(digest, (kept and kept.read("template", key)) or b"")
    if opens(packed, CompiledTemplate):
        return packed
    # It is not in the cache, or damaged there.
    from qa_docs.render.docx import compile_template  # here: a template from the cache needs no docxtpl

    packed = Packed(digest, msgspec.msgpack.encode(compile_template(content, name)))
    if kept is not None:
        kept.write("template", key, packed.content)
    opens(packed, CompiledTemplate)  # worker processes begin as copies of this one
    return packed


FORMAT = 2
"""What a compiled template holds. Raise it when compiling gives something else for the same template."""


def opened_template(template: Packed) -> "CompiledTemplate":
    """Give a template that came as bytes; opened once in each process."""
    from qa_docs.render.docx.compiled import CompiledTemplate  # as above

    return opened(template, CompiledTemplate)
