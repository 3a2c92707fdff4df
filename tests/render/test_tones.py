"""Contrast as WCAG 2.1 works it out."""

from typing import get_args

import pytest

from qa_docs.model.drawing import Tone
from qa_docs.render.tones import COLOURS, INK


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tone", get_args(Tone))
def test_words_can_be_read_on_their_ground_and_outlines_seen_on_paper(tone: Tone):
    colours = COLOURS[tone]
    assert contrast(colours.words, colours.ground) >= 4.5
    # The lines between rows only guide the eye.
    assert tone == "rule" or contrast(colours.line, "FFFFFF") >= 3


@pytest.mark.parametrize("tone", ["muted", "low", "medium", "high"])
def test_ordinary_words_can_be_read_in_a_toned_cell(tone: Tone):
    assert contrast(INK, COLOURS[tone].ground) >= 4.5
    assert contrast("000000", COLOURS[tone].ground) >= 4.5


@pytest.mark.parametrize(
    ("lighter", "darker"), [("low", "medium"), ("medium", "high"), ("sending", "receiving"), ("planned", "actual")]
)
def test_what_is_compared_can_be_told_apart_in_a_grey_print(lighter: Tone, darker: Tone):
    assert luminance(COLOURS[lighter].ground) - luminance(COLOURS[darker].ground) > 0.15
