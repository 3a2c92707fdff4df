"""Writes files so that a reader sees either the old content or the new one, never half of it."""

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from qa_docs.problems import Place, Problem, ProblemsFound


def write_atomically(path: Path, content: bytes | Iterable[bytes], durable: bool = True) -> None:
    """Write `content` beside `path` and move it into place. Raises `OSError`; then `path` is as it was.

    What is not `durable` may be lost when the power fails, but not otherwise.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        _fill(handle, content, durable)
        # mkstemp makes files that only their owner can read; documents follow the user's own rule.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        discard(Path(name))
        raise


def write_beside(path: Path, content: bytes | Iterable[bytes]) -> Path:
    """Write `content`, safe on disk, into a file beside `path` that waits to be moved into place; give that file.

    Its name is always the same, so that a run which was killed leaves at most one, and the next run writes over it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = waiting_name(path)
    try:
        _fill(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666), content)
    except BaseException:
        discard(waiting)
        raise
    return waiting


def waiting_name(path: Path) -> Path:
    """Give the name of the file that waits to take the place of `path`."""
    return path.with_name(f".{path.name}.new")


def append(path: Path, content: bytes) -> int:
    """Write `content`, safe on disk, at the end of a file; give where it begins.

    Raises `OSError`; then the file is as it was: making it shorter needs no room.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    try:
        before = os.fstat(handle).st_size
        left = memoryview(content)
        try:
            while left:
                left = left[os.write(handle, left) :]
            os.fsync(handle)
        except BaseException:
            os.ftruncate(handle, before)
            raise
        return before
    finally:
        os.close(handle)


def discard(path: Path) -> None:
    """Delete a file that nobody needs, if it is there and can be deleted."""
    with contextlib.suppress(OSError):
        path.unlink()


def _fill(handle: int, content: bytes | Iterable[bytes], durable: bool = True) -> None:
    with os.fdopen(handle, "wb") as file:
        file.writelines((content,) if isinstance(content, bytes) else content)
        if durable:
            file.flush()
            os.fsync(file.fileno())


def write_outputs(outputs: dict[Path, bytes]) -> None:
    """Write every output. Raises `ProblemsFound` naming the file that could not be written."""
    for path, content in outputs.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, content)
        except OSError as error:
            raise ProblemsFound([not_written(path, error)]) from error


def not_written(path: Path, error: OSError) -> Problem:
    """Give the problem of a file that could not be written."""
    reason = (error.strerror or str(error)).lower()
    hint = "close the file in Word, or choose another folder with -o"
    return Problem(Place(str(path)), "cannot-write", f"cannot write the file: {reason}", hint)
