"""Every clause against every check: a new clause is tested without a new test."""

import re
from functools import cache
from pathlib import Path

import pytest

from qa_docs.library.check import check_library
from qa_docs.problems import Problem
from tests.examples import ROOT, library

CLAUSES = sorted(library().clauses)
COMMERCIAL = re.compile(
    r"\b(prices?|fees?|invoices?|payments?|indemni\w+|liabilit\w+|liable|penalt\w+|damages|warrant\w*|best efforts)\b",
    re.IGNORECASE,
)
WEAK = re.compile(
    r"\b(will|must|should|promptly|timely|as soon as possible|without delay|reasonable efforts)\b", re.IGNORECASE
)
PASSIVE = re.compile(
    r"shall be (notified|informed|told|sent|given|provided|reported|recorded|kept|approved|reviewed)\b(?! by)"
)
SILENCE = re.compile(r"\bdeemed\b|silence (is|means|counts as) (approval|consent|acceptance)", re.IGNORECASE)


@cache
def problems() -> tuple[Problem, ...]:
    return tuple(check_library(library()))


def source(clause_id: str) -> str:
    return Path(library().clauses[clause_id].place.file).read_text(encoding="utf-8")


def body(clause_id: str) -> str:
    return source(clause_id).split("\n---\n", 1)[1]


def test_the_library_has_no_problems():
    assert [str(problem) for problem in problems()] == []


def test_the_library_holds_what_an_agreement_needs():
    held = library()

    assert {clause.head.aspect for clause in held.clauses.values()} == {
        "framework",
        "regulatory",
        "technical",
        "compliance",
        "operations",
    }
    assert len(held.clauses) >= 180
    assert len(held.rows) >= 249
    assert len(held.requirements) == 458


@pytest.mark.parametrize("clause_id", CLAUSES)
def test_a_clause_has_basis_or_rows_and_a_note_and_a_history(clause_id: str):
    head = library().clauses[clause_id].head

    assert head.history[0].version == head.version
    assert len(head.note.split()) >= 8


@pytest.mark.parametrize("clause_id", CLAUSES)
@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("commercial word", COMMERCIAL),
        ("weak word", WEAK),
        ("duty without an agent", PASSIVE),
        ("silence as consent", SILENCE),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_clause_uses_contract_english(clause_id: str, what: str, pattern: re.Pattern[str]):
    assert pattern.findall(body(clause_id)) == [], what


@pytest.mark.parametrize("clause_id", CLAUSES)
def test_a_clause_has_one_sentence_a_line(clause_id: str):
    prose = [line for line in body(clause_id).splitlines() if line and not line.startswith(("|", "#", "["))]

    assert [line for line in prose if re.search(r"[a-z)}]\. [A-Z{]", line)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "clauses").rglob("*.*")), ids=lambda path: path.name)
def test_a_file_of_the_library_is_clean_text(path: Path):
    text = path.read_bytes().decode("utf-8")

    assert "\r" not in text and "\t" not in text
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert not re.search(r"\b(TBD|TODO|FIXME|XXX)\b", text)


def test_titles_of_requirements_are_set_with_typographic_marks():
    titles = [requirement.title for requirement in library().requirements.values()]

    assert [title for title in titles if "'" in title or '"' in title or " - " in title] == []
