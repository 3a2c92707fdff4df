"""The lock knows which text of each clause was approved, and an id is never used for something else."""

import datetime
from pathlib import Path

import pytest

from qa_docs.build.clauses import approve_clauses, difference_of, history_of, list_clauses, retire_clause
from qa_docs.library.load import load_library
from qa_docs.library.lock import check_lock, read_lock
from qa_docs.problems import ProblemsFound
from tests.small import write_library

DAY = datetime.date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    library = write_library(tmp_path / "clauses")
    approve_clauses(library, (), "Ann Quality", DAY)
    return library


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in check_lock(load_library(folder), read_lock(folder), folder)]


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "compliance" / "samples.md"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_an_approved_library_has_no_findings(folder: Path):
    assert codes(folder) == []
    assert (
        (folder / "clauses.lock")
        .read_text(encoding="utf-8")
        .splitlines()[2]
        .startswith("  certification: {version: 1.0.0, digest: ")
    )


def test_text_that_changed_under_its_old_version_is_an_error_and_cannot_be_approved(folder: Path):
    change(folder, "shall keep samples", "shall keep few samples")

    assert codes(folder) == ["clause-changed"]
    with pytest.raises(ProblemsFound):
        approve_clauses(folder, ("samples",), "Ann", DAY)


def test_a_new_version_waits_for_its_approval(folder: Path):
    change(folder, "shall keep samples", "shall keep few samples")
    change(folder, "version: 1.0.0", "version: 1.1.0")

    assert codes(folder) == ["clause-unapproved"]
    approve_clauses(folder, ("samples",), "Ann", DAY)
    assert codes(folder) == []


def test_a_clause_that_is_gone_is_retired_and_its_id_is_never_used_again(folder: Path):
    path = folder / "compliance" / "samples.md"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    missing = list(check_lock(load_library(folder), read_lock(folder), folder))
    assert [(problem.code, str(problem.place)) for problem in missing] == [
        ("clause-missing", f"{folder}/clauses.lock:5:3")
    ]

    retire_clause(folder, "samples")
    assert codes(folder) == []

    path.write_text(text, encoding="utf-8")
    assert codes(folder) == ["clause-retired"]


def test_states_and_history_are_listed(folder: Path):
    change(folder, "shall keep samples", "shall keep few samples")

    assert [line.split()[:3] for line in list_clauses(folder)] == [
        ["certification", "1.0.0", "approved"],
        ["deviations", "1.0.0", "approved"],
        ["samples", "1.0.0", "changed"],
    ]
    assert list(history_of(folder, "deviations")) == ["deviations: Deviations"]


def test_the_difference_to_an_approved_text_that_git_does_not_have_is_a_problem(folder: Path):
    change(folder, "shall keep samples", "shall keep few samples")

    assert list(difference_of(folder, "deviations")) == ["deviations is as approved (1.0.0)"]
    with pytest.raises(ProblemsFound) as error:
        list(difference_of(folder, "samples"))
    assert "not in the history of git" in str(error.value)
