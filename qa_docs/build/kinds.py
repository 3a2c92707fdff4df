"""The kinds of document that a deal can have made: what each is assembled from, and which file it becomes.

Imported by the command line for its choices, so it imports nothing that is slow to start.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of document.

    Kinds that share an outline are views of one assembled document: it is assembled once for all of them.
    """

    outline: str
    """The outline in `clauses/documents/` that it is assembled from."""
    suffix: str
    """End of its file's name."""
    renderer: str
    """Name and version of what renders it. Raise the version whenever the same document gives other bytes."""
    template: bool = True
    """Whether it takes its looks from a Word template."""


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "quality-agreement": Kind("quality-agreement", ".docx", "docx 1"),
        "raci-matrix": Kind("quality-agreement", ".xlsx", "xlsx 1", template=False),
    }
)
"""Every kind by its name, which is also the name of its file."""
