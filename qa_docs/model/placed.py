"""A deal together with where each of its keys stands, so that a problem or a reason can name the line."""

from msgspec import Struct

from qa_docs.model.deal import Deal
from qa_docs.problems import Place

KeyPath = tuple[str | int, ...]


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

    def place(self, *path: str | int) -> Place:
        """Give the place of the key at `path`, or of the nearest key above it that is written in the file."""
        for end in range(len(path), 0, -1):
            if found := self.places.get(path[:end]):
                return Place(file_of(self.files, self.file, path[: end - 1]), *found)
        return Place(self.file, 1, 1)


def file_of(files: dict[KeyPath, str], file: str, path: KeyPath) -> str:
    """Give the file in which the value at `path` is written: the one included nearest above it, or `file`."""
    if files:
        for end in range(len(path), 0, -1):
            if found := files.get(path[:end]):
                return found
    return file
