"""The built-in library and the examples, loaded once for all tests."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec

from qa_docs.library.load import load_library, load_transfer_library
from qa_docs.model.deal import Choices, Deal, Market, Product
from qa_docs.model.library import Library
from qa_docs.model.placed import PlacedDeal
from qa_docs.source.deal import read_deal

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = tuple(sorted(path.parent.name for path in (ROOT / "examples").glob("*/deal.yaml")))


@cache
def library() -> Library:
    """Give the built-in library."""
    return load_library(ROOT / "clauses")


@cache
def transfer_library() -> Library:
    """Give the part of the built-in library that technology transfers are written from."""
    return load_transfer_library(ROOT / "clauses")


def _every_choice() -> Choices:
    names = [name for name in Choices.__dataclass_fields__ if name != "supplied_materials"]
    return Choices(**dict.fromkeys(names, True), supplied_materials=("Substance",))


def _deal(
    services: tuple[str, ...], markets: tuple[str, ...], classes: tuple[str, ...], stage: str = "commercial"
) -> Deal:
    """Give the tablet deal turned into another arrangement, with every choice taken."""
    product = Product(name="Product One", classes=classes)
    return replace(
        example("tablet-us-eu").deal,
        services=services,
        markets=markets,
        products=(product,),
        choices=_every_choice(),
        stage=stage,
        blanks={},
        positions={},
        responsibilities=(),
    )


ARRANGEMENTS = {
    "glp": lambda: _deal(("glp_study",), ("US", "EU"), ("other",), "clinical"),
    "supply": lambda: _deal(("excipient_supply", "component_supply"), ("US", "EU"), ("other",)),
    "markets": lambda: _deal(("manufacture", "packaging", "testing"), get_args(Market), ("oral_solid",)),
    "gene": lambda: _deal(("development", "manufacture", "testing"), ("US", "EU"), ("atmp", "biologic"), "clinical"),
    "substance": lambda: _deal(("development", "manufacture"), ("US", "EU"), ("api",), "clinical"),
    "trial": lambda: _deal(
        ("clinical_trial", "biostatistics", "regulatory_submission", "testing"), ("US", "EU"), ("other",), "clinical"
    ),
}
"""Arrangements that no example shows, for the clauses that only they have."""


@cache
def arrangement(name: str, detail: str = "standard") -> PlacedDeal:
    """Give one of `ARRANGEMENTS` at one of the two levels of detail."""
    return msgspec.structs.replace(example("tablet-us-eu"), deal=replace(ARRANGEMENTS[name](), detail=detail))


@cache
def example(name: str, detail: str = "standard") -> PlacedDeal:
    """Give an example deal at one of the two levels of detail."""
    placed = read_deal(ROOT / "examples" / name / "deal.yaml", f"examples/{name}/deal.yaml")
    return msgspec.structs.replace(placed, deal=replace(placed.deal, detail=detail))
