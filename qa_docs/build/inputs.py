"""Reads what a build needs: the deal, its library and its template, each with all its problems."""

import dataclasses
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from qa_docs.build.cache import DiskCache
from qa_docs.build.content import builtin_library, builtin_template
from qa_docs.build.portfolio import portfolio_of
from qa_docs.library.load import load_library
from qa_docs.model.deal import Deal
from qa_docs.model.library import Library
from qa_docs.model.named_files import names_files
from qa_docs.model.placed import Defaults, PlacedDeal, PlacedPortfolio
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.files import read_marked

if TYPE_CHECKING:
    from qa_docs.source.shown_files import Means


class Inputs(msgspec.Struct, frozen=True):
    """A deal read, and the library that it is written from."""

    placed: PlacedDeal
    library: Library
    path: Path
    folders: tuple[Path, ...] = ()
    """Folders of the library, lowest first."""
    warnings: tuple[Problem, ...] = ()
    """What is to be known of texts that this deal negotiated."""


def read_inputs(path: Path, cache: DiskCache | None = None, library: Path | None = None) -> Inputs:
    """Give the deal at `path` and its library; `library` takes the place of the deal's own choice."""
    portfolio = portfolio_of(path, cache)
    placed = read_placed(path, cache, portfolio)
    return inputs_of(placed, path, portfolio, cache, library)


def inputs_of(
    placed: PlacedDeal,
    path: Path,
    portfolio: PlacedPortfolio | None,
    cache: DiskCache | None = None,
    library: Path | None = None,
) -> Inputs:
    """Give a deal that was read with its library, as `read_inputs`."""
    folders = library_folders(placed, path, portfolio, library)
    own, warnings = own_library(placed, load_library(*folders, cache=cache))
    return Inputs(placed, own, path, folders, warnings)


def own_library(placed: PlacedDeal, library: Library) -> tuple[Library, tuple[Problem, ...]]:
    """Give the library with the deal's own clauses, titles, places and negotiated texts, and what is to be known."""
    deal = placed.deal
    problems: tuple[Problem, ...] = ()
    if deal.own_clauses or deal.moved_clauses or deal.clause_titles:
        from qa_docs.library.own_clauses import with_own_clauses  # here: brings in the parser of clauses

        library, problems = with_own_clauses(library, placed)
    if not any(chosen.position == "negotiated" for chosen in deal.positions.values()):
        return library, problems
    from qa_docs.library.negotiated import with_negotiated  # here: brings in the parser of clauses

    library, more = with_negotiated(library, placed)
    return library, (*problems, *more)


def read_placed(path: Path, cache: DiskCache | None = None, portfolio: PlacedPortfolio | None = None) -> PlacedDeal:
    """Give the deal at `path` with the places of its keys, filled up with what its portfolio says."""
    text, problems = read_marked(path, str(path))
    return placed_of(text, str(path), problems, cache, portfolio.defaults if portfolio else None)


def placed_of(
    text: str, file: str, problems: tuple[Problem, ...], cache: DiskCache | None, defaults: Defaults | None
) -> PlacedDeal:
    """Give the deal that a text holds; one read before comes from the cache."""
    under = f"{defaults.file}\0{defaults.digest}" if defaults else ""
    key = hashlib.sha256(f"{file}\0{under}\0{text}".encode()).hexdigest()
    if not problems and cache is not None and (kept := _kept(Path(file), key, cache)) is not None:
        return _with_files(kept, cache)
    from qa_docs.source.deal import parse_deal  # here: brings in PyYAML and pydantic

    placed = parse_deal(text, file, problems, defaults=defaults, means=means_of(cache))
    if cache is not None:
        # Pictures are kept apart: they are the same for a deal whose text has changed.
        cache.write("deal", key, msgspec.msgpack.encode(_without_files(placed)))
    return placed


def means_of(cache: DiskCache | None) -> "Means":
    """Give what pictures and attached documents of a deal are read with."""
    from qa_docs.build.pages import word_to_pdf  # here: few deals name files
    from qa_docs.source.shown_files import Means

    return Means(word_to_pdf, cache)


def _with_files(placed: PlacedDeal, cache: DiskCache) -> PlacedDeal:
    """Give a deal from the cache with what the files hold that it names."""
    if not names_files(placed.deal):
        return placed
    from qa_docs.source.shown_files import with_files  # as above

    whole, problems = with_files(placed, Path(placed.file), means_of(cache))
    if problems:
        raise ProblemsFound(problems)
    return whole


