"""What we answer to each change of a returned file, as comments."""

from collections.abc import Iterator

from qa_docs.model.review import RISKS, Review, ReviewedClause, Sign
from qa_docs.review.answered import Answer

_QUIET = "Only spelling, layout or the like: no objection."


def answers_of(review: Review) -> Iterator[Answer]:
    """Yield an answer for each changed line; what has no line any more is answered at the one above it."""
    above = 0
    for one in review.clauses:
        lines = [line.at for line in one.finding.lines if line.at >= 0]
        whole = [sign for sign in one.meaning.signs if sign.edit < 0]
        told = False
        theirs = frozenset(comment.id for comment in one.finding.comments)
        for at, edit in enumerate(one.finding.edits):
            own = [sign for sign in one.meaning.signs if sign.edit == at]
            signs = own if told else [*own, *whole]
            told = True
            place = edit.at if edit.at >= 0 else _near(one, at, above)
            yield Answer(
                place, _said(one, edit.old if edit.at < 0 else "", signs), theirs if edit.at >= 0 else frozenset()
            )
        above = max([above, *lines]) if lines and one.finding.lines[0].old else above


def _near(one: ReviewedClause, edit: int, above: int) -> int:
    """Give the line of the clause before one that is gone."""
    place = above
    for line in one.finding.lines:
        if edit in line.edits:
            break
        place = line.at if line.at >= 0 else place
    return place


def _said(one: ReviewedClause, gone: str, signs: list[Sign]) -> str:
    said = [f"No longer here: {gone}"] if gone else []
    said += [sign.says for sign in sorted(signs, key=lambda sign: RISKS.index(sign.risk))]
    weighty = any(sign.risk in ("high", "medium") for sign in signs)
    if weighty and one.approvers:
        offered = ", ".join(f"{name} ({approver})" for name, approver in one.approvers.items())
        said.append(f"Other positions of this clause, and who may approve them: {offered}.")
    return "\n".join(said or [_QUIET])
