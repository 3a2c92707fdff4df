"""Walks over clause text: every paragraph, every inline node, every expression in it."""

from collections.abc import Iterable, Iterator

from qa_docs.model.expression import Call, Choice, Compare, Expression, Logic, Name, Not
from qa_docs.model.text import (
    Emphasis,
    SourceBlock,
    SourceInline,
    SourceList,
    SourceParagraph,
    Strong,
    Value,
)


def paragraphs_of(blocks: Iterable[SourceBlock]) -> Iterator[SourceParagraph]:
    """Yield every paragraph, those of lists included, in reading order."""
    for block in blocks:
        if isinstance(block, SourceParagraph):
            yield block
        elif isinstance(block, SourceList):
            for item in block.items:
                yield from paragraphs_of(item.blocks)


def texts_of(blocks: Iterable[SourceBlock]) -> Iterator[tuple[tuple[SourceInline, ...], int]]:
    """Yield each run of inline text with its line: paragraphs and table cells, in reading order."""
    for block in blocks:
        if isinstance(block, SourceParagraph):
            yield block.text, block.line
        elif isinstance(block, SourceList):
            for item in block.items:
                yield from texts_of(item.blocks)
        else:
            yield from ((cell, block.line) for row in (block.heading, *block.rows) for cell in row)


def conditions_of(blocks: Iterable[SourceBlock]) -> Iterator[tuple[Expression, int]]:
    """Yield the conditions of paragraphs and list items, with a line near them."""
    for block in blocks:
        if isinstance(block, SourceParagraph) and block.when is not None:
            yield block.when, block.line
        elif isinstance(block, SourceList):
            for item in block.items:
                if item.when is not None:
                    yield item.when, next((line for _, line in texts_of(item.blocks)), 0)
                yield from conditions_of(item.blocks)


def nodes_of(text: Iterable[SourceInline]) -> Iterator[SourceInline]:
    """Yield every inline node, with those inside bold and italic text."""
    for node in text:
        yield node
        if isinstance(node, (Strong, Emphasis)):
            yield from nodes_of(node.text)


def values_of(blocks: Iterable[SourceBlock]) -> Iterator[tuple[Value, int]]:
    """Yield every `{{ }}` with its line."""
    for text, line in texts_of(blocks):
        for node in nodes_of(text):
            if isinstance(node, Value):
                yield node, node.line or line


def references_in(blocks: Iterable[SourceBlock]) -> Iterator[str]:
    """Yield the targets of the references in `blocks`, whatever their conditions."""
    for value, _ in values_of(blocks):
        if isinstance(value.expression, Call) and value.expression.function == "ref":
            yield value.expression.arguments[0]


def names_in(expression: Expression) -> Iterator[tuple[str, ...]]:
    """Yield the names that an expression reads."""
    if isinstance(expression, Name):
        yield expression.path
    elif isinstance(expression, (Compare, Logic)):
        yield from names_in(expression.left)
        yield from names_in(expression.right)
    elif isinstance(expression, Not):
        yield from names_in(expression.operand)
    elif isinstance(expression, Choice):
        for part in (expression.condition, expression.then, expression.otherwise):
            yield from names_in(part)
