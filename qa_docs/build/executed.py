"""Whether an executed document still reads as it was signed: only then is nothing proposed.

A clause's version may be raised without a word of this document changing, and a later program may know more of a
document than the one that built it. Neither is a reason to sign again.
"""

from typing import Any

import msgspec

from qa_docs.build.jobs import Job, MadeFile
from qa_docs.build.record import unpacked
from qa_docs.build.render import Begun
from qa_docs.model.document import ClauseText, Document


def as_signed(job: Job, begun: Begun) -> Begun | None:
    """Give a document with the digests of the executed one, where it reads as that one did; else None."""
    signed = job.signed.get(begun.outline)
    kept = unpacked(signed.kept) if signed is not None else None
    if signed is None or kept is None or not reads_alike(kept.document, begun.document):
        return None
    files = {}
    for kind, file in begun.files.items():
        before = job.before.get((begun.outline, kind))
        files[kind] = file if before is None else MadeFile(before.shows, before.missing or before.again)
    return msgspec.structs.replace(begun, digest=signed.document, files=files)


def reads_alike(one: Document, other: Document) -> bool:
    """Say whether two documents print the same words in the same places."""
    other = msgspec.msgpack.decode(msgspec.msgpack.encode(other), type=Document)  # as the kept one was decoded
    return _read(one, other) == _read(other, one)


def _read(document: Document, beside: Document) -> Document:
    """Give what is read of a document: not the versions of its clauses, nor facts that only one of the two knows."""
    facts = _common(document.facts, beside.facts)
    return msgspec.structs.replace(
        document,
        facts={**facts, "document": {**facts["document"], "status": ""}},
        blocks=tuple(_clause(block) if isinstance(block, ClauseText) else block for block in document.blocks),
        coverage=(),
    )


def _clause(clause: ClauseText) -> ClauseText:
    return msgspec.structs.replace(clause, version="", offered=(), paths=())


def _common(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _common(value, other[key]) if isinstance(value, dict) and isinstance(other[key], dict) else value
        for key, value in one.items()
        if key in other
    }
