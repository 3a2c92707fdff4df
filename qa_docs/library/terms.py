"""Defined terms, recognised where authors use them: the glossary is known, so nobody has to mark anything up."""

import re
from collections.abc import Iterable, Iterator

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

_WORD = re.compile(r"(?<![\w-])[A-Z0-9][^\W_]*")
"""A capitalised word, as every defined term begins with one; the part after a hyphen is no word of its own."""


class TermFinder:
    """Finds the glossary's terms in plain text, longest form first."""

    def __init__(self, specs: Iterable[TermSpec]) -> None:
        self._forms: dict[str, list[tuple[str, str]]] = {}
        """Forms and their terms by first word, the longest form first."""
        term_of: dict[str, str] = {}
        for spec in specs:
            for form in (spec.term, *spec.forms):
                term_of.setdefault(form, spec.id)
                if not form.endswith("s"):
                    term_of.setdefault(form + "s", spec.id)
        for form in sorted(term_of, key=lambda form: (-len(form), form)):
            first = _WORD.match(form)
            if first:
                self._forms.setdefault(first.group(), []).append((form, term_of[form]))

    def mark(self, text: tuple[SourceInline, ...]) -> tuple[SourceInline, ...]:
        """Give `text` with a node before it that names the terms it uses."""
        used = {term for node in nodes_of(text) if isinstance(node, str) for _, _, term in self._found(node)}
        return (TermsUsed(tuple(sorted(used))), *text) if used else text

    def without_terms(self, text: str) -> str:
        """Give `text` with each use of a term blotted out, for what looks for words that are not defined."""
        for start, end, _ in self._found(text):
            text = text[:start] + "\u2592" * (end - start) + text[end:]
        return text

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where each use of a term begins and ends, and the term."""
        done = 0
        # By first word: one pattern of all forms tries hundreds of them at every letter.
        for word in _WORD.finditer(text):
            start = word.start()
            if start < done:
                continue
            for form, term in self._forms.get(word.group(), ()):
                end = start + len(form)
                if text.startswith(form, start) and not text[end : end + 1].isalnum():
                    yield start, end, term
                    done = end
                    break

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
