"""Reads the part of a library that technology transfers are written from: the folder `transfer/` of each layer."""

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from qa_docs.library.clauses import condition
from qa_docs.library.lists import read_outline, read_requirements, read_term, read_term_specs
from qa_docs.library.load import TRANSFER, Layer
from qa_docs.library.read import clauses_in, merged, tried, under
from qa_docs.library.terms import TermFinder
from qa_docs.model.deal import Duty
from qa_docs.model.expression import Expression
from qa_docs.model.library import Activity, Clause, Library, Outline, Row, TermSpec
from qa_docs.model.library_transfer import (
    KINDS,
    Phase,
    Side,
    TransferActivity,
    TransferActivityFile,
    TransferDefaults,
    TransferLists,
    TransferRole,
    TransferRoleFile,
)
from qa_docs.problems import Place, Problem, ProblemsFound, did_you_mean
from qa_docs.source.markdown import read_inline
from qa_docs.source.typed import read_yaml_as
from qa_docs.source.yaml_tree import Tree

_PARTIES: Mapping[Side, Duty] = {
    "sending_unit": "contract_giver",
    "receiving_unit": "contract_acceptor",
    "joint": "both",
}
_NONE = TransferDefaults(scale=(), methods=(), filed_sections=(), debts=())


def read_transfer(layers: tuple[Layer, ...], base: Library) -> Library:
    """Give the part for transfers. Rows that it shares with the agreement come from `base`.

    Raises `ProblemsFound` with the problems of all files.
    """
    problems: list[Problem] = []
    specs = merged(problems, layers, f"{TRANSFER}/definitions", _specs)
    finder = TermFinder(spec for spec, _ in specs.values())
    terms = tuple(term for spec, place in specs.values() if (term := tried(problems, read_term, spec, place, finder)))
    clauses: dict[str, Clause] = {}
    for layer in layers:
        clauses |= clauses_in(layer, finder, problems, of_transfers=True)
    phases: tuple[Phase, ...] = ()
    activities: dict[str, TransferActivity] = {}
    roles: dict[str, TransferRole] = {}
    defaults = _NONE
    rows: dict[str, Row] = {}
    outlines: dict[str, Outline] = {}
    for layer in layers:
        for file in under(layer, f"{TRANSFER}/roles"):
            roles |= tried(problems, _read_roles, layer.texts[file], file) or {}
        for file in under(layer, f"{TRANSFER}/activities"):
            if found := tried(problems, _read_rows, layer.texts[file], file, base, roles):
                phases = found[0] or phases
                activities, rows = activities | found[1], rows | found[2]
        for file in under(layer, f"{TRANSFER}/defaults"):
            defaults = tried(problems, _read_defaults, layer.texts[file], file) or defaults
        for file in under(layer, "documents"):
            if Path(file).stem in KINDS and (outline := tried(problems, read_outline, layer.texts[file], file, finder)):
                outlines[outline.spec.kind] = outline
    requirements = merged(problems, layers, f"{TRANSFER}/requirements", read_requirements)
    if problems:
        raise ProblemsFound(problems)
    return replace(
        base,
        clauses=clauses,
        rows=rows,
        terms=terms,
        requirements={name: requirement for name, (requirement, _) in requirements.items()},
        requirement_whens={name: when for name, (_, when) in requirements.items() if when is not None},
        outlines=outlines,
        lists=TransferLists(phases, activities, roles, defaults),
    )


def _specs(text: str, file: str) -> dict[str, tuple[TermSpec, Place]]:
    return {spec.id: (spec, place) for spec, place in read_term_specs(text, file)}


def _read_roles(text: str, file: str) -> dict[str, TransferRole]:
    return {role.id: role for role in read_yaml_as(text, file, TransferRoleFile)[0].roles}


def _read_defaults(text: str, file: str) -> TransferDefaults:
    return read_yaml_as(text, file, TransferDefaults)[0]


def _read_rows(
    text: str, file: str, base: Library, roles: dict[str, TransferRole]
) -> tuple[tuple[Phase, ...], dict[str, TransferActivity], dict[str, Row]]:
    whole, tree = read_yaml_as(text, file, TransferActivityFile)
    problems: list[Problem] = []
    rows: dict[str, Row] = {}
    for i, activity in enumerate(whole.rows):
        try:
            rows[activity.id] = _row(activity, tree, i, base, roles, problems)
        except ProblemsFound as found:
            problems.extend(found.problems)
    known = {phase.id for phase in whole.phases}
    for i, activity in enumerate(whole.rows):
        if activity.phase not in known:
            place = tree.value_place(("rows", i, "phase"))
            hint = did_you_mean(activity.phase, known)
            problems.append(Problem(place, "wrong-value", f"there is no phase {activity.phase!r}", hint))
    if problems:
        raise ProblemsFound(problems)
    return whole.phases, {activity.id: activity for activity in whole.rows}, rows


def _row(
    activity: TransferActivity,
    tree: Tree,
    index: int,
    base: Library,
    roles: dict[str, TransferRole],
    problems: list[Problem],
) -> Row:
    place = tree.value_place(("rows", index, "id"))
    when = condition(activity.when, tree, ("rows", index, "when"), problems)
    if activity.shared:
        return _shared_row(activity, place, when, base, roles)
    if activity.title is None or activity.letters is None:
        hint = "give them, or mark the row `shared: true`"
        raise ProblemsFound([Problem(place, "missing-key", f"row {activity.id} has no title or no letters", hint)])
    spec = Activity(
        id=activity.id,
        title=activity.title,
        party=_party(activity.letters, roles),
        letters=activity.letters,
        basis=activity.basis,
    )
    title = read_inline(activity.title, tree.value_place(("rows", index, "title")))
    return Row(spec, activity.phase, title, (), when, place)


def _shared_row(
    activity: TransferActivity, place: Place, when: Expression | None, base: Library, roles: dict[str, TransferRole]
) -> Row:
    shared = base.rows.get(activity.id)
    if shared is None:
        hint = did_you_mean(activity.id, base.rows)
        raise ProblemsFound([Problem(place, "unknown-activity", f"no activity is called {activity.id!r}", hint)])
    takers = {taken: (role.id,) for role in roles.values() for taken in role.takes}
    return replace(
        shared, aspect=activity.phase, when=when, place=place, takers={**takers, **(activity.roles or {})}, steps=()
    )


def _party(letters: Mapping[str, str], roles: Mapping[str, TransferRole]) -> Duty:
    """Give the party of the accountable role's side: the owner sends, in the library's own terms."""
    accountable = next((role for role, letter in letters.items() if letter.startswith("A")), "")
    side = roles[accountable].side if accountable in roles else "joint"
    return _PARTIES[side]
