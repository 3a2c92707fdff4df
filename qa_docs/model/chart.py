"""A chart: values at places along an axis, and the limits they are held against. Word draws it from these numbers."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

Mark = Literal["circle", "square", "diamond", "triangle"]


class Series(Struct, frozen=True, gc=False):
    """Values of one kind, one for each label; a place without one is None.

    `mark` and `filled` tell it from the others without any colour.
    """

    name: str
    values: tuple[Decimal | None, ...]
    mark: Mark = "circle"
    filled: bool = True


class LimitLine(Struct, frozen=True, gc=False):
    """A limit, drawn as a dashed line over the whole width; `name` says which, with its value."""

    name: str
    value: Decimal


class Scale(Struct, frozen=True, gc=False):
    """The upright axis: from `low` to `high` with a line at every `step`."""

    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def places(self) -> int:
        """How many decimals its numbers have."""
        exponent = self.step.normalize().as_tuple().exponent
        return max(-exponent, 0) if isinstance(exponent, int) else 0


class Chart(Struct, frozen=True, gc=False):
    """What a chart shows: `lines` are marks joined by a thin line, `columns` stand side by side.

    In a `profile` the marks stand where `places` lie on an axis of numbers, and the labels say the same in words.
    """

    kind: Literal["lines", "columns", "profile"]
    across: str
    """What the labels are."""
    up: str
    """What the values are, with their unit."""
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    limits: tuple[LimitLine, ...]
    scale: Scale
    every: int = 1
    """Of how many labels one is printed."""
    places: tuple[Decimal, ...] = ()
    across_scale: Scale | None = None
    """The level axis of a profile."""
