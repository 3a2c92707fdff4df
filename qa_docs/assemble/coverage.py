"""Which requirements concern a deal, and which clause and row answers each: the proof that no duty is open."""

from collections.abc import Iterator

from qa_docs.assemble.context import Context
from qa_docs.assemble.evaluate import holds
from qa_docs.model.document import CoverageRow
from qa_docs.model.library import Clause, Requirement
from qa_docs.problems import Problem, Severity, did_you_mean

_ORDER = ("uncovered", "excluded", "covered")


def coverage_of(context: Context, whole: bool = True) -> tuple[CoverageRow, ...]:
    """Give every requirement that concerns the deal with what answers it, the uncovered ones first.

    Without the `whole`, only those that nothing answers: what an agreement needs to know before it is issued.
    """
    excluded = {entry.requirement: entry.reason for entry in context.deal.exclusions}
    answering: dict[str, list[tuple[str, Clause]]] = {}
    for base_id, clause in context.selection.chosen.items():
        if not _is_given_up(context, clause):
            for requirement in clause.head.basis:
                answering.setdefault(requirement, []).append((base_id, clause))
    rows = [
        _row(context, requirement, answering.get(requirement.id, []), excluded.get(requirement.id, ""))
        for requirement in context.library.requirements.values()
        if (whole or requirement.id not in answering) and not requirement.no_clause and _concerns(context, requirement)
    ]
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.state), row.source, row.requirement)))


def check_coverage(context: Context, coverage: tuple[CoverageRow, ...]) -> Iterator[Problem]:
    """Yield a problem for each requirement that nothing answers, and for each exclusion that excludes nothing."""
    concerned = {row.requirement: row for row in coverage}
    weight = Severity.WARNING if context.draft else Severity.ERROR
    for row in coverage:
        if row.state == "uncovered":
            citing = [c.id for c in context.library.clauses.values() if row.requirement in c.head.basis]
            message = (
                f"no clause of this agreement answers {row.requirement} ({row.source}, {row.section}: {row.title})"
            )
            hint = f"it is answered by {' or '.join(citing[:3])}" if citing else "write a clause that cites it"
            hint += "; or list it under `exclusions:` with a reason"
            yield Problem(context.placed.place("exclusions"), "requirement-uncovered", message, hint, weight)
    for i, entry in enumerate(context.deal.exclusions):
        place = context.placed.place("exclusions", i, "requirement")
        if entry.requirement not in context.library.requirements:
            hint = did_you_mean(entry.requirement, context.library.requirements)
            yield Problem(place, "unknown-requirement", f"the catalogue has no {entry.requirement!r}", hint)
        elif entry.requirement not in concerned and not _concerns_deal(context, entry.requirement):
            message = f"{entry.requirement!r} does not concern this deal"
            yield Problem(place, "unknown-requirement", message, "remove the entry", Severity.WARNING)


def _concerns_deal(context: Context, requirement: str) -> bool:
    return _concerns(context, context.library.requirements[requirement])


def _concerns(context: Context, requirement: Requirement) -> bool:
    return holds(context.library.requirement_whens.get(requirement.id), context.values)


def _is_given_up(context: Context, clause: Clause) -> bool:
    """Say whether the deal marked every row of a clause not applicable: then it answers nothing."""
    if not context.gives_up:
        return False
    rows = context.responsibilities.rows
    held = [rows[row] for row in clause.head.activities if row in rows]
    return bool(held) and all(row.party == "not_applicable" for row in held)


def _row(context: Context, requirement: Requirement, answering: list[tuple[str, Clause]], reason: str) -> CoverageRow:
    held = context.responsibilities.rows
    activities = [
        activity
        for _, clause in answering
        for activity in clause.head.activities
        if activity in held
        and held[activity].party != "not_applicable"
        and requirement.id in held[activity].row.activity.basis
    ]
    return CoverageRow(
        requirement=requirement.id,
        source=requirement.source,
        section=requirement.section,
        title=requirement.title,
        confirmed=requirement.verified and requirement.section_confirmed,
        state="covered" if answering else "excluded" if reason else "uncovered",
        clauses=tuple((base_id, context.numbers[base_id][1]) for base_id, _ in answering),
        activities=tuple(activities),
        reason=reason,
    )
