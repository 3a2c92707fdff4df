"""The colours that the tones of a drawing or of a table cell stand for.

Words keep a contrast of at least 4.5 to their ground and outlines of at least 3 to paper (WCAG 2.1); low, medium and
high darken from one to the next, so that they can be told apart in a grey print too.
"""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from qa_docs.model.drawing import Tone

INK = "1F2A44"


class Colours(Struct, frozen=True):
    """Ground, outline and words of a tone, as six hexadecimal digits."""

    ground: str
    line: str
    words: str = INK


COLOURS: Mapping[Tone, Colours] = MappingProxyType(
    {
        "plain": Colours("FFFFFF", "5A6473"),
        "muted": Colours("EFF2F6", "7A8594"),
        "step": Colours("DDE4EC", "1F2A44"),
        "input": Colours("FFFFFF", "5A6473"),
        "parameter": Colours("FCF0D9", "8A5A00"),
        "control": Colours("E3F0E6", "2E6B45"),
        "sending": Colours("B9C7DA", "1F2A44"),
        "receiving": Colours("4A6288", "1F2A44", "FFFFFF"),
        "range": Colours("FFFFFF", "5A6473"),
        "rule": Colours("FFFFFF", "C3CCD6"),
        "low": Colours("EDF3EC", "4F7350"),
        "medium": Colours("F3CE85", "8A5A00"),
        "high": Colours("E8998A", "8C2B1D"),
        "planned": Colours("FFFFFF", "1F2A44"),
        "actual": Colours("1F2A44", "1F2A44", "FFFFFF"),
    }
)
