"""Reads the library's YAML files: rows of the matrix, roles, glossary, sources, requirements, outlines."""

from collections.abc import Callable
from typing import TypeVar

from qa_docs.library.clauses import condition, place_of
from qa_docs.library.terms import TermFinder
from qa_docs.model.expression import Expression
from qa_docs.model.library import (
    ActivityFile,
    Outline,
    OutlineSpec,
    Requirement,
    RequirementFile,
    Role,
    RoleFile,
    Row,
    Source,
    SourceFile,
    Term,
    TermFile,
    TermSpec,
)
from qa_docs.model.text import SourceInline
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.markdown import read_inline
from qa_docs.source.typed import read_typed
from qa_docs.source.yaml_tree import Tree, read_yaml

Value = TypeVar("Value")


def read_term_specs(text: str, file: str) -> tuple[tuple[TermSpec, Place], ...]:
    """Give the terms of a glossary file with their places, definitions not yet parsed."""
    tree = read_yaml(text, file)
    terms = read_typed(tree, TermFile).terms
    return tuple((spec, place_of(tree, ("terms", i, "term"))) for i, spec in enumerate(terms))


def read_term(spec: TermSpec, place: Place, terms: TermFinder) -> Term:
    """Give a term with its definition parsed."""
    problems: list[Problem] = []
    tree = Tree({}, {(): (place.line, place.column)}, {}, place.file)
    when = condition(spec.when, tree, (), problems)
    definition = _inline(spec.definition, place, terms, problems)
    if problems:
        raise ProblemsFound(problems)
    return Term(spec, definition, when, place)


def read_rows(text: str, file: str, terms: TermFinder) -> dict[str, Row]:
    """Give the rows of an activities file, by id."""
    tree = read_yaml(text, file)
    found = read_typed(tree, ActivityFile)
    problems: list[Problem] = []
    rows: dict[str, Row] = {}
    for i, activity in enumerate(found.rows):
        place = place_of(tree, ("rows", i, "id"))
        when = condition(activity.when, tree, ("rows", i, "when"), problems)
        title = _inline(activity.title, place_of(tree, ("rows", i, "title")), terms, problems)
        steps = tuple(
            _inline(step.title, place_of(tree, ("rows", i, "steps", j, "title")), terms, problems)
            for j, step in enumerate(activity.steps)
        )
        _add(rows, activity.id, Row(activity, found.aspect, title, steps, when, place), place, problems)
    if problems:
        raise ProblemsFound(problems)
    return rows


def read_roles(text: str, file: str) -> dict[str, Role]:
    """Give the roles, by id, in the order of the matrix's columns."""
    return _by_id(text, file, RoleFile, "roles", lambda role: role.id)


def read_sources(text: str, file: str) -> dict[str, Source]:
    """Give the sources, by name."""
    return _by_id(text, file, SourceFile, "sources", lambda source: source.name)


def read_requirements(text: str, file: str) -> dict[str, Requirement]:
    """Give the requirements of a catalogue file, by id."""
    return _by_id(text, file, RequirementFile, "requirements", lambda requirement: requirement.id)


def read_outline(text: str, file: str, terms: TermFinder) -> Outline:
    """Give the outline of a kind of document."""
    tree = read_yaml(text, file)
    spec = read_typed(tree, OutlineSpec)
    problems: list[Problem] = []
    whens: dict[str, Expression] = {}
    intros: dict[str, tuple[SourceInline, ...]] = {}
    for i, appendix in enumerate(spec.appendices):
        when = condition(appendix.when, tree, ("appendices", i, "when"), problems)
        if when is not None:
            whens[appendix.id] = when
        if appendix.intro:
            intros[appendix.id] = _inline(appendix.intro, place_of(tree, ("appendices", i, "intro")), terms, problems)
    if problems:
        raise ProblemsFound(problems)
    return Outline(spec, whens, intros, Place(file, 1, 1))


def _inline(text: str, place: Place, terms: TermFinder, problems: list[Problem]) -> tuple[SourceInline, ...]:
    try:
        return terms.mark(read_inline(text, place))
    except ProblemsFound as found:
        problems.extend(found.problems)
        return ()


def _by_id(text: str, file: str, kind: type, key: str, id_of: Callable[[Value], str]) -> dict[str, Value]:
    tree = read_yaml(text, file)
    problems: list[Problem] = []
    found: dict[str, Value] = {}
    for i, value in enumerate(getattr(read_typed(tree, kind), key)):
        _add(found, id_of(value), value, place_of(tree, (key, i)), problems)
    if problems:
        raise ProblemsFound(problems)
    return found


def _add(found: dict[str, Value], name: str, value: Value, place: Place, problems: list[Problem]) -> None:
    if name in found:
        problems.append(Problem(place, "duplicate-id", f"{name!r} is there already", "give each its own id"))
    found[name] = value
