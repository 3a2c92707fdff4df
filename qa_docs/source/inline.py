"""The words of a paragraph: Markdown's inline tokens as nodes of a clause text."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from qa_docs.model.expression import Expression
from qa_docs.model.text import Emphasis, SourceInline, Strong, Value
from qa_docs.problems import Place, Problem
from qa_docs.source.cuts import MARK, Cuts
from qa_docs.source.typography import typographic

_SPACES = re.compile(r"[ \t\r\n]+")
_MORE_SPACE = re.compile(r"  |[\t\r\n]")
_REFUSED = {
    "hardbreak": ("a line break inside a paragraph", "begin a new paragraph"),
    "code_inline": ("code ('`')", "write it as plain text, or in quotation marks"),
    "html_inline": ("HTML", "write '\\<' if a less-than sign is meant"),
    "link_open": ("a link", "write the address as text, or {{ ref('…') }} for a clause"),
    "image": ("a picture", "clauses hold text only"),
}


class Phrase(NamedTuple):
    """The text of a paragraph, and the condition that it begins with, if any."""

    text: tuple[SourceInline, ...]
    when: Expression | None


class InlineReader:
    """Turns inline tokens into text; what clauses do not use becomes a problem."""

    def __init__(self, file: str, cuts: Cuts) -> None:
        self._file = file
        self._cuts = cuts
        self._place = Place(file)

    def read(self, tokens: Sequence[Token], place: Place) -> Phrase:
        """Give the text of the tokens of one paragraph, which begins at `place`."""
        self._place = place
        nodes, _ = self._nodes(tokens, 0)
        return self._phrase(nodes)

    def _nodes(self, tokens: Sequence[Token], at: int) -> tuple[list[SourceInline | int], int]:
        """Give the nodes up to the end of the bold or italic text in which `at` lies, and where that end is.

        A number stands for the condition of that number.
        """
        nodes: list[SourceInline | int] = []
        while at < len(tokens):
            token = tokens[at]
            if token.type in ("strong_close", "em_close"):
                return nodes, at
            if token.type in ("strong_open", "em_open"):
                inner, at = self._nodes(tokens, at + 1)
                text = _merged(self._no_condition(inner))
                nodes.append(Strong(text) if token.type == "strong_open" else Emphasis(text))
            elif token.type == "text":
                nodes.extend(self._plain(token.content))
            elif token.type == "softbreak":
                self._next_line()
                nodes.append(" ")
            elif token.type in _REFUSED:
                self._refuse(token.type)
                if token.type == "hardbreak":
                    self._next_line()
                nodes.append(" ")
            at += 1
        return nodes, at

    def _plain(self, content: str) -> Iterator[SourceInline | int]:
        end = 0
        for mark in MARK.finditer(content):
            if mark.start() > end:
                yield content[end : mark.start()]
            end = mark.end()
            cut = self._cuts.taken[int(mark.group(2))]
            if mark.group(1) == "w":
                yield int(mark.group(2))
            elif cut.expression is not None:
                yield Value(cut.expression, cut.place.line, cut.place.column)
        if end < len(content):
            yield content[end:]

    def _phrase(self, nodes: list[SourceInline | int]) -> Phrase:
        when = None
        if nodes and isinstance(nodes[0], int):
            when = self._cuts.taken[nodes[0]].expression
            nodes = nodes[1:]
        return Phrase(_trimmed(typographic(_merged(self._no_condition(nodes)))), when)

    def _no_condition(self, nodes: list[SourceInline | int]) -> Iterator[SourceInline]:
        for node in nodes:
            if isinstance(node, int):
                message = "a condition stands inside a text"
                hint = "write '[when: …]' at the start of a paragraph or list item"
                self._cuts.problems.append(Problem(self._cuts.taken[node].place, "markdown-unsupported", message, hint))
            else:
                yield node

    def _next_line(self) -> None:
        if self._place.column == 0:  # else the phrase comes out of YAML, and has one place
            self._place = Place(self._file, self._place.line + 1)

    def _refuse(self, kind: str) -> None:
        what, hint = _REFUSED[kind]
        self._cuts.problems.append(Problem(self._place, "markdown-unsupported", f"{what} is not used in clauses", hint))


def _merged(nodes: Iterator[SourceInline]) -> tuple[SourceInline, ...]:
    """Join neighbouring plain texts and make every run of white space one space."""
    merged: list[SourceInline] = []
    for node in nodes:
        if node == "":
            continue
        if isinstance(node, str) and merged and isinstance(merged[-1], str):
            merged[-1] += node
        else:
            merged.append(node)
    return tuple(
        _SPACES.sub(" ", node) if isinstance(node, str) and _MORE_SPACE.search(node) else node for node in merged
    )


def _trimmed(text: tuple[SourceInline, ...]) -> tuple[SourceInline, ...]:
    parts = list(text)
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(" ")
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" ")
    return tuple(part for part in parts if part != "")
