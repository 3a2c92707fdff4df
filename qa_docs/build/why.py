"""Says why a clause is in an agreement or out of it, with the deal lines that decided."""

from collections.abc import Iterator
from pathlib import Path

from qa_docs.assemble import explain
from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import read_inputs
from qa_docs.model.facts import facts_of
from qa_docs.model.library import Clause
from qa_docs.model.placed import PlacedDeal
from qa_docs.problems import Place, Problem, ProblemsFound, did_you_mean


def why(path: Path, clause_id: str, cache: DiskCache | None = None, library: Path | None = None) -> Iterator[str]:
    """Yield the lines of the answer. Raises `ProblemsFound` when the library has no such clause."""
    inputs = read_inputs(path, cache, library)
    clause = inputs.library.clauses.get(clause_id)
    if clause is None:
        hint = did_you_mean(clause_id, inputs.library.clauses, "`qa-docs show` lists the clauses of an agreement")
        problem = Problem(Place(str(path)), "unknown-clause", f"no clause is called {clause_id!r}", hint)
        raise ProblemsFound([problem])
    selection, _ = explain(inputs.placed, inputs.library)
    decision = selection.decisions.get(clause_id)
    if decision is None:
        yield f"{clause_id} is out: it stands in no outline"
        return
    state = "in" if decision.included else "out"
    name = f"{clause_id} ({clause.head.title}, version {clause.head.version})"
    yield f"{name} is {state}: {_because(decision.because, clause)}"
    yield from _reads(decision.reads, inputs.placed)
    yield f"  clause: {clause.place.file}"


def _because(because: str, clause: Clause) -> str:
    if because == "always":
        return "it belongs to every agreement"
    if because == "when":
        return f"its condition is `{clause.head.when}`"
    if because == "variant":
        return f"it stands in place of {clause.head.variant_of!r} where `{clause.head.when}`"
    return because


def _reads(reads: tuple[object, ...], placed: PlacedDeal) -> Iterator[str]:
    origins = facts_of(placed.deal).origins
    for read in reads:
        name, value = read.name, read.value  # type: ignore[attr-defined]
        shown = str(value).lower() if isinstance(value, bool) else repr(value)
        places = dict.fromkeys(str(placed.place(*origin)) for origin in origins.get(name, ()))
        where = f" ({', '.join(places)})" if places else ""
        yield f"  {'.'.join(name)} is {shown}{where}"
