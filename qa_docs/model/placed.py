"""A deal together with where each of its keys stands, so that a problem or a reason can name the line."""

from msgspec import Struct

from qa_docs.model.deal import Deal
from qa_docs.problems import Place


class PlacedDeal(Struct, frozen=True):
    """A deal and the places of its keys, by path: `("products", 0, "classes")`."""

    deal: Deal
    file: str
    places: dict[tuple[str | int, ...], tuple[int, int]]
    digest: str = ""

    def place(self, *path: str | int) -> Place:
        """Give the place of the key at `path`, or of the nearest key above it that is written in the file."""
        for end in range(len(path), 0, -1):
            if found := self.places.get(path[:end]):
                return Place(self.file, *found)
        return Place(self.file, 1, 1)
