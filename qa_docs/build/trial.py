"""A deal with the entries of an acceptance, tried before anything is written: what it would print."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from qa_docs.build.cache import DiskCache
from qa_docs.build.consequences import unnumbered
from qa_docs.build.inputs import Inputs, means_of, own_library
from qa_docs.build.portfolio import portfolio_of
from qa_docs.build.review import lines_of
from qa_docs.build.sent import SentAgreement
from qa_docs.library.load import load_library
from qa_docs.library.rewritten import core, plain
from qa_docs.model.document import ClauseText, Paragraph, Table
from qa_docs.model.plain import plain_text
from qa_docs.model.review import ClauseFinding, Review
from qa_docs.problems import ProblemsFound, errors_of

POSITION_LINE = re.compile(r"^Position: \w+$")


class Trial:
    """Reads and assembles a deal's text that is not written yet."""

    def __init__(self, inputs: Inputs, draft: bool, library: Path | None, cache: DiskCache | None) -> None:
        self._inputs, self._draft, self._cache = inputs, draft, cache
        self._folders = (library,) if library is not None else inputs.folders

    def agreement(self, text: str, texts: Mapping[str, str], draft: bool | None = None) -> SentAgreement:
        """Give the agreement as the deal would make it with `text`, and with `texts` beside it."""
        from qa_docs.source.deal import parse_deal  # here: brings in PyYAML and pydantic

        inputs = self._inputs
        portfolio = portfolio_of(inputs.path, self._cache)
        defaults = portfolio.defaults if portfolio else None
        lines = text.removeprefix("\ufeff").replace("\r\n", "\n")
        placed = parse_deal(lines, str(inputs.path), (), None, defaults, texts, means_of(self._cache))
        own, _ = own_library(placed, load_library(*self._folders, cache=self._cache))
        draft = self._draft if draft is None else draft
        return SentAgreement(replace(inputs, placed=placed, library=own), draft, self._cache)

    def faults(self, text: str, texts: Mapping[str, str]) -> list[str]:
        """Give what keeps the deal with `text` from being issued."""
        try:
            self.agreement(text, texts, draft=False).document  # noqa: B018 - it is assembled now
        except ProblemsFound as found:
            return [problem.message for problem in errors_of(found.problems)]
        return []


def paragraphs_of(agreement: SentAgreement) -> Mapping[str, list[str]]:
    """Give the paragraphs of each clause, without its tables."""
    return {
        name: [plain(plain_text(part.text)) for part in block.blocks if isinstance(part, Paragraph)]
        for name, block in agreement.clauses.items()
    }


def printed_in(agreement: SentAgreement) -> frozenset[str]:
    """Give every line of the agreement as its Word file has it."""
    lines = lines_of(agreement.content, "the deal", []).lines
    return frozenset(plain(" | ".join(line.after)) for line in lines)


def rows_of(clause: ClauseText) -> frozenset[str]:
    """Give the rows of the tables of a clause, their heads too, as they are printed."""
    rows = []
    for block in clause.blocks:
        if isinstance(block, Table):
            rows.append(" | ".join(column.title for column in block.columns))
            rows += (" | ".join(plain_text(cell) for cell in row.cells) for row in block.rows)
    return frozenset(map(plain, rows))


def plain_lines(finding: ClauseFinding) -> list[str]:
    """Give the paragraphs of a clause as they came back, without heading and table rows."""
    return [plain(line) for line in finding.text[1:] if not POSITION_LINE.match(line) and " | " not in line]


def unlike(
    after: SentAgreement, expected: Mapping[str, Sequence[str]], numbers_move: bool
) -> Iterator[tuple[str, str]]:
    """Yield the clauses that would not read as they came back, and why."""
    found = paragraphs_of(after)
    reads = unnumbered if numbers_move else plain
    for clause, lines in expected.items():
        printed = found.get(clause, [])
        # The ends of list items are set by their place, whatever was typed there.
        if [core(reads(line)) for line in printed] != [core(reads(line)) for line in lines]:
            pairs = zip([*printed, ""], [*lines, ""], strict=False)
            first = next((came or ours for ours, came in pairs if ours != came), "")
            yield clause, f"it would not read as it came back: {first}"


def unlike_rows(after: SentAgreement, wanted: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield the clauses of which a row of a table would not read as it came back."""
    for clause, rows in wanted.items():
        printed = rows_of(after.clauses[clause]) if clause in after.clauses else frozenset()
        yield from (
            (clause, f"a row of a table would not read as it came back: {row}") for row in rows if row not in printed
        )


def unchanged_in(review: Review) -> frozenset[str]:
    """Give the clauses that came back as they were sent."""
    return frozenset(one.finding.clause for one in review.clauses if one.finding.state == "unchanged")


def changed_along(before: SentAgreement, after: SentAgreement, unchanged: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the clauses that came back as they were sent and would change with what was accepted elsewhere."""
    was, now = paragraphs_of(before), paragraphs_of(after)
    for clause in [one for one in was if one in now and one in unchanged]:
        pairs = list(zip(map(unnumbered, was[clause]), map(unnumbered, now[clause]), strict=False))
        first = next((new for old, new in pairs if old != new), "")
        if first or len(was[clause]) != len(now[clause]):
            yield clause, f"it came back as it was, and changes with what was accepted elsewhere: {first}"
