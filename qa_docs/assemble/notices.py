"""Duties with a clock: the phrase in the text and the row of the notification table, from one place."""

from collections.abc import Iterable

from qa_docs.assemble.blanks import answer_of, blank_of
from qa_docs.assemble.context import Context
from qa_docs.assemble.products import Scope
from qa_docs.assemble.select import base_of
from qa_docs.model.document import Blank, Inline, NoticeRow, Text
from qa_docs.model.durations import read_duration
from qa_docs.model.expression import Call, Name
from qa_docs.model.library import Clause, Notice
from qa_docs.model.subjects import subject_before
from qa_docs.model.text import SourceInline
from qa_docs.problems import Problem

SUBJECTS = {
    "data_integrity": "data integrity",
    "laboratory": "laboratory matters",
    "emergency": "emergencies",
    "management": "management matters",
    "quality": "quality matters",
    "regulatory": "regulatory matters",
    "technical": "technical matters",
    "safety": "safety information",
    "stability": "stability matters",
    "release": "release",
    "supply": "supply chain matters",
}
CONTACTS = {
    "data_integrity": "data integrity",
    "deviations": "deviation",
    "changes": "change",
    "complaints": "complaint",
    "audits": "audit",
    "inspections": "inspection",
    "supply": "supply chain",
}
"""Contact subjects as they stand before the word "contact", where that is not the subject itself."""


def clock_of(context: Context, base_id: str, clause: Clause, within: str) -> Blank | str:
    """Give the clock of a notice: an answered blank, an open one, or a fixed duration."""
    if within in clause.head.blanks:
        spec = clause.head.blanks[within]
        answer = answer_of(clause, within, context.placed)
        return blank_of(f"{base_id}.{within}", spec, answer, context.deal.document.language)
    duration = read_duration(within)
    return str(duration) if duration else within


def sender_of(context: Context, notice: Notice, text: Iterable[SourceInline]) -> str:
    """Give who gives a notice: as the clause says; where the deal moved a row, the party whose duty `text` states.

    So the addressee cannot contradict the sentence, whether it names its party by a row or in words.
    """
    if not context.moved:
        return notice.spec.sender
    match subject_before(text, notice.name):
        case Name(path=(name,)):
            return "contract_giver" if name == "giver" else "contract_acceptor"
        case Call(function="party", arguments=(activity,)):
            return context.holder(activity)
        case Call(function="other_party", arguments=(activity,)):
            return _OTHER.get(context.holder(activity), "both")
    held = context.responsibilities.rows.get(notice.spec.activity or "")
    moved = held is not None and held.state == "moved" and held.row.activity.party == notice.spec.sender
    return held.party if held is not None and moved else notice.spec.sender


_OTHER = {"contract_giver": "contract_acceptor", "contract_acceptor": "contract_giver"}


def phrase_of(context: Context, clock: Blank | str, notice: Notice, start: Text, sender: str) -> tuple[Inline, ...]:
    """Give the words that a clause prints for a notice, from the clock to the addressee.

    At standard detail a plain e-mail ends with the start: the clause on notices says once where an e-mail goes, and
    the table names the contact of each.
    """
    spec = notice.spec
    first = "at least " if spec.direction == "before" else "within "
    if spec.urgent:
        first = "immediately and in any case " + first
    if spec.medium == "e-mail" and context.deal.detail == "standard":
        return (first, clock, f" {spec.direction} ", *start)
    addressee = context.other(sender)
    # The clause on communication says where the contacts are listed, so that not every notice has to.
    contact = CONTACTS.get(spec.contact, spec.contact)
    comma = "," if "," in spec.medium else ""
    end = f", by {spec.medium}{comma} to {addressee}\u2019s {contact} contact"
    return (first, clock, f" {spec.direction} ", *start, end)


def row_of(
    context: Context,
    base_id: str,
    clause: Clause,
    notice: Notice,
    clock: str,
    event: str,
    start: str,
    scope: Scope,
    sender: str,
) -> NoticeRow:
    """Give the row of the notification table for a notice of a clause in this agreement.

    A notice that stands twice, each time for other products, has one row for all of them.
    """
    spec = notice.spec
    row_id = f"{clause.id}.{notice.name}"
    context.notice_scopes[row_id] = scope = scope | context.notice_scopes.get(row_id, 0)
    addressee = context.other(sender)
    first = "At least " if spec.direction == "before" else "Immediately, in any case within " if spec.urgent else ""
    law = ""
    if spec.law:
        limit = read_duration(spec.law.within)
        law = f"{limit or spec.law.within}"
        if spec.law.note:
            law += f" ({spec.law.note.rstrip('.')})"
    return NoticeRow(
        id=row_id,
        event=event[:1].upper() + event[1:] + context.for_products(scope),
        sender=_title(context.role(sender) if sender != "both" else "either Party"),
        addressee=_title(addressee),
        clock=first + clock,
        start=f"{spec.direction} {start}",
        medium=spec.medium,
        contact=SUBJECTS.get(spec.contact, spec.contact),
        clause_id=base_id,
        clause_number=context.numbers[base_id][1],
        law=law,
        activity=spec.activity or "",
    )


def check_law(context: Context, clause: Clause, notice: Notice) -> None:
    """Note a problem when a deal's clock may run longer than the law's."""
    spec = notice.spec
    if spec.law is None or spec.within not in clause.head.blanks or spec.direction == "before":
        return
    answer = answer_of(clause, spec.within, context.placed)
    clock = read_duration(answer) if answer else None
    limit = read_duration(spec.law.within)
    if clock and limit and clock.exceeds(limit):
        key = next(
            (k for k in (f"{one}.{spec.within}" for one in (clause.id, base_of(clause))) if k in context.deal.blanks),
            "",
        )
        place = context.placed.place("blanks", key) if key else clause.place
        message = f"{answer!r} may run longer than the legal limit of {spec.law.within} ({spec.law.basis})"
        context.problems.append(Problem(place, "statutory-limit", message, "give a shorter clock"))


def _title(text: str) -> str:
    return text[:1].upper() + text[1:]
