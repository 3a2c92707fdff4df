"""What an edit of a clause means: an agreed position, a blank filled in, a duty touched, or only other words.

Nothing here decides; it tells whoever decides what to look at, and who may agree to it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, Protocol

from msgspec import Struct

from qa_docs.model.durations import read_duration
from qa_docs.model.review import RISKS, ClauseFinding, Edit, Meaning, Risk, Sign
from qa_docs.review.lost import NamedRow, NamedSentence, lost_sentences, sentence_signs
from qa_docs.review.quantities import differences, durations
from qa_docs.review.signs import Setting, changed_signs, short, whole_sign
from qa_docs.review.typed import normal, one_spaced

_POSITION_LINE = re.compile(r"^Position: \w+$")
_HIDDEN = "[hidden: "
_WEAKER = frozenset(("duty-gone", "duty-weakened", "negation", "qualified", "party"))
"""Signs after which a duty may no longer answer what asks for it."""


class BlankPart(Struct, frozen=True):
    """A blank in a line of a clause: its id and what was sent."""

    id: str
    text: str


class Clock(Struct, frozen=True):
    """A notice of a clause: its clock as printed, and the law's limit where there is one."""

    event: str
    printed: str
    law: str = ""
    basis: str = ""


class RowFacts(Struct, frozen=True):
    """A row of the matrix that a clause carries, and the party that holds it."""

    id: str
    title: str
    party: str
    basis: tuple[str, ...] = ()
    """Requirements behind it."""


class ClauseFacts(Struct, frozen=True):
    """What is known of a clause that was sent."""

    id: str
    base: str
    """Id under which other parts of the agreement know it; that of its standard text where it is a variant."""
    title: str
    number: str
    aspect: str
    position: str
    lines: tuple[tuple[str | BlankPart, ...], ...]
    positions: dict[str, tuple[str, ...]]
    """The lines of each other position as this deal would print them."""
    approvers: dict[str, str]
    clocks: tuple[Clock, ...] = ()
    rows: tuple[RowFacts, ...] = ()
    sentences: tuple[NamedSentence, ...] = ()
    """Sentences that were sent, with the rows and requirements that stand on them."""


class AgreementFacts(Struct, frozen=True):
    """What is known of the agreement as a whole."""

    parties: tuple[str, str]
    """Names of the two roles."""
    terms: tuple[str, ...]
    fault_of: Callable[[str, str], str]
    """Gives what is wrong with an answer to a blank, or nothing: it is within its limits."""
    answering: Mapping[str, tuple[str, tuple[str, ...]]] = {}
    """What answers each requirement: its source and section, and the ids of the clauses."""


class OtherParty(Protocol):
    """What an agreement would say if the other party held rows of the matrix."""

    def mirrored(self, clause_id: str) -> tuple[str, ...]:
        """Give the lines of a clause if the other party held each of its rows."""
        ...

    def moved(self, clause_id: str, row: str) -> tuple[str, tuple[str, ...]]:
        """Give the other party for a row, and the lines of the clause if it held that row."""
        ...


def meaning_of(finding: ClauseFinding, clause: ClauseFacts | None, agreement: AgreementFacts) -> Meaning:
    """Give what happened to a clause in the terms of the library."""
    if finding.state == "unchanged":
        return Meaning("none", "none", ())
    silent = tuple(_silent(finding))
    if clause is not None and (position := _position(finding, clause)):
        approver = clause.approvers.get(position, "")
        says = f"The text is that of the position {position!r}" + (f"; {approver} may approve it." if approver else ".")
        signs = (Sign("position", "low", says), *silent)
        return Meaning("position", _highest(signs), signs, position, approver)
    answers: dict[str, str] = {}
    found: list[Sign] = []
    other: list[tuple[int, Edit]] = []
    for at, edit in enumerate(finding.edits):
        filled = _filled(edit, clause) if clause is not None and edit.what == "changed" else None
        if filled:
            answers.update(filled)
            for name, answer in filled.items():
                found.append(_answer_sign(name, answer, agreement, at))
                found += _answer_differs(edit, found[-1].risk, at)
        elif edit.what != "look":
            other.append((at, edit))
    for at, edit in other:
        found += _signs(edit, agreement, at)
    if clause is not None:
        found += _clocks(finding, clause)
    kept = tuple(dict.fromkeys((*found, *silent)))
    risk = _highest(kept)
    if not other:
        return Meaning("blanks", risk, kept, answers=tuple(answers.items()))
    weighty = any(sign.risk in ("high", "medium") for sign in kept if sign.code != "silent")
    kind: Literal["substance", "editorial"] = "substance" if weighty else "editorial"
    return Meaning(kind, risk, kept, answers=tuple(answers.items()))


