"""The same inputs give the same bytes, in other processes, time zones, hash seeds and folders."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples import EXAMPLES, ROOT

KINDS = ("quality-agreement.docx", "raci-matrix.xlsx")


def build(name: str, folder: Path, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "qa_docs", "build", str(ROOT / "examples" / name / "deal.yaml"), "-o", str(folder)]
    folder.mkdir()
    subprocess.run(command, check=True, capture_output=True, cwd=folder, env={**os.environ, **environment})
    return {kind: (folder / kind).read_bytes() for kind in KINDS}


@pytest.mark.parametrize("name", EXAMPLES[:3])
def test_two_processes_make_the_same_bytes(tmp_path: Path, name: str):
    one = build(name, tmp_path / "one", PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C", QA_DOCS_CACHE="off")
    two = build(
        name, tmp_path / "two", PYTHONHASHSEED="77", TZ="America/New_York", QA_DOCS_CACHE=str(tmp_path / "cache")
    )
    again = build(name, tmp_path / "again", PYTHONHASHSEED="5", QA_DOCS_CACHE=str(tmp_path / "cache"))

    assert one == two == again


def test_a_damaged_cache_is_no_harm(tmp_path: Path):
    cache = tmp_path / "cache"
    first = build("testing-laboratory", tmp_path / "one", QA_DOCS_CACHE=str(cache))
    for path in cache.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:50])

    assert build("testing-laboratory", tmp_path / "two", QA_DOCS_CACHE=str(cache)) == first
