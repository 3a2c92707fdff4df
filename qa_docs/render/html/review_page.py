"""A review as one web page: sent and returned side by side, what each change means, filters; it works offline."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from qa_docs.model.marks import DELETED, DELETED_END, INSERTED, INSERTED_END, MARKS
from qa_docs.model.review import RISKS, ClauseFinding, Comment, ComparedLine, Edit, Review, ReviewedClause
from qa_docs.render.html.whole import whole_page

_SPLIT = re.compile(f"([{MARKS}])")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters that show nothing and can turn a line around: they are made visible."""
_CONTEXT = 1
"""Unchanged lines shown on either side of a changed one."""
_TAGS = {DELETED: "<del>", DELETED_END: "</del>", INSERTED: "<ins>", INSERTED_END: "</ins>"}
_ENDS = {DELETED: DELETED_END, INSERTED: INSERTED_END}
_NEW, _OLD = frozenset((INSERTED, INSERTED_END)), frozenset((DELETED, DELETED_END))


def render_review(review: Review) -> str:
    """Give a review as a web page."""
    changed = "\n".join(_clause(i, one) for i, one in enumerate(review.changed))
    facts = f"{_said(review.file)}, laid beside {_said(review.document)} revision {_said(review.revision)}"
    body = f"""<header>
<h1>{_said(review.title or "Agreement")}: what came back</h1>
<p class="parties">{_said(" and ".join(review.between))}</p>
<p>{facts}</p>
<p>{_said(_summary(review))}</p>
</header>
<main id="main" class="review">
{_problems(review)}{_filters(review)}
<p class="tools"><button type="button" id="redline-button" aria-pressed="false">Show as one redline</button></p>
{changed}
{_unchanged(review)}
</main>"""
    title = f"Review of {review.document}"
    return whole_page("en", title, ("style.css", "review.css"), "Skip to the changes", body, "review.js")


def _summary(review: Review) -> str:
    counts: dict[str, int] = {}
    for one in review.clauses:
        state = one.finding.state
        counts[state] = counts.get(state, 0) + 1
    states = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
    held = {risk: sum(one.meaning.risk == risk for one in review.changed) for risk in RISKS[:3]}
    risks = ", ".join(f"{count} of {risk} risk" for risk, count in held.items() if count)
    return f"Clauses: {states}." + (f" Changed: {risks}." if risks else "")


def _problems(review: Review) -> str:
    if not review.problems:
        return ""
    items = "".join(f"<li>{_said(problem.message)}</li>" for problem in review.problems)
    return f'<details class="open-points"><summary>The file itself</summary><ul>{items}</ul></details>\n'


def _filters(review: Review) -> str:
    changed = review.changed
    risks: dict[str, str] = {risk: risk for risk in RISKS if any(one.meaning.risk == risk for one in changed)}
    choices = (
        ("risk", "Risk", risks),
        ("state", "State", _named(one.finding.state for one in changed)),
        ("aspect", "Aspect", _named(one.aspect for one in changed)),
        ("party", "Duty of", _named(party for one in changed for party in one.parties)),
        ("author", "Changed by", _named(author for one in changed for author in _authors(one.finding))),
    )
    lists = "".join(_choice(name, label, values) for name, label, values in choices if values)
    search = '<label>Search <input type="search" name="words"></label>'
    return (
        f'<form class="filters" id="filters" aria-label="Filters">{search}{lists}'
        '<output class="count" aria-live="polite"></output></form>'
    )


def _named(values: Iterable[str]) -> dict[str, str]:
    return {value: value for value in sorted(set(values)) if value}


def _choice(name: str, label: str, values: dict[str, str]) -> str:
    items = "".join(f'<option value="{escape(value)}">{_said(shown)}</option>' for value, shown in values.items())
    return f'<label>{label} <select name="{name}"><option value="">all</option>{items}</select></label>'


def _authors(finding: ClauseFinding) -> list[str]:
    written = [author for edit in finding.edits for author in edit.authors]
    return [*written, *(comment.author for comment in finding.comments)]


def _clause(at: int, one: ReviewedClause) -> str:
    finding, meaning = one.finding, one.meaning
    # Values are parted by a line break: a name holds spaces.
    held = {
        "risk": meaning.risk,
        "state": finding.state,
        "aspect": one.aspect,
        "party": "\n".join(one.parties),
        "author": "\n".join(dict.fromkeys(_authors(finding))),
    }
    marks = "".join(f' data-{name}="{escape(value)}"' for name, value in held.items())
    title = _said(f"{one.number} {one.title}".strip() or finding.clause)
    source = f'<span class="tag">{_said(f"{finding.clause} {finding.version}")}</span>' if finding.version else ""
    return (
        f'<section class="change"{marks} aria-labelledby="change-{at}"><h2 id="change-{at}">{title} {source}</h2>'
        f'<p class="state"><span class="risk risk-{meaning.risk}">{meaning.risk} risk</span> {_said(finding.state)}'
        f"{_position(one)}</p>{_signs(one)}{_lines(one)}{_comments(finding.comments)}</section>"
    )


