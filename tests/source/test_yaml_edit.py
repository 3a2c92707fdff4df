"""Entries put into the text of a deal, and nothing else touched."""

import pytest

from qa_docs.source.yaml_edit import NotEditable, with_entry, with_row

DEAL = """\
# Ours.
schema: 1   # always

blanks:
  a.b: 3 days   # agreed
  # the last one

positions:
    audits: {position: fallback, approved_by: Ann}

contacts: []
"""


def test_an_entry_goes_below_the_last_one_of_its_kind() -> None:
    assert with_entry(DEAL, "blanks", "a.c", "4: days") == DEAL.replace("# agreed\n", "# agreed\n  a.c: '4: days'\n")


def test_an_entry_that_is_there_is_replaced_with_its_remark_kept() -> None:
    assert with_entry(DEAL, "blanks", "a.b", "5 days") == DEAL.replace("3 days", "5 days")


def test_a_mapping_is_written_with_the_indent_of_its_neighbours() -> None:
    entry = {"position": "negotiated", "reason": "Because: of it"}
    assert with_entry(DEAL, "positions", "survival", entry) == DEAL.replace(
        "approved_by: Ann}\n",
        "approved_by: Ann}\n    survival:\n      position: negotiated\n      reason: 'Because: of it'\n",
    )
    assert with_entry(DEAL, "positions", "audits", {"position": "acceptable"}) == DEAL.replace(
        "audits: {position: fallback, approved_by: Ann}", "audits:\n      position: acceptable"
    )


def test_a_kind_that_the_deal_lacks_is_begun_at_its_end() -> None:
    text = with_row(DEAL, "responsibilities", {"activity": "A-1", "to": "both"}, "activity")
    assert text == DEAL + "\nresponsibilities:\n  - activity: A-1\n    to: both\n"
    again = with_row(text, "responsibilities", {"activity": "A-2", "to": "both"}, "activity")
    assert again == text + "  - activity: A-2\n    to: both\n"
    changed = with_row(again, "responsibilities", {"activity": "A-1", "to": "contract_giver"}, "activity")
    assert changed == again.replace("to: both", "to: contract_giver", 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("blanks: {a.b: x, c.d: y}", "blanks: {a.b: x, c.d: y, e.f: 'z, 1'}"),
        ("blanks: {}", "blanks:\n  e.f: z, 1"),
        ("blanks:", "blanks:\n  e.f: z, 1"),
        ("blanks: # none yet", "blanks:\n  e.f: z, 1 # none yet"),
        ('"blanks":\n  "a": "b"', '"blanks":\n  "a": "b"\n  e.f: z, 1'),
        ("blanks:\r\n  a.b: x\r\nc: d\r", "blanks:\r\n  a.b: x\r\n  e.f: z, 1\r\nc: d\r"),
    ],
)
def test_other_ways_to_write_a_mapping(before: str, after: str) -> None:
    assert with_entry(f"x: 1\n{before}\n", "blanks", "e.f", "z, 1") == f"x: 1\n{after}\n"


@pytest.mark.parametrize(
    "text", ["- a list\n", "blanks: [a]\n", "blanks:\n  a.b: |\n    long\n    text\n", "{blanks: {a: b}\n}\n  "]
)
def test_where_there_is_no_sure_place_nothing_is_written(text: str) -> None:
    if text.startswith("{"):
        assert with_entry(text, "blanks", "c", "d") == text.replace("a: b", "a: b, c: d")
        return
    with pytest.raises(NotEditable):
        with_entry(text, "blanks", "c", "d")


def test_a_deal_without_a_last_line_end_keeps_its_last_line() -> None:
    assert with_entry("schema: 1", "blanks", "a", "b") == "schema: 1\n\nblanks:\n  a: b\n"
    assert with_entry("blanks:\n  x: 1", "blanks", "a", "b") == "blanks:\n  x: 1\n  a: b\n"
