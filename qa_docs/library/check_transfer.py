"""Checks the part of a library that technology transfers are written from, before any deal."""

from collections.abc import Iterator

from msgspec.structs import replace

from qa_docs.library.check import check_cited, check_outline, check_row
from qa_docs.library.check_clauses import check_clause
from qa_docs.library.check_terms import check_terms
from qa_docs.model.facts import known_names
from qa_docs.model.library import Library
from qa_docs.model.library_transfer import CONTENT, KINDS
from qa_docs.model.transfer.facts import known_transfer_names
from qa_docs.problems import Place, Problem, did_you_mean
from qa_docs.source.expression import check_names


def check_transfer_library(library: Library, base: Library) -> Iterator[Problem]:
    """Yield everything that is wrong with the part for transfers; `base` is the library of the agreement."""
    names = known_names() | known_transfer_names()
    yield from _check_clauses(library, names)
    yield from _check_rows(library)
    yield from _check_exchanges(library, base)
    for requirement_id, when in library.requirement_whens.items():
        yield from check_names(when, names, Place(f"requirement {requirement_id}"))
    for requirement in library.requirements.values():
        if requirement.source not in library.sources:
            message = f"requirement {requirement.id!r} names the source {requirement.source!r}, which is not there"
            hint = did_you_mean(requirement.source, library.sources, "add the source to sources.yaml")
            yield Problem(Place("clauses/transfer/requirements"), "unknown-source", message, hint)
    yield from check_cited(library)
    for kind in KINDS:
        if kind in library.outlines:
            yield from check_outline(library.outlines[kind], library)
    listed = {one for outline in library.outlines.values() for one in _listed(outline.spec)}
    for clause in library.clauses.values():
        if clause.id not in listed and not clause.head.variant_of:
            hint = "add it to a section of a document in clauses/documents/transfer-*.yaml"
            yield Problem(clause.place, "outline-missing-clause", f"{clause.id!r} stands in no section", hint)
    own = {name: row for name, row in library.rows.items() if not row.takers}
    for problem in check_terms(replace(library, rows=own), names):
        if problem.code != "term-unused":  # abbreviations stand in tables, too, which are made from the deal
            yield problem


def _check_clauses(library: Library, names: frozenset[tuple[str, ...]]) -> Iterator[Problem]:
    for clause in library.clauses.values():
        yield from check_clause(clause, library, names)
        if not clause.id.startswith("tt-"):
            message = f"{clause.id!r} stands in the folder of transfers, and its id does not begin with tt-"
            yield Problem(clause.place, "wrong-value", message, "rename the file")
        for name in clause.head.content:
            if name not in CONTENT:
                message = f"{clause.id} brings along {name!r}, which is no table or figure"
                yield Problem(clause.place, "unknown-clause", message, did_you_mean(name, CONTENT))


def _listed(spec: object) -> Iterator[str]:
    for part in getattr(spec, "parts", ()):
        for section in part.sections:
            yield from section.clauses


def _check_rows(library: Library) -> Iterator[Problem]:
    assert library.lists is not None
    roles = library.lists.roles
    for row in library.rows.values():
        if row.when is not None:
            yield from check_names(row.when, known_transfer_names(), row.place)
        if not row.takers:
            yield from check_row(row, roles.keys(), library.requirements)
        for role in row.activity.letters if row.takers else ():
            if any(taker not in roles for taker in row.takers.get(role, ("",))):
                message = f"in {row.activity.id} no role of the transfer takes the letter of {role}"
                yield Problem(row.place, "unknown-role", message, "name it under `roles:` or `takes:`")
        for role in library.lists.activities[row.activity.id].sign_off:
            if role not in roles:
                message = f"{row.activity.id} is signed by {role!r}, which is no role"
                yield Problem(row.place, "unknown-role", message, did_you_mean(role, roles))


def _check_exchanges(library: Library, base: Library) -> Iterator[Problem]:
    assert library.lists is not None
    roles, tiers = library.lists.roles, {tier.id for tier in library.tiers}
    for each in library.exchanges.values():
        exchange = each.exchange
        if exchange.owner not in roles:
            message = f"{exchange.id} belongs to {exchange.owner!r}, which is no role"
            yield Problem(each.place, "unknown-role", message, did_you_mean(exchange.owner, roles))
        if exchange.tier not in tiers:
            message = f"{exchange.id} has the tier {exchange.tier!r}, which is not there"
            yield Problem(each.place, "wrong-value", message, did_you_mean(exchange.tier, tiers))
        if exchange.clause is not None and exchange.clause not in base.clauses:
            message = f"{exchange.id} names the clause {exchange.clause!r}"
            yield Problem(each.place, "unknown-clause", message, did_you_mean(exchange.clause, base.clauses))
