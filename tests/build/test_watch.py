import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from qa_docs.build.options import Options
from qa_docs.build.watch import Watch, inputs_of
from tests.build.portfolios import DEVIATIONS_2, portfolio, write_clause, write_deal


def test_everything_that_a_document_is_made_of_is_watched(tmp_path: Path):
    folder = portfolio(tmp_path, 2)

    names = {path.name for path in inputs_of([folder], Options(), None)}

    assert {"deal.yaml", "qa-docs.yaml", "deviations.md", "roles.yaml", "quality-agreement.docx"} <= names


def test_what_is_saved_what_comes_and_what_goes_is_told(tmp_path: Path):
    folder = portfolio(tmp_path, 2)
    deeds = iter(
        (
            lambda: None,
            lambda: write_clause(folder, "deviations", DEVIATIONS_2),
            lambda: None,
            lambda: write_clause(folder, "more", DEVIATIONS_2),
            lambda: write_deal(folder, "a", "schema: 2\n"),
        )
    )
    told = Watch([folder], Options(), None).saved(lambda _seconds: next(deeds)())

    assert [path.name for path in next(told)] == ["deviations.md"]
    assert [path.name for path in next(told)] == ["more.md"]
    assert [path.name for path in next(told)] == ["deal.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process with Ctrl-C")
def test_a_build_that_watches_builds_again_when_a_clause_is_saved(tmp_path: Path):
    folder = portfolio(tmp_path, 2)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "qa_docs", "build", str(folder), "--watch", "-j", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "QA_DOCS_CACHE": str(tmp_path / "cache")},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        assert "watching" in process.stderr.readline()
        write_clause(folder, "deviations", DEVIATIONS_2)
        lines: list[str] = []
        while sum(" deals" in line for line in lines) < 2:  # the summary of each of the two builds
            line = process.stdout.readline()
            assert line, lines
            lines.append(line.strip())
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    finally:
        process.kill()
        process.wait()

    assert process.returncode == 0, said
    assert "stopped" in said
    told = "\n".join(lines)
    assert f"saved: {folder}/clauses/compliance/deviations.md" in told
    assert f"built      {folder}/documents/a/quality-agreement.docx" in told.split("saved:")[1]
