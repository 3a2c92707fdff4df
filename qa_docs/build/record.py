"""The record of a folder of documents: its lock, the journal of a run that has not ended, and the documents kept.

Before a file is moved into place, the journal on disk already says what it will be. So whenever a run is killed, the
next one knows each file as the old or the new one, and never takes its own work for somebody's edit. The lock itself is
written once, at the end. Blocks stay on disk until they are asked for: a large lock takes hardly more memory than a
small one.
"""

import contextlib
import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

import msgspec

from qa_docs.build.lock import HEAD, NAME, Block, Key, block_text, kept_in, key_of, raw_blocks, read_block
from qa_docs.build.write import append, discard, waiting_name, write_atomically, write_beside
from qa_docs.problems import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from qa_docs.model.document import Document

FOLDER = ".qa-docs"
"""Beside the lock: the journal, and the documents as they were assembled."""


class Kept(NamedTuple):
    """A document as it was built, and the deal that it was built from."""

    document: "Document"
    deal: str
    """Text of the deal's file."""


class _Span(NamedTuple):
    """Where a block stands."""

    file: Path
    at: int
    length: int


class Record:
    """Lock, journal and kept documents of one folder. Whoever writes holds it with `opened`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = folder / NAME
        self._inside = folder / FOLDER
        self._journal = self._inside / "journal"
        self._running = self._inside / "running"
        self._spans: dict[Key, _Span] = {}
        self._outlines: dict[str, list[str]] = {}
        self._patched: dict[Key, Block] = {}
        self._forgot = False
        self._was_killed = False
        self._files: dict[Path, IO[bytes]] = {}

    def read(self) -> None:
        """Look where each block stands. Where a run before was killed, a block is what that run had come to.

        Raises `ProblemsFound` when the lock is damaged.
        """
        self.close()
        self._spans.clear()
        self._outlines.clear()
        self._patched.clear()
        self._index(self.lock)
        in_lock = dict(self._spans)
        self._index(self._journal, whole=False)
        for key in [key for key, span in self._spans.items() if span.file == self._journal]:
            before = read_block(self._raw(in_lock[key]), str(self.lock)) if key in in_lock else None
            intended = read_block(self._raw(self._spans[key]), str(self._journal))
            self._patched[key] = as_found(self.folder, intended, before)

    def settle(self) -> None:
        """Clear up after a run that was killed, and write into the lock what it had come to."""
        if self._was_killed:
            self._clear_away()
        if not self._journal.exists():
            return
        patched = tuple(self._patched.values())
        self._patched.clear()
        if patched:
            # After a torn entry nothing can be added; so the journal is begun anew, and the lock is still the old one.
            self.close()
            os.replace(write_beside(self._journal, _entry(patched)), self._journal)
            self._add_entry(patched, 0)
        self.rewrite()

    def _clear_away(self) -> None:
        """Delete what waited to be moved into place. Of documents not in the record, the next build writes over it."""
        for key in self._spans:
            for output in self.block(key).outputs.values():
                discard(waiting_name(self.folder / output.path))
        for path in (self.lock, self._journal):
            discard(waiting_name(path))

    def blocks_of(self, deal: str) -> dict[str, Block]:
        """Give the blocks of a deal by outline."""
        return {outline: self.block((deal, outline)) for outline in self._outlines.get(deal, ())}

    def block(self, key: Key) -> Block:
        """Give a block."""
        if key in self._patched:
            return self._patched[key]
        return read_block(self._raw(self._spans[key]), str(self.lock))

    def keys(self) -> Iterable[Key]:
        """Give which blocks there are."""
        return self._spans.keys()

    def announce(self, blocks: Iterable[Block]) -> None:
        """Write down, safe on disk, what is about to be moved into place."""
        self._inside.mkdir(parents=True, exist_ok=True)
        blocks = tuple(blocks)
        before = append(self._journal, b"".join(_entry(blocks)))
        self._add_entry(blocks, before)

    def changed(self) -> bool:
        """Say whether the lock must be written anew."""
        return self._forgot or any(span.file == self._journal for span in self._spans.values())

    def forget(self, keys: Iterable[Key]) -> None:
        """Leave blocks out when the lock is written next."""
        for key in keys:
            self._forgot |= self._spans.pop(key, None) is not None
            if key[1] in self._outlines.get(key[0], ()):
                self._outlines[key[0]].remove(key[1])

    def rewrite(self) -> None:
        """Write the lock anew, all its blocks in order, and end the journal."""
        used: set[str] = set()

        def text() -> Iterator[bytes]:
            yield HEAD
            for key in sorted(self._spans):
                raw = self._raw(self._spans[key])
                used.update(kept_in(raw))
                yield b"\n" + raw.strip(b"\n") + b"\n"

        waiting = write_beside(self.lock, text())
        self.close()
        os.replace(waiting, self.lock)
        discard(self._journal)
        self._forgot = False
        self._forget_all_but(used)
        self.read()

    def keep(self, digest: str, content: bytes) -> None:
        """Keep a document under its digest. It may be lost: then a redline has nothing to compare with."""
        path = self._inside / "documents" / digest
        if content and not path.exists():
            with contextlib.suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(path, content, durable=False)

    def kept(self, digest: str) -> Kept | None:
        """Give a document that was built before, by the digest that a block names; None where it was not kept."""
        content = self.kept_content(digest)
        return unpacked(content) if content else None

    def kept_content(self, digest: str) -> bytes:
        """Give such a document as it is kept; nothing where it was not."""
        try:
            return (self._inside / "documents" / digest).read_bytes()
        except OSError:
            return b""

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        """Hold the folder alone: another run waits here until this one has ended, however it ends.

        A folder that was made for nothing is gone afterwards.
        """
        file = self._held()
        try:
            # A byte stands in the file while a run is at work: one found there is from a run that was killed.
            self._was_killed = os.fstat(file.fileno()).st_size > 0
            with contextlib.suppress(OSError):
                os.write(file.fileno(), b"1")
            yield
        finally:
            self.close()
            with contextlib.suppress(OSError):
                os.truncate(self._running, 0)
            if not self.lock.exists() and not self._journal.exists():
                discard(self._running)
                for folder in (self._inside, self.folder):
                    with contextlib.suppress(OSError):
                        folder.rmdir()
            file.close()

    def _held(self) -> IO[bytes]:
        while True:
            self._inside.mkdir(parents=True, exist_ok=True)
            file = self._running.open("ab")
            try:
                _hold(file)
                # Whoever held it may have cleared it away meanwhile; then what is held here is nothing.
                if os.path.samestat(os.fstat(file.fileno()), os.stat(self._running)):
                    return file
            except FileNotFoundError:
                pass
            except BaseException:
                file.close()
                raise
            file.close()

    def close(self) -> None:
        """Let go of the files."""
        for file in self._files.values():
            file.close()
        self._files.clear()

    def _index(self, path: Path, whole: bool = True) -> None:
        try:
            with path.open("rb") as file:
                for at, raw in raw_blocks(file, str(path), whole):
                    self._add(key_of(raw, str(path)), _Span(path, at, len(raw)))
        except FileNotFoundError:
            return
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            problem = Problem(Place(str(path)), "file-unreadable", f"the lock cannot be read: {reason}")
            raise ProblemsFound([problem]) from error

    def _add_entry(self, blocks: Iterable[Block], at: int) -> None:
        for block in blocks:
            length = len(block_text(block).encode())
            self._add(block.key, _Span(self._journal, at + 1, length - 2))
            self._patched.pop(block.key, None)
            at += length

    def _add(self, key: Key, span: _Span) -> None:
        if key not in self._spans:
            self._outlines.setdefault(key[0], []).append(key[1])
        self._spans[key] = span

    def _raw(self, span: _Span) -> bytes:
        if span.file not in self._files:
            self._files[span.file] = span.file.open("rb")
        file = self._files[span.file]
        file.seek(span.at)
        return file.read(span.length)

    def _forget_all_but(self, used: set[str]) -> None:
        with contextlib.suppress(OSError):
            for path in (self._inside / "documents").iterdir():
                if path.name not in used:
                    discard(path)


def _entry(blocks: Iterable[Block]) -> Iterator[bytes]:
    """Give an entry of the journal. An empty line ends it: without one, nothing was moved into place for it."""
    yield from (block_text(block).encode() for block in blocks)
    yield b"\n"


def as_found(folder: Path, intended: Block, before: Block | None) -> Block:
    """Give what a killed run had come to: the block that it intended, with the old ones of files it did not reach."""
    outputs = dict(intended.outputs)
    for kind, output in intended.outputs.items():
        old = before.outputs.get(kind) if before else None
        if old and old.path == output.path and digest_of(folder / output.path) == old.file != output.file:
            outputs[kind] = msgspec.structs.replace(old, behind="the run that should have built it was stopped")
    return msgspec.structs.replace(intended, outputs=outputs)


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file; empty where there is none."""
    try:
        with open(path, "rb", buffering=0) as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ""


