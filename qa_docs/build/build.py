"""Builds the documents of a deal: read, assemble, render, write. Nothing is written unless everything is right."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import msgspec

from qa_docs.assemble import assemble
from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import Inputs, read_inputs, template_content
from qa_docs.build.write import write_outputs
from qa_docs.model.document import Document
from qa_docs.problems import Problem

SUFFIXES = {"quality-agreement": ".docx", "raci-matrix": ".xlsx"}
"""Kinds of document and the file they make."""


class Options(msgspec.Struct, frozen=True):
    """How to build: where to, which kinds, as a draft or not, with which template and library."""

    output: Path | None = None
    only: tuple[str, ...] = ()
    draft: bool = False
    template: Path | None = None
    library: Path | None = None


class Written(msgspec.Struct, frozen=True):
    """A document that was written, and how many seconds it took."""

    path: Path
    kind: str
    seconds: float


class Built(msgspec.Struct, frozen=True):
    """What came of one deal."""

    written: tuple[Written, ...]
    warnings: tuple[Problem, ...]


def build_deal(path: Path, options: Options, cache: DiskCache | None = None) -> Built:
    """Build the documents of the deal at `path`. Raises `ProblemsFound`; then nothing was written."""
    started = perf_counter()
    inputs = read_inputs(path, cache, options.library)
    assembled = assemble(inputs.placed, inputs.library, draft=options.draft)
    folder = options.output if options.output is not None else path.parent / "out"
    outputs: dict[Path, bytes] = {}
    written: list[Written] = []
    for kind in kinds_of(inputs, options.only):
        outputs[folder / (kind + SUFFIXES[kind])] = _rendered(kind, assembled.document, inputs, options, cache)
        now = perf_counter()
        written.append(Written(folder / (kind + SUFFIXES[kind]), kind, now - started))
        started = now
    write_outputs(outputs)
    return Built(tuple(written), assembled.warnings)


def kinds_of(inputs: Inputs, only: Sequence[str]) -> tuple[str, ...]:
    """Give the kinds of document to build: the deal's, or those asked for."""
    return tuple(only) or inputs.placed.deal.documents


def _rendered(kind: str, document: Document, inputs: Inputs, options: Options, cache: DiskCache | None) -> bytes:
    if kind == "raci-matrix":
        from qa_docs.render.xlsx import render_workbook  # here: an agreement alone does not need it

        return render_workbook(document)
    from qa_docs.render.docx import CompiledTemplate, compile_template, render_docx  # here: a workbook alone does not

    content, name = template_content(inputs.placed, inputs.path, kind, options.template)
    digest = hashlib.sha256(content).hexdigest()
    template = None
    if cache is not None and (kept := cache.read("template", digest)) is not None:
        try:
            template = msgspec.msgpack.decode(kept, type=CompiledTemplate)
        except msgspec.DecodeError:
            template = None  # a damaged cache entry is as good as none
    if template is None:
        template = compile_template(content, name)
        if cache is not None:
            cache.write("template", digest, msgspec.msgpack.encode(template))
    return render_docx(document, template)
