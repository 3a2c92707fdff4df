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
FORMAT = b"library 4"
"""Changes with the shape of the parsed values, so that an old cache is not read by a new program."""

Texts = dict[str, str]


def load_library(folder: Path, cache: Cache | None = None) -> Library:
    """Give the library in `folder`. Raises `ProblemsFound` with the problems of all its files."""
    problems: list[Problem] = []
    texts = _texts_of(folder, problems)
    digest = _digest_of(folder, texts)
    if cache is not None and (kept := cache.read("library", digest)) is not None:
        try:
            return msgspec.msgpack.decode(kept, type=Library)
        except msgspec.DecodeError:
            pass  # a damaged cache entry is as good as none
    from qa_docs.library.read import read_library  # here: a library from the cache needs no parser

    library = read_library(folder, texts, digest, problems)
    if cache is not None:
        cache.write("library", digest, msgspec.msgpack.encode(library))
    return library


def _texts_of(folder: Path, problems: list[Problem]) -> Texts:
    texts = {}
    for path in sorted(_files_of(folder)):
        try:
            texts[str(path)] = read_text(path, str(path))
        except ProblemsFound as found:
            problems.extend(found.problems)
    return texts


def _files_of(folder: Path) -> Iterator[Path]:
    for aspect in (*ASPECTS, "appendices", "transfer"):
        yield from (folder / aspect).glob("*.md")
    for name in ("definitions", "activities", "requirements", "documents"):
        yield from (folder / name).glob("*.yaml")
    for name in ("definitions.yaml", "roles.yaml", "sources.yaml"):
        if (folder / name).is_file():
            yield folder / name


def _digest_of(folder: Path, texts: Texts) -> str:
    digest = hashlib.sha256(FORMAT + str(folder).encode())
    for file, text in texts.items():
        digest.update(f"\0{file}\0{len(text)}\0".encode())
        digest.update(text.encode())
    return digest.hexdigest()


def library_files(folder: Path) -> Iterable[Path]:
    """Give the files that a library in `folder` is made of."""
    return sorted(_files_of(folder))