class _Kept(msgspec.Struct, frozen=True):
    """A document as it is written: its status apart, since signing it does not change what it says."""

    document: msgspec.Raw
    status: str
    deal: str


def packed(document: bytes, status: str, deal: str) -> bytes:
    """Give a document, encoded with its status left open, as it is kept."""
    return zlib.compress(msgspec.msgpack.encode(_Kept(msgspec.Raw(document), status, deal)), 1)


def unpacked(content: bytes) -> Kept | None:
    """Give a document that was kept; None where it is damaged, or kept by a program whose documents were others."""
    from qa_docs.model.document import Document  # here: most runs ask for none

    try:
        kept = msgspec.msgpack.decode(zlib.decompress(content), type=_Kept)
        document = msgspec.msgpack.decode(kept.document, type=Document)
    except (zlib.error, msgspec.DecodeError):
        return None
    control = {**document.facts["document"], "status": kept.status.replace("_", " ")}
    return Kept(msgspec.structs.replace(document, facts={**document.facts, "document": control}), kept.deal)


def _hold(file: IO[bytes]) -> None:
    # The system lets go when the process ends, even by kill -9; a file with a process number in it would stay.
    try:
        import fcntl
    except ImportError:
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
        return
    # Not flock: worker processes would inherit that and hold it when this process is killed.
    fcntl.lockf(file, fcntl.LOCK_EX)
