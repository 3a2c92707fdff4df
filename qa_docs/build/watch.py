"""Looks at the inputs of deals again and again, and says when somebody has saved one.

It asks for times and sizes twice a second and needs no library for it: that works on network drives too, where the
system tells nobody of a change. A time only says that it is worth looking; what is stale is decided by content.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from qa_docs.build.cache import DiskCache
from qa_docs.build.content import builtin_template
from qa_docs.build.inputs import library_folders, read_placed, template_path
from qa_docs.build.kinds import KINDS
from qa_docs.build.options import Options
from qa_docs.build.portfolio import deals_under, portfolio_of
from qa_docs.library.load import library_files
from qa_docs.problems import ProblemsFound

PAUSE = 0.5
Seen = dict[Path, tuple[int, int]]


class Watch:
    """Begins to look when it is made, so that what is saved during a first build is not missed."""

    def __init__(self, paths: Sequence[Path], options: Options, cache: DiskCache | None) -> None:
        self._paths, self._options, self._cache = paths, options, cache
        self._files: Seen = {}
        self._folders: Seen = {}
        self._look()

    def saved(self, sleep: Callable[[float], None] = time.sleep) -> Iterator[tuple[Path, ...]]:
        """Yield the inputs that changed, came or went, whenever some did. It never ends by itself."""
        while True:
            sleep(PAUSE)
            if _seen(self._files) == self._files and _seen(self._folders) == self._folders:
                continue
            # As it is now, and not as it will be after the build: what is saved meanwhile is seen next time.
            before = self._files
            self._look()
            now = self._files
            changed = tuple(sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path)))
            if changed:
                yield changed

    def _look(self) -> None:
        self._files = _seen(inputs_of(self._paths, self._options, self._cache))
        self._folders = _seen(_folders_of(self._files, self._paths))


def _folders_of(files: Iterable[Path], paths: Sequence[Path]) -> set[Path]:
    """Give the folders in which a new input may come up: a file that comes or goes changes the time of its folder."""
    return {path for path in paths if path.is_dir()} | {file.parent for file in files}


def inputs_of(paths: Sequence[Path], options: Options, cache: DiskCache | None) -> set[Path]:
    """Give the files that the documents under `paths` are made of, as far as they can be found."""
    files: set[Path] = set()
    folders: set[Path] = set()
    try:
        for deal in deals_under(paths, cache):
            files.add(deal)
            try:
                portfolio = portfolio_of(deal, cache)
                if portfolio is not None:
                    files.add(Path(portfolio.file))
                placed = read_placed(deal, cache, portfolio)
                files.update(deal.parent / name for name in placed.included)
                folders.update(library_folders(placed, deal, portfolio, options.library))
                template, _ = template_path(placed, deal, portfolio, options.template)
                files.update(template or builtin_template(kind) for kind in KINDS if KINDS[kind].template)
            except ProblemsFound:
                continue  # the build tells of it
    except ProblemsFound:
        pass  # as above
    for folder in folders:
        files.update(library_files(folder))
    return files


def _seen(files: Iterable[Path]) -> Seen:
    seen: Seen = {}
    for path in files:
        try:
            facts = path.stat()
        except OSError:
            continue
        seen[path] = (facts.st_mtime_ns, facts.st_size)
    return seen
