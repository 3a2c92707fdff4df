"""Reads a clause library from the texts of its files, all problems in one run."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from qa_docs.library.clauses import clause_id_of, read_clause
from qa_docs.library.lists import (
    read_outline,
    read_requirement_whens,
    read_requirements,
    read_roles,
    read_rows,
    read_sources,
    read_stand_ins,
    read_term,
    read_term_specs,
)
from qa_docs.library.terms import TermFinder
from qa_docs.model.library import Clause, Library, TermSpec
from qa_docs.problems import Place, Problem, ProblemsFound

Value = TypeVar("Value")
Texts = dict[str, str]


def read_library(folder: Path, texts: Texts, digest: str, problems: list[Problem]) -> Library:
    """Give the library of the `texts`, by path; raises `ProblemsFound` with their problems and those so far."""
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
    stand_ins = tuple(
        found
        for file in _under(texts, folder, "roles")
        for found in _tried(problems, read_stand_ins, texts[file], file) or ()
    )
    sources = _merged(problems, folder, texts, "sources", read_sources)
    requirements = _merged(problems, folder, texts, "requirements", read_requirements)
    whens = _merged(problems, folder, texts, "requirements", read_requirement_whens)
    outlines = {}
    for file in _under(texts, folder, "documents"):
        if outline := _tried(problems, read_outline, texts[file], file, finder):
            outlines[outline.spec.kind] = outline
    if problems:
        raise ProblemsFound(problems)
    return Library(clauses, rows, roles, stand_ins, tuple(terms), sources, requirements, whens, outlines, digest)


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
