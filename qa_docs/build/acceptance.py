"""What is accepted of a review, and what that comes to."""

import difflib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from qa_docs.build.cache import DiskCache
from qa_docs.build.review import read_bytes, review_file
from qa_docs.model.review import Review
from qa_docs.problems import Place, Problem, ProblemsFound


class Wanted(Struct, frozen=True):
    """What is accepted, by whom and why. Without clauses, everything."""

    by: str
    reason: str = ""
    clauses: tuple[str, ...] = ()


class Entry(Struct, frozen=True):
    """Something that goes into the deal: where it belongs, and what it says in a sentence."""

    clause: str
    says: str


class Carried(Struct, frozen=True):
    """What an acceptance comes to: files with their new content, and what could not be carried."""

    files: dict[Path, bytes]
    before: dict[Path, str]
    entries: tuple[Entry, ...]
    left: tuple[Entry, ...]

    def diff(self) -> Iterator[str]:
        """Yield the changes of the files, line by line."""
        for path, content in self.files.items():
            old, new = self.before.get(path, ""), content.decode("utf-8")
            name = path.as_posix()
            was = name if path in self.before else "/dev/null"
            yield from (
                line.rstrip("\r\n")
                for line in difflib.unified_diff(old.splitlines(True), new.splitlines(True), was, name)
            )


def read_review(path: Path, deal: Path, cache: DiskCache | None = None, library: Path | None = None) -> Review:
    """Give the review at `path`: written as JSON, or made now of the returned file."""
    if path.suffix.lower() != ".json":
        return review_file(path, deal, cache, library)
    try:
        return msgspec.json.decode(read_bytes(path), type=Review)
    except (msgspec.DecodeError, KeyError) as error:
        message = f"it is no review: {error}"
        hint = "name the review.json that `qa-docs review -o` wrote, or the returned file itself"
        raise ProblemsFound([refused_acceptance(Place(str(path)), message, hint)]) from None


def refused_acceptance(place: Place, message: str, hint: str) -> Problem:
    """Give the problem of a review that cannot be accepted."""
    return Problem(place, "accept-refused", message, hint)