def _position(one: ReviewedClause) -> str:
    said = f"; sent at the position {_said(one.position)!s}" if one.position and one.approvers else ""
    offered = ", ".join(f"{name}: {approver}" for name, approver in one.approvers.items())
    return f"{said}. <span class='approvers'>Who may approve: {_said(offered)}.</span>" if offered else f"{said}."


def _signs(one: ReviewedClause) -> str:
    if not one.meaning.signs:
        return ""
    order = sorted(one.meaning.signs, key=lambda sign: RISKS.index(sign.risk))
    items = "".join(
        f'<li class="risk-{sign.risk}"><strong>{sign.risk}</strong> {_said(sign.says)}</li>' for sign in order
    )
    return f'<ul class="signs">{items}</ul>'


def _lines(one: ReviewedClause) -> str:
    rows = "".join(_row(line, one.finding.edits) for line in _shown(one.finding.lines))
    if not rows:
        return ""
    name = escape(f"Sent and returned text of {one.number} {one.title}".strip())
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{name}"><table class="sides"><thead><tr>'
        '<th scope="col">Sent</th><th scope="col">Returned</th><th scope="col" class="redline">Redline</th>'
        f'<th scope="col">How</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _shown(lines: Sequence[ComparedLine]) -> Iterator[ComparedLine | None]:
    """Yield the changed lines with those around them; None where some are left out."""
    near = {i + step for i, line in enumerate(lines) if line.edits for step in range(-_CONTEXT, _CONTEXT + 1)}
    last = -1
    for i, line in enumerate(lines):
        if i in near:
            if i > last + 1:
                yield None
            yield line
            last = i
    if near and last < len(lines) - 1:
        yield None


def _row(line: ComparedLine | None, edits: Sequence[Edit]) -> str:
    if line is None:
        return '<tr class="left-out"><td>…</td><td>…</td><td class="redline">…</td><td></td></tr>'
    how = "<br>".join(_how(edits[i]) for i in line.edits)
    kind = "" if line.edits else ' class="same"'
    old, new = _marked(line.marked, _OLD), _marked(line.marked, _NEW)
    if not line.edits:
        old, new = _said(line.old), _said(line.new)
    both = _marked(line.marked, _OLD | _NEW)
    return f'<tr{kind}><td>{old}</td><td>{new}</td><td class="redline">{both}</td><td>{how}</td></tr>'


def _how(edit: Edit) -> str:
    who = f" by {_said(', '.join(edit.authors))}" if edit.authors else ""
    when = f", {_said(edit.dates[0][:10])}" if edit.dates else ""
    return f'<span class="{edit.kind}">{_said(edit.what)}, {edit.kind}</span>{who}{when}'


def _marked(text: str, shown: frozenset[str]) -> str:
    """Give a marked text with the changes of the kinds `shown`; the others are left out.

    A mark that stands where none belongs opens and closes nothing.
    """
    written, inside = [], ""
    for piece in _SPLIT.split(text):
        if piece in _TAGS:
            opens, closes = piece in _ENDS and not inside, bool(inside) and piece == _ENDS[inside]
            if piece in shown and (opens or closes):
                written.append(_TAGS[piece])
            inside = piece if opens else "" if closes else inside
        elif not inside or inside in shown:
            written.append(_said(piece))
    if inside in shown:
        written.append(_TAGS[_ENDS[inside]])
    return "".join(written)


def _comments(comments: Sequence[Comment]) -> str:
    if not comments:
        return ""
    return f'<ul class="comments">{"".join(map(_comment, comments))}</ul>'


def _comment(comment: Comment) -> str:
    about = f' <q class="about">{_said(comment.about[:200])}</q>' if comment.about.strip() else ""
    kind = "reply" if comment.answers else "comment"
    state = ", resolved" if comment.resolved else ""
    when = f", {_said(comment.date[:10])}" if comment.date else ""
    who = _said(comment.author or "somebody")
    return f'<li class="{kind}"><strong>{who}</strong> ({kind}{when}{state}){about}<br>{_said(comment.text)}</li>'


def _unchanged(review: Review) -> str:
    left = [one for one in review.clauses if one not in review.changed]
    items = "".join(f"<li>{_said(f'{one.number} {one.title}'.strip() or one.finding.clause)}</li>" for one in left)
    summary = f"{len(left)} clauses came back as they were sent"
    return f'<details class="unchanged"><summary>{summary}</summary><ul>{items}</ul></details>'


def _said(text: str) -> str:
    """Give a text of a foreign file for the page, with what cannot be seen made visible."""
    shown = _UNSEEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)
    return escape(shown).replace("\n", "<br>")
