"""Rewrites a deal of an older schema for the present one, with its comments, its order and its looks kept.

A step takes a deal from one schema to the next. Lines that no step changes stay as they were written, to the space.
"""

import difflib
import io
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from qa_docs.problems import Place, Problem, ProblemsFound

_INDENTS = ((2, 4, 2), (2, 2, 0), (4, 4, 2), (4, 6, 4), (4, 4, 0))
"""How people indent: mappings, lists, and the dash in them."""


class Step(Struct, frozen=True):
    """What leads from one schema to the next."""

    schema: int
    """The schema that it begins with."""
    title: str
    """What it does, for those who run it."""
    apply: Callable[[Any], None]
    """Changes the mapping of a whole deal in place."""


STEPS: tuple[Step, ...] = ()
"""Every step, oldest first. Schema 1 is the first one, so there is none yet."""


def migrated(text: str, file: str, schema: int, steps: Sequence[Step] = STEPS) -> tuple[str, tuple[Step, ...]]:
    """Give a deal's text for `schema`, and the steps taken. Raises `ProblemsFound` where none lead there."""
    from ruamel.yaml.error import YAMLError  # here: only a migration needs it

    try:
        deal = _round_trip().load(text)
    except YAMLError as error:
        raise ProblemsFound([_unreadable(error, file)]) from None
    written = _schema_of(deal, file)
    if written > schema:
        message = f"the deal is written for schema {written}; this qa-docs reads schema {schema}"
        place = Place(file, deal.lc.value("schema")[0] + 1, deal.lc.value("schema")[1] + 1)
        raise ProblemsFound([Problem(place, "schema-version", message, "a newer qa-docs is needed to read it")])
    taken: list[Step] = []
    for number in range(written, schema):
        step = next((one for one in steps if one.schema == number), None)
        if step is None:
            message = f"nothing leads from schema {number} to schema {number + 1}"
            raise ProblemsFound([Problem(Place(file), "schema-version", message, "use a qa-docs that reads both")])
        step.apply(deal)
        deal["schema"] = number + 1
        taken.append(step)
    return (_with_looks(text, deal) if taken else text), tuple(taken)


def rename_key(mapping: Any, old: str, new: str) -> None:
    """Give a key of a deal another name; its place, its value and its comments stay."""
    if old not in mapping:
        return
    at = list(mapping).index(old)
    comment = mapping.ca.items.pop(old, None)
    mapping.insert(at, new, mapping.pop(old))
    if comment is not None:
        mapping.ca.items[new] = comment


def _with_looks(text: str, deal: Any) -> str:
    """Give the text of the changed deal: lines that did not change as they stood, the others indented like them."""
    unchanged = _round_trip().load(text)
    dumps = {indent: _dumped(unchanged, indent) for indent in _INDENTS}
    best = min(_INDENTS, key=lambda indent: _distance(text, dumps[indent]))
    before, after = dumps[best].splitlines(), _dumped(deal, best).splitlines()
    own = text.splitlines()
    there = _same_places(before, own)
    lines: list[str] = []
    done = 0
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        # A change within what a person laid out over several lines takes the whole of it along.
        while i1 not in there:
            i1, j1 = i1 - 1, j1 - 1
        while i2 not in there:
            i2, j2 = i2 + 1, j2 + 1
        if i1 < done:
            return "\n".join(after) + "\n"
        lines += own[there[done] : there[i1]] + after[j1:j2]
        done = i2
    lines += own[there[done] :]
    return "\n".join(lines) + ("\n" if text.endswith("\n") else "")


def _same_places(dumped: list[str], own: list[str]) -> dict[int, int]:
    """Give where a line of the dumped text stands in the text as it was written, as far as the two go together."""
    there: dict[int, int] = {}
    one, other = (["".join(line.split()) for line in lines] for lines in (dumped, own))
    for tag, i1, i2, o1, o2 in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            there |= {i1 + k: o1 + k for k in range(i2 - i1 + 1)}
        else:
            there |= {i1: o1, i2: o2}
    return there


def _distance(text: str, dumped: str) -> int:
    own, other = text.splitlines(), dumped.splitlines()
    return abs(len(own) - len(other)) * 1000 + sum(a != b for a, b in zip(own, other, strict=False))


def _round_trip(indent: tuple[int, int, int] = _INDENTS[0]) -> Any:
    from ruamel.yaml import YAML  # as above

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.indent(mapping=indent[0], sequence=indent[1], offset=indent[2])
    return yaml


def _dumped(deal: Any, indent: tuple[int, int, int]) -> str:
    written = io.StringIO()
    _round_trip(indent).dump(deal, written)
    return written.getvalue()


def _schema_of(deal: Any, file: str) -> int:
    written = deal.get("schema") if isinstance(deal, dict) else None
    if isinstance(written, bool) or not isinstance(written, int):
        hint = "write 'schema: 1' for a deal that never had one"
        raise ProblemsFound([Problem(Place(file, 1, 1), "schema-version", "the deal does not name its schema", hint)])
    return written


def _unreadable(error: Any, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    said = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Problem(place, "yaml-syntax", f"the YAML cannot be read: {said}", "`qa-docs check` says more")