def _position(finding: ClauseFinding, clause: ClauseFacts) -> str:
    """Give the position whose text the clause has now; the heads of its tables, which stay, are in no position."""
    said = [normal(line) for line in finding.text[1:] if not _POSITION_LINE.match(line)]
    stayed = {normal(line.new) for line in finding.lines if not line.edits}
    for name, lines in clause.positions.items():
        wanted = [normal(line) for line in lines]
        if [line for line in said if line in wanted or line not in stayed] == wanted:
            return name
    return ""


def _filled(edit: Edit, clause: ClauseFacts) -> dict[str, str] | None:
    """Give the new answers where the edit changed nothing but blanks; None where it changed other words too."""
    for line in clause.lines:
        blanks = [part for part in line if isinstance(part, BlankPart)]
        if not blanks or normal(_printed(line)) != normal(edit.old):
            continue
        found = _answers(line, one_spaced(edit.new).strip())
        if found is not None:
            changed = {
                blank.id: answer
                for blank, answer in zip(blanks, found, strict=True)
                if normal(answer) != normal(blank.text)
            }
            if all(_is_answer(blank, changed.get(blank.id)) for blank in blanks):
                return changed
    return None


def _answers(line: Sequence[str | BlankPart], text: str) -> list[str] | None:
    """Give what stands in `text` where `line` has its blanks, or None where the words around them differ."""
    found: list[str] = []
    at, waiting = 0, False
    for part in (*line, ""):
        if isinstance(part, BlankPart):
            if waiting:
                return None  # nothing stands between two blanks: where one ends nobody knows
            waiting = True
            continue
        words = one_spaced(part)
        words = words.lstrip() if not at and not found and not waiting else words
        last = part == ""
        place = len(text) if last else text.find(words, at + waiting)
        if place < at + waiting or (not waiting and place != at):
            return None
        if waiting:
            found.append(text[at:place])
            waiting = False
        at = place + len(words)
    return found


def _is_answer(blank: BlankPart, answer: str | None) -> bool:
    """A length of time must stay one: "30 days from receipt" is more than another answer."""
    if answer is None:
        return True
    return len(answer) <= 200 and (read_duration(blank.text) is None or read_duration(answer) is not None)


def _printed(line: Sequence[str | BlankPart]) -> str:
    return "".join(part.text if isinstance(part, BlankPart) else part for part in line)


def _answer_sign(name: str, answer: str, agreement: AgreementFacts, at: int) -> Sign:
    fault = agreement.fault_of(name, answer)
    if fault:
        return Sign("blank-outside", "high", f"The blank {name} now says {answer!r}: {fault}.", at)
    return Sign("blank", "low", f"The blank {name} now says {answer!r}, which is within its limits.", at)


def _answer_differs(edit: Edit, risk: Risk, at: int) -> Iterator[Sign]:
    """Say where an answer that was given already became longer, wider or another unit."""
    if "[\u2022]" not in edit.old:
        for found in differences(edit.old, edit.new):
            yield Sign(found.code, "high" if risk == "high" else "medium", found.says, at)


def _signs(edit: Edit, agreement: AgreementFacts, at: int) -> Iterator[Sign]:
    if edit.unseen:
        risk: Risk = "high" if edit.what in ("target", "bound") else "medium"
        yield Sign(edit.what, risk, f"{edit.says} {short(edit.new)}", at)
    elif edit.what == "moved":
        yield Sign("moved", "low", f"Moved to another place: {short(edit.new)}", at)
    elif edit.what in ("added", "deleted"):
        yield whole_sign(edit.old, edit.new, at)
        if edit.what == "added":
            # What a new sentence says is weighed as if it stood where nothing was.
            weighed = changed_signs("", edit.new, Setting((), ()), at)
            yield from (sign for sign in weighed if sign.code in ("commercial", "negation", "qualified"))
    elif _POSITION_LINE.match(edit.old) and _POSITION_LINE.match(edit.new):
        says = f"They chose the position {edit.new.partition(': ')[2].lower()!r}."
        yield Sign("position-chosen", "medium", says, at)
    else:
        yield from changed_signs(edit.old, edit.new, Setting(agreement.parties, agreement.terms), at)
        if edit.says:
            yield Sign("target", "high", edit.says, at)
        if edit.new.count(_HIDDEN) > edit.old.count(_HIDDEN):
            yield Sign("hidden", "high", f"Words are hidden: nobody sees or prints them. {short(edit.new)}", at)
        defined = edit.old.strip(' \u201c"').startswith(agreement.terms) if agreement.terms else False
        if defined and re.search(r"\bmeans?\b|\bhas the meaning\b", edit.old[:120]):
            yield Sign("definition", "high", f"A definition changed: {short(edit.new)}", at)


