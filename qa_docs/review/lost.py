"""Which sentences an edit took away or weakened, and what stood on them alone: rows of the matrix, requirements."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from qa_docs.model.review import ClauseFinding, Meaning, Sign
from qa_docs.review.signs import short
from qa_docs.review.typed import normal

WEAKER = frozenset(("duty-gone", "duty-weakened", "negation", "qualified", "party", "text-gone"))
"""Signs after which a sentence may no longer say what it said."""


class NamedSentence(Struct, frozen=True):
    """A sentence that was sent, with the rows of the matrix and the requirements that stand on it."""

    text: str
    rows: tuple[str, ...]
    requirements: tuple[str, ...]


class NamedRow(Struct, frozen=True):
    """A row of the matrix: its title, and the requirements behind it."""

    title: str
    basis: tuple[str, ...]


def lost_sentences(
    finding: ClauseFinding, meaning: Meaning, sentences: Sequence[NamedSentence]
) -> list[tuple[int, NamedSentence]]:
    """Give the sentences that are gone, or that an edit with a weightier sign changed, each with its edit."""
    weak = {sign.edit for sign in meaning.signs if sign.code in WEAKER and sign.edit >= 0}
    lost = []
    for at, edit in enumerate(finding.edits):
        if edit.what not in ("changed", "deleted") or at not in weak:
            continue
        old, new = normal(edit.old), normal(edit.new)
        lost += [(at, one) for one in sentences if normal(one.text) in old and normal(one.text) not in new]
    return lost


def sentence_signs(
    finding: ClauseFinding,
    meaning: Meaning,
    sentences: Sequence[NamedSentence],
    rows: Mapping[str, NamedRow],
    answering: Mapping[str, tuple[str, tuple[str, ...]]],
    base: str,
) -> Iterator[Sign]:
    """Yield the rows and requirements that no other sentence of the clause carries any more.

    A requirement that other clauses answer too is told with them; one that none does weighs more.
    """
    lost = lost_sentences(finding, meaning, sentences)
    texts = {one.text for _, one in lost}
    left = [one for one in sentences if one.text not in texts]
    for at, one in lost:
        gone = [row for row in one.rows if row in rows and not any(row in other.rows for other in left)]
        behind = {answer for row in gone for answer in rows[row].basis}
        behind |= {answer for answer in one.requirements if not any(answer in other.requirements for other in left)}
        named = ", ".join(f"row {row} ({rows[row].title})" for row in gone)
        if gone:
            says = f"Only this sentence carries {named}: {short(one.text)}"
            yield Sign("row-uncarried", "medium", says, at)
        for answer in sorted(behind):
            if answer not in answering:
                continue
            source, clauses = answering[answer]
            others = [clause for clause in clauses if clause != base]
            if others:
                says = f"{answer} ({source}) stood on this sentence; it is answered by {', '.join(others)} too."
                yield Sign("coverage-sentence", "low", says, at)
            else:
                says = f"{answer} ({source}) stood on this sentence, and no other clause answers it."
                yield Sign("coverage-sentence", "high", says, at)
