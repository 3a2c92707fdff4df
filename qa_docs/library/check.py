"""Checks a clause library on its own, before any deal: ids, names, rows, outlines, blanks, clocks."""

from collections.abc import Collection, Iterator, Mapping

from qa_docs.library.check_clauses import check_clause
from qa_docs.library.check_terms import check_terms
from qa_docs.model.facts import known_names
from qa_docs.model.library import Library, Outline, Row
from qa_docs.problems import Place, Problem, did_you_mean
from qa_docs.source.expression import check_names


def check_library(library: Library) -> Iterator[Problem]:
    """Yield everything that is wrong with a library, whatever the deal."""
    names = known_names()
    for clause in library.clauses.values():
        yield from check_clause(clause, library, names)
    for row in library.rows.values():
        yield from check_row(row, library.roles, library.requirements)
        yield from _check_party(row, library)
        if row.when is not None:
            yield from check_names(row.when, names, row.place)
    for requirement in library.requirements.values():
        if requirement.source not in library.sources:
            message = f"requirement {requirement.id!r} names the source {requirement.source!r}, which is not there"
            hint = did_you_mean(requirement.source, library.sources, "add the source to sources.yaml")
            yield Problem(Place("clauses/requirements"), "unknown-source", message, hint)
    for requirement_id, when in library.requirement_whens.items():
        yield from check_names(when, names, Place(f"requirement {requirement_id}"))
    yield from _check_carried(library)
    yield from check_cited(library)
    for outline in library.outlines.values():
        yield from check_outline(outline, library)
    yield from _check_circles(library)
    yield from check_terms(library, names)


def check_row(row: Row, roles: Collection[str], requirements: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the letters and the basis of a row, whichever matrix it belongs to."""
    activity = row.activity
    for role in activity.letters:
        if role not in roles:
            message = f"row {activity.id} gives a letter to {role!r}, which is no role"
            yield Problem(row.place, "unknown-role", message, did_you_mean(role, roles))
    accountable = [role for role, letter in activity.letters.items() if letter.startswith("A")]
    if len(accountable) != 1:
        found = "no role is" if not accountable else " and ".join(accountable) + " are"
        hint = "exactly one role has A or A/R"
        yield Problem(row.place, "not-one-accountable", f"{found} accountable for {activity.id}", hint)
    if not any(letter in ("R", "A/R") for letter in activity.letters.values()):
        hint = "mark who does the work with R, or A/R"
        yield Problem(row.place, "nobody-responsible", f"nobody is responsible for {activity.id}", hint)
    for requirement in activity.basis:
        if requirement not in requirements:
            hint = did_you_mean(requirement, requirements)
            yield Problem(row.place, "unknown-requirement", f"the catalogue has no {requirement!r}", hint)


def _check_party(row: Row, library: Library) -> Iterator[Problem]:
    activity = row.activity
    accountable = [role for role, letter in activity.letters.items() if letter.startswith("A")]
    for role in accountable[:1]:
        side = library.roles[role].party if role in library.roles else activity.party
        if activity.party != "both" and side != activity.party:
            message = (
                f"{role} is accountable for {activity.id} and belongs to the {side}, the row says {activity.party}"
            )
            yield Problem(row.place, "party-mismatch", message, "give the A to a role of the row's party")
    for needed in activity.needs:
        if needed not in library.rows:
            message = f"row {activity.id} needs {needed!r}, which is no row"
            yield Problem(row.place, "unknown-activity", message, did_you_mean(needed, library.rows))


def _check_carried(library: Library) -> Iterator[Problem]:
    """Each row belongs to exactly one clause; variants of a clause carry the same rows."""
    carriers: dict[str, set[str]] = {}
    for clause in library.clauses.values():
        for activity in clause.head.activities:
            carriers.setdefault(activity, set()).add(clause.head.variant_of or clause.id)
    for row in library.rows.values():
        found = sorted(carriers.get(row.activity.id, ()))
        if not found:
            hint = "add it to the `activities` of the clause that states the duty"
            yield Problem(row.place, "activity-not-carried", f"no clause carries {row.activity.id}", hint)
        elif len(found) > 1:
            names = " and ".join(found)
            message = f"{row.activity.id} is carried by {names}"
            yield Problem(row.place, "activity-not-carried", message, "keep it in one of them")


def check_cited(library: Library) -> Iterator[Problem]:
    """Each requirement is cited by a clause or says why none is needed."""
    cited = {requirement for clause in library.clauses.values() for requirement in clause.head.basis}
    for requirement in library.requirements.values():
        if requirement.id not in cited and not requirement.no_clause:
            message = f"no clause cites the requirement {requirement.id!r} ({requirement.title})"
            hint = "cite it in a clause that answers it, or say under `no_clause` why none is needed"
            yield Problem(Place(f"requirement {requirement.id}"), "requirement-uncited", message, hint)


def check_outline(outline: Outline, library: Library) -> Iterator[Problem]:
    """Yield where a document lists a clause that is not there, a variant, or a clause twice."""
    seen: dict[str, str] = {}
    listed = [(s.id, c) for part in outline.spec.parts for s in part.sections for c in s.clauses]
    listed += [(appendix.id, c) for appendix in outline.spec.appendices for c in appendix.clauses]
    for section, clause_id in listed:
        if clause_id not in library.clauses:
            message = f"section {section!r} lists the clause {clause_id!r}, which is not there"
            yield Problem(outline.place, "unknown-clause", message, did_you_mean(clause_id, library.clauses))
        elif library.clauses[clause_id].head.variant_of:
            base = library.clauses[clause_id].head.variant_of
            message = f"section {section!r} lists the variant {clause_id!r}"
            yield Problem(outline.place, "unknown-clause", message, f"list {base!r}; the variant takes its place")
        if clause_id in seen:
            message = f"{clause_id!r} stands in {seen[clause_id]!r} and in {section!r}"
            yield Problem(outline.place, "duplicate-id", message, "keep it in one section")
        seen[clause_id] = section
    if outline.spec.kind == "quality-agreement":
        for clause in library.clauses.values():
            if not clause.head.variant_of and clause.id not in seen:
                hint = f"add it to a section of {outline.place.file}"
                yield Problem(clause.place, "outline-missing-clause", f"{clause.id!r} stands in no section", hint)


def _check_circles(library: Library) -> Iterator[Problem]:
    requires: Mapping[str, tuple[str, ...]] = {c.id: c.head.requires for c in library.clauses.values()}
    reported: set[frozenset[str]] = set()
    for start in requires:
        path = [start]
        circle = _circle_from(start, requires, path, set())
        if circle and frozenset(circle) not in reported:
            reported.add(frozenset(circle))
            clause = library.clauses[circle[0]]
            way = " → ".join([*circle, circle[0]])
            yield Problem(
                clause.place, "circular-requires", f"clauses require each other: {way}", "drop one `requires`"
            )


def _circle_from(
    node: str, requires: Mapping[str, tuple[str, ...]], path: list[str], done: set[str]
) -> list[str] | None:
    for needed in requires.get(node, ()):
        if needed in path:
            return path[path.index(needed) :]
        if needed not in done:
            path.append(needed)
            if circle := _circle_from(needed, requires, path, done):
                return circle
            path.pop()
    done.add(node)
    return None
