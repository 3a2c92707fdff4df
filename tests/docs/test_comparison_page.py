import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "comparison.md").read_text(encoding="utf-8")
TABLES, PAGES = PAGE.split("## Pages")


def rows() -> list[list[str]]:
    """The numbered rows of the tables, cell by cell."""
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\| \d+ .*$", TABLES, re.M)]


@pytest.mark.parametrize("cited", sorted(set(re.findall(r"`(tests/[\w/]+\.py::\w+)`", PAGE))))
def test_a_check_that_the_page_names_is_there(cited: str):
    path, name = cited.split("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in [one.name for one in tree.body if isinstance(one, ast.FunctionDef)]


def test_every_row_has_an_answer_of_each_tool_and_a_check_of_ours():
    numbers = [int(row[0]) for row in rows()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [row[0] for row in rows() if len(row) != 7 or not all(row)] == []
    assert [int(number) for number in re.findall(r"^(\d+)\. `", TABLES, re.M)] == numbers


def test_every_page_that_is_cited_is_listed_and_every_page_listed_is_cited():
    cited = {key for keys in re.findall(r"\[((?:[A-D]\d+(?:, )?)+)\]", TABLES) for key in keys.split(", ")}
    assert cited == set(re.findall(r"^\| ([A-D]\d+) \|", PAGES, re.M))


def test_every_trial_that_is_cited_is_printed_by_the_trials():
    folder = ROOT / "benchmarks" / "neighbours"
    printed = "".join((folder / name).read_text() for name in ("docxtpl_trials.py", "docxtemplater_trials.js"))
    cited = {name for told in re.findall(r"\(tried: ([^)]*)", TABLES) for name in re.findall(r"\*([^*]+)\*", told)}
    assert cited and [name for name in sorted(cited) if f'"{name}' not in printed] == []
