"""What a returned file still has because it was written before a clause was left out or moved: no change of theirs."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from qa_docs.build.sent import SentAgreement
from qa_docs.library.rewritten import plain
from qa_docs.model.review import ClauseFinding, Edit
from qa_docs.review.findings import OUTSIDE
from qa_docs.review.package import open_package
from qa_docs.review.returned import read_returned
from qa_docs.review.word_file import WordFile

_NUMBER = re.compile(r"\b(Section|Appendix|Part|Table)\W(?:\d+(?:\.\d+)*|[A-Z])\b|\b\d+(?:\.\d+)+\b")


def unnumbered(text: str) -> str:
    """Give a text without the numbers of clauses, which move on when a clause comes or goes."""
    return _NUMBER.sub(r"\1#", plain(text))


def without_consequences(findings: Sequence[ClauseFinding], agreement: SentAgreement) -> tuple[ClauseFinding, ...]:
    """Give the findings without what follows from clauses that the deal leaves out or moved since.

    Rows and definitions went with a clause that is left out, and rows stand in another order; all of them must be
    there, as often as they were before.
    """
    deal = agreement.inputs.placed.deal
    if not deal.omitted_clauses and not deal.moved_clauses:
        return tuple(findings)
    return tuple(_settled(one, agreement) if one.clause == OUTSIDE["body"] else one for one in findings)


def _settled(finding: ClauseFinding, agreement: SentAgreement) -> ClauseFinding:
    if all(edit.what == "look" for edit in finding.edits):
        return finding
    came = Counter(unnumbered(line.new) for line in finding.lines)
    known = Counter(unnumbered(line.old) for line in finding.lines)
    omitted = agreement.inputs.placed.deal.omitted_clauses
    before = _lines(agreement.without_omissions) if omitted else known

    def follows(edit: Edit) -> bool:
        old, new = unnumbered(edit.old), unnumbered(edit.new)
        expected = not new or came[new] <= max(known[new], before[new])
        return expected and (not old or old in came or old not in before)

    return _without(finding, follows)


def _lines(content: bytes) -> Counter[str]:
    """Count the lines outside the clauses of one of our own Word files."""
    package = open_package(content, "", []) if content else None
    lines = read_returned(WordFile(package)).lines if package is not None else ()
    return Counter(unnumbered(" | ".join(line.after)) for line in lines if not line.clause and line.part == "body")


def _without(finding: ClauseFinding, follows: Callable[[Edit], bool]) -> ClauseFinding:
    kept = [at for at, edit in enumerate(finding.edits) if not follows(edit)]
    if len(kept) == len(finding.edits):
        return finding
    place = {at: new for new, at in enumerate(kept)}
    lines = tuple(replace(line, edits=tuple(place[at] for at in line.edits if at in place)) for line in finding.lines)
    edits = tuple(finding.edits[at] for at in kept)
    state = finding.state if any(edit.what != "look" for edit in edits) else "unchanged"
    return replace(finding, edits=edits, lines=lines, state=state)
