"""The built-in library and the examples, loaded once for all tests."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec

from qa_docs.library.load import load_library
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
def example(name: str, detail: str = "standard") -> PlacedDeal:
    """Give an example deal at one of the two levels of detail."""
    placed = read_deal(ROOT / "examples" / name / "deal.yaml", f"examples/{name}/deal.yaml")
    return msgspec.structs.replace(placed, deal=replace(placed.deal, detail=detail))
