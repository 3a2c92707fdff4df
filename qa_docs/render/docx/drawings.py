"""Drawings as native groups of Word shapes, which can be edited in Word.

Shapes of text documents came with Word 2010; `mc:AlternateContent` keeps the file sound for readers that do not know
them, and gives those the words of the drawing instead.
"""

from qa_docs.model.chart import Chart
from qa_docs.model.drawing import PADDING, ROUNDING, Box, Connector, Drawing, line_height
from qa_docs.model.marks import whole_mark
from qa_docs.render.docx.captions import caption
from qa_docs.render.docx.markup import as_written, attribute, escaped
from qa_docs.render.docx.pen import Pen
from qa_docs.render.tones import COLOURS

_EMU = 635
"""Word's unit of drawings in a twentieth of a point."""
_PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_NAMES = (
    f'xmlns:wpg="{_GROUP}" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    f'xmlns:wp="{_PLACED}" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_FORMS = {
    "box": "rect",
    "rounded": "roundRect",
    "diamond": "diamond",
    "ellipse": "ellipse",
    "triangle": "triangle",
    "label": "rect",
}
_CAPTION_ROOM = 900
# The room that words need was measured in this typeface.
_TYPEFACE = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'


def drawing(block: Drawing, pen: Pen, before: str = "") -> str:
    """Give a drawing in a paragraph of its own, and its caption below."""
    mark = whole_mark(block.caption)
    marked = f"<w:r><w:t>{mark}</w:t></w:r>" if mark else ""
    scale = _Scale(block, pen)
    shown = _chart(block.chart, block, pen, scale) if block.chart else _group(block, pen, scale)
    return (
        f'<w:p><w:pPr>{pen.style("text")}<w:keepNext/>{before}<w:spacing w:before="120" w:after="0" w:line="240" '
        'w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
        f"{marked}<w:r>{shown}</w:r></w:p>"
        f"{caption('Figure', block.id, block.number, block.caption, pen)}"
    )


def _group(block: Drawing, pen: Pen, scale: "_Scale") -> str:
    """Give the shapes of a drawing as a group, and its words for readers that know no shapes."""
    shapes = "".join(_shape(shape, pen.next_picture(), scale) for shape in block.shapes)
    extent = f'cx="{scale.emu(block.width)}" cy="{scale.emu(block.height)}"'
    return (
        f'<mc:AlternateContent xmlns:mc="{_CHOICES}"><mc:Choice {_NAMES} Requires="wpg"><w:drawing>'
        f"{_frame_of(block, pen, scale)}"
        f'<a:graphic><a:graphicData uri="{_GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/><a:chOff x="0" y="0"/><a:chExt {extent}/></a:xfrm>'
        f"</wpg:grpSpPr>{shapes}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:t>{escaped(block.alternative)}</w:t></mc:Fallback></mc:AlternateContent>"
    )


def _chart(chart: Chart, block: Drawing, pen: Pen, scale: "_Scale") -> str:
    """Give the frame of a chart, which every program draws that knows Word files since 2007."""
    pen.charts.append(chart)
    return (
        f'<w:drawing xmlns:wp="{_PLACED}">{_frame_of(block, pen, scale)}'
        f'<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" xmlns:r="{_OFFICE}" r:id="{chart_relation(len(pen.charts))}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def chart_relation(number: int) -> str:
    """Give the id of the relationship of the chart that counts `number` in its document."""
    return f"rIdChart{number}"


def _frame_of(block: Drawing, pen: Pen, scale: "_Scale") -> str:
    return (
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{scale.emu(block.width)}" cy="{scale.emu(block.height)}"/>'
        f'<wp:docPr id="{pen.next_picture()}" name="{attribute(block.caption) or "Drawing"}" '
        f'descr="{attribute(block.alternative)}"/><wp:cNvGraphicFramePr/>'
    )


class _Scale:
    """Makes a drawing smaller, words and all, where it would not fit between the margins."""

    def __init__(self, block: Drawing, pen: Pen) -> None:
        room = max(pen.text_height - _CAPTION_ROOM, 1) if pen.text_height else block.height
        self._factor = min(1.0, pen.text_width / block.width, room / block.height)

    def emu(self, length: int) -> int:
        """Give a length in Word's unit of drawings."""
        return int(length * _EMU * self._factor)

    def size(self, size: int) -> int:
        """Give a type size; half points are Word's smallest step."""
        return max(1, int(size * self._factor))


def _shape(shape: Box | Connector, number: int, scale: _Scale) -> str:
    return _box(shape, number, scale) if isinstance(shape, Box) else _connector(shape, number, scale)


def _box(box: Box, number: int, scale: _Scale) -> str:
    colours = COLOURS[box.tone]
    look = f'<a:solidFill><a:srgbClr val="{colours.ground}"/></a:solidFill>{_line(colours.line)}'
    if box.form == "label":
        look = "<a:noFill/><a:ln><a:noFill/></a:ln>"
    inside = scale.emu(0 if box.form == "label" else PADDING)
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Shape {number}"/><wps:cNvSpPr/><wps:spPr>'
        f"{_frame(box.left, box.top, box.width, box.height, scale)}"
        f'<a:prstGeom prst="{_FORMS[box.form]}">{_corners(box)}</a:prstGeom>{look}</wps:spPr>{_text(box, scale)}'
        f'<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="{inside}" tIns="0" rIns="{inside}" bIns="0" '
        'anchor="ctr" anchorCtr="0"><a:noAutofit/></wps:bodyPr></wps:wsp>'
    )


def _corners(box: Box) -> str:
    """Give how round the corners are: in Word a share of the shorter side, here the same for all."""
    if box.form != "rounded":
        return "<a:avLst/>"
    share = min(50000, ROUNDING * 100_000 // max(1, min(box.width, box.height)))
    return f'<a:avLst><a:gd name="adj" fmla="val {share}"/></a:avLst>'


def _text(box: Box, scale: _Scale) -> str:
    if not box.lines:
        return ""
    size, words = scale.size(box.size), COLOURS[box.tone].words
    runs = []
    for i, line in enumerate(box.lines):
        bold = "<w:b/><w:bCs/>" if line.bold else ""
        look = f'{_TYPEFACE}{bold}<w:color w:val="{words}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        turn = "<w:br/>" if i else ""
        runs.append(
            f'<w:r><w:rPr>{look}</w:rPr>{turn}<w:t xml:space="preserve">{as_written(escaped(line.text))}</w:t></w:r>'
        )
    where = f'<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="{box.align}"/>'
    return (
        f'<wps:txbx><w:txbxContent><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{line_height(size)}" '
        f'w:lineRule="exact"/>{where}</w:pPr>'
        f"{''.join(runs)}</w:p></w:txbxContent></wps:txbx>"
    )


def _connector(connector: Connector, number: int, scale: _Scale) -> str:
    across = [x for x, _ in connector.points]
    down = [y for _, y in connector.points]
    left, top, width, height = min(across), min(down), max(across) - min(across), max(down) - min(down)
    if len(connector.points) == 2:
        flips = (' flipH="1"' if across[0] > across[1] else "") + (' flipV="1"' if down[0] > down[1] else "")
        kind, shape = "<wps:cNvCnPr/>", '<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
    else:
        flips, kind = "", "<wps:cNvSpPr/>"
        shape = _path([(x - left, y - top) for x, y in connector.points], width, height, scale)
    dashes = '<a:prstDash val="dash"/>' if connector.dashed else ""
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if connector.arrow else ""
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Line {number}"/>{kind}<wps:spPr>'
        f"{_frame(left, top, width, height, scale, flips)}{shape}{'' if len(connector.points) == 2 else '<a:noFill/>'}"
        f"{_line(COLOURS[connector.tone].line, dashes, head)}</wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def _path(points: list[tuple[int, int]], width: int, height: int, scale: _Scale) -> str:
    def point(at: tuple[int, int]) -> str:
        return f'<a:pt x="{scale.emu(at[0])}" y="{scale.emu(at[1])}"/>'

    lines = "".join(f"<a:lnTo>{point(at)}</a:lnTo>" for at in points[1:])
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{scale.emu(width)}" h="{scale.emu(height)}" fill="none">'
        f"<a:moveTo>{point(points[0])}</a:moveTo>{lines}</a:path></a:pathLst></a:custGeom>"
    )


def _frame(left: int, top: int, width: int, height: int, scale: _Scale, flips: str = "") -> str:
    return (
        f'<a:xfrm{flips}><a:off x="{scale.emu(left)}" y="{scale.emu(top)}"/>'
        f'<a:ext cx="{scale.emu(width)}" cy="{scale.emu(height)}"/></a:xfrm>'
    )


def _line(colour: str, dashes: str = "", head: str = "") -> str:
    return f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{dashes}{head}</a:ln>'
