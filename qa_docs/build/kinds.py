"""The kinds of document that a deal can have made: what each is assembled from, and which file it becomes.

Imported by the command line for its choices, so it imports nothing that is slow to start.
"""

from collections.abc import Iterable, Mapping
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
    """Name of what renders it, and a digest of what that makes of some documents that never change."""
    template: bool = True
    """Whether it takes its looks from a Word template."""


DOCX = "docx cef50ce95a16"
XLSX = "xlsx 35820ac3916c"
# `pytest tests/content/test_golden.py --update-golden` writes these two: other bytes, another name.

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "quality-agreement": Kind("quality-agreement", ".docx", DOCX),
        "raci-matrix": Kind("quality-agreement", ".xlsx", XLSX, template=False),
        "transfer-protocol": Kind("transfer-protocol", ".docx", DOCX),
        "transfer-dossier": Kind("transfer-dossier", ".docx", DOCX),
        "transfer-report": Kind("transfer-report", ".docx", DOCX),
        "transfer-raci": Kind("transfer-protocol", ".xlsx", XLSX, template=False),
    }
)
"""Every kind by its name, which is also the name of its file."""

PDF = "-pdf"
"""Behind a kind: the PDF of its Word file."""


def base_of(kind: str) -> str:
    """Give the kind whose PDF a kind is, or itself."""
    return kind.removesuffix(PDF)


def kind_of(kind: str) -> Kind:
    """Give what a kind is made of; the PDF of one is made as that one is."""
    own = KINDS[base_of(kind)]
    return own._replace(suffix=".pdf") if kind.endswith(PDF) else own


def with_pdf(kinds: Iterable[str], pdf: bool) -> tuple[str, ...]:
    """Give the kinds, and the PDF of each that has one where a `pdf` is asked for."""
    named = ((kind, f"{kind}{PDF}") if pdf and KINDS[kind].suffix == ".docx" else (kind,) for kind in kinds)
    return tuple(name for pair in named for name in pair)