def _silent(finding: ClauseFinding) -> Iterator[Sign]:
    if any(edit.kind == "silent" and edit.what not in ("look", "reference") for edit in finding.edits):
        yield Sign("silent", "high", "Changed without tracked changes.")
    if finding.state == "deleted":
        yield Sign("deleted", "high", "The clause is gone.")
    if finding.state == "added":
        yield Sign("added", "medium", "The clause is new.")


def _clocks(finding: ClauseFinding, clause: ClauseFacts) -> Iterator[Sign]:
    """Say where a clock that the law limits is now longer than the law's."""
    for clock in clause.clocks:
        limit, was = read_duration(clock.law) if clock.law else None, read_duration(clock.printed)
        if limit is None or was is None:
            continue
        for at, edit in enumerate(finding.edits):
            before = durations(edit.old)
            if was not in before:
                continue
            for now in durations(edit.new):
                if now not in before and now.exceeds(limit):
                    says = f"{now} for {clock.event}: the law allows {clock.law} ({clock.basis})."
                    yield Sign("law", "high", says, at)


def _highest(signs: Sequence[Sign]) -> Risk:
    return min((sign.risk for sign in signs), key=RISKS.index, default="low")


def moved_row_signs(
    finding: ClauseFinding, meaning: Meaning, clause: ClauseFacts, agreement: OtherParty
) -> Iterator[Sign]:
    """Yield the rows of the matrix that an edit gave to the other party, or that no longer agree with the clause."""
    at_issue = {sign.edit for sign in meaning.signs if sign.code == "party" and sign.edit >= 0}
    mirrored = set(map(normal, agreement.mirrored(clause.id))) if at_issue else set()
    explained: set[int] = set()
    for at in sorted(at_issue):
        edit = finding.edits[at]
        said = normal(edit.new)
        for row in clause.rows if said in mirrored else ():
            other, lines = agreement.moved(clause.id, row.id)
            texts = set(map(normal, lines))
            if said in texts and normal(edit.old) not in texts:
                explained.add(at)
                yield Sign(
                    "row-moved", "high", f"Row {row.id} ({row.title}) goes from the {row.party} to the {other}.", at
                )
    if left := at_issue - explained:
        named = {
            row for at, one in lost_sentences(finding, meaning, clause.sentences) if at in left for row in one.rows
        }
        for row in [row for row in clause.rows if row.id in named] or clause.rows:
            says = f"Row {row.id} ({row.title}) gives it to the {row.party}: see whether it still agrees."
            yield Sign("matrix", "medium", says)


def carried_signs(
    finding: ClauseFinding, meaning: Meaning, clause: ClauseFacts, agreement: AgreementFacts
) -> Iterator[Sign]:
    """Yield the rows and requirements that stood on a sentence which is gone or weaker now."""
    if finding.state != "deleted" and meaning.kind != "position":
        rows = {row.id: NamedRow(row.title, row.basis) for row in clause.rows}
        yield from sentence_signs(finding, meaning, clause.sentences, rows, agreement.answering, clause.base)


def agreement_signs(
    findings: Sequence[ClauseFinding],
    meanings: Mapping[str, Meaning],
    clauses: Mapping[str, ClauseFacts],
    agreement: AgreementFacts,
) -> Iterator[tuple[str, Sign]]:
    """Yield, by clause, the requirements and the rows of the matrix that the returned text no longer holds up.

    A requirement stays answered as long as one of its clauses stands as it was.
    """
    gone = {clauses[one.clause].base for one in findings if one.state == "deleted" and one.clause in clauses}
    weaker = {
        clauses[clause].base
        for clause, meaning in meanings.items()
        if clause in clauses and any(sign.code in _WEAKER for sign in meaning.signs)
    }
    named = {clauses[clause].base: clause for clause in clauses}
    for requirement, (source, answering) in agreement.answering.items():
        left = set(answering) - gone
        for base in answering:
            if base in gone and not left:
                says = f"Nothing answers {requirement} ({source}) any more."
                yield named[base], Sign("coverage", "high", says)
            elif base in weaker and left <= weaker:
                says = f"See whether {requirement} ({source}) is still answered: every clause for it lost force."
                yield named[base], Sign("coverage-weaker", "medium", says)
    for clause, facts in clauses.items():
        if facts.base in gone:
            for row in facts.rows:
                yield clause, Sign("matrix", "high", f"Row {row.id} ({row.title}) has no clause any more.")
