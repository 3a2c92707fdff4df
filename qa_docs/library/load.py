"""Loads a clause library from its folders, all problems in one run, and keeps it parsed in a cache.

The cache is keyed by the content of every file, so it is never stale and may be deleted at any time.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from qa_docs.library.clauses import clause_id_of, read_clause
from qa_docs.library.lists import (
    read_outline,
    read_requirements,
    read_roles,
    read_rows,
    read_sources,
    read_term,
    read_term_specs,
)
from qa_docs.library.terms import TermFinder
from qa_docs.model.cache import Cache
from qa_docs.model.library import Aspect, Clause, Library, TermSpec
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.files import read_text

ASPECTS: tuple[Aspect, ...] = ("framework", "regulatory", "technical", "compliance", "operations")
FORMAT = b"library 1"
"""Changes with the shape of the parsed values, so that an old cache is not read by a new program."""

Value = TypeVar("Value")
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
    library = _read(folder, texts, digest, problems)
    if cache is not None:
        cache.write("library", digest, msgspec.msgpack.encode(library))
    return library


def _read(folder: Path, texts: Texts, digest: str, problems: list[Problem]) -> Library:
    if not texts:
        raise ProblemsFound([*problems, Problem(Place(str(folder)), "file-not-found", "no clause library is here")])
    specs: list[tuple[TermSpec, Place]] = []
    for file in _under(texts, folder, "definitions"):
        specs.extend(_tried(problems, read_term_specs, texts[file], file) or ())
    finder = TermFinder(spec for spec, _ in specs)
    terms = tuple(term for spec, place in specs if (term := _tried(problems, read_term, spec, place, finder)))
    clauses: dict[str, Clause] = {}
    for file, text in texts.items():
        if file.endswith(".md"):
            clause = _tried(problems, read_clause, clause_id_of(Path(file)), text, file, finder)
            if clause and clause.id in clauses:
                other = clauses[clause.id].place.file
                problems.append(Problem(Place(file), "duplicate-id", f"{clause.id!r} is also the name of {other}"))
            if clause:
                clauses[clause.id] = clause
    rows = _merged(problems, folder, texts, "activities", lambda text, file: read_rows(text, file, finder))
    roles = _merged(problems, folder, texts, "roles", read_roles)
    sources = _merged(problems, folder, texts, "sources", read_sources)
    requirements = _merged(problems, folder, texts, "requirements", read_requirements)
    outlines = {}
    for file in _under(texts, folder, "documents"):
        if outline := _tried(problems, read_outline, texts[file], file, finder):
            outlines[outline.spec.kind] = outline
    if problems:
        raise ProblemsFound(problems)
    return Library(clauses, rows, roles, tuple(terms), sources, requirements, outlines, digest)


def _texts_of(folder: Path, problems: list[Problem]) -> Texts:
    texts = {}
    for path in sorted(_files_of(folder)):
        text = _tried(problems, read_text, path, str(path))
        if text is not None:
            texts[str(path)] = text
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


def _under(texts: Texts, folder: Path, name: str) -> Iterator[str]:
    for file in texts:
        path = Path(file)
        if path.suffix == ".yaml" and (path.parent == folder / name or path == folder / f"{name}.yaml"):
            yield file


def _merged(
    problems: list[Problem], folder: Path, texts: Texts, name: str, read: Callable[[str, str], dict[str, Value]]
) -> dict[str, Value]:
    merged: dict[str, Value] = {}
    for file in _under(texts, folder, name):
        found = _tried(problems, read, texts[file], file) or {}
        for twice in sorted(merged.keys() & found.keys()):
            problems.append(Problem(Place(file), "duplicate-id", f"{twice!r} is defined in another file too"))
        merged |= found
    return merged


def _tried(problems: list[Problem], read: Callable[..., Value], *arguments: object) -> Value | None:
    """Give what `read` gives; or None, with its problems noted, so that the other files are read too."""
    try:
        return read(*arguments)
    except ProblemsFound as found:
        problems.extend(found.problems)
        return None


def library_files(folder: Path) -> Iterable[Path]:
    """Give the files that a library in `folder` is made of."""
    return sorted(_files_of(folder))
