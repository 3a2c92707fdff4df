"""Pictures of pages: made, compared in coarse blocks, and reported side by side."""

import base64
import html
import io
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

RESOLUTION = 60
"""Dots to the inch: a page is read with ease and weighs some twenty kilobytes."""
_COLOURS = 32
_BLOCK = 8
"""Width of a block in dots: less than a line of text is high, more than a letter is wide."""
_LOUD = 28
"""By how much of 255 a block must differ to count: letters drawn by another version of a font stay below it."""
_MOST = 0.004
"""Share of blocks that may count before a page is another page: two words, not a line."""


@dataclass(frozen=True)
class Comparison:
    """How a page differs from its stored picture."""

    name: str
    stored: Image.Image | None
    now: Image.Image
    share: float
    """Share of the blocks that differ; 1 where there is no stored picture, or one of another size."""

    @property
    def same(self) -> bool:
        """Whether a reader would call them the same page."""
        return self.share <= _MOST


def pictures_of(pdf: bytes, folder: Path) -> dict[int, Image.Image]:
    """Give each page of `pdf` as a picture, by its number; `folder` is used on the way."""
    command = ["pdftoppm", "-r", str(RESOLUTION), "-png", "-", str(folder / "page")]
    subprocess.run(command, input=pdf, check=True, capture_output=True)
    pages = sorted(folder.glob("page-*.png"), key=lambda path: int(path.stem.rpartition("-")[2]))
    pictures = {}
    for number, path in enumerate(pages, 1):
        with Image.open(path) as picture:
            pictures[number] = picture.convert("RGB")
        path.unlink()
    return pictures


def packed(picture: Image.Image) -> bytes:
    """Give a picture as a small PNG."""
    written = io.BytesIO()
    picture.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        written, "PNG", optimize=True
    )
    return written.getvalue()


def compared(name: str, stored: Image.Image | None, now: Image.Image) -> Comparison:
    """Compare two pictures of a page."""
    if stored is None or stored.size != now.size:
        return Comparison(name, stored, now, 1.0)
    loud = _loud(stored, now)
    return Comparison(name, stored, now, loud.histogram()[255] / (loud.width * loud.height))


def _loud(stored: Image.Image, now: Image.Image) -> Image.Image:
    """Give the blocks that differ: white where they do, black where they do not."""
    size = (-(-now.width // _BLOCK), -(-now.height // _BLOCK))
    blocks = [picture.convert("RGB").resize(size, Image.Resampling.BOX) for picture in (stored, now)]
    channels = ImageChops.difference(*blocks).split()
    loudest = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    return loudest.point(lambda value: 255 if value > _LOUD else 0)


def report(comparisons: list[Comparison]) -> str:
    """Give an HTML page that shows what was stored, what there is now, and where they differ."""
    rows = "".join(_row(one) for one in comparisons if not one.same)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Pages that look otherwise</title>'
        "<style>body{font:15px sans-serif;margin:2em}img{border:1px solid #999;max-width:32%;margin-right:1%}</style>"
        "<h1>Pages that look otherwise</h1><p>Stored, now, and where they differ. If it is meant to be so, run "
        f"<code>pytest tests/real/visual --update-pictures</code> and look at the change.</p>{rows}</html>"
    )


def _row(one: Comparison) -> str:
    words = f"<h2>{html.escape(one.name)}: {one.share:.1%} of the page</h2>"
    if one.stored is None or one.stored.size != one.now.size:
        return words + "".join(_shown(picture) for picture in (one.stored, one.now) if picture is not None)
    mask = _loud(one.stored, one.now).resize(one.now.size, Image.Resampling.NEAREST)
    marked = one.now.copy()
    marked.paste((220, 30, 30), (0, 0), mask.point(lambda value: value // 2))
    return words + "".join(_shown(picture) for picture in (one.stored, one.now, marked))


def _shown(picture: Image.Image) -> str:
    data = base64.b64encode(packed(picture.convert("RGB"))).decode()
    return f'<img alt="" src="data:image/png;base64,{data}">'
