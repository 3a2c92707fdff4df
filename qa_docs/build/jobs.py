"""What is given to whoever works at a deal, and what comes back: text in, bytes out."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from qa_docs.build.options import Options
from qa_docs.build.packed import Packed
from qa_docs.model.placed import Defaults
from qa_docs.problems import Problem

PROPOSED = "+proposed"
"""Behind the outline of the amendment that is proposed beside an executed document."""


class Before(msgspec.Struct, frozen=True):
    """What is known of a file that was built before."""

    shows: str
    """Digest of what it shows."""
    missing: bool = False
    again: bool = False
    """Whether it must be rendered even if it shows the same: its looks changed, somebody edited it, it is forced."""


class Signed(msgspec.Struct, frozen=True):
    """An executed document whose inputs changed since it was built."""

    document: str
    """Its digest."""
    kept: bytes
    """The document itself, as it was kept; empty where it was not."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """All that is needed to build the documents of one deal."""

    number: int
    file: str
    text: str
    problems: tuple[Problem, ...]
    """What is wrong with the characters of the text."""
    defaults: Defaults | None
    placed: bytes = b""
    """The deal itself, where it was read already because it names other files."""
    options: Options
    library: Packed
    transfer: Packed | None = None
    """The part of the library for transfers, where the deal has one."""
    templates: Mapping[str, Packed]
    """Compiled template of each kind that has one."""
    before: Mapping[tuple[str, str], Before]
    """By outline and kind."""
    signed: Mapping[str, Signed] = {}
    """The executed documents by outline."""
    render: bool = True
    """Whether bytes are wanted, or only the answer which files would change."""
    cache: Path | None = None


class MadeFile(msgspec.Struct, frozen=True):
    """A file of a document: the digest of what it shows, and its bytes where they are needed."""

    shows: str
    wanted: bool
    content: bytes | None = None
    seconds: float = 0.0


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """An assembled document of a deal with its files."""

    outline: str
    document: str
    """Digest of the document, under which it is kept."""
    kept: bytes
    used: tuple[str, ...]
    """What it took from the library: `clause deviations`."""
    files: Mapping[str, MadeFile]


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a job. With an error among the problems nothing was made."""

    number: int
    problems: tuple[Problem, ...]
    parts: tuple[Part, ...] = ()
    documents: tuple[str, ...] = ()
    """Every kind that the deal asks for."""
    status: str = ""
    names: Mapping[str, str] = {}
    """What the name of a file can be made of."""
    failed: bool = False
