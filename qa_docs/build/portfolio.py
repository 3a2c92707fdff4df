"""Finds deals under the paths that a user names, and the portfolio that each belongs to."""

import glob
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from qa_docs.build.cache import DiskCache
from qa_docs.model.placed import PlacedPortfolio
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.files import read_text

NAME = "qa-docs.yaml"


def portfolio_of(deal: Path, cache: DiskCache | None = None) -> PlacedPortfolio | None:
    """Give the portfolio of a deal: the nearest `qa-docs.yaml` in its folder or above. Raises `ProblemsFound`."""
    file = portfolio_file(Path(os.path.abspath(deal)).parent)
    if file is None:
        return None
    return read_portfolio(Path(_shown_like(file, deal)), cache)


def portfolio_file(folder: Path) -> Path | None:
    """Give the nearest portfolio file in `folder` or above."""
    for above in (folder, *folder.parents):
        if (above / NAME).is_file():
            return above / NAME
    return None


def read_portfolio(path: Path, cache: DiskCache | None = None) -> PlacedPortfolio:
    """Give the portfolio in a file; one read before comes from the cache."""
    text = read_text(path, str(path))
    key = hashlib.sha256(f"portfolio 1\0{path}\0{text}".encode()).hexdigest()
    if cache is not None and (kept := cache.read("portfolio", key)) is not None:
        try:
            return msgspec.msgpack.decode(kept, type=PlacedPortfolio)
        except msgspec.DecodeError:
            pass  # a damaged cache entry is as good as none
    from qa_docs.source.portfolio import parse_portfolio  # here: brings in PyYAML and pydantic

    placed = parse_portfolio(text, str(path))
    if cache is not None:
        cache.write("portfolio", key, msgspec.msgpack.encode(placed))
    return placed


def deals_under(
    paths: Iterable[Path], cache: DiskCache | None = None, read: Callable[[Path], PlacedPortfolio] | None = None
) -> Iterator[Path]:
    """Yield the deals that `paths` name: files, folders of deals, and patterns; each once.

    `read` gives the portfolio in a file; without it, it is read as it stands. Raises `ProblemsFound` for a path that
    leads to no deal.
    """
    seen: set[str] = set()
    problems: list[Problem] = []
    for path in paths:
        found = list(_deals_at(path, read or partial(read_portfolio, cache=cache)))
        if not found:
            message = "no deal is here"
            hint = "name a deal.yaml, a folder of deals, or a pattern such as 'deals/*/deal.yaml'"
            problems.append(Problem(Place(str(path)), "nothing-to-do", message, hint))
        for deal in found:
            if (same := os.path.abspath(deal)) not in seen:
                seen.add(same)
                yield deal
    if problems:
        raise ProblemsFound(problems)


def _deals_at(path: Path, read: Callable[[Path], PlacedPortfolio]) -> Iterator[Path]:
    if path.is_dir():
        yield from _deals_in(path, read)
    elif glob.has_magic(str(path)) and not path.exists():
        for name in sorted(glob.glob(str(path), recursive=True)):
            found = Path(name)
            if found.is_dir():
                yield from _deals_in(found, read)
            elif found.name != NAME:
                yield found
    else:
        yield path


def _deals_in(folder: Path, read: Callable[[Path], PlacedPortfolio]) -> list[Path]:
    """Give the deals in a folder: those that its portfolio names, every `deal.yaml`, or else every YAML file.

    Folders whose name begins with a dot hold what programs keep for themselves, deals of others among it.
    """
    if (folder / NAME).is_file():
        patterns = read(folder / NAME).portfolio.deals
        names = {name for one in patterns for name in glob.iglob(one, root_dir=folder, recursive=True)}
        return [folder / name for name in sorted(names) if Path(name).name != NAME]
    every = (path for path in folder.rglob("deal.yaml") if not _is_hidden(path.relative_to(folder)))
    nested = sorted(every)
    return nested or [path for path in sorted(folder.glob("*.yaml")) if path.name != NAME]


def _is_hidden(path: Path) -> bool:
    return any(name.startswith(".") for name in path.parts)


def _shown_like(file: Path, deal: Path) -> str:
    """Give a path as the user would write it: from where they are, when the deal was named so."""
    return str(file) if deal.is_absolute() else os.path.relpath(file)
