"""A review as plain text."""

from collections import Counter
from collections.abc import Iterator

from qa_docs.model.marks import DELETED, DELETED_END, INSERTED, INSERTED_END
from qa_docs.model.review import Review, ReviewedClause

_SIGNS = {DELETED: "[-", DELETED_END: "-]", INSERTED: "{+", INSERTED_END: "+}"}


def review_lines(review: Review) -> Iterator[str]:
    """Yield what changed, a clause at a time: its state, what it means, and each edit with [-old-]{+new+}."""
    states = Counter(one.finding.state for one in review.clauses)
    yield f"{review.file}, against {review.document} revision {review.revision} ({review.deal})"
    yield ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    yield from (str(problem) for problem in review.problems)
    for one in review.changed:
        yield ""
        yield from _clause(one)


def _clause(one: ReviewedClause) -> Iterator[str]:
    finding, meaning = one.finding, one.meaning
    name = f"{one.number} {one.title}".strip()
    version = f" ({finding.clause} {finding.version})" if finding.version else ""
    yield f"{name}{version}: {finding.state}; risk {meaning.risk}"
    yield from (f"  ! {sign.says}" for sign in meaning.signs if sign.risk == "high")
    yield from (f"  - {sign.says}" for sign in meaning.signs if sign.risk != "high")
    for edit in finding.edits:
        who = f" by {', '.join(edit.authors)}" if edit.authors else ""
        yield f"  {edit.kind}, {edit.what}{who}: {_shown(edit.marked)}"
    for comment in finding.comments:
        yield f"  comment by {comment.author or 'somebody'}: {' '.join(comment.text.split())}"


def _shown(marked: str) -> str:
    for mark, sign in _SIGNS.items():
        marked = marked.replace(mark, sign)
    return marked
