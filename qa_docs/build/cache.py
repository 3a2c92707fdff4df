"""A cache on disk in the user's cache folder, keyed by content; deleting it costs time and nothing else.

`QA_DOCS_CACHE` names another folder; `off` switches it off.
"""

import contextlib
import os
from pathlib import Path

from qa_docs import __version__
from qa_docs.build.write import write_atomically


class DiskCache:
    """Keeps bytes as files, one a key, in a folder for this version of the program."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self._folder = folder / __version__

    def read(self, kind: str, key: str) -> bytes | None:
        """Give what was kept for `key`, or None."""
        try:
            return (self._folder / f"{kind}-{key}").read_bytes()
        except OSError:
            return None

    def write(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content`; a folder that cannot be written is no problem."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._folder / f"{kind}-{key}", content, durable=False)


def user_cache() -> DiskCache | None:
    """Give the cache of this user, or None when it is switched off."""
    chosen = os.environ.get("QA_DOCS_CACHE", "")
    if chosen.lower() in ("off", "0", "no"):
        return None
    if chosen:
        return DiskCache(Path(chosen))
    import platformdirs  # here: a user who names the folder does not need it

    return DiskCache(Path(platformdirs.user_cache_dir("qa-docs", appauthor=False)))
