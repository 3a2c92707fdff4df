"""What happened to each clause of a file that came back."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from qa_docs.compare.texts import merged_words
from qa_docs.model.marks import replaced
from qa_docs.model.review import ClauseFinding, Comment, ComparedLine, Edit, EditKind, EditWhat, State
from qa_docs.review.aligned import Pair, aligned
from qa_docs.review.lines import Line, Returned, Tracked
from qa_docs.review.typed import key_of, normal
from qa_docs.review.unseen import FEW, Leads

__all__ = ["NEW", "OUTSIDE", "ClauseFinding", "Edit", "findings_of"]

OUTSIDE = {
    "body": "outside the clauses",
    "header": "header",
    "footer": "footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
}
"""Names for what stands in no clause."""
NEW = "new: "
"""Before the title of a clause that was not sent."""
_LONGEST = 40_000
"""Letters up to which two texts are compared word by word."""


def findings_of(sent: Returned, returned: Returned, agreed: frozenset[str] = frozenset()) -> tuple[ClauseFinding, ...]:
    """Give what happened to every clause that was sent and every one that came new, in the order of the file.

    In the clauses whose words were `agreed` before, a paragraph that they typed without a number may have one now.
    """
    if lost_references(sent, returned):
        sent, returned = _as_printed(sent), _as_printed(returned)
    every = aligned(sent.lines, returned.lines)
    pairs, leads = _attributed(every), Leads(every, agreed)
    versions = {line.clause: line.version for line in sent.lines if line.clause}
    answers = {line.clause: () for line in sent.lines} | _answers(sent.lines)
    places = _comment_places(pairs, sent, returned)
    found = []
    for clause, members in pairs.items():
        edits: list[Edit] = []
        lines = tuple(_compared(pair, edits, leads) for pair in members)
        came = dict(_answers([pair.returned for pair in members if pair.returned]).get(clause, ()))
        blanks = tuple(
            (name, was, came[name])
            for name, was in answers.get(clause, ())
            if name in came and normal(came[name]) != normal(was)
        )
        text = tuple(" | ".join(pair.returned.after) for pair in members if pair.returned and any(pair.returned.after))
        state = _state(members, edits)
        comments = tuple(places.pop(clause, ()))
        finding = ClauseFinding(clause, versions.get(clause, ""), state, tuple(edits), comments, blanks, text, lines)
        found.append(finding)
    left = tuple(comment for comments in places.values() for comment in comments)
    if left:
        found.append(ClauseFinding(OUTSIDE["body"], "", "unchanged", (), left))
    return tuple(found)


def lost_references(sent: Returned, returned: Returned) -> bool:
    """Say whether the file came back without any live cross-reference: a program made text of all of them."""
    return any(line.targets for line in sent.lines) and not any(line.targets for line in returned.lines)


def recast_numbers(sent: Returned, returned: Returned) -> tuple[str, ...]:
    """Give the forms of number of which several were sent and none came back: another list prints them, or nothing."""
    forms = Counter(line.numbers[1].form for line in sent.lines if line.numbers[1].form)
    now = {line.numbers[0].form for line in returned.lines}
    return tuple(form for form, count in forms.items() if count >= FEW and form not in now)


def _as_printed(file: Returned) -> Returned:
    """Give a file whose fields are the words that they print."""
    lines = tuple(
        replace(line, meant_before=line.before, meant_after=line.after, targets=())
        if line.meant_before != line.before or line.meant_after != line.after
        else line
        for line in file.lines
    )
    return replace(file, lines=lines)


def _attributed(pairs: Sequence[Pair]) -> dict[str, list[Pair]]:
    """Sort the pairs by clause: the one sent, else what a control tells, else the one above or a new one."""
    clauses: dict[str, list[Pair]] = {}
    headings = _heading_styles(pairs)
    above = ""
    for pair in pairs:
        line = pair.sent or pair.returned
        if line is None:
            continue
        if pair.sent is not None:
            clause = pair.sent.clause
            above = clause if not pair.moved else above
        elif line.style in headings:
            above = clause = f"{NEW}{' '.join(''.join(line.after or line.before).split())}"
        else:
            clause = line.clause or above
        name = clause or OUTSIDE.get(line.part, line.part)
        clauses.setdefault(name, []).append(pair)
    return clauses


def _heading_styles(pairs: Sequence[Pair]) -> set[str]:
    """Give the styles in which the clauses that were sent begin."""
    first: dict[str, str] = {}
    for pair in pairs:
        if pair.sent is not None and pair.sent.clause and pair.returned is not None:
            first.setdefault(pair.sent.clause, pair.returned.style)
    others = {
        pair.returned.style
        for pair in pairs
        if pair.sent is not None and pair.returned is not None and pair.sent.clause not in first
    }
    return {style for style in first.values() if style} - others


def _answers(lines: Sequence[Line]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, dict[str, str]] = {}
    for line in lines:
        for name, text in line.blanks:
            found.setdefault(line.clause, {})[name] = text
    return {clause: tuple(answers.items()) for clause, answers in found.items()}


def _compared(pair: Pair, edits: list[Edit], leads: Leads) -> ComparedLine:
    """Give a line as it was sent and came back, and put its edits to the others."""
    start = len(edits)
    edits += _edits(pair, leads)
    old = " | ".join(pair.sent.before) if pair.sent is not None else ""
    new = " | ".join(pair.returned.after) if pair.returned is not None else ""
    marked = new if start == len(edits) else _marked(old, new)
    at = pair.returned.at if pair.returned is not None else -1
    form = pair.returned.numbers[1].form if pair.returned is not None else ""
    return ComparedLine(old, new, marked, tuple(range(start, len(edits))), at, form)


def _edits(pair: Pair, leads: Leads) -> Iterator[Edit]:
    sent, returned = pair.sent, pair.returned
    if returned is None:
        if sent is not None:
            yield _edit("silent", "deleted", sent.before, (), None)
        return
    if sent is None:
        tracked = not any(text.strip() for text in returned.before)
        if any(text.strip() for text in returned.after):
            yield _edit("tracked" if tracked else "silent", "added", (), returned.after, returned)
        return
    if pair.moved:
        told = any(change.kind in ("moved to", "inserted") for change in returned.tracked)
        kind: EditKind = "tracked" if told else "silent"
        yield _edit(kind, "moved", sent.before, returned.after, returned)
        if not _same_words(sent.before, returned.after):
            yield _edit(kind, "changed", sent.before, returned.after, returned)
    else:
        yield from _silent(sent, returned, leads)
    unseen = tuple(leads.of(pair))
    if not pair.moved:
        told = any(found.kind == "tracked" for found in unseen)
        yield from (edit for edit in _recorded(returned) if not (told and edit.what == "look"))
    for found in unseen:
        yield replace(_edit(found.kind, found.what, sent.before, returned.after, returned), says=found.says)


def _silent(sent: Line, returned: Line, leads: Leads) -> Iterator[Edit]:
    if sent.meant_before == returned.meant_before or key_of(sent) == key_of(returned):
        return
    found = leads.other_targets(sent, returned)
    if _same_words(sent.before, returned.before):
        yield replace(_edit(found.kind, found.what, sent.before, returned.before, returned), says=found.says)
    else:
        says = found.says if found.what == "target" else ""
        yield replace(_edit("silent", "changed", sent.before, returned.before, returned), says=says)


def _recorded(line: Line) -> Iterator[Edit]:
    if not line.tracked:
        return
    words = [change for change in line.tracked if change.kind != "look"]
    if key_of(line) != key_of(line, after=True):
        gone = not any(text.strip() for text in line.after)
        what: EditWhat = "deleted" if gone else "changed" if any(text.strip() for text in line.before) else "added"
        # Words that a recorded look hides or strikes through have no other change.
        yield _edit("tracked", what, line.before, line.after, line, words or line.tracked)
    elif len(words) < len(line.tracked):
        looks = [change for change in line.tracked if change.kind == "look"]
        yield _edit("tracked", "look", line.before, line.after, line, looks)


def _same_words(old: Sequence[str], new: Sequence[str]) -> bool:
    return [normal(text) for text in old] == [normal(text) for text in new]


def _edit(
    kind: EditKind,
    what: EditWhat,
    old: Sequence[str],
    new: Sequence[str],
    line: Line | None,
    changes: Sequence[Tracked] | None = None,
) -> Edit:
    if changes is None:
        changes = line.tracked if line is not None and kind == "tracked" else ()
    before, after = " | ".join(old), " | ".join(new)
    row = (old or new)[0] if line is not None and line.kind == "row" and (old or new) else ""
    authors = tuple(dict.fromkeys(change.author for change in changes if change.author))
    dates = tuple(dict.fromkeys(change.date for change in changes if change.date))
    return Edit(kind, what, before, after, _marked(before, after), authors, dates, line.at if line else -1, row)


def _marked(before: str, after: str) -> str:
    if before == after:
        return after
    return merged_words(before, after) if len(before) + len(after) <= _LONGEST else replaced(before, after)


def _state(members: Sequence[Pair], edits: Sequence[Edit]) -> State:
    weighty = [edit for edit in edits if edit.what != "look"]
    if not weighty:
        return "unchanged"
    if all(pair.sent is None for pair in members):
        return "added"
    if all(pair.returned is None or not any(text.strip() for text in pair.returned.after) for pair in members):
        return "deleted"
    if {edit.what for edit in weighty} == {"moved"}:
        return "moved"
    kinds = {edit.kind for edit in weighty}
    if len(kinds) == 2:
        return "changed both ways"
    return "changed silently" if kinds == {"silent"} else "changed with tracking"


def _comment_places(pairs: dict[str, list[Pair]], sent: Returned, returned: Returned) -> dict[str, list[Comment]]:
    """Give, by clause, the comments that are new, with the answers to each below it; those without a place stand
    outside the clauses."""
    begun = {
        comment: clause
        for clause, members in pairs.items()
        for pair in members
        if pair.returned is not None
        for comment, _ in pair.returned.comments
    }
    known = {(comment.author, normal(comment.text)) for comment in sent.comments.values()}
    places: dict[str, list[Comment]] = {}
    for comment in returned.comments.values():
        if (comment.author, normal(comment.text)) not in known:
            clause = begun.get(comment.id) or begun.get(comment.answers) or OUTSIDE["body"]
            places.setdefault(clause, []).append(comment)
    return places
