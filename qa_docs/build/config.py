"""What holds for a deal, and where each value comes from: the deal, its portfolio, the command, or the program."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import library_folders, read_placed, template_path
from qa_docs.build.naming import naming_of
from qa_docs.build.portfolio import portfolio_of
from qa_docs.model.deal import Deal
from qa_docs.model.placed import PlacedDeal

BUILT_IN = "built in"


class Setting(msgspec.Struct, frozen=True):
    """A value that holds for a deal, and where it comes from."""

    key: str
    value: str
    source: str


def config_of(path: Path, cache: DiskCache | None = None, library: Path | None = None) -> Iterator[Setting]:
    """Yield what holds for the deal at `path`: where it is built from and to, then every key of the deal."""
    portfolio = portfolio_of(path, cache)
    placed = read_placed(path, cache, portfolio)
    folders = library_folders(placed, path, portfolio, library)
    source = BUILT_IN
    if library is not None:
        source = "--library"
    elif ("library",) in placed.places:
        source = str(placed.place("library"))
    elif portfolio is not None:
        keys = [key for key in ("library", "overlay") if key in portfolio.places]
        source = ", ".join(str(portfolio.place(key)) for key in keys) or BUILT_IN
    yield Setting("library", ", ".join(map(str, folders)), source)
    template, place = template_path(placed, path, portfolio, None)
    yield Setting("template", str(template or "builtin"), str(place) if template else BUILT_IN)
    naming = naming_of(path, portfolio, None, several=False)
    written = portfolio is not None and "output" in portfolio.places
    where = str(portfolio.place("output")) if portfolio is not None and written else BUILT_IN
    yield Setting("output", str(naming.root / naming.pattern), where)
    if portfolio is not None:
        where = str(portfolio.place("edited")) if "edited" in portfolio.places else BUILT_IN
        yield Setting("edited", portfolio.portfolio.edited, where)
    for field in dataclasses.fields(Deal):
        if field.name not in ("library", "template"):
            yield from _settings(placed, getattr(placed.deal, field.name), (field.name,))


def _settings(placed: PlacedDeal, value: Any, path: tuple[str | int, ...]) -> Iterator[Setting]:
    """Yield the leaves of a value; one that is written nowhere is the program's, and told only at the top."""
    parts: list[tuple[str | int, Any]] = []
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value)]
    elif isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, tuple | list):
        parts = list(enumerate(value))
    if path not in placed.places:
        if len(path) <= 2 and not parts and value not in ((), {}, None):
            yield Setting(_dotted(path), _shown(value), BUILT_IN)
        return
    if not parts:
        yield Setting(_dotted(path), _shown(value), str(placed.place(*path)))
    for step, part in parts:
        yield from _settings(placed, part, (*path, step))


def _dotted(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(str(value).split()) if value not in ((), {}, None) else "none"
