"""Reads what a build needs: the deal, its library and its template, each with all its problems."""

import dataclasses
import hashlib
from pathlib import Path

import msgspec

from qa_docs.build.cache import DiskCache
from qa_docs.build.content import builtin_library, builtin_template
from qa_docs.library.load import load_library
from qa_docs.model.deal import Deal
from qa_docs.model.library import Library
from qa_docs.model.placed import PlacedDeal
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.files import read_marked


class Inputs(msgspec.Struct, frozen=True):
    """A deal read, and the library that it is written from."""

    placed: PlacedDeal
    library: Library
    path: Path


def read_inputs(path: Path, cache: DiskCache | None = None, library: Path | None = None) -> Inputs:
    """Give the deal at `path` and its library; `library` takes the place of the deal's own choice."""
    placed = read_placed(path, cache)
    return Inputs(placed, _library_of(placed, path, cache, library), path)


def read_placed(path: Path, cache: DiskCache | None = None) -> PlacedDeal:
    """Give the deal at `path` with the places of its keys; one read before comes from the cache."""
    text, problems = read_marked(path, str(path))
    key = hashlib.sha256(f"deal 3\0{path}\0{text}".encode()).hexdigest()
    if not problems and cache is not None and (kept := _kept(path, key, cache)) is not None:
        return kept
    from qa_docs.source.deal import parse_deal  # here: brings in PyYAML and pydantic

    placed = parse_deal(text, str(path), problems, path)
    if cache is not None:
        cache.write("deal", key, msgspec.msgpack.encode(placed))
    return placed


def _kept(path: Path, key: str, cache: DiskCache) -> PlacedDeal | None:
    """Give the deal of the cache, unless a file that it includes has changed since."""
    content = cache.read("deal", key)
    if content is None:
        return None
    try:
        placed = msgspec.msgpack.decode(content, type=PlacedDeal)
        deal = _with_transfer(placed.deal)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None  # a damaged cache entry is as good as none
    for name, digest in placed.included.items():
        try:
            text, problems = read_marked(path.parent / name, name)
        except ProblemsFound:
            return None
        if problems or hashlib.sha256(text.encode()).hexdigest() != digest:
            return None
    return msgspec.structs.replace(placed, deal=deal)


def _with_transfer(deal: Deal) -> Deal:
    """Give a decoded deal with its transfer, which is decoded as plain mappings, as a value."""
    if deal.transfer is None:
        return deal
    from qa_docs.model.transfer.transfer import Transfer  # here: its hundred classes take time to make

    return dataclasses.replace(deal, transfer=msgspec.convert(deal.transfer, Transfer))


def _library_of(placed: PlacedDeal, path: Path, cache: DiskCache | None, library: Path | None) -> Library:
    if library is not None:
        return load_library(library, cache=cache)
    folders = []
    problems = []
    for i, name in enumerate(placed.deal.library):
        folder = builtin_library() if name == "builtin" else path.parent / name
        if not folder.is_dir():
            hint = "write `builtin`, or a folder with its path from the deal"
            place = placed.place("library", i)
            problems.append(Problem(place, "file-not-found", f"there is no folder {name!r}", hint))
        folders.append(folder)
    if problems:
        raise ProblemsFound(problems)
    return load_library(*folders, cache=cache)


def template_content(placed: PlacedDeal, path: Path, kind: str, template: Path | None) -> tuple[bytes, str]:
    """Give the Word template and the name to show for it: the caller's, the deal's, or the built-in one."""
    place = Place(str(template)) if template else placed.place("template")
    if template is None and placed.deal.template:
        template = path.parent / placed.deal.template
    chosen = template or builtin_template(kind)
    try:
        return chosen.read_bytes(), str(chosen)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"cannot read the template {chosen}: {reason}"
        raise ProblemsFound(
            [Problem(place, "file-not-found", message, "a path in a deal is relative to it")]
        ) from error
