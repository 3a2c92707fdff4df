"""Which requirements concern a deal, and which clause and row answers each: the proof that no duty is open."""

from collections.abc import Iterator

from qa_docs.assemble.context import Context
from qa_docs.assemble.products import Scope
from qa_docs.model.document import CoverageRow
from qa_docs.model.facts import listed
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
            for answered in clause.head.basis:
                answering.setdefault(answered, []).append((base_id, clause))
    rows = []
    concerned_by: dict[str | None, Scope] = {}  # many requirements share a condition
    every_one = whole or context.products.several  # one that is answered may still be open for another product
    looked_at = [
        requirement
        for requirement in context.library.requirements.values()
        if (every_one or requirement.id not in answering) and not requirement.no_clause
    ]
    for requirement in looked_at:
        answers = answering.get(requirement.id, [])
        concerned = concerned_by.get(requirement.when)
        if concerned is None:
            concerned = concerned_by[requirement.when] = _concerned(context, requirement)
        if concerned:
            lacking = concerned & ~_answered(context, answers)
            if whole or lacking:
                rows.append(_row(context, requirement, answers, excluded.get(requirement.id, ""), concerned, lacking))
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.state), row.source, row.requirement)))


def _answered(context: Context, answers: list[tuple[str, Clause]]) -> Scope:
    """Give the products that some clause of `answers` is for."""
    scope = 0
    for base_id, _ in answers:
        scope |= context.selection.scopes[base_id]
    return scope


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
            if row.lacking or row.products:
                message += f" for {listed(row.lacking or row.products)}"
            hint += "; or list it under `exclusions:` with a reason"
            yield Problem(context.placed.place("exclusions"), "requirement-uncovered", message, hint, weight)
    for i, entry in enumerate(context.deal.exclusions):
        place = context.placed.place("exclusions", i, "requirement")
        if entry.requirement.startswith("tt-") and context.deal.transfer is not None:
            continue  # it is asked of the transfer
        if entry.requirement not in context.library.requirements:
            hint = did_you_mean(entry.requirement, context.library.requirements)
            yield Problem(place, "unknown-requirement", f"the catalogue has no {entry.requirement!r}", hint)
        elif entry.requirement not in concerned and not _concerned(
            context, context.library.requirements[entry.requirement]
        ):
            message = f"{entry.requirement!r} does not concern this deal"
            yield Problem(place, "unknown-requirement", message, "remove the entry", Severity.WARNING)


def _concerned(context: Context, requirement: Requirement) -> Scope:
    """Give the products that a requirement concerns."""
    return context.products.where(context.library.requirement_whens.get(requirement.id), context.products.every)


def _is_given_up(context: Context, clause: Clause) -> bool:
    """Say whether the deal marked every row of a clause not applicable: then it answers nothing."""
    if not context.gives_up:
        return False
    rows = context.responsibilities.rows
    held = [rows[row] for row in clause.head.activities if row in rows]
    return bool(held) and all(row.party == "not_applicable" for row in held)


def _row(
    context: Context,
    requirement: Requirement,
    answering: list[tuple[str, Clause]],
    reason: str,
    concerned: Scope,
    lacking: Scope,
) -> CoverageRow:
    answering = [(base_id, clause) for base_id, clause in answering if context.selection.scopes[base_id] & concerned]
    products = context.products
    held = context.responsibilities.rows
    activities = dict.fromkeys(
        activity
        for _, clause in answering
        for activity in clause.head.activities
        if activity in held
        and held[activity].party != "not_applicable"
        and requirement.id in held[activity].row.activity.basis
    )
    return CoverageRow(
        requirement=requirement.id,
        source=requirement.source,
        section=requirement.section,
        title=requirement.title,
        confirmed=requirement.verified and requirement.section_confirmed,
        state="covered" if not lacking else "excluded" if reason else "uncovered",
        clauses=tuple((base_id, context.numbers[base_id][1]) for base_id, _ in answering),
        activities=tuple(activities),
        reason=reason,
        products=() if concerned == products.every else products.names(concerned),
        lacking=() if lacking in (0, concerned) else products.names(lacking),
    )
