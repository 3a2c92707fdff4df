"""Reads the portfolio file of a folder of deals."""

import dataclasses
import hashlib
import json
from typing import Any

from qa_docs.model.deal import Deal
from qa_docs.model.placed import Defaults, PlacedPortfolio
from qa_docs.model.portfolio import Portfolio
from qa_docs.problems import Problem, ProblemsFound
from qa_docs.source.typed import check_partly, json_schema_of, read_typed
from qa_docs.source.yaml_tree import Tree, compose_yaml

_ELSEWHERE = ("library", "template")
"""Keys of a deal that are keys of the portfolio themselves, since their paths count from its file."""


def parse_portfolio(text: str, file: str) -> PlacedPortfolio:
    """Give the portfolio that a text holds. Raises `ProblemsFound` with everything that is wrong with it."""
    tree, faults = compose_yaml(text, file)
    found = list(faults)
    defaults = _defaults_of(tree)
    own = tree
    if defaults is not None:
        found.extend(_of_schema(check_partly(tree, Deal, ("defaults",)), tree))
        found.extend(_misplaced(tree, defaults))
        own = dataclasses.replace(tree, value={**tree.value, "defaults": {}})
    portfolio = None
    try:
        portfolio = read_typed(own, Portfolio)
    except ProblemsFound as fault:
        found.extend(fault.problems)
    if found or portfolio is None:
        raise ProblemsFound(found)
    places = {str(path[0]): spot for path, spot in tree.places.items() if len(path) == 1}
    return PlacedPortfolio(portfolio, file, places, defaults)


def portfolio_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a portfolio's file: under `defaults` the keys of a deal, none needed."""
    schema, deal = json_schema_of(Portfolio, "Portfolio"), json_schema_of(Deal, "Deal")
    parts = {**deal.pop("$defs"), "Defaults": deal}
    for key in ("$schema", "title"):
        del deal[key]
    for key in (*_ELSEWHERE, "schema"):
        del deal["properties"][key]
    for name, part in parts.items():
        if name != "Include":
            part.pop("required", None)  # a mapping is filled up with what the deal says itself
    meaning = schema["properties"]["defaults"]["description"]
    schema["properties"]["defaults"] = {"$ref": "#/$defs/Defaults", "description": meaning}
    return {**schema, "$defs": {**schema.get("$defs", {}), **parts}}


def _defaults_of(tree: Tree) -> Defaults | None:
    if not isinstance(tree.value, dict) or not isinstance(given := tree.value.get("defaults"), dict):
        return None
    inner = {path[1:]: spot for path, spot in tree.places.items() if path[:1] == ("defaults",) and len(path) > 1}
    values = {path[1:]: spot for path, spot in tree.value_places.items() if path[:1] == ("defaults",) and len(path) > 1}
    digest = hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()[:12]
    return Defaults(given, inner, values, tree.file, digest)


def _of_schema(faults: tuple[Problem, ...], tree: Tree) -> tuple[Problem, ...]:
    """Give the faults of the defaults; a key of an earlier schema is told as such."""
    if not faults:
        return faults
    from qa_docs.source.migration import gone_keys  # here: only a fault needs it

    gone = {tree.place(("defaults", key)) for key in gone_keys() if ("defaults", key) in tree.places}
    hint = f"`qa-docs migrate {tree.file}` rewrites it"
    return tuple(
        dataclasses.replace(fault, hint=hint) if fault.code == "unknown-key" and fault.place in gone else fault
        for fault in faults
    )


def _misplaced(tree: Tree, defaults: Defaults) -> list[Problem]:
    found = [
        Problem(
            tree.place(("defaults", key)),
            "unknown-key",
            f"{key!r} stands under `defaults:`, where its paths would count from each deal",
            f"write `{key}:` beside `defaults:`; there, paths count from this file",
        )
        for key in _ELSEWHERE
        if key in defaults.values
    ]
    if "schema" in defaults.values:
        place, hint = tree.place(("defaults", "schema")), "delete it here, and write it into each deal"
        found.append(Problem(place, "unknown-key", "each deal says itself for which schema it is written", hint))
    return found
