"""Reads a deal from its file."""

import dataclasses
import hashlib
from pathlib import Path

from qa_docs.model.deal import Deal
from qa_docs.model.placed import PlacedDeal
from qa_docs.problems import Problem, ProblemsFound
from qa_docs.source.files import read_marked
from qa_docs.source.typed import read_typed
from qa_docs.source.yaml_tree import Tree, compose_yaml

SCHEMA = 1
"""Version of the deal format that is read."""


def read_deal(path: Path, shown: str) -> PlacedDeal:
    """Give the deal in a file. Raises `ProblemsFound` with everything that is wrong with it, each with its place."""
    text, problems = read_marked(path, shown)
    return parse_deal(text, shown, problems)


def parse_deal(text: str, file: str, problems: tuple[Problem, ...] = ()) -> PlacedDeal:
    """Give the deal that a text holds, as `read_deal`; `problems` of the text are told with those of the deal."""
    tree, faults = compose_yaml(text, file)
    found = [*problems, *faults]
    deal = None
    try:
        deal = read_typed(_of_schema(tree), Deal)
    except ProblemsFound as fault:
        found.extend(fault.problems)
    if found or deal is None:
        raise ProblemsFound(found)
    return PlacedDeal(deal, file, tree.places, hashlib.sha256(text.encode()).hexdigest())


def _of_schema(tree: Tree) -> Tree:
    """Give the tree with the schema as a number; a deal of another schema is not looked at any further."""
    if not isinstance(tree.value, dict) or "schema" not in tree.value:
        return tree
    written = tree.value["schema"]
    if written == str(SCHEMA):
        return dataclasses.replace(tree, value={**tree.value, "schema": SCHEMA})
    if not isinstance(written, str):
        return tree
    newer = written.isdecimal() and int(written[:9]) > SCHEMA
    hint = "a newer qa-docs is needed to read it" if newer else f"write 'schema: {SCHEMA}'"
    message = f"the deal is written for schema {written[:40]!r}; this qa-docs reads schema {SCHEMA}"
    raise ProblemsFound([Problem(tree.value_place(("schema",)), "schema-version", message, hint)])
