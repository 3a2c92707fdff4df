"""Deals and portfolios together with where each key stands, so that a problem or a reason can name the line."""

from typing import Any

from msgspec import Struct

from qa_docs.model.deal import Deal
from qa_docs.model.picture import Image, ShownFile
from qa_docs.model.portfolio import Portfolio
from qa_docs.problems import Place

KeyPath = tuple[str | int, ...]
Spot = tuple[int, int]


class PlacedDeal(Struct, frozen=True):
    """A deal and the places of its keys, by path: `("products", 0, "classes")`.

    `files` names the file of everything below a path, where it was included; `included` gives the digests of these
    files, by their path from the deal.
    """

    deal: Deal
    file: str
    places: dict[KeyPath, tuple[int, int]]
    digest: str = ""
    files: dict[KeyPath, str] = {}
    included: dict[str, str] = {}
    negotiated: dict[str, str] = {}
    """Negotiated texts and the texts that they were made from, by path from the deal."""
    given: dict[KeyPath, str] = {}
    """Files of the keys that stand elsewhere themselves: the portfolio's, for what the deal leaves to it."""
    shown: dict[KeyPath, ShownFile] = {}
    """Logos, pictures and attached documents, by the key that names the file."""
    images: dict[str, Image] = {}
    """What these files show, by SHA-256."""

    def place(self, *path: str | int) -> Place:
        """Give the place of the key at `path`, or of the nearest key above it that is written in the file."""
        for end in range(len(path), 0, -1):
            if found := self.places.get(path[:end]):
                file = file_of(self.given, self.file, path[:end])
                return Place(file_of(self.files, file, path[: end - 1]), *found)
        return Place(self.file, 1, 1)

    def is_given(self, *path: str | int) -> bool:
        """Say whether the key at `path` comes from the portfolio."""
        return any(path[:end] in self.given for end in range(len(path), 0, -1)) if self.given else False


def file_of(files: dict[KeyPath, str], file: str, path: KeyPath) -> str:
    """Give the file in which the value at `path` is written: the one included nearest above it, or `file`."""
    if files:
        for end in range(len(path), 0, -1):
            if found := files.get(path[:end]):
                return found
    return file


class Defaults(Struct, frozen=True):
    """Keys of a deal with the values that hold where a deal is silent, and where each is written."""

    values: dict[str, Any]
    places: dict[KeyPath, Spot]
    value_places: dict[KeyPath, Spot]
    file: str
    digest: str


class PlacedPortfolio(Struct, frozen=True):
    """A portfolio with the places of its keys, and what it says for its deals."""

    portfolio: Portfolio
    file: str
    places: dict[str, Spot]
    defaults: Defaults | None

    def place(self, key: str) -> Place:
        """Give the place of a key, or of the file where it is not written."""
        return Place(self.file, *self.places.get(key, (0, 0)))
