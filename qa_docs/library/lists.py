"""Reads the library's YAML files: rows of the matrix, roles, glossary, sources, requirements, outlines."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from qa_docs.library.clauses import condition
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
    StandIn,
    Term,
    TermFile,
    TermSpec,
)
from qa_docs.model.library_transfer import ExchangeFile, ExchangeRow, Tier
from qa_docs.model.text import SourceInline
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.markdown import read_inline
from qa_docs.source.typed import read_yaml_as
from qa_docs.source.typography import typographic_words
from qa_docs.source.yaml_tree import Tree

Value = TypeVar("Value")


def read_term_specs(text: str, file: str) -> tuple[tuple[TermSpec, Place], ...]:
    """Give the terms of a glossary file with their places, definitions not yet parsed."""
    found, tree = read_yaml_as(text, file, TermFile)
    return tuple((spec, tree.value_place(("terms", i, "term"))) for i, spec in enumerate(found.terms))


def read_term(spec: TermSpec, place: Place, terms: TermFinder) -> Term:
    """Give a term with its definition parsed."""
    problems: list[Problem] = []
    spot: dict[tuple[str | int, ...], tuple[int, int]] = {(): (place.line, place.column)}
    tree = Tree({}, spot, spot, place.file)
    when = condition(spec.when, tree, (), problems)
    definition = _inline(spec.definition, place, terms, problems)
    if problems:
        raise ProblemsFound(problems)
    return Term(spec, definition, when, place)


def read_rows(text: str, file: str, terms: TermFinder) -> dict[str, Row]:
    """Give the rows of an activities file, by id."""
    found, tree = read_yaml_as(text, file, ActivityFile)
    problems: list[Problem] = []
    rows: dict[str, Row] = {}
    for i, activity in enumerate(found.rows):
        place = tree.value_place(("rows", i, "id"))
        when = condition(activity.when, tree, ("rows", i, "when"), problems)
        title = _inline(activity.title, tree.value_place(("rows", i, "title")), terms, problems)
        steps = tuple(
            _inline(step.title, tree.value_place(("rows", i, "steps", j, "title")), terms, problems)
            for j, step in enumerate(activity.steps)
        )
        _add(rows, activity.id, Row(activity, found.aspect, title, steps, when, place), place, problems)
    if problems:
        raise ProblemsFound(problems)
    return rows


def read_roles(text: str, file: str) -> dict[str, tuple[Role, StandIn | None]]:
    """Give the roles, by id, in the order of the matrix's columns; each with what it stands in for, if anything."""
    whole, tree = read_yaml_as(text, file, RoleFile)
    problems: list[Problem] = []
    found: dict[str, tuple[Role, StandIn | None]] = {}
    for i, role in enumerate(whole.roles):
        when = condition(role.when, tree, ("roles", i, "when"), problems)
        stand_in = StandIn(role.id, role.stands_for, when) if role.stands_for else None
        _add(found, role.id, (role, stand_in), tree.value_place(("roles", i)), problems)
    if problems:
        raise ProblemsFound(problems)
    return found


def read_sources(text: str, file: str) -> dict[str, Source]:
    """Give the sources, by name."""
    return _by_id(text, file, SourceFile, "sources", lambda source: source.name)


def read_requirements(text: str, file: str) -> dict[str, tuple[Requirement, Expression | None]]:
    """Give the requirements of a catalogue file with their parsed conditions, by id."""
    whole, tree = read_yaml_as(text, file, RequirementFile)
    problems: list[Problem] = []
    found: dict[str, tuple[Requirement, Expression | None]] = {}
    for i, requirement in enumerate(whole.requirements):
        when = condition(requirement.when, tree, ("requirements", i, "when"), problems)
        requirement = replace(requirement, title=typographic_words(requirement.title))
        _add(found, requirement.id, (requirement, when), tree.value_place(("requirements", i)), problems)
    if problems:
        raise ProblemsFound(problems)
    return found


def read_outline(text: str, file: str, terms: TermFinder) -> Outline:
    """Give the outline of a kind of document."""
    spec, tree = read_yaml_as(text, file, OutlineSpec)
    problems: list[Problem] = []
    whens: dict[str, Expression] = {}
    intros: dict[str, tuple[SourceInline, ...]] = {}
    for i, appendix in enumerate(spec.appendices):
        when = condition(appendix.when, tree, ("appendices", i, "when"), problems)
        if when is not None:
            whens[appendix.id] = when
        if appendix.intro:
            intros[appendix.id] = _inline(appendix.intro, tree.value_place(("appendices", i, "intro")), terms, problems)
    if problems:
        raise ProblemsFound(problems)
    return Outline(spec, whens, intros, Place(file, 1, 1))


def read_exchanges(text: str, file: str) -> tuple[dict[str, ExchangeRow], tuple[Tier, ...]]:
    """Give the documents that go from one party to the other, by number, and the tiers of confidential information."""
    whole, tree = read_yaml_as(text, file, ExchangeFile)
    problems: list[Problem] = []
    rows: dict[str, ExchangeRow] = {}
    for i, exchange in enumerate(whole.exchanges):
        place = tree.value_place(("exchanges", i, "id"))
        texts: dict[str, tuple[SourceInline, ...]] = {}
        for key in ("document", "trigger", "timing"):
            try:
                texts[key] = read_inline(getattr(exchange, key), tree.value_place(("exchanges", i, key)))
            except ProblemsFound as found:
                problems.extend(found.problems)
        if len(texts) == 3:
            _add(rows, exchange.id, ExchangeRow(exchange=exchange, place=place, **texts), place, problems)
    if problems:
        raise ProblemsFound(problems)
    return rows, whole.tiers


def _inline(text: str, place: Place, terms: TermFinder, problems: list[Problem]) -> tuple[SourceInline, ...]:
    try:
        return terms.mark(read_inline(text, place))
    except ProblemsFound as found:
        problems.extend(found.problems)
        return ()


def _by_id(text: str, file: str, kind: type[Any], key: str, id_of: Callable[[Value], str]) -> dict[str, Value]:
    whole, tree = read_yaml_as(text, file, kind)
    problems: list[Problem] = []
    found: dict[str, Value] = {}
    for i, value in enumerate(getattr(whole, key)):
        _add(found, id_of(value), value, tree.value_place((key, i)), problems)
    if problems:
        raise ProblemsFound(problems)
    return found


def _add(found: dict[str, Value], name: str, value: Value, place: Place, problems: list[Problem]) -> None:
    if name in found:
        problems.append(Problem(place, "duplicate-id", f"{name!r} is there already", "give each its own id"))
    found[name] = value
