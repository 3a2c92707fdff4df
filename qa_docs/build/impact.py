"""What a change would touch, before it is made: the documents that rest on a clause, a source or a template."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from qa_docs.assemble import explain
from qa_docs.build.cache import DiskCache
from qa_docs.build.content import builtin_library, builtin_template
from qa_docs.build.inputs import Inputs, read_inputs, template_path
from qa_docs.build.kinds import KINDS
from qa_docs.build.naming import naming_of
from qa_docs.build.portfolio import deals_under, portfolio_of
from qa_docs.build.record import Record
from qa_docs.library.load import load_library
from qa_docs.model.library import Library
from qa_docs.problems import Place, Problem, ProblemsFound, did_you_mean


class Change(msgspec.Struct, frozen=True):
    """What is about to be changed: one of the three."""

    clause: str | None = None
    source: str | None = None
    """A source by name, or a requirement by id."""
    template: Path | None = None


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """A document that a change would touch."""

    deal: str
    kind: str
    file: str
    """Where it is, or would be, built."""
    number: str
    revision: str
    status: str
    contract_giver: str
    contract_acceptor: str
    because: tuple[str, ...]
    """The clauses of it that rest on what changes; the template."""


class Impact(msgspec.Struct, frozen=True):
    """What rests on a clause, a source or a template."""

    clauses: tuple[str, ...]
    documents: tuple[Touched, ...]
    problems: tuple[Problem, ...] = ()
    """Of deals that cannot be read: nobody knows whether they are touched."""

    @property
    def executed(self) -> int:
        """How many of the documents are executed."""
        return sum(document.status == "executed" for document in self.documents)


def impact_of(
    change: Change, paths: Sequence[Path], library: Path | None = None, cache: DiskCache | None = None
) -> Impact:
    """Give what `change` touches under `paths`. Raises `ProblemsFound` when there is no such clause or source."""
    clauses: set[str] = set()
    known = change.template is not None
    if not known:
        own = load_library(library or builtin_library(), cache=cache)
        if (found := _resting(own, change)) is not None:
            clauses |= found
            known = True
    documents: list[Touched] = []
    problems: list[Problem] = []
    records: dict[Path, Record] = {}
    for path in deals_under(paths, cache):
        try:
            inputs = read_inputs(path, cache, library)
            wanted = _resting(inputs.library, change)
            known |= wanted is not None
            clauses |= wanted or set()
            documents.extend(_touched(inputs, change, wanted or set(), records, cache))
        except ProblemsFound as found_problems:
            problems.extend(found_problems.problems)
    for record in records.values():
        record.close()
    if not known:
        _refuse_unknown(change, load_library(library or builtin_library(), cache=cache))
    return Impact(tuple(sorted(clauses)), tuple(documents), tuple(dict.fromkeys(problems)))


def _resting(library: Library, change: Change) -> set[str] | None:
    """Give the clauses of a library that rest on what changes; None where the library does not know it."""
    if change.clause is not None:
        return {change.clause} if change.clause in library.clauses else None
    if change.source in library.requirements:
        wanted = {change.source}
    elif change.source in library.sources:
        wanted = {one.id for one in library.requirements.values() if one.source == change.source}
    else:
        return None
    return {clause.id for clause in library.clauses.values() if wanted & set(clause.head.basis)}


def _refuse_unknown(change: Change, library: Library) -> None:
    if change.clause is not None:
        hint = did_you_mean(change.clause, library.clauses, "`qa-docs clause list` lists them")
        problem = Problem(Place("clauses"), "unknown-clause", f"no clause is called {change.clause!r}", hint)
    else:
        known = {*library.requirements, *library.sources}
        hint = did_you_mean(str(change.source), known, "name a source or a requirement of the catalogue")
        problem = Problem(Place("clauses"), "unknown-source", f"no source is called {change.source!r}", hint)
    raise ProblemsFound([problem])


def _touched(
    inputs: Inputs, change: Change, wanted: set[str], records: dict[Path, Record], cache: DiskCache | None
) -> Iterator[Touched]:
    deal = inputs.placed.deal
    for kind in deal.documents:
        because = _because(inputs, kind, change, wanted, cache)
        if because:
            yield Touched(
                deal=str(inputs.path),
                kind=kind,
                file=_file(inputs, kind, records, cache),
                number=deal.document.number,
                revision=deal.document.revision,
                status=deal.document.status.replace("_", " "),
                contract_giver=deal.contract_giver.legal_name,
                contract_acceptor=deal.contract_acceptor.legal_name,
                because=because,
            )


def _because(inputs: Inputs, kind: str, change: Change, wanted: set[str], cache: DiskCache | None) -> tuple[str, ...]:
    if change.template is not None:
        chosen, _ = template_path(inputs.placed, inputs.path, portfolio_of(inputs.path, cache), None)
        used = chosen or builtin_template(kind)
        return (str(used),) if KINDS[kind].template and _same(used, change.template) else ()
    outline = KINDS[kind].outline
    if not wanted or outline not in inputs.library.outlines:
        return ()
    chosen_clauses = explain(inputs.placed, inputs.library, outline)[0].chosen.values()
    return tuple(sorted(wanted & {clause.id for clause in chosen_clauses}))


def _file(inputs: Inputs, kind: str, records: dict[Path, Record], cache: DiskCache | None) -> str:
    """Give where a document was built, or else where it would be."""
    naming = naming_of(inputs.path, portfolio_of(inputs.path, cache), None, several=False)
    if naming.root not in records:
        record = Record(naming.root)
        record.read()
        records[naming.root] = record
    for block in records[naming.root].blocks_of(naming.deal).values():
        if kind in block.outputs:
            return str(naming.root / block.outputs[kind].path)
    deal = inputs.placed.deal
    names = {
        "number": deal.document.number,
        "revision": deal.document.revision,
        "giver": deal.contract_giver.short_name,
        "acceptor": deal.contract_acceptor.short_name,
    }
    return str(naming.root / naming.path(kind, KINDS[kind].suffix, names))


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
