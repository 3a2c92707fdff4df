"""What is to become of each file of a deal, once its documents are assembled: written, left, refused, proposed."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from qa_docs import __version__
from qa_docs.build.jobs import PROPOSED, Made, MadeFile, Part
from qa_docs.build.kinds import base_of, kind_of
from qa_docs.build.lock import Block, Output, item_lines, items_in
from qa_docs.build.outcome import Outcome, State, beside
from qa_docs.build.plan import Plan
from qa_docs.build.record import Record, digest_of
from qa_docs.build.standing import NEVER, line_reasons, used_reasons

Edited = Literal["refuse", "keep", "beside", "overwrite"]

WAYS_OUT = (
    "keep it with --edited keep, write the new one beside it with --edited beside, "
    "or write over it with --edited overwrite"
)


class Write(msgspec.Struct, frozen=True):
    """A file to be moved into place, and where the one that it replaces is kept, if it must be."""

    path: Path
    content: bytes
    replaced: Path | None = None


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of an assembled document and its files."""

    block: Block
    """What the lock says once everything is written."""
    unwritten: Mapping[str, Output | None]
    """What the lock says of a file whose writing fails, by kind."""
    outcomes: Mapping[str, Outcome]
    """By kind."""
    writes: Mapping[str, Write]
    """By kind."""
    targets: Mapping[str, Path]
    """Where each file belongs, by kind."""
    kept: bytes
    changed: bool
    """Whether the lock says something else afterwards."""


def settle(plan: Plan, made: Made, part: Part, record: Record, edited: Edited, only: tuple[str, ...]) -> Settled:
    """Say what becomes of each file of `part`. Looks at the files as they are at this moment."""
    return _Settling(plan, made, part, record, edited, only).settled()


