"""Reads a deal from its file, and the files that it includes."""

import dataclasses
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qa_docs.model.deal import Deal
from qa_docs.model.named_files import names_files
from qa_docs.model.placed import Defaults, PlacedDeal
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.source.defaults import with_defaults
from qa_docs.source.expected import late_parts_of
from qa_docs.source.files import read_marked
from qa_docs.source.include import with_included
from qa_docs.source.typed import read_typed
from qa_docs.source.yaml_tree import Tree, compose_yaml

if TYPE_CHECKING:
    from qa_docs.source.shown_files import Means

SCHEMA = 2
"""Version of the deal format that is read."""


def read_deal(path: Path, shown: str) -> PlacedDeal:
    """Give the deal in a file. Raises `ProblemsFound` with everything that is wrong with it, each with its place."""
    text, problems = read_marked(path, shown)
    return parse_deal(text, shown, problems, path)


def parse_deal(
    text: str,
    file: str,
    problems: tuple[Problem, ...] = (),
    path: Path | None = None,
    defaults: Defaults | None = None,
    negotiated: Mapping[str, str] | None = None,
    means: "Means | None" = None,
) -> PlacedDeal:
    """Give the deal that a text holds, as `read_deal`; `problems` of the text are told with those of the deal.

    Files that it includes are looked for from `path`, the file of the text. `defaults` are what its portfolio says
    where the deal is silent. `negotiated` are texts that stand for the files of that path, which need not be there.
    `means` are what pictures and attached documents are read with.
    """
    tree, faults = compose_yaml(text, file)
    if defaults is not None:
        tree = with_defaults(tree, defaults)
    tree = _of_schema(tree)
    found = [*problems, *faults]
    included: dict[str, str] = {}
    unread: frozenset[Place] = frozenset()
    for name in late_parts_of(Deal):
        if isinstance(tree.value, dict) and name in tree.value:
            tree, faults, included, unread = with_included(tree, path or Path(file), name)
            found.extend(faults)
    deal, faults = _deal_of(tree)
    found.extend(fault for fault in faults if fault.place not in unread)
    texts: dict[str, str] = {}
    if deal is not None and _has_texts(deal):
        from qa_docs.source.negotiated import read_negotiated  # here: few deals have such texts

        texts, digests, faults = read_negotiated(deal, tree, path or Path(file), negotiated)
        included |= digests
        found.extend(faults)
    if deal is None:
        raise _stopped(found, tree)
    placed = PlacedDeal(deal, file, tree.places, _digest_of(text, included), tree.files, included, texts, tree.given)
    if names_files(deal):
        from qa_docs.source.shown_files import Means, with_files  # here: few deals name pictures

        placed, faults = with_files(placed, path or Path(file), means or Means())
        found.extend(faults)
    if found:
        raise _stopped(found, tree)
    return placed


def _has_texts(deal: Deal) -> bool:
    """Say whether a deal has texts of its own beside it."""
    return bool(deal.own_clauses) or any(one.position == "negotiated" or one.text for one in deal.positions.values())


def _stopped(found: list[Problem], tree: Tree) -> ProblemsFound:
    """Give what stops the reading: with the rest of the deal, where that can be judged without what is wrong."""
    from qa_docs.source.aside import PartlyRead, set_aside  # here: only a fault needs it

    aside = set_aside(tree, found)
    deal = _deal_of(aside[0])[0] if aside is not None else None
    if aside is None or deal is None or _has_texts(deal) or names_files(deal):
        return ProblemsFound(found)
    return PartlyRead(found, PlacedDeal(deal, tree.file, tree.places, files=tree.files, given=tree.given), aside[1])


def _deal_of(tree: Tree) -> tuple[Deal | None, tuple[Problem, ...]]:
    """Give the deal of a tree, or None, and what is wrong with it."""
    found: list[Problem] = []
    parts = {}
    try:
        for name, late in late_parts_of(Deal).items():
            if isinstance(tree.value, dict) and tree.value.get(name) is not None:
                try:
                    parts[name] = read_typed(tree, late.kind, (name,))
                except ProblemsFound as fault:
                    found.extend(fault.problems)
        # The parts are read on their own, so that their classes are not loaded for a deal that has none.
        return dataclasses.replace(read_typed(tree, Deal), **parts), tuple(found)
    except ProblemsFound as fault:
        return None, (*found, *fault.problems)


def _digest_of(text: str, included: dict[str, str]) -> str:
    digest = hashlib.sha256(text.encode())
    for name, content in sorted(included.items()):
        digest.update(f"\0{name}\0{content}".encode())
    return digest.hexdigest()


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
    older = written.isdecimal() and 1 <= int(written[:9]) < SCHEMA
    hint = "a newer qa-docs is needed to read it" if newer else f"write 'schema: {SCHEMA}'"
    if older:
        hint = f"`qa-docs migrate {tree.file}` rewrites it for schema {SCHEMA}"
    message = f"the deal is written for schema {written[:40]!r}; this qa-docs reads schema {SCHEMA}"
    raise ProblemsFound([Problem(tree.value_place(("schema",)), "schema-version", message, hint)])