def _without_files(placed: PlacedDeal) -> PlacedDeal:
    if not placed.shown:
        return placed
    shown = {file.path for file in placed.shown.values()}
    included = {name: digest for name, digest in placed.included.items() if name not in shown}
    return msgspec.structs.replace(placed, included=included, shown={}, images={})


def decoded_deal(content: bytes) -> PlacedDeal:
    """Give a deal from its bytes. Raises `msgspec.DecodeError` where they are damaged."""
    placed = msgspec.msgpack.decode(content, type=PlacedDeal)
    return msgspec.structs.replace(placed, deal=_with_transfer(placed.deal))


def _kept(path: Path, key: str, cache: DiskCache) -> PlacedDeal | None:
    """Give the deal of the cache, unless a file that it includes has changed since."""
    content = cache.read("deal", key)
    if content is None:
        return None
    try:
        placed = decoded_deal(content)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None  # a damaged cache entry is as good as none
    for name, digest in placed.included.items():
        if not digest and not (path.parent / name).exists():
            continue  # it was not there either when the deal was read
        try:
            text, problems = read_marked(path.parent / name, name)
        except ProblemsFound:
            return None
        if problems or hashlib.sha256(text.encode()).hexdigest() != digest:
            return None
    return placed


def _with_transfer(deal: Deal) -> Deal:
    """Give a decoded deal with its transfer, which is decoded as plain mappings, as a value."""
    if deal.transfer is None:
        return deal
    from qa_docs.model.transfer.transfer import Transfer  # here: its hundred classes take time to make

    return dataclasses.replace(deal, transfer=msgspec.convert(deal.transfer, Transfer))


def library_folders(
    placed: PlacedDeal | None, path: Path, portfolio: PlacedPortfolio | None, library: Path | None = None
) -> tuple[Path, ...]:
    """Give the folders of a deal's library, lowest first: the caller's, the deal's own, or its portfolio's.

    `placed` is needed only where the deal names a library. Raises `ProblemsFound` when one is not there.
    """
    if library is not None:
        return (library,)
    if placed is not None and ("library",) in placed.places:
        named = [(name, path.parent, placed.place("library", i)) for i, name in enumerate(placed.deal.library)]
    elif portfolio is not None:
        folder = Path(portfolio.file).parent
        own = portfolio.portfolio
        named = [(name, folder, portfolio.place("library")) for name in own.library]
        named += [(name, folder, portfolio.place("overlay")) for name in own.overlay]
    else:
        return (builtin_library(),)
    folders, problems = [], []
    for name, base, place in named:
        found = builtin_library() if name == "builtin" else base / name
        if not found.is_dir():
            hint = "write `builtin`, or a folder with its path from this file"
            problems.append(Problem(place, "file-not-found", f"there is no folder {name!r}", hint))
        folders.append(found)
    if problems:
        raise ProblemsFound(problems)
    return tuple(folders)


def template_path(
    placed: PlacedDeal | None, path: Path, portfolio: PlacedPortfolio | None, template: Path | None
) -> tuple[Path | None, Place]:
    """Give the Word template that takes the place of the built-in ones, if any does, and where it is named."""
    if template is not None:
        return template, Place(str(template))
    if placed is not None and placed.deal.template:
        return path.parent / placed.deal.template, placed.place("template")
    if portfolio is not None and portfolio.portfolio.template:
        return Path(portfolio.file).parent / portfolio.portfolio.template, portfolio.place("template")
    return None, Place("templates")


def template_content(placed: PlacedDeal, path: Path, kind: str, template: Path | None) -> tuple[bytes, str]:
    """Give the Word template and the name to show for it: the caller's, the deal's, its portfolio's, ours."""
    chosen, place = template_path(placed, path, portfolio_of(path), template)
    found = chosen or builtin_template(kind)
    return read_template(found, place), str(found)


def read_template(chosen: Path, place: Place) -> bytes:
    """Give the content of a Word template. Raises `ProblemsFound` where it is named, when it cannot be read."""
    return bytes_of(chosen, f"the template {chosen}", place, "a path counts from the file that names it")


def bytes_of(path: Path, what: str = "the file", place: Place | None = None, hint: str = "check the path") -> bytes:
    """Give the bytes of a file. Raises `ProblemsFound`, at `place` where another file names it."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problem = Problem(place or Place(str(path)), "file-not-found", f"cannot read {what}: {reason}", hint)
        raise ProblemsFound([problem]) from error
