import json
import os
import subprocess
from pathlib import Path

import ooxml_integrity
import pytest

from qa_docs.review.validity import check_docx
from tests.review.corruptions import CORRUPTIONS, Corruption, pack, unpack


def own_findings(content: bytes, _folder: Path) -> list[str]:
    return [problem.message for problem in check_docx(content, "x.docx")]


def integrity_findings(content: bytes, folder: Path) -> list[str]:
    path = folder / "x.docx"
    path.write_bytes(content)
    return [str(finding) for finding in ooxml_integrity.check(path) if finding.severity != ooxml_integrity.INFO]


def sdk_findings(content: bytes, folder: Path) -> list[str]:
    path = folder / "x.docx"
    path.write_bytes(content)
    run = subprocess.run(
        [os.environ["QA_DOCS_OOXML_VALIDATOR"], str(path)], capture_output=True, text=True, check=False
    )
    return [str(error) for error in json.loads(run.stdout)["errors"]]


GATES = {"own": own_findings, "integrity": integrity_findings, "sdk": sdk_findings}
PAIRS = [
    pytest.param(
        corruption, gate, id=f"{corruption.name}: {gate}", marks=[pytest.mark.validator] if gate == "sdk" else []
    )
    for corruption in CORRUPTIONS
    for gate in corruption.found_by
]


@pytest.mark.parametrize("gate", [pytest.param("sdk", marks=pytest.mark.validator), "own", "integrity"])
def test_a_sound_file_has_no_findings(sound: bytes, gate: str, tmp_path: Path):
    assert GATES[gate](sound, tmp_path) == []


@pytest.mark.parametrize(("corruption", "gate"), PAIRS)
def test_a_corruption_is_found(sound: bytes, corruption: Corruption, gate: str, tmp_path: Path):
    parts = unpack(sound)
    corruption.spoil(parts)

    assert GATES[gate](pack(parts), tmp_path) != []


@pytest.mark.parametrize("gate", [pytest.param("sdk", marks=pytest.mark.validator), "own", "integrity"])
def test_a_part_that_is_there_twice_is_found(sound: bytes, gate: str, tmp_path: Path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = pack(unpack(sound), twice="word/styles.xml")

    assert GATES[gate](content, tmp_path) != []
