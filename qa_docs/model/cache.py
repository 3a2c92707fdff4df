"""A store for what was worked out before, keyed by content. Losing it costs time and nothing else."""

from typing import Protocol


class Cache(Protocol):
    """Keeps bytes by kind and key."""

    def read(self, kind: str, key: str) -> bytes | None:
        """Give what was kept, or None."""

    def write(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content`; may fail silently."""
