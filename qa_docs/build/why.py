"""Says why a clause is in an agreement or out of it, with the deal lines that decided."""

from collections.abc import Iterator
from pathlib import Path

from qa_docs.assemble import Decision, Products, explain
from qa_docs.build.cache import DiskCache
from qa_docs.build.decided import deciding
from qa_docs.build.inputs import read_inputs
from qa_docs.model.library import Clause
from qa_docs.model.own_clauses import OWN
from qa_docs.model.placed import PlacedDeal
from qa_docs.problems import Place, Problem, ProblemsFound, did_you_mean


def why(path: Path, clause_id: str, cache: DiskCache | None = None, library: Path | None = None) -> Iterator[str]:
    """Yield the lines of the answer. Raises `ProblemsFound` when the library has no such clause."""
    inputs = read_inputs(path, cache, library)
    if inputs.placed.deal.transfer is not None and clause_id not in inputs.library.clauses:
        from qa_docs.build.why_transfer import where_printed  # here: an agreement alone does not need it

        if (found := where_printed(inputs, clause_id, cache)) is not None:
            yield from found
            return
    clause = inputs.library.clauses.get(clause_id)
    if clause is None:
        hint = did_you_mean(clause_id, inputs.library.clauses, "`qa-docs show` lists the clauses of an agreement")
        problem = Problem(Place(str(path)), "unknown-clause", f"no clause is called {clause_id!r}", hint)
        raise ProblemsFound([problem])
    selection, products = explain(inputs.placed, inputs.library)
    decision = selection.decisions.get(clause_id)
    if decision is None:
        yield f"{clause_id} is out: it stands in no outline"
        return
    name = f"{clause_id} ({clause.head.title}, version {clause.head.version})"
    if not decision.apart:
        yield f"{name} is {_state(decision)}: {_because(decision.because, clause)}"
        yield from (f"  {line}" for line in deciding(decision.reads, products.whole, inputs.placed))
    else:
        inside = sum(bit for bit, one in decision.apart if one.included)
        outside = products.every & ~inside
        where = f"in for {products.phrase(inside)}" if inside else ""
        where += f"{' and ' if inside else ''}out for {products.phrase(outside)}" if outside else ""
        yield f"{name} is {where}: {_because(decision.because, clause)}"
        yield from _apart(decision, clause, products, inputs.placed)
    yield from _changed(inputs.placed, clause_id)
    yield f"  clause: {clause.place.file}"


def _changed(placed: PlacedDeal, clause_id: str) -> Iterator[str]:
    """Yield where the deal puts the clause elsewhere, or gives it another title."""
    if (moved := placed.deal.moved_clauses.get(clause_id)) is not None:
        place = placed.place("moved_clauses", clause_id)
        yield f"  moved behind {moved.after} ({place}), approved by {moved.approved_by}: {moved.reason}"
    if (titled := placed.deal.clause_titles.get(clause_id)) is not None:
        place = placed.place("clause_titles", clause_id)
        yield f"  called so by the deal ({place}), approved by {titled.approved_by}: {titled.reason}"


def _apart(decision: Decision, clause: Clause, products: Products, placed: PlacedDeal) -> Iterator[str]:
    facts = {group.bit: group.facts for group in products.groups}
    for bit, one in decision.apart:
        because = "" if one.because == decision.because else f" {_because(one.because, clause)}"
        yield f"  {_state(one)} for {products.phrase(bit)}:{because}"
        yield from (f"    {line}" for line in deciding(one.reads, facts[bit], placed))


def _state(decision: Decision) -> str:
    return "in" if decision.included else "out"


def _because(because: str, clause: Clause) -> str:
    if clause.head.version == OWN:
        return "it is the deal's own. " + clause.head.note
    if because == "always":
        return "it belongs to every agreement"
    if because == "when":
        return f"its condition is `{clause.head.when}`"
    if because == "variant":
        return f"it stands in place of {clause.head.variant_of!r} where `{clause.head.when}`"
    return because
