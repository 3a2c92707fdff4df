import os
from pathlib import Path

import pytest

from qa_docs.build.write import write_atomically, write_outputs
from qa_docs.problems import ProblemsFound


def test_a_file_that_cannot_be_moved_into_place_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "agreement.docx"
    path.write_bytes(b"old")

    def refuse(*_arguments: object) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="Permission denied"):
        write_atomically(path, b"new")

    assert path.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_a_file_is_a_problem_and_nothing_else_is_lost(tmp_path: Path):
    (tmp_path / "out").write_text("mine", encoding="utf-8")

    with pytest.raises(ProblemsFound) as error:
        write_outputs({tmp_path / "out" / "a.docx": b"a"})

    assert [problem.code for problem in error.value.problems] == ["cannot-write"]
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_outputs_have_the_permissions_of_the_users_other_files(tmp_path: Path):
    write_outputs({tmp_path / "new" / "a.docx": b"a"})
    (tmp_path / "plain").write_bytes(b"")

    assert (tmp_path / "new" / "a.docx").stat().st_mode == (tmp_path / "plain").stat().st_mode
