"""Drafting notes: what the one who negotiates must know of a clause. They stand in drafts only."""

from collections.abc import Iterator, Mapping

from qa_docs.assemble.context import Context
from qa_docs.model.document import Drafter, Note
from qa_docs.model.library import Clause

_APPROVERS = {
    "head_of_quality": "the head of quality",
    "quality_assurance": "quality assurance",
    "regulatory_affairs": "regulatory affairs",
    "legal": "legal",
    "qualified_person": "the Qualified Person",
    "management": "management",
}
_LONGEST_INITIALS = 9
"""More than that Word does not take."""


def notes_of(context: Context, base_id: str, clause: Clause, position: str, texts: Mapping[str, str]) -> Iterator[Note]:
    """Yield the notes of a clause; `texts` holds what it would say in the positions that were not chosen."""
    yield Note(" ".join(clause.head.note.split()))
    if clause.head.basis:
        yield Note(", ".join(clause.head.basis), "basis")
    for key, point in context.open_points.items():
        if key.rpartition(".")[0] == base_id:
            yield Note(point.label, "open")
    for name in clause.texts if len(clause.texts) > 1 else ():
        text = f"\n\n{texts[name]}" if name != position else ""
        yield Note(f"{_position(clause, name)}{'' if text else ' It is used here.'}{text}", "position")


def _position(clause: Clause, name: str) -> str:
    spec = next((spec for offered, spec in clause.head.positions.items() if offered == name), None)
    if spec is None:
        return f"{name}: the library's own text."
    return f"{name}: needs the approval of {_APPROVERS[spec.approver]}. {' '.join(spec.note.split())}"


def drafter_of(context: Context) -> Drafter:
    """Give who prepared this revision and when, as the deal's history says; else the tool and the effective day."""
    control = context.deal.document
    for revision in reversed(control.history):
        if revision.author.strip():
            name = " ".join(revision.author.split())
            return Drafter(name, _initials(name), revision.date.isoformat())
    return Drafter("qa-docs", "QD", control.effective_date.isoformat())


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isalnum())[:_LONGEST_INITIALS].upper() or name[0]
