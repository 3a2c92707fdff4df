import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_docs.model.drawing import Words
from qa_docs.model.letter_widths import BOLD, REGULAR
from qa_docs.model.letters import text_width, widest, wrapped

CARLITO = Path("/usr/share/fonts/truetype/crosextra")


def test_a_text_breaks_between_words_and_a_long_word_after_its_hyphens():
    assert [line.text for line in wrapped("microcrystalline cellulose, low-substituted", 1000, 16)] == [
        "microcrystall",
        "ine cellulose,",
        "low-",
        "substituted",
    ]


def test_a_space_that_must_not_break_keeps_number_and_unit_together():
    assert wrapped("set to 10\u00a0mg daily", 700, 16) == (Words("set to"), Words("10\u00a0mg"), Words("daily"))


def test_nothing_is_no_line():
    assert wrapped(" \n ", 1000, 16) == ()


@given(st.text(max_size=80), st.integers(400, 4000), st.booleans())
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, width: int, bold: bool):
    lines = wrapped(text, width, 16, bold)

    assert widest(lines, 16) <= width
    assert "".join(line.text for line in lines).replace(" ", "") == re.sub(r"[ \t\r\n]", "", text)


@pytest.mark.real
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("style", "table", "bold"), [("Regular", REGULAR, False), ("Bold", BOLD, True)])
def test_the_widths_are_those_of_the_typeface(style: str, table, bold: bool):
    from fontTools.ttLib import TTFont

    font = TTFont(CARLITO / f"Carlito-{style}.ttf")
    names, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    real = {
        letter: advances[names[ord(letter)]][0] * 100 / em
        for letters in table.values()
        for letter in letters
        if letter != "\u00a0"
    }
    measured = {letter: text_width(letter, 1000, bold) / 100 for letter in real}

    assert [letter for letter, width in real.items() if not width <= measured[letter] <= (width + 1) * 1.011] == []
