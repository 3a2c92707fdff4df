"""What an edit of a clause means: an agreed position, a blank filled in, a duty touched, or only other words.

Nothing here decides; it tells whoever decides what to look at, and who may agree to it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from qa_docs.model.durations import Duration, read_duration
from qa_docs.model.marks import DELETED, DELETED_END, INSERTED, INSERTED_END
from qa_docs.model.review import ClauseFinding, Edit, Meaning, Risk, Sign
from qa_docs.review.typed import normal

_DURATION = re.compile(
    r"\b(\d{1,4})\s+((?:business|working|calendar)\s+days?|hours?|days?|weeks?|months?|years?)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)?\b")
_UNITS = re.compile(
    r"\b(?:business|working|calendar)\s+days?\b|\b(?:hours?|days?|weeks?|months?|years?)\b|%|\b(?:mg|kg|g|ml|l)\b", re.I
)
_MUST = re.compile(r"\b(?:shall|must|will)\b", re.IGNORECASE)
_MAY = re.compile(r"\b(?:may|should|can|endeavou?r|reasonable efforts|best efforts|where practicable|try)\b", re.I)
_NOT = re.compile(r"\b(?:not|no|never|neither|nor|without|unless|except|cannot)\b", re.IGNORECASE)
_GONE = re.compile(f"{DELETED}([^{DELETED_END}]*){DELETED_END}")
_COME = re.compile(f"{INSERTED}([^{INSERTED_END}]*){INSERTED_END}")


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


class ClauseFacts(Struct, frozen=True):
    """What is known of a clause that was sent."""

    id: str
    title: str
    number: str
    aspect: str
    position: str
    lines: tuple[tuple[str | BlankPart, ...], ...]
    positions: dict[str, tuple[str, ...]]
    """The lines of each other position as this deal would print them."""
    approvers: dict[str, str]
    clocks: tuple[Clock, ...] = ()
    rows: tuple[tuple[str, str, str], ...] = ()
    """Rows of the matrix that it carries: id, title, party."""
    requirements: tuple[tuple[str, str], ...] = ()
    """Requirements that nothing else in the agreement answers: id and source with section."""


class AgreementFacts(Struct, frozen=True):
    """What is known of the agreement as a whole."""

    parties: tuple[str, str]
    """Names of the two roles."""
    terms: tuple[str, ...]
    fault_of: Callable[[str, str], str]
    """Gives what is wrong with an answer to a blank, or nothing: it is within its limits."""


def meaning_of(finding: ClauseFinding, clause: ClauseFacts | None, agreement: AgreementFacts) -> Meaning:
    """Give what happened to a clause in the terms of the library."""
    if finding.state == "unchanged":
        return Meaning("none", "none", ())
    if clause is not None and (position := _position(finding, clause)):
        approver = clause.approvers.get(position, "")
        says = f"The text is that of the position {position!r}" + (f"; {approver} may approve it." if approver else ".")
        return Meaning("position", "low", (Sign("position", "low", says),), position, approver)
    answers: dict[str, str] = {}
    signs: list[Sign] = []
    other: list[Edit] = []
    for edit in finding.edits:
        filled = _filled(edit, clause) if clause is not None and edit.what == "changed" else None
        if filled:
            answers.update(filled)
        elif edit.what != "look":
            other.append(edit)
    for name, answer in answers.items():
        signs.append(_answer_sign(name, answer, agreement))
    for edit in other:
        signs += _signs(edit, agreement)
    signs += _of_clause(finding, clause, other)
    if clause is not None:
        signs += _clocks(finding, clause)
    kept = tuple(dict.fromkeys(signs))
    risk = _highest(kept)
    if not other:
        return Meaning("blanks", risk, kept, answers=tuple(answers.items()))
    kind: Literal["substance", "editorial"] = "substance" if risk in ("high", "medium") else "editorial"
    return Meaning(kind, risk, kept, answers=tuple(answers.items()))


def _position(finding: ClauseFinding, clause: ClauseFacts) -> str:
    said = [normal(line) for line in finding.text[1:]]
    for name, lines in clause.positions.items():
        if said == [normal(line) for line in lines]:
            return name
    return ""


def _filled(edit: Edit, clause: ClauseFacts) -> dict[str, str] | None:
    """Give the new answers where the edit changed nothing but blanks; None where it changed other words too."""
    for line in clause.lines:
        blanks = [part for part in line if isinstance(part, BlankPart)]
        if not blanks or normal(_printed(line)) != normal(edit.old):
            continue
        pattern = "".join("(.{1,200}?)" if isinstance(part, BlankPart) else re.escape(_spaced(part)) for part in line)
        found = re.fullmatch(pattern, _spaced(edit.new).strip(), re.DOTALL)
        if found:
            pairs = zip(blanks, found.groups(), strict=True)
            changed = {blank.id: answer for blank, answer in pairs if normal(answer) != normal(blank.text)}
            if all(_is_answer(blank, changed.get(blank.id)) for blank in blanks):
                return changed
    return None


def _is_answer(blank: BlankPart, answer: str | None) -> bool:
    """A length of time must stay one: "30 days from receipt" is more than another answer."""
    return answer is None or read_duration(blank.text) is None or read_duration(answer) is not None


def _printed(line: Sequence[str | BlankPart]) -> str:
    return "".join(part.text if isinstance(part, BlankPart) else part for part in line)


def _spaced(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2019", "'").replace("\u2018", "'")


def _answer_sign(name: str, answer: str, agreement: AgreementFacts) -> Sign:
    fault = agreement.fault_of(name, answer)
    if fault:
        return Sign("blank-outside", "high", f"The blank {name} now says {answer!r}: {fault}.")
    return Sign("blank", "low", f"The blank {name} now says {answer!r}, which is within its limits.")


def _signs(edit: Edit, agreement: AgreementFacts) -> Iterator[Sign]:
    if edit.what == "reference":
        yield Sign("reference", "medium", f"A cross-reference is no longer live or leads nowhere: {_short(edit.new)}")
        return
    if edit.what == "moved":
        yield Sign("moved", "low", f"Moved to another place: {_short(edit.new)}")
        return
    if edit.what in ("added", "deleted"):
        yield _whole_sign(edit)
        return
    gone, come = " ".join(_GONE.findall(edit.marked)), " ".join(_COME.findall(edit.marked))
    yield from _clock_words(edit, gone, come)
    if _lost(_MUST, edit.old, edit.new) and _lost(_MAY, edit.new, edit.old):
        yield Sign("duty-weakened", "high", f"A duty became something that may be done: {_short(edit.new)}")
    elif _lost(_MUST, edit.old, edit.new):
        yield Sign("duty-gone", "high", f"A duty is no longer stated: {_short(edit.old)}")
    if len(_NOT.findall(edit.old)) != len(_NOT.findall(edit.new)):
        yield Sign(
            "negation", "high", f"A “not”, “no”, “unless” or the like came or went: {_short(edit.new or edit.old)}"
        )
    yield from _party_words(edit, agreement.parties)
    yield from _term_words(gone, come, agreement.terms)


def _whole_sign(edit: Edit) -> Sign:
    if edit.what == "added":
        duty = _MUST.search(edit.new)
        return Sign("text-added", "medium" if duty else "low", f"New {'duty' if duty else 'text'}: {_short(edit.new)}")
    if _MUST.search(edit.old):
        return Sign("duty-gone", "high", f"A duty is gone: {_short(edit.old)}")
    return Sign("text-gone", "medium", f"Text is gone: {_short(edit.old)}")


def _clock_words(edit: Edit, gone: str, come: str) -> Iterator[Sign]:
    before, after = _durations(edit.old), _durations(edit.new)
    if before != after and len(before) == len(after):
        for was, now in zip(before, after, strict=True):
            if was != now:
                way = "longer" if now.exceeds(was) else "shorter"
                yield Sign("clock", "high", f"A time became {way}: {was} \u2192 {now}.")
        return
    if before != after:
        yield Sign("clock", "high", f"A time came or went: {_short(edit.new or edit.old)}")
    elif _NUMBER.findall(gone) != _NUMBER.findall(come):
        yield Sign("number", "high", f"A number changed: {_short(edit.new or edit.old)}")
    elif _UNITS.findall(gone) != _UNITS.findall(come):
        yield Sign("unit", "high", f"A unit changed: {_short(edit.new or edit.old)}")


def _durations(text: str) -> list[Duration]:
    found = []
    for number, unit in _DURATION.findall(_spaced(text)):
        duration = read_duration(f"{number} {unit}")
        if duration is not None:
            found.append(duration)
    return found


def _lost(pattern: re.Pattern[str], old: str, new: str) -> bool:
    return len(pattern.findall(old)) > len(pattern.findall(new))


def _party_words(edit: Edit, parties: tuple[str, str]) -> Iterator[Sign]:
    named = re.compile(r"\b(?:" + "|".join(re.escape(name) for name in sorted(parties, key=len, reverse=True)) + r")\b")
    before, after = named.findall(edit.old), named.findall(edit.new)
    if edit.what == "changed" and before != after:
        swapped = len(before) == len(after)
        says = "Another party is named" if swapped else "A party is named, or named no longer"
        yield Sign("party", "high" if swapped else "medium", f"{says}: {_short(edit.new)}")


def _term_words(gone: str, come: str, terms: Sequence[str]) -> Iterator[Sign]:
    for term in terms:
        pattern = re.compile(rf"\b{re.escape(term)}s?\b")
        if len(pattern.findall(gone)) != len(pattern.findall(come)):
            yield Sign("term", "medium", f"The defined term “{term}” came or went.")


def _of_clause(finding: ClauseFinding, clause: ClauseFacts | None, other: Sequence[Edit]) -> Iterator[Sign]:
    if any(edit.kind == "silent" and edit.what not in ("look", "reference") for edit in finding.edits):
        yield Sign("silent", "high", "Changed without tracked changes.")
    if finding.state == "deleted":
        yield Sign("deleted", "high", "The clause is gone.")
        if clause is not None:
            for identity, source in clause.requirements:
                yield Sign("coverage", "high", f"Nothing answers {identity} ({source}) any more.")
            for row, title, _ in clause.rows:
                yield Sign("matrix", "high", f"Row {row} ({title}) has no clause any more.")
    elif clause is not None and other:
        yield from _rows(clause, other)


def _rows(clause: ClauseFacts, other: Sequence[Edit]) -> Iterator[Sign]:
    for edit in other:
        if edit.what == "deleted" and _MUST.search(edit.old):
            for identity, source in clause.requirements:
                says = f"Look whether {identity} ({source}) is still answered: a duty of its only clause is gone."
                yield Sign("coverage", "high", says)


def _clocks(finding: ClauseFinding, clause: ClauseFacts) -> Iterator[Sign]:
    """Say where a clock that the law limits is now longer than the law's."""
    for clock in clause.clocks:
        limit, was = read_duration(clock.law) if clock.law else None, read_duration(clock.printed)
        if limit is None or was is None:
            continue
        for edit in finding.edits:
            if was not in _durations(edit.old):
                continue
            for now in _durations(edit.new):
                if now not in _durations(edit.old) and now.exceeds(limit):
                    says = f"{now} for {clock.event}: the law allows {clock.law} ({clock.basis})."
                    yield Sign("law", "high", says)


def _highest(signs: Sequence[Sign]) -> Risk:
    order: tuple[Risk, ...] = ("high", "medium", "low")
    held = {sign.risk for sign in signs}
    return next((risk for risk in order if risk in held), "low")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return f"“{plain}”" if len(plain) <= 120 else f"“{plain[:117].rstrip()}…”"


def matrix_signs(meanings: Mapping[str, Meaning], clauses: Mapping[str, ClauseFacts]) -> Iterator[tuple[str, Sign]]:
    """Yield, by clause, the rows of the matrix that no longer agree with a clause in which the party changed."""
    for clause_id, meaning in meanings.items():
        clause = clauses.get(clause_id)
        if clause is not None and any(sign.code == "party" and sign.risk == "high" for sign in meaning.signs):
            for row, title, party in clause.rows:
                says = f"Row {row} ({title}) gives it to {party}: see whether it still agrees."
                yield clause_id, Sign("matrix", "high", says)
