"""Pictures and pages as images: what a file really holds, told from its bytes and never from its name.

A picture goes into a document as its file holds it, without what a camera or a program noted in it about place, owner
and day. A page of a PDF is drawn.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from qa_docs.model.picture import Image, ImageKind

if TYPE_CHECKING:
    from PIL.Image import Image as Drawn
    from pypdfium2 import PdfPage

FileKind = Literal["png", "jpeg", "pdf", "docx", "another picture", "another file"]

MOST_PIXELS = 50_000_000
MOST_PAGES = 200
_DENSITY = 96
"""Pixels an inch of a picture that does not say: what a screen has, and what Word takes."""
_DENSITIES = (20, 4800)
"""A density beyond these was written by mistake."""
_TWIPS = 1440
"""Twentieths of a point in an inch."""
_PAGE_DENSITY, _LONGEST_SIDE = 180, 3000
_SIXTEEN = [(level + 8) // 17 for level in range(256)]
"""Sixteen shades of grey for 256: letters look the same."""
_PNG = b"\x89PNG\r\n\x1a\n"
_OTHERS = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\x00\x00\x01\x00", b"<svg", b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a")
_NOTES = frozenset((b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"))
_ON_ITS_SIDE = (5, 6, 7, 8)
_LEFT_OUT = frozenset((0xE1, 0xED, 0xFE))
"""Segments of a JPEG for what a camera noted (EXIF, XMP), what a program noted, and comments."""


class Unfit(Exception):  # noqa: N818 - it becomes a problem
    """A file that cannot be shown: the code of the problem, its message and the way out."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def kind_of(content: bytes) -> FileKind:
    """Say what a file holds."""
    if content.startswith(_PNG):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04") and b"word/" in content:
        return "docx"
    start = content[:512].lstrip()
    is_other = start.startswith(_OTHERS) or start[8:12] in (b"WEBP",) or start[4:8] == b"ftyp" or b"<svg" in start
    return "another picture" if is_other else "another file"


def read_image(content: bytes, kind: ImageKind) -> Image:
    """Give a picture. Raises `Unfit` where it is damaged or has too many pixels."""
    from PIL import Image as Pillow  # here: a deal without pictures does not need it
    from PIL import ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings(action="ignore"), Pillow.open(BytesIO(content), formats=[kind.upper()]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise _too_large()
            opened.load()
            density = _density(opened.info.get("dpi"))
            size, turn = opened.size, opened.getexif().get(0x0112, 1)
            if turn != 1:  # the camera was turned: a browser turns such a picture back, Word does not
                upright = ImageOps.exif_transpose(opened)
                content = _written(upright, kind, **({"quality": 92} if kind == "jpeg" else {}))
                size, density = upright.size, density[::-1] if turn in _ON_ITS_SIDE else density
    except Pillow.DecompressionBombError as fault:
        raise _too_large() from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, zlib.error, struct.error) as fault:
        hint = "open it and save it anew, or take another copy"
        raise Unfit("file-damaged", "the picture is damaged", hint) from fault
    width, height = (round(pixels * _TWIPS / dots) for pixels, dots in zip(size, density, strict=True))
    return Image(_without_notes(content, kind), kind, size, max(width, 1), max(height, 1))


def _too_large() -> Unfit:
    message = f"the picture has more than {MOST_PIXELS // 1_000_000} million pixels"
    return Unfit("file-too-large", message, "save it with fewer pixels: 2500 across are enough for a page")


def _density(told: object) -> tuple[float, float]:
    if isinstance(told, tuple) and len(told) == 2:
        across, down = (float(one) for one in told)
        if all(_DENSITIES[0] <= one <= _DENSITIES[1] for one in (across, down)):
            return across, down
    return _DENSITY, _DENSITY


def _written(picture: "Drawn", kind: ImageKind, **settings: int) -> bytes:
    written = BytesIO()
    picture.save(written, kind.upper(), **settings)
    return written.getvalue()


def _without_notes(content: bytes, kind: ImageKind) -> bytes:
    """Give a picture without notes on place, owner and day; what is seen stays as it is, byte for byte."""
    try:
        return b"".join(_png_parts(content) if kind == "png" else _jpeg_parts(content))
    except (struct.error, IndexError):  # of a form that programs read all the same
        return content


def _png_parts(content: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while at < len(content):
        (length,) = struct.unpack_from(">I", content, at)
        name = content[at + 4 : at + 8]
        end = at + 12 + length
        if name not in _NOTES:
            yield content[at:end]
        if name == b"IEND":
            return
        at = end


def _jpeg_parts(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    at = 2
    while content[at] == 0xFF and content[at + 1] != 0xDA:
        marker = content[at + 1]
        if marker == 0xFF:  # a byte that only fills up
            at += 1
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        end = at + 2 + length
        if marker not in _LEFT_OUT:
            yield content[at:end]
        at = end
    yield content[at:]


def pages_of(content: bytes) -> tuple[Image, ...]:
    """Give the pages of a PDF. Raises `Unfit` where it is locked, damaged, or has too many."""
    from pypdfium2 import PdfDocument, PdfiumError  # here: few deals attach one

    try:
        document = PdfDocument(content)
    except PdfiumError as fault:
        raise _unreadable_pdf(str(fault)) from fault
    try:
        count = len(document)
        if not count:
            raise Unfit("file-damaged", "the PDF has no pages", "save it anew from the program that made it")
        if count > MOST_PAGES:
            hint = "attach the part that matters, or list the document by number and title"
            raise Unfit("file-too-large", f"the PDF has {count} pages; at most {MOST_PAGES} are put in", hint)
        document.init_forms()  # what was typed into a form is shown
        return tuple(_page(document[number]) for number in range(count))
    except (PdfiumError, MemoryError) as fault:
        raise _unreadable_pdf("") from fault
    finally:
        document.close()


def _unreadable_pdf(said: str) -> Unfit:
    if "password" in said.lower():
        return Unfit("file-damaged", "the PDF is locked with a password", "save it without one")
    return Unfit("file-damaged", "the PDF is damaged and cannot be read", "save it anew, or ask for the file again")


def _page(page: "PdfPage") -> Image:
    across, down = page.get_size()
    if not (0 < across < 20_000 and 0 < down < 20_000):
        raise Unfit("file-damaged", "a page of the PDF has no size", "save it anew from the program that made it")
    scale = min(_PAGE_DENSITY / 72, _LONGEST_SIDE / max(across, down))
    drawn: Drawn = page.render(scale=scale).to_pil().convert("RGB")
    content, kind = _drawn(drawn)
    return Image(content, kind, drawn.size, round(across * 20), round(down * 20))


def _drawn(page: "Drawn") -> tuple[bytes, ImageKind]:
    """Give a page as the smaller of two: few colours for words and lines, all of them for a photograph or a scan."""
    from PIL.Image import Dither, Quantize  # here for the same reason as above

    grey = page.convert("L")
    if grey.convert("RGB").tobytes() == page.tobytes():
        page, settings = grey, {"bits": 4}
        few = grey.point(_SIXTEEN).convert("P")
        few.putpalette([level for step in range(16) for level in [step * 17] * 3])
    else:
        settings = {}
        few = page.quantize(256, method=Quantize.FASTOCTREE, dither=Dither.NONE)
    flat, full = _written(few, "png", **settings), _written(page, "jpeg", quality=88)
    return (flat, "png") if len(flat) < len(full) else (full, "jpeg")
