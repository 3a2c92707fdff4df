"""How wide the columns of a table come out: every word whole, long tables by their content."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from qa_docs.model.document import Column, Reference, Table, TableRow, Text
from qa_docs.render.docx.columns import fitted_widths, is_number

Write = Callable[..., str]


@dataclass
class Fitted:
    """A table of 1000 half points' worth: type of 9 points, 10 points beside the text of a cell."""

    total: int = 9600
    look: str = "grid"

    def __call__(self, columns: str, *rows: str) -> list[int]:
        made = [column.rsplit(" ", 1) for column in columns.split("|")]
        heads = tuple(Column(title, float(width)) for title, width in made)
        cells = tuple(TableRow(tuple((cell,) for cell in row.split("|"))) for row in rows)
        table = Table("t", "T", "1", heads, cells, self.look)  # type: ignore[arg-type]
        texts: list[tuple[Text, ...]] = list(zip(*(row.cells for row in cells), strict=True))
        return fitted_widths(table, texts, self.total, 18, 200)


fitted = Fitted()


def test_a_short_table_keeps_the_proportions_that_its_author_gave():
    assert fitted("Name 30|Country 70", "Heidelberg|Germany") == [2880, 6720]


def test_a_column_too_narrow_for_a_word_takes_from_those_with_room_to_spare():
    widths = fitted("Metric 47|Measured as 48|Period 5", "Right first time|Share of batches|Quarter")

    assert sum(widths) == 9600
    assert widths[2] > 900
    assert widths[0] == pytest.approx(widths[1], rel=0.05)


def test_a_word_with_a_hyphen_can_be_broken_at_it_unless_it_is_a_name():
    loose, name = (fitted("No. 1|Activity 99", f"{word}|Test")[0] for word in ("Out-of-specification", "COM-49"))

    assert 1500 < loose < 1800
    assert 900 < name < 1300


def test_a_word_that_no_table_can_hold_is_left_to_be_broken():
    assert fitted("Key 1|Value 1", f"{'x' * 200}|y") == [4800, 4800]
    assert fitted("Key 1|Value 9", f"{'x' * 200}|y") == [3840, 5760]


def test_in_a_long_table_content_decides_and_a_name_stays_on_one_line():
    rows = [f"An event of middling length, number {n}|The Contract Facility|E-mail" for n in range(40)]
    rows.append("Safety|The Contract Facility|Telephone, confirmed by e-mail on the same day, and by letter after it")

    event, sender, medium = fitted("Event 10|Notice from 80|Medium 10", *rows)

    assert event > 3200
    assert 2000 < sender < 2800
    assert 1300 < medium < 3600


def test_a_table_of_names_and_values_lines_up_with_the_next_one_however_long():
    rows = [f"Name {n}|A value that needs a good deal of room on its line" for n in range(30)]

    assert Fitted(look="key")(" 30| 70", *rows) == [2880, 6720]


def test_columns_without_room_for_their_longest_words_share_what_there_is():
    widths = fitted("|".join(["Responsibility 1"] * 9), "|".join(["Responsibilities"] * 9))

    assert sum(widths) == 9600
    assert max(widths) - min(widths) <= 1


def test_numbers_stand_with_their_decimal_points_below_each_other_and_other_words_in_the_middle(body_of: Write):
    columns = (Column("Metric", 3), Column("Target", 1, "decimal"))
    cells = ("98.5", "9", "1,250.75", "< 0.05 %", "400\u00a0kg", "not stated", "1 to 2")
    rows = tuple(TableRow(((f"Metric {cell}",), (cell,))) for cell in cells)

    written = body_of(Table("metrics", "Metrics", "1", columns, rows))

    tabs = re.findall(r'<w:tabs><w:tab w:val="decimal" w:pos="(\d+)"/></w:tabs></w:pPr><w:r><w:t>([^<]*)', written)
    assert [number for _, number in tabs] == ["98.5", "9", "1,250.75", "&lt; 0.05 %", "400\u00a0kg"]
    (place,) = {int(place) for place, _ in tabs}
    assert 900 < place < 1600  # in the middle third of a cell of 2,400
    middle = re.findall(r'<w:jc w:val="center"/></w:pPr><w:r><w:t>([^<]*)', written)
    assert middle == ["Target", "not stated", "1 to 2"]


@pytest.mark.parametrize(("text", "number"), [("1.67", True), ("\u22122", True), ("2,000,000", True), ("135,000\u00a0tablets/h", False), ("12 mg", True), ("1.2.3", False), ("5 to 6", False), ("8 May 2026", False), ("", False), ("\u2264 5 ppm", True)])  # fmt: skip
def test_a_number_may_have_a_sign_and_a_unit(text: str, number: bool):
    assert is_number(text) is number


def test_a_reference_counts_with_its_words(body_of: Write):
    columns = (Column("Duty", 9), Column("Where", 1))
    rows = (TableRow((("Report",), (Reference("x", "Section", "12.3"),))),)

    written = body_of(Table("where", "Where", "1", columns, rows))

    assert int(re.findall(r'<w:gridCol w:w="(\d+)"/>', written)[1]) > 900


def test_a_short_table_stays_on_one_page_and_a_long_one_may_go_on(body_of: Write):
    columns = (Column("Name", 1),)

    def kept(count: int) -> list[bool]:
        rows = tuple(TableRow(((f"Row {n}",),)) for n in range(count))
        written = body_of(Table("t", "T", "1", columns, rows))
        return [cell.endswith("<w:keepNext/>") for cell in re.findall(r"([^ ]*)</w:pPr><w:r><w:t>Row ", written)]

    assert kept(4) == [True, True, True, False]
    assert kept(7) == [False] * 7
