"""Says of a document what it was built from, and whether it still is what its inputs make of it."""

import os
from collections.abc import Iterator
from pathlib import Path

from qa_docs.build.batch import Run, build_batch
from qa_docs.build.cache import DiskCache
from qa_docs.build.jobs import PROPOSED
from qa_docs.build.lock import NAME, Block, items_in
from qa_docs.build.options import Options
from qa_docs.build.record import Record
from qa_docs.problems import Place, Problem, ProblemsFound

_SHOWN = ("clause", "activity", "term", "requirement")


def why_document(path: Path, cache: DiskCache | None = None) -> Iterator[str]:
    """Yield the lines of the answer. Raises `ProblemsFound` when no lock tells of the document."""
    record, block, kind = _found(path)
    deal = record.folder / block.deal
    proposed = block.outline.endswith(PROPOSED)
    what = "the amendment proposed to" if proposed else "built as"
    yield f"{path}: {what} revision {block.revision} ({block.status.replace('_', ' ')}) of {_near(deal)}"
    yield from _state(path, deal, kind, block, cache)
    output = block.outputs[kind]
    yield f"  deal {_near(deal)} {block.text[:12]}"
    yield from (f"  includes {name} {digest[:12]}" for name, digest in sorted(block.included.items()))
    yield f"  library {', '.join(block.library)}, rules {block.rules}"
    if output.template:
        name, _, digest = output.template.rpartition(" ")
        yield f"  template {name} {digest[:12]}"
    yield f"  renderer {output.renderer}, program {block.program}, options {block.options}"
    names: dict[str, list[str]] = {}
    for item, value in items_in(block.items).items():
        word, _, name = item.partition(" ")
        names.setdefault(word, []).append(f"{name} {value.split(' ')[0]}" if word == "clause" else name)
    yield from (f"  {len(names[word])} x {word}: {', '.join(names[word])}" for word in _SHOWN if word in names)


def _state(path: Path, deal: Path, kind: str, block: Block, cache: DiskCache | None) -> Iterator[str]:
    options = Options(draft="draft" in block.options.split())
    report = build_batch([Path(_near(deal))], options, Run(dry=True), cache)
    problems = (*report.problems, *(problem for one in report.outcomes for problem in one.problems))
    if report.failed and problems:
        raise ProblemsFound(problems)
    outcome = next((one for one in report.outcomes if one.kind == kind and _same(Path(one.path), path)), None)
    if outcome is None:
        yield "  the deal does not ask for it any more"
    elif outcome.state in ("unchanged", "executed"):
        yield f"  it is as its inputs make it: {outcome.state}"
    else:
        yield f"  it would be {'refused' if outcome.state == 'refused' else 'built anew'}:"
        yield from (f"    {reason}" for reason in outcome.reasons)


def _found(path: Path) -> tuple[Record, Block, str]:
    """Give the record that tells of a document: of its own folder or of one above."""
    whole = Path(os.path.abspath(path))
    for folder in whole.parents:
        if not (folder / NAME).is_file():
            continue
        record = Record(folder)
        record.read()
        try:
            for key in sorted(record.keys()):
                block = record.block(key)
                for kind, output in block.outputs.items():
                    if _same(folder / output.path, whole):
                        return record, block, kind
        finally:
            record.close()
    hint = "it was built elsewhere, or its lock is lost; build its deal again to have one"
    problem = Problem(Place(str(path)), "file-not-found", f"no {NAME} in its folder or above tells of it", hint)
    raise ProblemsFound([problem])


def _same(one: Path, other: Path) -> bool:
    return os.path.normcase(os.path.abspath(one)) == os.path.normcase(os.path.abspath(other))


def _near(path: Path) -> str:
    return os.path.relpath(path)
