"""Loads a clause library from its folders, all problems in one run, and keeps it parsed in a cache.

The cache is keyed by the content of every file, so it is never stale and may be deleted at any time.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from qa_docs.model.cache import Cache
from qa_docs.model.library import Aspect, Library
from qa_docs.problems import Problem, ProblemsFound
from qa_docs.source.files import read_text

ASPECTS: tuple[Aspect, ...] = ("framework", "regulatory", "technical", "compliance", "operations")
TRANSFER = "transfer"
"""Folder of what technology transfers are written from."""

AGREEMENT_PART = "library"
TRANSFER_PART = "transfer-library"
"""Parts of a library, as the cache names them."""


class Layer(msgspec.Struct, frozen=True):
    """A folder of a library and the texts of its files, by path."""

    folder: Path
    texts: dict[str, str]


class Texts(msgspec.Struct, frozen=True):
    """The folders of a library with their files' texts, lowest first, and what could not be read."""

    layers: tuple[Layer, ...]
    digest: str
    """SHA-256 over all files, names and texts."""
    problems: tuple[Problem, ...]


def load_library(*folders: Path, cache: Cache | None = None) -> Library:
    """Give the library in `folders`, lowest first: each may replace, add and retire what those below it hold.

    Raises `ProblemsFound` with the problems of all files.
    """
    return library_of(read_texts(*folders), cache)


def load_transfer_library(*folders: Path, cache: Cache | None = None) -> Library:
    """Give the part of the library in `folders` that technology transfers are written from.

    It is kept apart, so that an agreement need not load it, and nothing of it is asked of an agreement.
    """
    return library_of(read_texts(*folders), cache, TRANSFER_PART)


def whole_library(library: Library, transfer: Library) -> Library:
    """Give a library with the clauses of transfers among its own: for what is the same for all, such as approval."""
    return msgspec.structs.replace(library, clauses={**library.clauses, **transfer.clauses})


def read_texts(*folders: Path) -> Texts:
    """Give the texts of the files in `folders`, unread. So a caller learns from their digest whether it needs more."""
    problems: list[Problem] = []
    layers = tuple(Layer(folder, _texts_of(folder, problems)) for folder in folders)
    return Texts(layers, _digest_of(layers), tuple(problems))


def library_of(texts: Texts, cache: Cache | None = None, part: str = AGREEMENT_PART) -> Library:
    """Give the library that the texts hold, as `load_library`; or the part for transfers."""
    layers, digest, problems = texts.layers, texts.digest, list(texts.problems)
    if cache is not None and (kept := cache.read(part, digest)) is not None:
        try:
            return msgspec.msgpack.decode(kept, type=Library)
        except msgspec.DecodeError:
            pass  # a damaged cache entry is as good as none
    from qa_docs.library.read import read_layers  # here: a library from the cache needs no parser

    library = read_layers(layers, digest, problems)
    if part == TRANSFER_PART:
        from qa_docs.library.transfer import read_transfer  # here: an agreement does not need it

        library = read_transfer(layers, library)
    if cache is not None:
        cache.write(part, digest, msgspec.msgpack.encode(library))
    return library


def _texts_of(folder: Path, problems: list[Problem]) -> dict[str, str]:
    texts = {}
    for path in sorted(_files_of(folder)):
        try:
            texts[str(path)] = read_text(path, str(path))
        except ProblemsFound as found:
            problems.extend(found.problems)
    return texts


def _files_of(folder: Path) -> Iterator[Path]:
    for aspect in (*ASPECTS, "appendices", TRANSFER):
        yield from (folder / aspect).glob("*.md")
    for name in ("definitions", "activities", "requirements", "documents", TRANSFER, f"{TRANSFER}/requirements"):
        yield from (folder / name).glob("*.yaml")
    for name in ("definitions.yaml", "roles.yaml", "sources.yaml", "overlay.yaml"):
        if (folder / name).is_file():
            yield folder / name


def _digest_of(layers: tuple[Layer, ...]) -> str:
    digest = hashlib.sha256()
    for layer in layers:
        digest.update(f"\0\0{layer.folder}".encode())
        for file, text in layer.texts.items():
            digest.update(f"\0{file}\0{len(text)}\0".encode())
            digest.update(text.encode())
    return digest.hexdigest()


def library_files(folder: Path) -> Iterable[Path]:
    """Give the files that a library in `folder` is made of."""
    return sorted(_files_of(folder))
