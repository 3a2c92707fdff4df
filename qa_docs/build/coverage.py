"""Coverage of a deal or of the library, as text, JSON or a workbook."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from qa_docs.assemble import assemble
from qa_docs.build.assembling import assemble_outline, libraries_of
from qa_docs.build.cache import DiskCache
from qa_docs.build.content import builtin_library
from qa_docs.build.inputs import read_inputs
from qa_docs.build.write import write_outputs
from qa_docs.library.load import load_library, load_transfer_library
from qa_docs.model.document import CoverageRow
from qa_docs.model.facts import listed
from qa_docs.model.library import Library
from qa_docs.model.library_transfer import KINDS as TRANSFERS
from qa_docs.problems import Place, Problem, ProblemsFound, did_you_mean

_ORDER = ("uncovered", "excluded", "open", "covered")


class Coverage(msgspec.Struct, frozen=True):
    """Requirements and what answers them."""

    title: str
    rows: tuple[CoverageRow, ...]

    @property
    def uncovered(self) -> tuple[CoverageRow, ...]:
        """The requirements that nothing answers."""
        return tuple(row for row in self.rows if row.state == "uncovered")


def deal_coverage(path: Path, library: Path | None, source: str | None, cache: DiskCache | None) -> Coverage:
    """Give the requirements that concern a deal, with the numbers of clauses and rows."""
    inputs = read_inputs(path, cache, library)
    _check_source(inputs.library, source, str(path))
    # As a draft, so that an uncovered requirement is a row of the answer and not the end of it.
    rows = assemble(inputs.placed, inputs.library, draft=True, careful=True).document.coverage
    if inputs.placed.deal.transfer is not None:
        libraries = libraries_of(inputs, cache)
        # Any of its documents knows what answers each requirement, in whichever document that stands.
        rows += assemble_outline(inputs.placed, libraries, TRANSFERS[0], draft=True, careful=True).document.coverage
        rows = tuple(sorted(rows, key=lambda row: _ORDER.index(row.state)))
    return Coverage(str(path), _of_source(rows, source))


def library_coverage(folder: Path | None, source: str | None, cache: DiskCache | None) -> Coverage:
    """Give every requirement of the catalogue, with the clauses of the library that cite it."""
    library = load_library(folder or builtin_library(), cache=cache)
    _check_source(library, source, str(folder or "the library"))
    transfer = load_transfer_library(folder or builtin_library(), cache=cache)
    rows = [*_cited(library), *_cited(transfer)]
    return Coverage("library", _of_source(rows, source))


def _cited(library: Library) -> Iterator[CoverageRow]:
    for requirement in library.requirements.values():
        citing = [clause for clause in library.clauses.values() if requirement.id in clause.head.basis]
        activities = [row.activity.id for row in library.rows.values() if requirement.id in row.activity.basis]
        yield (
            CoverageRow(
                requirement=requirement.id,
                source=requirement.source,
                section=requirement.section,
                title=requirement.title,
                confirmed=requirement.verified and requirement.section_confirmed,
                state="covered" if citing else "excluded" if requirement.no_clause else "uncovered",
                clauses=tuple((clause.id, clause.id) for clause in citing),
                activities=tuple(activities),
                reason=requirement.no_clause,
            )
        )


def coverage_as(coverage: Coverage, form: str, output: Path | None) -> str:
    """Give what to print: the coverage as text or JSON, or the path of the file that was written."""
    if form == "xlsx":
        from qa_docs.render.coverage_xlsx import render_coverage_workbook  # here: text does not need it

        path = output or Path("coverage.xlsx")
        write_outputs({path: render_coverage_workbook(coverage.title, coverage.rows)})
        return f"{path}\n"
    text = _json(coverage) if form == "json" else "".join(f"{line}\n" for line in _lines(coverage))
    if output is None:
        return text
    write_outputs({output: text.encode()})
    return f"{output}\n"


def _lines(coverage: Coverage) -> Iterable[str]:
    for row in coverage.rows:
        where = ", ".join(number for _, number in row.clauses) or row.reason or "nothing answers it"
        if row.lacking:
            where += f"; for {listed(row.lacking)}: {row.reason or 'nothing answers it'}"
        rows = f"; rows {', '.join(row.activities)}" if row.activities else ""
        unconfirmed = "" if row.confirmed else " (unconfirmed)"
        concerned = f" (for {listed(row.products)})" if row.products else ""
        name = f"{row.requirement}: {row.source}, {row.section}{unconfirmed}: {row.title}{concerned}"
        missing = f"; to be confirmed: {', '.join(row.missing)}" if row.missing else ""
        yield f"{row.state:9}  {name} -> {where}{rows}{missing}"
    states = [row.state for row in coverage.rows]
    unconfirmed_count = sum(not row.confirmed for row in coverage.rows)
    yield (
        f"{coverage.title}: {len(states)} requirements, {states.count('covered')} covered, "
        + (f"{states.count('open')} open, " if "open" in states else "")
        + f"{states.count('excluded')} excluded, {states.count('uncovered')} uncovered; {unconfirmed_count} unconfirmed"
    )


def _json(coverage: Coverage) -> str:
    return msgspec.json.format(msgspec.json.encode(coverage), indent=2).decode() + "\n"


def _of_source(rows: Iterable[CoverageRow], source: str | None) -> tuple[CoverageRow, ...]:
    return tuple(row for row in rows if source is None or row.source == source)


def _check_source(library: Library, source: str | None, file: str) -> None:
    if source is not None and source not in library.sources:
        hint = did_you_mean(source, library.sources, "the sources are listed in clauses/sources.yaml")
        raise ProblemsFound([Problem(Place(file), "unknown-source", f"no source is called {source!r}", hint)])
