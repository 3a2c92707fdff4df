"""Small pictures and PDFs for tests, made in memory."""

from io import BytesIO

import pikepdf
from PIL import Image


def png(width: int = 60, height: int = 40, dpi: int | None = None, colour: str = "navy") -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), colour).save(written, "PNG", **({"dpi": (dpi, dpi)} if dpi else {}))
    return written.getvalue()


def jpeg(width: int = 60, height: int = 40, dpi: int | None = None, turn: int | None = None) -> bytes:
    notes = Image.Exif()
    if turn:
        notes[0x0112], notes[0x010F] = turn, "Camera of Jane Doe"
    picture = Image.new("RGB", (width, height), "navy")
    written = BytesIO()
    picture.save(written, "JPEG", exif=notes, **({"dpi": (dpi, dpi)} if dpi else {}))
    return written.getvalue()


def pdf(*sizes: tuple[int, int], password: str = "") -> bytes:
    """A PDF with a page of each size, in points; A4 upright where none is given."""
    made = pikepdf.new()
    for size in sizes or ((595, 842),):
        made.add_blank_page(page_size=size)
    written = BytesIO()
    lock = pikepdf.Encryption(owner=password, user=password) if password else False
    made.save(written, encryption=lock, deterministic_id=not password)
    return written.getvalue()
