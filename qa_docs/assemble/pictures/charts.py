"""Charts: an axis that is easy to read, the lines of the limits, and the room that a chart takes."""

import math
from collections.abc import Sequence
from decimal import Decimal

from qa_docs.assemble.pictures.sheet import LANDSCAPE, Sheet
from qa_docs.model.chart import Chart, LimitLine, Scale
from qa_docs.model.drawing import Drawing
from qa_docs.model.transfer.words import number_text

_HEIGHT = 3700
_TICKS = 6
"""About how many lines the upright axis has."""


def chart(identity: str, caption: str, shown: Chart, alternative: str, sheet: Sheet = LANDSCAPE) -> Drawing:
    """Give `shown` as a figure that is as wide as `sheet`; `alternative` says the numbers in words."""
    return Drawing(identity, caption, "", alternative, sheet.width, _HEIGHT, (), shown)


def scale_for(values: Sequence[Decimal]) -> Scale:
    """Give an axis that holds `values`, with steps that are easy to read; it begins at zero where they lie near it."""
    low, high = min(values), max(values)
    if 0 <= low < high / 2:
        low = Decimal(0)
    if low == high:
        around = abs(high) / 10 or Decimal(1)
        low, high = (low - around if low else low), high + around
    step = _round_step((high - low) / _TICKS)
    bottom = (low / step).to_integral_value("ROUND_FLOOR") * step
    top = (high / step).to_integral_value("ROUND_CEILING") * step
    # What lies on the edge of the field would be cut in half.
    return Scale(bottom - step if bottom == low != 0 else bottom, top + step if top == high else top, step)


def _round_step(rough: Decimal) -> Decimal:
    power = Decimal(1).scaleb(math.floor(rough.log10()))
    return next(power * times for times in (1, 2, 5, 10) if power * times >= rough)


def limits_of(low: Decimal | None, high: Decimal | None) -> tuple[LimitLine, ...]:
    """Give the lines of a lower and an upper limit."""
    named = (("Lower limit", low), ("Upper limit", high))
    return tuple(LimitLine(f"{name} {number_text(value)}", value) for name, value in named if value is not None)
