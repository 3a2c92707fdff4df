"""Reads a clause library from the texts of its files, all problems in one run."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from qa_docs.library.clauses import clause_id_of, read_clause
from qa_docs.library.lists import (
    read_exchanges,
    read_outline,
    read_requirements,
    read_roles,
    read_rows,
    read_sources,
    read_term,
    read_term_specs,
)
from qa_docs.library.load import TRANSFER, Layer
from qa_docs.library.overlay import NAME as OVERLAY
from qa_docs.library.overlay import Overlay, check_replaced, read_overlay, with_placed, without_retired
from qa_docs.library.terms import TermFinder
from qa_docs.model.library import Clause, Library, Outline, TermSpec
from qa_docs.model.library_transfer import KINDS as TRANSFER_KINDS
from qa_docs.model.library_transfer import ExchangeRow, Tier
from qa_docs.problems import Place, Problem, ProblemsFound

Value = TypeVar("Value")


def read_layers(layers: tuple[Layer, ...], digest: str, problems: list[Problem]) -> Library:
    """Give the library of `layers`, lowest first; raises `ProblemsFound` with their problems and those so far."""
    for layer in layers:
        if not layer.texts:
            problems.append(Problem(Place(str(layer.folder)), "file-not-found", "no clause library is here"))
    overlays = [overlay_in(layer, problems) for layer in layers]
    specs = _specs(layers, overlays, problems)
    finder = TermFinder(spec for spec, _ in specs)
    terms = tuple(term for spec, place in specs if (term := tried(problems, read_term, spec, place, finder)))
    clauses: dict[str, Clause] = {}
    outlines: dict[str, Outline] = {}
    gone: set[str] = set()
    for layer, overlay in zip(layers, overlays, strict=True):
        own = clauses_in(layer, finder, problems, of_transfers=False)
        if layer is not layers[0]:
            problems.extend(check_replaced(overlay, clauses, own, str(layer.folder / OVERLAY)))
        retired = frozenset(overlay.retire.clauses)
        for clause_id in retired & clauses.keys():
            gone.update(clauses.pop(clause_id).head.activities)
        clauses |= own
        outlines = {kind: without_retired(outline, retired) for kind, outline in outlines.items()}
        for file in under(layer, "documents"):
            if Path(file).stem in TRANSFER_KINDS:
                continue
            if outline := tried(problems, read_outline, layer.texts[file], file, finder):
                outlines[outline.spec.kind] = outline
        for placed in overlay.outline:
            file = str(layer.folder / OVERLAY)
            outlines = {kind: with_placed(one, placed, file, problems) for kind, one in outlines.items()}
    rows = merged(problems, layers, "activities", lambda text, file: read_rows(text, file, finder))
    carried = {activity for clause in clauses.values() for activity in clause.head.activities}
    rows = {activity: row for activity, row in rows.items() if activity in carried or activity not in gone}
    roles = merged(problems, layers, "roles", read_roles)
    stand_ins = tuple(stand_in for _, stand_in in roles.values() if stand_in is not None)
    sources = merged(problems, layers, "sources", read_sources)
    requirements = merged(problems, layers, "requirements", read_requirements)
    exchanges, tiers = exchanges_in(layers, problems)
    if problems:
        raise ProblemsFound(problems)
    return Library(
        clauses=clauses,
        rows=rows,
        roles={name: role for name, (role, _) in roles.items()},
        stand_ins=stand_ins,
        terms=terms,
        sources=sources,
        requirements={name: requirement for name, (requirement, _) in requirements.items()},
        requirement_whens={name: when for name, (_, when) in requirements.items() if when is not None},
        outlines=outlines,
        digest=digest,
        exchanges=exchanges,
        tiers=tiers,
    )


def overlay_in(layer: Layer, problems: list[Problem]) -> Overlay:
    """Give the overlay of a layer; an empty one where it has none."""
    file = str(layer.folder / OVERLAY)
    if file not in layer.texts:
        return Overlay()
    return tried(problems, read_overlay, layer.texts[file], file) or Overlay()


def _specs(
    layers: tuple[Layer, ...], overlays: list[Overlay], problems: list[Problem]
) -> tuple[tuple[TermSpec, Place], ...]:
    """Give the terms of all layers; a layer's own take the place of those of the same id below it."""
    specs: list[tuple[TermSpec, Place]] = []
    for layer, overlay in zip(layers, overlays, strict=True):
        own: list[tuple[TermSpec, Place]] = []
        for file in under(layer, "definitions"):
            own.extend(tried(problems, read_term_specs, layer.texts[file], file) or ())
        replaced = {spec.id for spec, _ in own} | set(overlay.retire.terms)
        specs = [pair for pair in specs if pair[0].id not in replaced] + own
    return tuple(specs)


def clauses_in(layer: Layer, finder: TermFinder, problems: list[Problem], of_transfers: bool) -> dict[str, Clause]:
    """Give the clauses of a layer by id: those of transfers, or all others."""
    clauses: dict[str, Clause] = {}
    for file, text in layer.texts.items():
        if not file.endswith(".md") or (Path(file).parent == layer.folder / TRANSFER) != of_transfers:
            continue
        clause = tried(problems, read_clause, clause_id_of(Path(file)), text, file, finder)
        if clause and clause.id in clauses:
            other = clauses[clause.id].place.file
            problems.append(Problem(Place(file), "duplicate-id", f"{clause.id!r} is also the name of {other}"))
        if clause:
            clauses[clause.id] = clause
    return clauses


def under(layer: Layer, name: str) -> Iterator[str]:
    """Yield the YAML files of a layer that hold `name`: the file of that name, and all in its folder."""
    for file in layer.texts:
        path = Path(file)
        if path.suffix == ".yaml" and (path.parent == layer.folder / name or path == layer.folder / f"{name}.yaml"):
            yield file


def merged(
    problems: list[Problem], layers: tuple[Layer, ...], name: str, read: Callable[[str, str], dict[str, Value]]
) -> dict[str, Value]:
    """Give what the files of `name` hold, by id: a layer's own take the place of those below it."""
    merged: dict[str, Value] = {}
    for layer in layers:
        own: dict[str, Value] = {}
        for file in under(layer, name):
            found = tried(problems, read, layer.texts[file], file) or {}
            for twice in sorted(own.keys() & found.keys()):
                problems.append(Problem(Place(file), "duplicate-id", f"{twice!r} is defined in another file too"))
            own |= found
        merged |= own
    return merged


def tried(problems: list[Problem], read: Callable[..., Value], *arguments: object) -> Value | None:
    """Give what `read` gives; or None, with its problems noted, so that the other files are read too."""
    try:
        return read(*arguments)
    except ProblemsFound as found:
        problems.extend(found.problems)
        return None


def exchanges_in(layers: tuple[Layer, ...], problems: list[Problem]) -> tuple[dict[str, ExchangeRow], tuple[Tier, ...]]:
    """Give the documents that go from one party to the other, and the tiers: an upper layer's take the place."""
    rows: dict[str, ExchangeRow] = {}
    tiers: tuple[Tier, ...] = ()
    for layer in layers:
        for file in under(layer, f"{TRANSFER}/exchanges"):
            if found := tried(problems, read_exchanges, layer.texts[file], file):
                own, own_tiers = found
                rows, tiers = rows | own, own_tiers or tiers
    return rows, tiers
