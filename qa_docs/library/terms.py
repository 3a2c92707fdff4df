"""Defined terms, recognised where authors use them: the glossary is known, so nobody has to mark anything up."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from qa_docs.model.library import TermSpec
from qa_docs.model.text import (
    SourceBlock,
    SourceInline,
    SourceItem,
    SourceList,
    SourceParagraph,
    TermsUsed,
)
from qa_docs.model.walk import nodes_of


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
        """Give `text` with a node before it that names the terms it uses."""
        if self._pattern is None:
            return text
        plain = (node for node in nodes_of(text) if isinstance(node, str))
        used = {self._term_of[" ".join(form.split())] for part in plain for form in self._pattern.findall(part)}
        return (TermsUsed(tuple(sorted(used))), *text) if used else text

    def without_terms(self, text: str) -> str:
        """Give `text` with each use of a term blotted out, for what looks for words that are not defined."""
        return self._pattern.sub(lambda found: "\u2592" * len(found.group()), text) if self._pattern else text

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