class _Settling:
    """One document with all that decides about its files."""

    def __init__(
        self, plan: Plan, made: Made, part: Part, record: Record, edited: Edited, only: tuple[str, ...]
    ) -> None:
        self._plan, self._made, self._part = plan, made, part
        self._edited, self._only = edited, only
        self._proposed = part.outline.endswith(PROPOSED)
        self._before = plan.blocks.get(part.outline)
        self._used = part.used
        self._reasons = self._all_reasons(record)
        self._outputs: dict[str, Output] = {}
        self._unwritten: dict[str, Output | None] = {}
        self._outcomes: dict[str, Outcome] = {}
        self._writes: dict[str, Write] = {}
        self._targets: dict[str, Path] = {}
        self._touched = False
        """Whether some file is what its document has come to: else the lock keeps what it said, reasons and all."""

    def settled(self) -> Settled:
        for kind, file in self._part.files.items():
            if self._only and base_of(kind) not in self._only:
                self._leave_behind(kind, file)
            else:
                self._one(kind, file)
        block = self._block()
        return Settled(
            block=block,
            unwritten=self._unwritten,
            outcomes=self._outcomes,
            writes=self._writes,
            targets=self._targets,
            kept=self._part.kept if self._writes else b"",
            changed=self._touched and block != self._before,
        )

    def _one(self, kind: str, file: MadeFile) -> None:
        old = self._before.outputs.get(kind) if self._before else None
        name = f"{base_of(kind)}-proposed-amendment" if self._proposed else base_of(kind)
        path = self._plan.naming.path(name, kind_of(kind).suffix, self._made.names)
        target = self._targets[kind] = self._plan.naming.root / path
        new = Output(
            path=path,
            file=hashlib.sha256(file.content).hexdigest() if file.content is not None else "",
            shows=file.shows,
            renderer=kind_of(kind).renderer,
            template=self._plan.now.templates.get(base_of(kind), ""),
        )
        found = digest_of(target)
        if self._made.status == "executed" and not self._proposed and old and found and old.shows == file.shows:
            self._as_it_is(kind, "executed", old, file, target)
        elif old is not None and old.path == path and not file.wanted:
            self._as_it_is(kind, "unchanged", msgspec.structs.replace(old, behind=""), file, target)
        elif file.content is None:
            state: State = "refused" if self._is_foreign(found, old) and self._edited == "refuse" else "stale"
            self._tell(kind, state, file, target)
        elif found == new.file:
            self._as_it_is(kind, "unchanged", new, file, target)
        elif self._is_foreign(found, old):
            self._foreign(kind, file, target, new, old)
        else:
            self._write(kind, file, target, new, old)

    def _is_foreign(self, found: str, old: Output | None) -> bool:
        """Say whether a file stands there that no build of this deal has written."""
        return bool(found) and (old is None or found != old.file)

    def _foreign(self, kind: str, file: MadeFile, target: Path, new: Output, old: Output | None) -> None:
        if self._edited == "overwrite":
            self._write(kind, file, target, new, old)
            return
        if old is not None:
            # Why it fell behind stays on record: the block itself may go on with the other files.
            behind = old.behind or "; ".join(self._reasons) or "its document changed"
            self._outputs[kind] = msgspec.structs.replace(old, behind=behind)
        reason = "it was edited by hand since it was built" if old else "a file stands there that was not built here"
        if self._edited == "keep":
            self._tell(kind, "kept", file, target, reason)
        elif self._edited == "beside":
            free = _free_name(target, new.file)
            there = digest_of(free) == new.file
            if not there:
                self._writes[kind] = Write(free, file.content or b"")
                self._unwritten[kind] = self._outputs.get(kind)
            self._tell(kind, "kept" if there else "built", file, free, f"{target.name} was edited by hand")
        else:
            self._tell(kind, "refused", file, target, f"{reason}: {WAYS_OUT}")

    def _write(self, kind: str, file: MadeFile, target: Path, new: Output, old: Output | None) -> None:
        replaced = None
        signed = self._before is not None and self._before.status == "executed"
        if signed and not self._proposed and self._before and target.exists():
            # The deal went on to another revision: the executed document keeps a name of its own.
            replaced = beside(target, f"rev-{self._before.revision}")
        self._writes[kind] = Write(target, file.content or b"", replaced)
        self._unwritten[kind] = old and msgspec.structs.replace(old, behind="it could not be written")
        self._outputs[kind] = new
        self._touched = True
        self._tell(kind, "proposed" if self._proposed else "built", file, target)

    def _as_it_is(self, kind: str, state: State, output: Output, file: MadeFile, target: Path) -> None:
        self._outputs[kind] = output
        self._touched = True
        self._tell(kind, state, file, target)

    def _leave_behind(self, kind: str, file: MadeFile) -> None:
        """A build of other kinds only: this one is not touched, and the lock remembers that it has fallen behind."""
        old = self._before.outputs.get(kind) if self._before else None
        if old is not None:
            behind = "" if old.shows == file.shows and not old.behind else "only other kinds were built since"
            self._outputs[kind] = msgspec.structs.replace(old, behind=old.behind or behind)

    def _tell(self, kind: str, state: State, file: MadeFile, path: Path, reason: str = "") -> None:
        if reason:
            reasons: tuple[str, ...] = (reason,)
        else:
            own = self._plan.file_reasons.get((self._part.outline, kind), () if self._before else (NEVER,))
            reasons = (*self._reasons, *(one for one in own if one not in self._reasons))
            if state == "stale" and self._proposed:
                reasons = ("the document is executed: an amendment would be proposed beside it", *reasons)
        seconds = file.seconds if state in ("built", "proposed") else 0.0
        there = state in ("built", "proposed", "unchanged", "executed") and kind in self._outputs
        digest = self._outputs[kind].file if there else ""
        self._outcomes[kind] = Outcome(
            deal=str(self._plan.deal),
            kind=kind,
            state=state,
            path=str(path),
            reasons=reasons,
            seconds=seconds,
            digest=digest,
        )

    def _all_reasons(self, record: Record) -> tuple[str, ...]:
        """Give why the document is assembled anew: its inputs, line by line, and what came into it and went out."""
        base = self._plan.blocks.get(self._part.outline.removesuffix(PROPOSED))
        before = self._before or base
        if before is None:
            return ()
        told: list[str] = []
        for reason in self._plan.reasons.get(before.outline, ()):
            lines: tuple[str, ...] = ()
            if reason == f"{self._plan.deal} changed" and (kept := record.kept(before.document)):
                lines = line_reasons(str(self._plan.deal), kept.deal, self._plan.now.text)
            told.extend(lines or (reason,))
        told.extend(used_reasons(items_in(before.items), self._used))
        return tuple(told)

    def _block(self) -> Block:
        now, names, before = self._plan.now, self._made.names, self._before
        earlier = dict(before.earlier) if before else {}
        if before and before.revision != names["revision"]:
            earlier[before.revision] = before.document
        earlier.pop(names["revision"], None)
        return Block(
            deal=self._plan.naming.deal,
            outline=self._part.outline,
            revision=names["revision"],
            status=self._made.status,
            text=now.digest,
            included=now.included,
            defaults=now.defaults,
            options=now.options,
            layout=now.layout,
            documents=self._made.documents,
            library=now.library,
            rules=now.stand.items.rules,
            program=__version__,
            document=self._part.document,
            earlier=earlier,
            outputs=self._outputs,
            items=item_lines(now.stand.items.by_name, self._used),
        )


def _free_name(target: Path, digest: str) -> Path:
    """Give the first name beside a file that is free, or that already holds what is to be written."""
    number = 1
    while True:
        path = beside(target, "new" if number == 1 else f"new-{number}")
        if not path.exists() or digest_of(path) == digest:
            return path
        number += 1
