"""Builds the documents of a deal: read, assemble, render, write. Nothing is written unless everything is right."""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import msgspec

from qa_docs.assemble import assemble
from qa_docs.assemble.assemble import Assembled
from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import Inputs, read_inputs
from qa_docs.build.kinds import KINDS
from qa_docs.build.options import Options
from qa_docs.build.render import render_kind, word_file
from qa_docs.build.word_file import WordFile
from qa_docs.build.write import write_outputs
from qa_docs.problems import Problem


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
    folder = options.output if options.output is not None else path.parent / "out"
    assembled: dict[str, Assembled] = {}
    outputs: dict[Path, bytes] = {}
    word: dict[Path, WordFile] = {}
    written: list[Written] = []
    for kind in kinds_of(inputs, options.only):
        outline = KINDS[kind].outline
        if outline not in assembled:
            assembled[outline] = assemble(inputs.placed, inputs.library, outline, draft=options.draft)
        file = folder / (kind + KINDS[kind].suffix)
        if KINDS[kind].template:
            word[file] = word_file(kind, assembled[outline].document, inputs, options, cache)
            outputs[file] = word[file].render(None)
        else:
            outputs[file] = render_kind(kind, assembled[outline].document)
        now = perf_counter()
        written.append(Written(file, kind, now - started))
        started = now
    warnings = [problem for one in assembled.values() for problem in one.warnings]
    if word and (options.pdf or options.archive or options.paginates(inputs.placed.deal)):
        from qa_docs.build.layout import laid_out  # here: brings in what only a layout needs

        laid, told = laid_out(word, options.paginates(inputs.placed.deal), options, cache)
        outputs |= laid
        warnings += told
        seconds = perf_counter() - started
        written += (Written(file, "pdf", seconds) for file in laid if file.suffix == ".pdf")
    write_outputs(outputs)
    return Built(tuple(written), tuple(warnings))


def kinds_of(inputs: Inputs, only: Sequence[str]) -> tuple[str, ...]:
    """Give the kinds of document to build: the deal's, or those asked for."""
    return tuple(only) or inputs.placed.deal.documents
