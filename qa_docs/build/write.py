"""Writes files so that a reader sees either the old content or the new one, never half of it."""

import contextlib
import os
import tempfile
from pathlib import Path

from qa_docs.problems import Place, Problem, ProblemsFound


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` beside `path` and move it into place. Raises `OSError`; then `path` is as it was."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files that only their owner can read; documents follow the user's own rule.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def write_outputs(outputs: dict[Path, bytes]) -> None:
    """Write every output. Raises `ProblemsFound` naming the file that could not be written."""
    for path, content in outputs.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, content)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            hint = "close the file in Word, or choose another folder with -o"
            problem = Problem(Place(str(path)), "cannot-write", f"cannot write the file: {reason}", hint)
            raise ProblemsFound([problem]) from error
