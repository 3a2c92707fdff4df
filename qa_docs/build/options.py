"""What a build makes of a deal."""

from pathlib import Path

import msgspec


class Options(msgspec.Struct, frozen=True):
    """What to make: where to, which kinds, as a draft or not, with which template and library.

    Everything here changes what a document is or where it goes. How a run goes about it stands elsewhere.
    """

    output: Path | None = None
    only: tuple[str, ...] = ()
    draft: bool = False
    template: Path | None = None
    library: Path | None = None
