"""The sentences of a clause as they were printed, each with the rows, requirements and clocks that its source names."""

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from qa_docs.library.source_paragraphs import (
    VALUE,
    SourceParagraph,
    condition_of,
    core,
    literal_of,
    paragraphs_of_source,
    pattern_of,
    plain,
)
from qa_docs.model.library import Clause

_ROW = re.compile(r"\b(?:other_)?party\(\s*['\"]([^'\"]+)['\"]\s*\)")
_NOTICE = re.compile(r"\bnotice\(\s*['\"]([^'\"]+)['\"]\s*\)")
_NAME = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class Sentence(Struct, frozen=True):
    """A sentence as it was printed, with the rows of the matrix that it names and the requirements behind its clocks
    and blanks."""

    text: str
    rows: tuple[str, ...]
    requirements: tuple[str, ...]


def sentences_of(
    clause: Clause, position: str, printed: Sequence[str], holds: Callable[[str], bool]
) -> tuple[Sentence, ...]:
    """Give the sentences of a clause that name something, from the paragraphs that it printed."""
    return tuple(_sentences(clause, clause.sources.get(position, ""), printed, holds))


def _sentences(clause: Clause, source: str, printed: Sequence[str], holds: Callable[[str], bool]) -> Iterator[Sentence]:
    waiting = [(pattern_of(one), one) for one in paragraphs_of_source(source) if not one.fixed and _shown(one, holds)]
    for line in printed:
        at = next((i for i, (pattern, _) in enumerate(waiting) if pattern.fullmatch(core(line))), -1)
        if at < 0:
            continue
        _, paragraph = waiting.pop(at)
        for text, written in _parts(paragraph, line):
            rows, requirements = _named(clause, written)
            if rows or requirements:
                yield Sentence(text, rows, requirements)


def _shown(paragraph: SourceParagraph, holds: Callable[[str], bool]) -> bool:
    condition = condition_of(paragraph)[0]
    return not condition or holds(re.sub(r"^\[when:(.*)\]\s*$", r"\1", condition, flags=re.DOTALL))


def _parts(paragraph: SourceParagraph, line: str) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a printed paragraph with their source: authors write one a line."""
    lines = condition_of(paragraph)[1]
    groups = []
    for written in lines:
        parts, end = [], 0
        for value in VALUE.finditer(written):
            parts += [re.escape(literal_of(written[end : value.start()])), ".*?"]
            end = value.end()
        groups.append("".join([*parts, re.escape(literal_of(written[end:]))]))
    found = re.fullmatch(" ".join(f"({group})" for group in groups), plain(line))
    if found is None:
        yield plain(line), " ".join(lines)
        return
    yield from zip(found.groups(), lines, strict=True)


def _named(clause: Clause, written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = _ROW.findall(written)
    requirements: list[str] = []
    for name in _NOTICE.findall(written):
        if (notice := clause.notices.get(name)) is not None:
            rows += [notice.spec.activity] if notice.spec.activity else []
            requirements += [notice.spec.law.basis] if notice.spec.law else []
    for name in _NAME.findall(written):
        if (blank := clause.head.blanks.get(name)) is not None:
            requirements += blank.basis
    return tuple(dict.fromkeys(rows)), tuple(dict.fromkeys(requirements))
