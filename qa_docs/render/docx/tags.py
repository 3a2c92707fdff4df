"""Carrying out what a template's tags say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from qa_docs.render.docx.compiled import Branch, Here, Instruction, Logo, Loop, Markup, Print, Section
from qa_docs.render.docx.facts import printed, value_of
from qa_docs.render.docx.markup import as_written, escaped

Piece = str | Section | Here | Logo
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


def carried_out(instructions: Iterable[Instruction], facts: Mapping[str, Any]) -> Iterator[Piece]:
    """Yield the markup that `instructions` give with `facts`; places, ends of sections and logos stay as they are."""
    for instruction in instructions:
        match instruction:
            case Markup(xml):
                yield xml
            case Print(value):
                yield shown(printed(value_of(value, facts)))
            case Branch(test, then, otherwise):
                yield from carried_out(then if value_of(test, facts) else otherwise, facts)
            case Loop(name, over, each):
                yield from _loop(name, _list_of(over, facts), each, facts)
            case _:
                yield instruction


def shown(text: str) -> str:
    """Give a fact for the inside of a `w:t`."""
    xml = as_written(escaped(text))
    return xml.replace("\r\n", "\n").replace("\n", _BREAK) if "\n" in xml else xml


def _list_of(path: tuple[str, ...], facts: Mapping[str, Any]) -> Sequence[Any]:
    value: Any = facts
    for step in path:
        value = value[step]
    return tuple(value)


def _loop(name: str, items: Sequence[Any], each: tuple[Instruction, ...], facts: Mapping[str, Any]) -> Iterator[Piece]:
    count = len(items)
    for index, item in enumerate(items, 1):
        turn = {"index": index, "first": index == 1, "last": index == count, "length": count}
        yield from carried_out(each, {**facts, name: item, "loop": turn})
