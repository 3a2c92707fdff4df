"""Rewrites a deal of an older schema for the present one: what no step concerns stays as it was written, to the space.

A step takes a deal from one schema to the next. It edits the text at the places that it concerns (`source.yaml_edit`),
and each edit is proven by reading the text again.
"""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.yaml_composer import Path
from qa_docs.source.yaml_edit import NotEditable, value_at, with_key_renamed, with_list_of_one, with_text_at
from qa_docs.source.yaml_tree import Tree, read_yaml


class Step(Struct, frozen=True):
    """What leads from one schema to the next."""

    schema: int
    """The schema that it begins with."""
    title: str
    """What it does, for those who run it."""
    rewrite: Callable[[str, Path], str]
    """Gives the text of a file with the deal's keys rewritten that stand in the mapping at a path. It leaves alone what
    is of the next schema already: the defaults of a portfolio do not say for which schema they are written."""
    gone: frozenset[str] = frozenset()
    """Keys of a deal that the next schema does not have."""


def _list_of_persons(text: str, at: Path) -> str:
    deal = value_at(text, at)
    if "qualified_person" not in deal or "qualified_persons" in deal:
        return text
    if isinstance(deal["qualified_person"], dict):
        text = with_list_of_one(text, "qualified_person", at)
    return with_key_renamed(text, "qualified_person", "qualified_persons", at)


STEPS: tuple[Step, ...] = (
    Step(1, "`qualified_person` is now a list, `qualified_persons`", _list_of_persons, frozenset(["qualified_person"])),
)
"""Every step, oldest first."""


def migrated(text: str, file: str, schema: int, steps: Sequence[Step] = STEPS) -> tuple[str, tuple[Step, ...]]:
    """Give a deal's text for `schema`, and the steps taken. Raises `ProblemsFound` where none lead there."""
    tree = read_yaml(text, file)
    written = _schema_of(tree)
    if written > schema:
        message = f"the deal is written for schema {written}; this qa-docs reads schema {schema}"
        place = tree.value_place(("schema",))
        raise ProblemsFound([Problem(place, "schema-version", message, "a newer qa-docs is needed to read it")])
    taken: list[Step] = []
    for number in range(written, schema):
        step = next((one for one in steps if one.schema == number), None)
        if step is None:
            message = f"nothing leads from schema {number} to schema {number + 1}"
            raise ProblemsFound([Problem(Place(file), "schema-version", message, "use a qa-docs that reads both")])
        text = _rewritten(text, step, (), tree)
        taken.append(step)
    return (with_text_at(text, ("schema",), str(schema)) if taken else text), tuple(taken)


def migrated_defaults(text: str, file: str, steps: Sequence[Step] = STEPS) -> tuple[str, tuple[Step, ...]]:
    """Give a portfolio's text with its defaults as the last of `steps` leaves them, and the steps that changed any."""
    tree = read_yaml(text, file)
    if not isinstance(tree.value, dict) or not isinstance(tree.value.get("defaults"), dict):
        return text, ()
    taken: list[Step] = []
    for step in steps:
        before, text = text, _rewritten(text, step, ("defaults",), tree)
        if text != before:
            taken.append(step)
    return text, tuple(taken)


def gone_keys() -> frozenset[str]:
    """Give the keys of a deal that some earlier schema had."""
    return frozenset(key for step in STEPS for key in step.gone)


def _rewritten(text: str, step: Step, at: Path, tree: Tree) -> str:
    try:
        return step.rewrite(text, at)
    except NotEditable:
        key = next((key for key in sorted(step.gone) if (*at, key) in tree.places), "schema")
        message = f"{key!r} is written in a way that leaves no sure place for the new text"
        hint = f"rewrite it by hand ({step.title}), or write it without anchors and run this again"
        raise ProblemsFound([Problem(tree.place((*at, key)), "schema-version", message, hint)]) from None


def _schema_of(tree: Tree) -> int:
    written: Any = tree.value.get("schema") if isinstance(tree.value, dict) else None
    if not isinstance(written, str) or not written.isdecimal():
        hint = "write 'schema: 1' for a deal that never had one"
        place = Place(tree.file, 1, 1)
        raise ProblemsFound([Problem(place, "schema-version", "the deal does not name its schema", hint)])
    return int(written[:9])
