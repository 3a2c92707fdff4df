"""Pictures of the user's: what a deal says of them, and what stands in their files.

Lengths are twentieths of a point, as in a drawing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from qa_docs.model.limits import STRICT, Identifier, Positive, WholeLine

ImageKind = Literal["png", "jpeg"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPicture:
    """A picture in the text: the layout of a site, a process flow, a chromatogram."""

    __pydantic_config__ = STRICT

    id: Identifier
    """Name of the picture, unique in the deal."""
    file: WholeLine
    """PNG or JPEG file; a path from the file that names it, inside the folder of the deal."""
    under: Identifier
    """Id of the clause or the appendix at whose end it stands."""
    caption: WholeLine
    """Words below it; with its number they stand in the list of figures."""
    alternative: WholeLine
    """What it shows, in words, for who cannot see it."""
    width_mm: Positive | None = None
    """Printed width in millimetres; else its pixels and their density decide. It is never wider than the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedDocument:
    """A document that exists already and becomes an appendix as it is: a specification, a certificate."""

    __pydantic_config__ = STRICT

    id: Identifier
    """Name of the appendix, unique in the deal."""
    title: WholeLine
    """Title of the appendix."""
    file: WholeLine
    """PDF, PNG, JPEG or Word file (.docx); a path from the file that names it, inside the folder of the deal."""
    number: WholeLine | None = None
    """Document number; where `documents` lists it, the list says in which appendix it stands."""


class Image(Struct, frozen=True, gc=False):
    """A picture as a file holds it, and the size at which it is printed."""

    content: bytes
    kind: ImageKind
    pixels: tuple[int, int]
    width: int
    height: int


class Picture(Struct, frozen=True, gc=False, tag="picture"):
    """A picture in a document, with its caption below it; `image` names it among the images of the document.

    A page of an attached document has no caption: it stands on a `sheet` of its `own`, or on one `shared` with the
    heading of its appendix.
    """

    id: str
    caption: str
    number: str
    alternative: str
    image: str
    width: int
    height: int
    sheet: Literal["", "shared", "own"] = ""


class ShownFile(Struct, frozen=True):
    """A file that a deal names to be shown: its path from the deal, its SHA-256, and the images that show it, in order.

    The images are named by their own SHA-256.
    """

    path: str
    digest: str
    images: tuple[str, ...]


Images = Mapping[str, Image]
"""Images by their SHA-256: one that is shown twice is held once."""
