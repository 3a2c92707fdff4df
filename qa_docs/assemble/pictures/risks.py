"""The risk matrix: severity against occurrence, before and after mitigation side by side."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from qa_docs.model.document import CellTone, Column, Paragraph, Strong, Table, TableRow, Text


class Risk(Struct, frozen=True):
    """A risk with its scores before mitigation and, where it was scored again, after it."""

    id: str
    severity: int
    occurrence: int
    residual_severity: int | None = None
    residual_occurrence: int | None = None


class RiskScale(Struct, frozen=True):
    """How scores are gathered into bands and weighed; practice, not law, so a deal may choose its own.

    A cell is weighed by the product of the upper ends of its two bands.
    """

    ends: tuple[int, ...] = (2, 4, 6, 8, 10)
    """Last score of each band, for severity and occurrence alike."""
    medium: int = 20
    """Product from which a cell is medium."""
    high: int = 48
    """Product from which a cell is high."""

    def band_of(self, score: int) -> int:
        """Give the index of the band that holds `score`; a score beyond the scale counts in the last band."""
        return next((i for i, end in enumerate(self.ends) if score <= end), len(self.ends) - 1)

    def bands(self) -> tuple[str, ...]:
        """Give the bands as they are printed: "1\u20132"."""
        return tuple(
            f"{low + 1}\u2013{high}" if high > low + 1 else str(high) for low, high in pairwise((0, *self.ends))
        )

    def tone_of(self, severity: int, occurrence: int) -> CellTone:
        """Give the weight of the cell of two bands."""
        product = self.ends[severity] * self.ends[occurrence]
        return "high" if product >= self.high else "medium" if product >= self.medium else "low"


_LETTERS = {"low": "L", "medium": "M", "high": "H"}


def risk_matrix(
    identity: str, caption: str, number: str, risks: Sequence[Risk], scale: RiskScale | None = None
) -> tuple[Table, Paragraph]:
    """Give the two matrices as one table, and the note that explains it.

    Each cell says its weight as a letter and, where risks lie in it, how many and which; colour only repeats it. A risk
    that was not scored again stands where it stood.
    """
    scale = scale or RiskScale()
    before = _placed(scale, ((risk.id, risk.severity, risk.occurrence) for risk in risks))
    after = _placed(scale, (_residual(risk) for risk in risks))
    bands = scale.bands()
    columns = [Column("Severity", 9)]
    columns += (Column(band, 8, "center", "Occurrence before mitigation") for band in bands)
    columns.append(Column("Severity", 9))
    columns += (Column(band, 8, "center", "Occurrence after mitigation") for band in bands)
    rows = [_row(scale, severity, before, after) for severity in reversed(range(len(bands)))]
    return Table(identity, caption, number, tuple(columns), tuple(rows), "small"), _note(scale, risks)


def _residual(risk: Risk) -> tuple[str, int, int]:
    severity = risk.severity if risk.residual_severity is None else risk.residual_severity
    occurrence = risk.occurrence if risk.residual_occurrence is None else risk.residual_occurrence
    return risk.id, severity, occurrence


def _placed(scale: RiskScale, scored: Iterable[tuple[str, int, int]]) -> dict[tuple[int, int], list[str]]:
    placed: dict[tuple[int, int], list[str]] = {}
    for risk, severity, occurrence in scored:
        placed.setdefault((scale.band_of(severity), scale.band_of(occurrence)), []).append(risk)
    return placed


def _row(
    scale: RiskScale, severity: int, before: dict[tuple[int, int], list[str]], after: dict[tuple[int, int], list[str]]
) -> TableRow:
    cells: list[Text] = []
    tones: list[CellTone | None] = []
    for placed in (before, after):
        cells.append((Strong((scale.bands()[severity],)),))
        tones.append("muted")
        for occurrence in range(len(scale.ends)):
            tone = scale.tone_of(severity, occurrence)
            cells.append(_cell(_LETTERS[tone], placed.get((severity, occurrence), [])))
            tones.append(tone)
    return TableRow(tuple(cells), tones=tuple(tones))


def _cell(letter: str, risks: list[str]) -> Text:
    if not risks:
        return (letter,)
    # A line for each: beside one another they would be parted at their hyphens.
    return Strong((f"{letter} {len(risks)}",)), "".join(f"\n{risk}" for risk in risks)


def _note(scale: RiskScale, risks: Sequence[Risk]) -> Paragraph:
    words = (
        "Each cell gives its weight (L low, M medium, H high), the number of risks in it and their ids. "
        f"The weight is the product of the upper ends of both bands: medium from {scale.medium}, high from "
        f"{scale.high}. It ranks the risks and measures nothing."
    )
    again = [risk.id for risk in risks if risk.residual_severity is None and risk.residual_occurrence is None]
    if again:
        words += f" Not scored again, and so unmoved: {', '.join(again)}."
    return Paragraph((words,), style="note")
