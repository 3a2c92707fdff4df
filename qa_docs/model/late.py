"""A part of the deal whose classes are only loaded for deals that have it."""

from importlib import import_module
from typing import Any


class LatePart:
    """Stands in an annotation for the class `name` of `module`, or None.

    A technology transfer has a hundred classes. Making them takes a third of the time of a whole build, and most deals
    have no transfer. So the deal names the class, and only what reads or decodes a transfer loads it.
    """

    __slots__ = ("module", "name")

    def __init__(self, module: str, name: str) -> None:
        self.module = module
        self.name = name

    @property
    def kind(self) -> Any:
        """The class, loaded now."""
        return getattr(import_module(self.module), self.name)
