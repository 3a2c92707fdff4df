"""LibreOffice as a neighbour that may be missing, fail or hang; small programs stand in its place."""

import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_docs.build.soffice import Soffice, find_soffice
from qa_docs.cli import commands
from qa_docs.problems import ProblemsFound
from tests.small import DEAL, write_library

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")


def program(folder: Path, script: str) -> Path:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def build(folder: Path, *options: str) -> tuple[int, str, str]:
    deal = folder / "deal.yaml"
    deal.write_text(DEAL, encoding="utf-8")
    library = write_library(folder / "library")
    arguments = ["build", deal, "--library", library, "-o", folder / "out", "--only", "quality-agreement", *options]
    result = CliRunner().invoke(commands, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_a_pdf_without_libreoffice_is_an_error_with_the_way_out_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("QA_DOCS_SOFFICE", "no-such-program")

    code, _, said = build(tmp_path, "--pdf")

    assert code == 1
    assert "soffice: error: no PDF can be made: there is no program 'no-such-program'" in said
    assert "hint: install LibreOffice" in said
    assert not (tmp_path / "out").exists()


def test_page_numbers_without_libreoffice_are_a_warning_and_the_file_goes_without_them(tmp_path, monkeypatch):
    monkeypatch.setenv("QA_DOCS_SOFFICE", "no-such-program")

    code, _, said = build(tmp_path, "--paginate")

    assert code == 0
    assert "soffice: warning: the contents list goes without page numbers" in said
    assert (tmp_path / "out" / "quality-agreement.docx").is_file()


def test_the_program_that_the_user_names_is_the_one_that_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("QA_DOCS_SOFFICE", str(program(tmp_path, "echo LibreOffice 99.1")))

    found = find_soffice()

    assert found is not None
    assert found.version() == "LibreOffice 99.1"


def test_a_program_that_hangs_is_ended_with_all_that_it_started(tmp_path):
    child = tmp_path / "child"
    hanging = Soffice(program(tmp_path, f"sleep 300 &\necho $! > {child}\nwait"), seconds=0.5)

    with pytest.raises(ProblemsFound) as found:
        hanging.pdfs_of([b"a word file"], {})

    assert "LibreOffice gave no answer within 0 seconds [pdf-failed]" in str(found.value)
    assert gone(int(child.read_text()))


def test_a_program_that_ends_well_and_writes_nothing_is_told_with_its_words(tmp_path, problems_of):
    silent = Soffice(program(tmp_path, "echo source file could not be loaded"))

    said = problems_of(silent.pdfs_of, [b"a word file"], {})

    assert "LibreOffice made no PDF; it says: source file could not be loaded [pdf-failed]" in said


def test_half_a_pdf_is_none(tmp_path, problems_of):
    script = 'for last; do :; done\nprintf "%%PDF-1.6 and no end" > "${last%.docx}.pdf"'

    assert "made no PDF" in problems_of(Soffice(program(tmp_path, script)).pdfs_of, [b"a word file"], {})


def test_each_run_has_a_profile_of_its_own_and_leaves_nothing_behind(tmp_path):
    soffice = Soffice(program(tmp_path, f'echo "$1" >> {tmp_path}/profiles'))

    soffice.version()
    soffice.version()

    first, second = (tmp_path / "profiles").read_text().split()
    assert first.startswith("-env:UserInstallation=file:///")
    assert first != second
    assert not Path(first.split("file://")[1]).parent.exists()


def gone(process: int) -> bool:
    """Tell whether a process has ended, at the latest after some seconds; one that nobody buried counts as ended."""
    for _ in range(50):
        try:
            os.kill(process, 0)
            state = Path(f"/proc/{process}/stat")
            if state.is_file() and state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
