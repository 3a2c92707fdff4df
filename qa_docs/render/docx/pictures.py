"""Pictures of the user's in a Word file: at their own size where it fits, with words for who cannot see them."""

from qa_docs.model.marks import whole_mark
from qa_docs.model.picture import Picture
from qa_docs.render.docx.captions import caption
from qa_docs.render.docx.markup import attribute
from qa_docs.render.docx.pen import Pen

_EMU = 635
"""Word's unit of drawings in a twentieth of a point."""
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_NAMES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:pic="{_PICTURE}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_CAPTION_ROOM, _CAPTION_LINE = 900, 300
_SHEET_ROOM = 120
"""What a line needs beside the picture in it."""
_HEADING_ROOM, _HEADING_LINE, _LETTERS_IN_LINE = 2000, 420, 45
"""What heading and note of an attached document need above its first page."""
_LOGO_WIDTH, _LOGO_HEIGHT = 3400, 1100
"""Largest logo: 60 mm across, 19 mm high."""
_OUTLINE = '<a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill></a:ln>'


def picture(block: Picture, pen: Pen, before: str = "") -> str:
    """Give a picture in a paragraph of its own with its caption below, or an attached page in a thin frame."""
    mark = whole_mark(block.caption)
    marked = f"<w:r><w:t>{mark}</w:t></w:r>" if mark else ""
    width, height = _fitting(block.width, block.height, pen.text_width or block.width, _room(block, pen))
    outline = _OUTLINE if block.sheet else ""
    shown = _inline(block.image, width, height, block.caption or block.alternative, block.alternative, pen, outline)
    stays, side = ("", "center") if block.sheet else ("<w:keepNext/>", "left")
    above = 0 if block.sheet == "own" else 120
    return (
        f'<w:p><w:pPr>{pen.style("text")}{stays}{before}<w:spacing w:before="{above}" w:after="0" w:line="240" '
        f'w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="{side}"/></w:pPr>'
        f"{marked}<w:r>{shown}</w:r></w:p>"
        + ("" if block.sheet else caption("Figure", block.id, block.number, block.caption, pen))
    )


def logo(image: str, words: str, pen: Pen) -> str:
    """Give a logo for the inside of a run; nothing where there is none."""
    held = pen.images.get(image)
    if held is None:
        return ""
    width, height = _fitting(held.width, held.height, _LOGO_WIDTH, _LOGO_HEIGHT)
    return _inline(image, width, height, words, words, pen)


def _room(block: Picture, pen: Pen) -> int:
    """Give how high a picture may be on its page."""
    if not pen.text_height:
        return block.height
    if block.sheet == "own":
        return pen.text_height - _SHEET_ROOM
    if block.sheet == "shared":
        more = len(block.alternative) // _LETTERS_IN_LINE * _HEADING_LINE
        return max(pen.text_height - _HEADING_ROOM - more, pen.text_height // 2)
    # A caption of several lines stays on the page of its picture.
    return max(pen.text_height - _CAPTION_ROOM - len(block.caption) // 90 * _CAPTION_LINE, 1)


def _fitting(width: int, height: int, most_width: int, most_height: int) -> tuple[int, int]:
    """Give a size as it is or smaller, in proportion."""
    factor = min(1.0, most_width / width, most_height / height)
    return max(int(width * factor), 1), max(int(height * factor), 1)


def _inline(image: str, width: int, height: int, name: str, words: str, pen: Pen, outline: str = "") -> str:
    pen.embedded.add(image)
    extent = f'cx="{width * _EMU}" cy="{height * _EMU}"'
    title, told = attribute(name), attribute(words)
    return (
        f'<w:drawing><wp:inline {_NAMES} distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{pen.next_picture()}" name="{title}" descr="{told}"/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{pen.next_picture()}" name="{title}" descr="{told}"/><pic:cNvPicPr>'
        '<a:picLocks noChangeAspect="1"/></pic:cNvPicPr></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation_of(image)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom>{outline}</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def relation_of(image: str) -> str:
    """Give the id under which a part names an image: no template has one like it."""
    return f"shown-{image[:24]}"
