"""A cache on disk in the user's cache folder, keyed by content; deleting it costs time and nothing else.

`QA_DOCS_CACHE` names another folder; `off` switches it off.
"""

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from qa_docs import __version__
from qa_docs.build.write import write_atomically

_PACKAGE = Path(__file__).resolve().parents[1]


class DiskCache:
    """Keeps bytes as files, one a key, in a folder for this state of the program.

    What is kept has the shape that this program gives it, and another program may give it another.
    """

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self._folder = folder / f"{__version__}-{_state_of(_PACKAGE)}"

    def read(self, kind: str, key: str) -> bytes | None:
        """Give what was kept for `key`, or None."""
        try:
            return (self._folder / f"{kind}-{key}").read_bytes()
        except OSError:
            return None

    def write(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content`; a folder that cannot be written is no problem."""
        with contextlib.suppress(OSError):
            if not self._folder.is_dir():
                _forget(self._folder)
                self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._folder / f"{kind}-{key}", content, durable=False)


def _state_of(package: Path) -> str:
    """Give a digest of names, sizes and days of the program's modules: it changes whenever one of them does.

    Their contents would be surer and cost every command ten times as long; `make` trusts the same.
    """
    digest = hashlib.sha256()
    for name, stat in sorted(_modules(package)):
        digest.update(f"{name} {stat}\n".encode())
    return digest.hexdigest()[:16]


def _modules(folder: Path | str) -> Iterator[tuple[str, str]]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _modules(entry.path)
            elif entry.name.endswith(".py"):
                state = entry.stat()
                yield entry.path, f"{state.st_size} {state.st_mtime_ns}"


def _forget(kept: Path) -> None:
    """Delete what earlier states of this version kept beside the folder `kept`: nobody asks for it again."""
    if kept.parent.is_dir():
        for other in kept.parent.iterdir():
            if re.fullmatch(re.escape(__version__) + r"-[0-9a-f]{16}", other.name) and other != kept:
                shutil.rmtree(other, ignore_errors=True)


def user_cache() -> DiskCache | None:
    """Give the cache of this user, or None when it is switched off."""
    chosen = os.environ.get("QA_DOCS_CACHE", "")
    if chosen.lower() in ("off", "0", "no"):
        return None
    if chosen:
        return DiskCache(Path(chosen))
    import platformdirs  # here: a user who names the folder does not need it

    return DiskCache(Path(platformdirs.user_cache_dir("qa-docs", appauthor=False)))
