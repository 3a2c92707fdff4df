"""Libraries and templates on their way to whoever works with them."""

from typing import Any, TypeVar

import msgspec

from qa_docs.model.library import Library

T = TypeVar("T")


class Packed(msgspec.Struct, frozen=True, eq=False):
    """A library or a template as bytes, opened once in each process. Two of the same digest are the same."""

    digest: str
    content: bytes = b""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Packed) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)


_OPENED: dict[str, Any] = {}
"""What this process has opened, by digest. Processes that begin as copies of it have it too."""


def opened(packed: Packed, kind: type[T]) -> T:
    """Give what came as bytes; opened once in each process. Raises msgspec.DecodeError where it is damaged."""
    if packed.digest not in _OPENED:
        _OPENED[packed.digest] = msgspec.msgpack.decode(packed.content, type=kind)
    found: T = _OPENED[packed.digest]
    return found


def opens(packed: Packed, kind: type[object]) -> bool:
    """Say whether the bytes are whole, and keep what they hold.

    They are opened anew: whoever they are sent to may not have what this process has.
    """
    try:
        _OPENED[packed.digest] = msgspec.msgpack.decode(packed.content, type=kind)
    except msgspec.DecodeError:
        return False
    return True


def opened_library(library: Packed) -> Library:
    """Give a library that came as bytes; opened once in each process."""
    return opened(library, Library)
