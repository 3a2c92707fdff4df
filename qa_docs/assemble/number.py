"""Numbers the document: parts by letter, sections through all parts, clauses inside sections, appendices.

The same numbers come out of Word's own numbering, because the same rules are written into the file.
"""

from collections.abc import Iterator

from msgspec import Struct

from qa_docs.assemble.context import Context
from qa_docs.model.document import Heading
from qa_docs.model.library import Clause, OutlineAppendix, OutlinePart, OutlineSection
from qa_docs.model.numerals import letters, roman


class NumberedSection(Struct, frozen=True, gc=False):
    """A section that is in this agreement, with its clauses under the ids that the outline uses."""

    section: OutlineSection
    heading: Heading
    clauses: tuple[tuple[str, Clause, Heading], ...]


class NumberedPart(Struct, frozen=True, gc=False):
    """A part that is in this agreement."""

    part: OutlinePart
    heading: Heading
    sections: tuple[NumberedSection, ...]


def number_parts(context: Context) -> tuple[NumberedPart, ...]:
    """Give the parts and sections that hold something in this agreement, numbered; their numbers go to `context`."""
    parts: list[NumberedPart] = []
    count = 0
    for part in context.outline.parts:
        sections = []
        for section in part.sections:
            clauses = [one for base_id in section.clauses for one in context.selection.of(base_id)]
            if clauses or section.content:
                count += 1
                sections.append(_number_section(context, section, clauses, str(count)))
        if sections:
            letter = letters(len(parts) + 1).upper()
            context.numbers[part.id] = ("", f"Part {letter}")
            parts.append(NumberedPart(part, Heading(part.id, "part", part.title, f"Part {letter}"), tuple(sections)))
    return tuple(parts)


def _number_section(
    context: Context, section: OutlineSection, clauses: list[tuple[str, Clause]], number: str
) -> NumberedSection:
    context.numbers[section.id] = ("Section", number)
    numbered = []
    for i, (base_id, clause) in enumerate(clauses, 1):
        heading = Heading(base_id, "clause", clause.head.title, f"{number}.{i}")
        context.numbers[base_id] = context.numbers[clause.id] = ("Section", heading.number)
        context.anchors[clause.id] = base_id
        numbered.append((base_id, clause, heading))
    return NumberedSection(section, Heading(section.id, "section", section.title, number), tuple(numbered))


def number_appendices(
    context: Context, present: Iterator[OutlineAppendix]
) -> tuple[tuple[OutlineAppendix, Heading], ...]:
    """Number the appendices that this agreement has; their clauses are referred to by the appendix."""
    numbered = []
    for i, appendix in enumerate(present, 1):
        heading = Heading(appendix.id, "appendix", appendix.title, f"Appendix {i}")
        context.numbers[appendix.id] = ("", heading.number)
        for listed_id in appendix.clauses:
            for base_id, clause in context.selection.of(listed_id):
                context.numbers[base_id] = context.numbers[clause.id] = ("", heading.number)
                context.anchors[base_id] = context.anchors[clause.id] = appendix.id
        numbered.append((appendix, heading))
    return tuple(numbered)


class Counter:
    """Counts paragraphs inside a clause as Word's multi-level list does: a level restarts after a higher one."""

    __slots__ = ("_counts", "_prefix")

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._counts = [0, 0, 0]

    def next(self, level: int) -> str:
        """Give the number of the next paragraph at `level`: 1 "5.3.1", 2 "(a)", 3 "(i)"."""
        counts = self._counts
        count = counts[level - 1] + 1
        if level == 1:
            counts[:] = (count, 0, 0)
            return f"{self._prefix}.{count}" if self._prefix else ""
        counts[level - 1 :] = (count, 0) if level == 2 else (count,)
        return f"({letters(count)})" if level == 2 else f"({roman(count)})"
