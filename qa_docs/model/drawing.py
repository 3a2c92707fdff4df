"""A drawing: boxes and lines on a sheet, with words already broken into lines; Word and HTML are views of it.

All lengths are twentieths of a point, as in Word, and whole numbers, so that no view has to round. Type sizes are half
points. What a colour stands for is named by its tone; the renderers choose the colour.
"""

from typing import Literal

from msgspec import Struct

from qa_docs.model.chart import Chart

Tone = Literal[
    "plain",
    "muted",
    "step",
    "input",
    "parameter",
    "control",
    "sending",
    "receiving",
    "range",
    "rule",
    "low",
    "medium",
    "high",
    "planned",
    "actual",
]
Form = Literal["box", "rounded", "diamond", "ellipse", "triangle", "label"]

PADDING = 60
"""Distance of words from the left and right edge of their box; a label has none."""
ROUNDING = 90
"""Radius of the corners of a rounded box."""


class Words(Struct, frozen=True, gc=False):
    """One line of words."""

    text: str
    bold: bool = False


class Box(Struct, frozen=True, gc=False, tag="box"):
    """A shape with words in its middle. A bar is a box without words; a label has neither outline nor fill.

    A triangle marks a value and holds no words.
    """

    form: Form
    left: int
    top: int
    width: int
    height: int
    lines: tuple[Words, ...] = ()
    tone: Tone = "plain"
    size: int = 16
    align: Literal["left", "center", "right"] = "center"

    @property
    def right(self) -> int:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.top + self.height


class Connector(Struct, frozen=True, gc=False, tag="connector"):
    """A line through `points`, with an arrow head at its end or without."""

    points: tuple[tuple[int, int], ...]
    arrow: bool = True
    dashed: bool = False
    tone: Tone = "plain"


Shape = Box | Connector


class Drawing(Struct, frozen=True, gc=False, tag="drawing"):
    """A figure with its caption below it.

    `alternative` says in words what the drawing shows, for who cannot see it; `id` is the bookmark that references lead
    to. Shapes that come later lie above those before them.
    """

    id: str
    caption: str
    number: str
    alternative: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    chart: Chart | None = None
    """The numbers of a figure that is a chart and has no shapes: Word draws it from them, and they can be edited."""


def room_for_words(form: Form, width: int) -> int:
    """Give how wide words may be in a shape `width` wide.

    Word and LibreOffice keep words inside the largest upright rectangle that the shape holds.
    """
    match form:
        case "label":
            return width
        case "rounded":
            return width - 2 * PADDING - ROUNDING * 6 // 10
        case "ellipse":
            return width * 7 // 10 - 2 * PADDING
        case "diamond":
            return width // 2 - 2 * PADDING
    return width - 2 * PADDING


def line_height(size: int) -> int:
    """Give the height of a line in type of `size` half points."""
    return (size * 122 + 9) // 10
