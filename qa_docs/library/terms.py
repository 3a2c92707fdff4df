"""Defined terms, recognised where authors use them: the glossary is known, so nobody has to mark anything up."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from qa_docs.model.library import TermSpec
from qa_docs.model.text import (
    Emphasis,
    SourceBlock,
    SourceInline,
    SourceItem,
    SourceList,
    SourceParagraph,
    Strong,
    TermUse,
)


class TermFinder:
    """Finds the glossary's terms in plain text, longest form first."""

    def __init__(self, specs: Iterable[TermSpec]) -> None:
        self._term_of: dict[str, str] = {}
        for spec in specs:
            for form in (spec.term, *spec.forms):
                self._term_of.setdefault(form, spec.id)
                if not form.endswith("s"):
                    self._term_of.setdefault(form + "s", spec.id)
        forms = sorted(self._term_of, key=lambda form: (-len(form), form))
        # A term is a whole word; after it an apostrophe may follow ("Batch's"), a letter or hyphenated word may not.
        pattern = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
        self._pattern = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])") if forms else None

    def mark(self, text: tuple[SourceInline, ...]) -> tuple[SourceInline, ...]:
        """Give `text` with each use of a term as a node."""
        marked: list[SourceInline] = []
        for node in text:
            if isinstance(node, str):
                marked.extend(self._split(node))
            elif isinstance(node, (Strong, Emphasis)):
                marked.append(replace(node, text=self.mark(node.text)))
            else:
                marked.append(node)
        return tuple(marked)

    def mark_blocks(self, blocks: Iterable[SourceBlock]) -> tuple[SourceBlock, ...]:
        """Give `blocks` with each use of a term as a node."""
        return tuple(self._mark_block(block) for block in blocks)

    def _mark_block(self, block: SourceBlock) -> SourceBlock:
        if isinstance(block, SourceParagraph):
            return replace(block, text=self.mark(block.text))
        if isinstance(block, SourceList):
            items = tuple(SourceItem(self.mark_blocks(item.blocks), item.when) for item in block.items)
            return replace(block, items=items)
        heading = tuple(self.mark(cell) for cell in block.heading)
        rows = tuple(tuple(self.mark(cell) for cell in row) for row in block.rows)
        return replace(block, heading=heading, rows=rows)

    def _split(self, text: str) -> Iterable[SourceInline]:
        if self._pattern is None:
            yield text
            return
        end = 0
        for found in self._pattern.finditer(text):
            if found.start() > end:
                yield text[end : found.start()]
            form = " ".join(found.group().split())
            yield TermUse(self._term_of[form], found.group())
            end = found.end()
        if end < len(text):
            yield text[end:]
