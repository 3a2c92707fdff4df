"""Libraries and templates on their way to whoever works with them."""

from functools import cache

import msgspec

from qa_docs.model.library import Library


class Packed(msgspec.Struct, frozen=True, eq=False):
    """A library or a template as bytes, opened once in each process. Two of the same digest are the same."""

    digest: str
    content: bytes = b""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Packed) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)


@cache
def opened_library(library: Packed) -> Library:
    """Give a library that came as bytes; opened once in each process."""
    return msgspec.msgpack.decode(library.content, type=Library)
