"""A drawing as inline SVG for a page in HTML: it scales, and its title and description can be read aloud."""

from html import escape
from itertools import pairwise

from qa_docs.model.drawing import PADDING, ROUNDING, Box, Connector, Drawing, Shape, Words, line_height
from qa_docs.model.letters import text_width
from qa_docs.render.tones import COLOURS

_STROKE = 15
_HEAD = 110
"""Length of an arrow head."""
_FAMILY = "Calibri, Carlito, sans-serif"
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def render_svg(drawing: Drawing, identity: str = "") -> str:
    """Give `drawing` as an `svg` element; `identity` tells its ids from others of the page, or else the drawing's own.

    The caption is not part of it: that is text of the page.
    """
    name = escape(identity or drawing.id or "drawing", quote=True)
    shapes = "".join(_box(shape) if isinstance(shape, Box) else _connector(shape) for shape in _shapes(drawing))
    # Half of an outline at the edge lies outside of the drawing.
    view = f"{-_STROKE} {-_STROKE} {drawing.width + 2 * _STROKE} {drawing.height + 2 * _STROKE}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'viewBox="{view}" style="width:{_points(drawing.width)}pt;max-width:100%" font-family="{_FAMILY}">'
        f'<title id="{name}-title">{escape(drawing.caption)}</title>'
        f'<desc id="{name}-desc">{escape(drawing.alternative)}</desc>{shapes}</svg>'
    )


def _shapes(drawing: Drawing) -> tuple[Shape, ...]:
    if drawing.chart is None:
        return drawing.shapes
    from qa_docs.render.chart_shapes import shapes_of  # here: few pages have a chart

    return shapes_of(drawing.chart, drawing.width, drawing.height)


def _points(length: int) -> str:
    return f"{length / 20:g}"


def _box(box: Box) -> str:
    return _outline(box) + _words(box)


def _outline(box: Box) -> str:
    colours = COLOURS[box.tone]
    look = f'fill="#{colours.ground}" stroke="#{colours.line}" stroke-width="{_STROKE}"'
    middle, centre = _half(box.left + box.right), _half(box.top + box.bottom)
    match box.form:
        case "label":
            return ""
        case "ellipse":
            return f'<ellipse cx="{middle}" cy="{centre}" rx="{_half(box.width)}" ry="{_half(box.height)}" {look}/>'
        case "diamond":
            corners = f"{middle},{box.top} {box.right},{centre} {middle},{box.bottom} {box.left},{centre}"
            return f'<polygon points="{corners}" {look}/>'
        case "triangle":
            corners = f"{middle},{box.top} {box.right},{box.bottom} {box.left},{box.bottom}"
            return f'<polygon points="{corners}" {look}/>'
    turned = f' rx="{_corner(box)}"' if box.form == "rounded" else ""
    return f'<rect x="{box.left}" y="{box.top}" width="{box.width}" height="{box.height}"{turned} {look}/>'


def _corner(box: Box) -> int:
    return min(ROUNDING, box.width // 2, box.height // 2)


def _words(box: Box) -> str:
    if not box.lines:
        return ""
    pitch = line_height(box.size)
    inside = 0 if box.form == "label" else PADDING
    left = {"left": box.left + inside, "right": box.right - inside}.get(box.align, (box.left + box.right) // 2)
    # The letters of a line stand a little below its middle: what is under the base line is less than what is above.
    first = (box.top + box.bottom - pitch * len(box.lines)) // 2 + pitch * 77 // 100
    look = f'font-size="{box.size * 10}" text-anchor="{_ANCHORS[box.align]}" fill="#{COLOURS[box.tone].words}"'
    lines = (f'<text x="{left}" y="{first + i * pitch}"{_look(line, box)}</text>' for i, line in enumerate(box.lines))
    return f"<g {look}>{''.join(lines)}</g>"


def _look(line: Words, box: Box) -> str:
    # A browser without the typeface takes another one, which must not print wider.
    width = text_width(line.text, box.size, line.bold)
    bold = ' font-weight="bold"' if line.bold else ""
    return f' textLength="{width}" lengthAdjust="spacingAndGlyphs"{bold}>{escape(line.text)}'


def _connector(connector: Connector) -> str:
    colour = COLOURS[connector.tone].line
    points = " ".join(f"{x},{y}" for x, y in connector.points)
    dashes = ' stroke-dasharray="60 45"' if connector.dashed else ""
    line = f'<polyline points="{points}" fill="none" stroke="#{colour}" stroke-width="{_STROKE}"{dashes}/>'
    return line + (_arrow_head(connector.points, colour) if connector.arrow else "")


def _arrow_head(points: tuple[tuple[int, int], ...], colour: str) -> str:
    (x, y), (to_x, to_y) = list(pairwise(points))[-1]
    length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5 or 1.0
    along_x, along_y = (to_x - x) / length * _HEAD, (to_y - y) / length * _HEAD
    corners = (
        (to_x, to_y),
        (round(to_x - along_x - along_y * 0.45), round(to_y - along_y + along_x * 0.45)),
        (round(to_x - along_x + along_y * 0.45), round(to_y - along_y - along_x * 0.45)),
    )
    return f'<polygon points="{" ".join(f"{a},{b}" for a, b in corners)}" fill="#{colour}"/>'


def _half(length: int) -> str:
    return f"{length / 2:g}"
