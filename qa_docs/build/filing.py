"""Moves what was made into place: everything beside first, then the journal, then file by file."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from qa_docs.build.lock import Block
from qa_docs.build.outcome import Outcome
from qa_docs.build.record import Record
from qa_docs.build.settle import Settled, Write
from qa_docs.build.write import discard, not_written, write_beside


def file_away(record: Record, settled: list[Settled]) -> Iterator[Outcome]:
    """Write the files of some documents and what the journal says of them; yield what came of each.

    A file that cannot be written fails alone. Until the last step of each file its old content stands.
    """
    waiting: dict[tuple[int, str], Path] = {}
    failed: dict[tuple[int, str], OSError] = {}
    for i, one in enumerate(settled):
        for kind, write in one.writes.items():
            try:
                waiting[i, kind] = write_beside(write.path, write.content)
            except OSError as error:
                failed[i, kind] = error
    try:
        _announce(record, settled, failed)
    except OSError as error:
        # Nothing is moved that the journal does not know of.
        failed |= dict.fromkeys(waiting, error)
        for path in waiting.values():
            discard(path)
    else:
        moved_all = _move(settled, waiting, failed)
        if not moved_all:
            with contextlib.suppress(OSError):
                _announce(record, settled, failed)
    for i, one in enumerate(settled):
        record.keep(one.block.document, one.kept)
        for kind, outcome in one.outcomes.items():
            yield _failed(outcome, one.writes[kind], failed[i, kind]) if (i, kind) in failed else outcome


def _announce(record: Record, settled: list[Settled], failed: dict[tuple[int, str], OSError]) -> None:
    blocks = [block for i, one in enumerate(settled) if one.changed and (block := _block(one, i, failed)).outputs]
    if blocks:
        record.announce(blocks)


def _move(settled: list[Settled], waiting: dict[tuple[int, str], Path], failed: dict[tuple[int, str], OSError]) -> bool:
    whole = True
    for (i, kind), path in waiting.items():
        write = settled[i].writes[kind]
        try:
            if write.replaced is not None and not write.replaced.exists():
                _copy(write.path, write.replaced)
            os.replace(path, write.path)
        except OSError as error:
            failed[i, kind] = error
            whole = False
            discard(path)
    return whole


def _copy(path: Path, to: Path) -> None:
    try:
        os.link(path, to)
    except OSError:  # a file system without links
        shutil.copyfile(path, to)


def _block(one: Settled, number: int, failed: dict[tuple[int, str], OSError]) -> Block:
    """Give the block as it is true after the files that could not be written are left as they were."""
    outputs = dict(one.block.outputs)
    for kind, before in one.unwritten.items():
        if (number, kind) in failed:
            outputs.pop(kind, None)
            if before is not None:
                outputs[kind] = before
    return msgspec.structs.replace(one.block, outputs=outputs)


def _failed(outcome: Outcome, write: Write, error: OSError) -> Outcome:
    problem = not_written(write.path, error)
    return msgspec.structs.replace(outcome, state="failed", problems=(problem,), seconds=0.0, digest="")
