"""A company's own layer over a library: what it replaces, adds and retires, written in `overlay.yaml` of its folder."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from qa_docs.model.library import Clause, Outline, OutlineSection, OutlineSpec
from qa_docs.model.limits import Identifier, WholeLine
from qa_docs.problems import Place, Problem, did_you_mean
from qa_docs.source.typed import read_yaml_as

NAME = "overlay.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """What the layers below have and this library does not."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - pydantic reads it from here

    clauses: tuple[Identifier, ...] = ()
    """Clauses by id; rows that only they carry go with them."""
    terms: tuple[Identifier, ...] = ()
    """Terms by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a clause of the overlay stands in the quality agreement."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - pydantic reads it from here

    clause: Identifier
    """Id of the clause."""
    section: Identifier
    """Id of the section."""
    after: Identifier | None = None
    """Clause that it follows; without it, it is the last of its section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What a layer does to the layers below."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - pydantic reads it from here

    replaces: dict[Identifier, WholeLine] = field(default_factory=dict)
    """Clauses of the layers below that this layer replaces, and the version that its text was made from."""
    retire: Retired = field(default_factory=Retired)
    """What is left out."""
    outline: tuple[Placed, ...] = ()
    """Where added clauses stand."""


def read_overlay(text: str, file: str) -> Overlay:
    """Give the overlay that a file describes."""
    return read_yaml_as(text, file, Overlay)[0]


def check_replaced(overlay: Overlay, below: dict[str, Clause], own: dict[str, Clause], file: str) -> Iterator[Problem]:
    """Yield a problem for each replaced clause that is not declared, or that changed below since it was replaced."""
    for clause_id in sorted(own.keys() & below.keys()):
        base, made_from = below[clause_id].head.version, overlay.replaces.get(clause_id)
        if made_from is None:
            message = f"{clause_id!r} replaces a clause of the library below, and {NAME} does not say so"
            hint = f"add `{clause_id}: {base}` under `replaces:`, or give the clause another id"
            yield Problem(own[clause_id].place, "overlay-undeclared", message, hint)
        elif made_from != base:
            message = f"{clause_id!r} was made from version {made_from}; the library below now has {base}"
            hint = f"compare the two, take over what is needed, and write `{clause_id}: {base}`"
            yield Problem(Place(file), "overlay-outdated", message, hint)
    for clause_id in sorted(overlay.replaces.keys() - (own.keys() & below.keys())):
        message = f"{NAME} says that {clause_id!r} is replaced, and it is not"
        yield Problem(Place(file), "unknown-clause", message, did_you_mean(clause_id, below))
    for clause_id in overlay.retire.clauses:
        if clause_id not in below:
            message = f"no clause below is called {clause_id!r}"
            yield Problem(Place(file), "unknown-clause", message, did_you_mean(clause_id, below))


def without_retired(outline: Outline, retired: frozenset[str]) -> Outline:
    """Give an outline without the retired clauses."""

    def kept(clauses: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(clause for clause in clauses if clause not in retired)

    parts = tuple(
        dataclasses.replace(
            part,
            sections=tuple(dataclasses.replace(section, clauses=kept(section.clauses)) for section in part.sections),
        )
        for part in outline.spec.parts
    )
    appendices = tuple(dataclasses.replace(one, clauses=kept(one.clauses)) for one in outline.spec.appendices)
    return replace(outline, spec=dataclasses.replace(outline.spec, parts=parts, appendices=appendices))


def with_placed(outline: Outline, placed: Placed, file: str, problems: list[Problem]) -> Outline:
    """Give an outline with a clause of the overlay put into its section."""
    spec = outline.spec
    sections = {section.id: section for part in spec.parts for section in part.sections}
    section = sections.get(placed.section)
    if section is None:
        message = f"the outline has no section {placed.section!r} for {placed.clause!r}"
        problems.append(Problem(Place(file), "unknown-clause", message, did_you_mean(placed.section, sections)))
        return outline
    if placed.after is not None and placed.after not in section.clauses:
        message = f"section {placed.section!r} has no clause {placed.after!r} for {placed.clause!r} to follow"
        problems.append(Problem(Place(file), "unknown-clause", message, did_you_mean(placed.after, section.clauses)))
        return outline
    return replace(outline, spec=_put(spec, section, placed))


def _put(spec: OutlineSpec, section: OutlineSection, placed: Placed) -> OutlineSpec:
    clauses = list(section.clauses)
    clauses.insert(clauses.index(placed.after) + 1 if placed.after else len(clauses), placed.clause)
    new = dataclasses.replace(section, clauses=tuple(clauses))
    parts = tuple(
        dataclasses.replace(part, sections=tuple(new if one is section else one for one in part.sections))
        for part in spec.parts
    )
    return dataclasses.replace(spec, parts=parts)
