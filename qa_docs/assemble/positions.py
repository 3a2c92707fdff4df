"""Which of a clause's texts a deal uses: the standard one, or another position that was agreed."""

from collections.abc import Iterator

from qa_docs.assemble.blanks import OTHERS
from qa_docs.assemble.context import Context
from qa_docs.assemble.select import base_of
from qa_docs.model.library import Clause
from qa_docs.problems import Problem, Severity, did_you_mean


def position_of(context: Context, clause: Clause) -> str:
    """Give the position that the deal chose for a clause; one that the clause does not offer is a problem."""
    for key in (clause.id, base_of(clause)):
        if chosen := context.deal.positions.get(key):
            if chosen.position in clause.texts:
                return chosen.position
            place = context.placed.place("positions", key, "position")
            message = f"clause {clause.id!r} has no text for the position {chosen.position!r}"
            hint = "it offers: " + ", ".join(clause.texts)
            context.problems.append(Problem(place, "unknown-position", message, hint))
    return "standard"


def check_omitted(context: Context) -> Iterator[Problem]:
    """Yield a problem for each clause left out that would not be in this agreement anyhow."""
    decided = context.selection.decisions
    out = {one for one, decision in decided.items() if decision.because.startswith("left out")}
    out |= {context.library.clauses[one].head.variant_of or one for one in out}
    for key in context.deal.omitted_clauses:
        if key in out or (key in context.library.clauses and context.placed.is_given("omitted_clauses", key)):
            continue
        place = context.placed.place("omitted_clauses", key)
        if key in context.library.clauses:
            message = f"clause {key!r} is not in this agreement anyhow"
            yield Problem(place, "unknown-clause", message, "remove the entry", Severity.WARNING)
        else:
            hint = did_you_mean(key, context.library.clauses)
            yield Problem(place, "unknown-clause", f"no clause is called {key!r}", hint)


def check_positions(context: Context) -> Iterator[Problem]:
    """Yield a problem for each position chosen for a clause that is not in this agreement."""
    known = {name for clause in context.selection.chosen.values() for name in (clause.id, base_of(clause))}
    for key in context.deal.positions:
        # A portfolio chooses for all its deals, and not each of them has every clause.
        if key in context.library.clauses and context.placed.is_given("positions", key):
            continue
        if key not in known and not key.startswith(OTHERS) and key not in context.deal.omitted_clauses:
            hint = did_you_mean(key, known, "the clause is not in this agreement; remove the entry")
            place = context.placed.place("positions", key)
            yield Problem(place, "unknown-clause", f"no clause {key!r} is in this agreement", hint)
