"""Which requirements concern a transfer, which section of which document answers each, and which data are missing."""

from collections.abc import Iterator
from typing import Any

from qa_docs.assemble.context import Context
from qa_docs.assemble.evaluate import holds
from qa_docs.assemble.number import number_parts
from qa_docs.assemble.responsibilities import Responsibilities
from qa_docs.assemble.select import select
from qa_docs.assemble.transfer.asked import is_asked
from qa_docs.assemble.transfer.figures import carry_over_of
from qa_docs.assemble.transfer.package import Package
from qa_docs.model.document import CoverageRow
from qa_docs.model.library import Requirement
from qa_docs.model.library_transfer import KINDS
from qa_docs.problems import Place, Problem, Severity, did_you_mean

_ORDER = ("uncovered", "excluded", "open", "covered")
_NAMES = {"transfer-protocol": "Protocol", "transfer-dossier": "Dossier", "transfer-report": "Report"}


def coverage_of(package: Package) -> tuple[CoverageRow, ...]:
    """Give every requirement that concerns the transfer with what answers it, what is lacking first."""
    context = package.context
    excluded = {entry.requirement: entry.reason for entry in context.deal.exclusions}
    answering = _answering(context)
    rows = [
        _row(package, requirement, answering.get(requirement.id, []), excluded.get(requirement.id, ""))
        for requirement in context.library.requirements.values()
        if holds(context.library.requirement_whens.get(requirement.id), context.values)
    ]
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.state), row.source, row.requirement)))


def check_coverage(package: Package, coverage: tuple[CoverageRow, ...]) -> Iterator[Problem]:
    """Yield a problem for each requirement that nothing answers, and for each exclusion that excludes nothing."""
    context = package.context
    weight = Severity.WARNING if context.draft else Severity.ERROR
    for row in coverage:
        if row.state == "uncovered":
            lacking = f"; missing: {', '.join(row.missing)}" if row.missing else ""
            message = (
                f"the transfer does not answer {row.requirement} ({row.source}, {row.section}: {row.title}){lacking}"
            )
            hint = "give the data, or who owes them and by when under `open_items:`; or list it under `exclusions:`"
            yield Problem(context.placed.place("transfer"), "requirement-uncovered", message, hint, weight)
    for i, entry in enumerate(context.deal.exclusions):
        if entry.requirement.startswith("tt-") and entry.requirement not in context.library.requirements:
            place = context.placed.place("exclusions", i, "requirement")
            hint = did_you_mean(entry.requirement, context.library.requirements)
            yield Problem(place, "unknown-requirement", f"the catalogue has no {entry.requirement!r}", hint)


def _answering(context: Context) -> dict[str, list[tuple[str, str]]]:
    """Give for each requirement the clauses that answer it, with document and number, in the deal's documents."""
    wanted = [kind for kind in KINDS if str(kind) in context.deal.documents] or list(KINDS)
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in wanted:
        outline = context.library.outlines[kind].spec
        selection = select(outline, context.library, context.products, Place(context.placed.file, 1, 1))
        other = Context(
            context.placed,
            context.library,
            outline,
            context.products,
            selection,
            Responsibilities({}, {}, ()),
            context.draft,
        )
        for part in number_parts(other):
            for section in part.sections:
                if context.deal.transfer and section.section.id in context.deal.transfer.not_applicable:
                    continue
                for base_id, clause, heading in section.clauses:
                    for requirement in clause.head.basis:
                        found.setdefault(requirement, []).append((base_id, f"{_NAMES[kind]} {heading.number}"))
    return found


def _row(package: Package, requirement: Requirement, where: list[tuple[str, str]], reason: str) -> CoverageRow:
    there, missing = _data(package, requirement)
    owed = [package.owed(path.replace("[]", "")) for path in missing]
    state = "covered" if where and not missing else "open"
    if not where or not all(one.owner and one.due for one in owed):
        state = "uncovered" if not where or missing else state
    if state != "covered" and reason:
        state = "excluded"
    rows = package.context.responsibilities.rows.values()
    return CoverageRow(
        requirement=requirement.id,
        source=requirement.source,
        section=requirement.section,
        title=requirement.title,
        confirmed=requirement.verified and requirement.section_confirmed,
        state=state,  # type: ignore[arg-type]  # one of the four above
        clauses=tuple(where),
        activities=tuple(held.row.activity.id for held in rows if requirement.id in held.row.activity.basis),
        reason=reason,
        data=tuple(there),
        missing=tuple(missing),
    )


def _data(package: Package, requirement: Requirement) -> tuple[list[str], list[str]]:
    """Give which of the data that a requirement needs are there, and which are missing."""
    there: list[str] = []
    missing: list[str] = []
    for path in requirement.data_needed:
        if _is_there(package, path) or path in _computed(package):
            there.append(path)
        elif is_asked(package.transfer, path):
            missing.append(path)
    return there, missing


def _computed(package: Package) -> tuple[str, ...]:
    """Give the data that follow from others, so that nobody needs to write them."""
    if package.transfer.cleaning is None:
        return ()
    found = carry_over_of(package.transfer.cleaning)
    values = {
        "cleaning.maco_hbel_mg": found.by_exposure_mg,
        "cleaning.maco_10ppm_mg": found.at_ten_ppm_mg,
        "cleaning.limit_ug_per_cm2": found.surface_ug_per_cm2,
    }
    return tuple(path for path, value in values.items() if value is not None)


def _is_there(package: Package, path: str) -> bool:
    keys = path.replace("[]", "").split(".")
    held: Any = package.transfer if hasattr(package.transfer, keys[0]) else package.context.deal
    return _has(held, keys)


def _has(held: Any, keys: list[str]) -> bool:
    """Say whether a value stands at `keys`; of a list, whether some line of it has one."""
    if isinstance(held, tuple):
        return any(_has(one, keys) for one in held) if keys else bool(held)
    if not keys or held is None:
        return held is not None and held != ""
    return _has(getattr(held, keys[0], None), keys[1:])
