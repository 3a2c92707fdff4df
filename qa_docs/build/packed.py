"""Libraries and templates on their way to whoever works with them."""

import msgspec


class Packed(msgspec.Struct, frozen=True, eq=False):
    """A library or a template as bytes, opened once in each process. Two of the same digest are the same."""

    digest: str
    content: bytes = b""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Packed) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)
