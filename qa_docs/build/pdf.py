"""PDF from Word files: bookmarks, tags, language; the same bytes for the same Word file; the page of each bookmark."""

import io
import struct
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from qa_docs.build.soffice import Soffice

_OPTIONS: Mapping[str, bool | int] = {
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "ExportBookmarksToPDFDestination": True,
    "OpenBookmarkLevels": 1,
    "InitialView": 1,
    "ReduceImageResolution": False,
    "ExportFormFields": False,
    "SelectPdfVersion": 0,
}
_ARCHIVE: Mapping[str, bool | int] = {**_OPTIONS, "SelectPdfVersion": 2}
"""Of PDF/A part 2, level b: what archives ask for."""


class Pdf(Struct, frozen=True):
    """A Word file laid out."""

    content: bytes
    pages: dict[str, int]
    """Page on which each bookmark of the Word file stands, by its name; pages count from 1."""


def pdfs_of(files: Sequence[tuple[bytes, str]], soffice: Soffice, archive: bool = False) -> tuple[Pdf, ...]:
    """Give each Word file of `files` as PDF, or as PDF/A-2b for an `archive`.

    With each file stands the day that the PDF bears as its date, YYYY-MM-DD: the clock would make two builds differ.
    """
    converted = soffice.pdfs_of([content for content, _ in files], _ARCHIVE if archive else _OPTIONS)
    return tuple(_finished(content, day) for content, (_, day) in zip(converted, files, strict=True))


def _finished(content: bytes, day: str) -> Pdf:
    import pikepdf  # here: only who asks for pages or PDF waits for it

    with pikepdf.open(io.BytesIO(content)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        pages = {_bookmark(str(name)): numbers[target[0].objgen] for name, target in pdf.Root.get("/Dests", {}).items()}
        _date(pdf, day)
        written = io.BytesIO()
        # LibreOffice writes the tags as plain text, five times the size of the rest.
        streams = pikepdf.ObjectStreamMode.generate
        pdf.save(written, object_stream_mode=streams, compress_streams=True, deterministic_id=True)
        return Pdf(written.getvalue(), pages)


def _date(pdf: Any, day: str) -> None:
    """Put `day` wherever LibreOffice put the time: in the properties, in its ids and in the colour profile."""
    pdf.docinfo["/CreationDate"] = f"D:{day.replace('-', '')}000000Z"
    for mark in ("/ID", "/DocChecksum"):
        if mark in pdf.trailer:
            del pdf.trailer[mark]
    if "/Metadata" in pdf.Root:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
            told["xmp:CreateDate"] = f"{day}T00:00:00Z"
    for intent in pdf.Root.get("/OutputIntents", []):
        profile = intent.DestOutputProfile.read_bytes()
        date = struct.pack(">6H", *map(int, day.split("-")), 0, 0, 0)
        intent.DestOutputProfile.write(profile[:24] + date + profile[36:])


def _bookmark(destination: str) -> str:
    """Give the name of the bookmark that became `destination`: LibreOffice writes "_" in it as "5F"."""
    plain = destination.removeprefix("/")
    return plain if "_" in plain else plain.replace("5F", "_")
