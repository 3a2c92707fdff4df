"""What happened to each clause of a file that came back."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from qa_docs.compare.texts import merged_words
from qa_docs.review.aligned import Pair, aligned, key_of, normal
from qa_docs.review.returned import Comment, Line, Returned, Tracked

State = Literal[
    "unchanged", "changed with tracking", "changed silently", "changed both ways", "deleted", "added", "moved"
]
Kind = Literal["tracked", "silent"]


class Edit(Struct, frozen=True):
    """One line that is not what was sent."""

    kind: Kind
    """Whether the change was recorded, or made without: "silent"."""
    what: Literal["changed", "added", "deleted", "moved", "look", "reference"]
    old: str
    new: str
    marked: str
    """Both as one text with the changes marked (`qa_docs.model.marks`)."""
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    line: Line | None = None
    """The line of the returned file, where there is one."""
    row: str = ""
    """First cell, where the line is a table row."""


class ClauseFinding(Struct, frozen=True):
    """What happened to a clause, or to what stands outside the clauses (then `clause` is the part's name)."""

    clause: str
    version: str
    state: State
    edits: tuple[Edit, ...]
    comments: tuple[Comment, ...]
    blanks: tuple[tuple[str, str, str], ...] = ()
    """Blanks whose answer differs: name, what was sent, what came back."""
    text: tuple[str, ...] = ()
    """The lines of the clause as they came back, changes accepted, heading first."""


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


def findings_of(sent: Returned, returned: Returned) -> tuple[ClauseFinding, ...]:
    """Give what happened to every clause that was sent and every one that came new, in the order of the file."""
    pairs = _attributed(aligned(sent.lines, returned.lines))
    versions = {line.clause: line.version for line in sent.lines if line.clause}
    answers = {line.clause: () for line in sent.lines} | _answers(sent.lines)
    bookmarks = {name for line in returned.lines for name in line.bookmarks}
    known = {(comment.author, comment.text) for comment in sent.comments.values()}
    found = []
    for clause, members in pairs.items():
        edits = tuple(edit for pair in members for edit in _edits(pair, bookmarks))
        comments = tuple(_comments_of(members, returned.comments, known))
        came = dict(_answers([pair.returned for pair in members if pair.returned]).get(clause, ()))
        blanks = tuple(
            (name, was, came[name])
            for name, was in answers.get(clause, ())
            if name in came and normal(came[name]) != normal(was)
        )
        text = tuple(" | ".join(pair.returned.after) for pair in members if pair.returned and any(pair.returned.after))
        state = _state(members, edits)
        found.append(ClauseFinding(clause, versions.get(clause, ""), state, edits, comments, blanks, text))
    return tuple(found)


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
            above = clause = pair.sent.clause
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
        if pair.sent is not None and pair.sent.clause:
            first.setdefault(pair.sent.clause, pair.sent.style)
    return {style for style in first.values() if style}


def _answers(lines: Sequence[Line]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, dict[str, str]] = {}
    for line in lines:
        for name, text in line.blanks:
            found.setdefault(line.clause, {})[name] = text
    return {clause: tuple(answers.items()) for clause, answers in found.items()}


def _edits(pair: Pair, bookmarks: set[str]) -> Iterator[Edit]:
    sent, returned = pair.sent, pair.returned
    if returned is None:
        if sent is not None:
            yield _edit("silent", "deleted", sent.before, (), None)
        return
    if sent is None:
        tracked = returned.new or not any(text.strip() for text in returned.before)
        if any(text.strip() for text in returned.after):
            yield _edit("tracked" if tracked else "silent", "added", (), returned.after, returned)
        return
    if pair.moved:
        told = any(change.kind in ("moved to", "inserted") for change in returned.tracked)
        yield _edit("tracked" if told else "silent", "moved", sent.before, returned.after, returned)
        return
    if key_of(sent) != key_of(returned) and any(returned.before):
        if _same_words(sent.before, returned.before):
            yield _edit("silent", "reference", sent.before, returned.before, returned)
        else:
            yield _edit("silent", "changed", sent.before, returned.before, returned)
    yield from _recorded(returned)
    for target in returned.targets:
        if target not in bookmarks and target in sent.targets:
            yield _edit("silent", "reference", sent.before, returned.after, returned)
            break


def _recorded(line: Line) -> Iterator[Edit]:
    words = [change for change in line.tracked if change.kind != "look"]
    if key_of(line) != key_of(line, after=True):
        gone = not any(text.strip() for text in line.after)
        what: Literal["deleted", "added", "changed"] = (
            "deleted" if gone else "changed" if any(text.strip() for text in line.before) else "added"
        )
        yield _edit("tracked", what, line.before, line.after, line, words)
    elif len(words) < len(line.tracked):
        looks = [change for change in line.tracked if change.kind == "look"]
        yield _edit("tracked", "look", line.before, line.after, line, looks)


def _same_words(old: Sequence[str], new: Sequence[str]) -> bool:
    return [normal(text) for text in old] == [normal(text) for text in new]


def _edit(
    kind: Kind,
    what: Literal["changed", "added", "deleted", "moved", "look", "reference"],
    old: Sequence[str],
    new: Sequence[str],
    line: Line | None,
    changes: Sequence[Tracked] | None = None,
) -> Edit:
    if changes is None:
        changes = line.tracked if line is not None and kind == "tracked" else ()
    before, after = " | ".join(old), " | ".join(new)
    marked = merged_words(before, after)
    row = (old or new)[0] if line is not None and line.kind == "row" and (old or new) else ""
    authors = tuple(dict.fromkeys(change.author for change in changes if change.author))
    dates = tuple(dict.fromkeys(change.date for change in changes if change.date))
    return Edit(kind, what, before, after, marked, authors, dates, line, row)


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


def _comments_of(
    members: Sequence[Pair], comments: dict[str, Comment], known: set[tuple[str, str]]
) -> Iterator[Comment]:
    """Yield the comments that begin in these lines and the answers to them, but not those that were sent."""
    started = dict.fromkeys(one for pair in members if pair.returned for one in pair.returned.comments)
    for comment in comments.values():
        if (comment.id in started or comment.answers in started) and (comment.author, comment.text) not in known:
            yield comment
