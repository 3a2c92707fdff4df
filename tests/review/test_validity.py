import json
import os
import subprocess
from pathlib import Path

import ooxml_integrity
import pytest

from qa_docs.assemble import assemble
from qa_docs.build.content import builtin_template
from qa_docs.render.docx import compile_template, render_docx
from qa_docs.review.validity import check_docx
from tests.review.corruptions import CORRUPTIONS, Corruption, pack, unpack
from tests.small import clause, deal, small_library

REFERRING = clause(
    "Samples", "{{ party('COM-02') }} shall act under {{ ref('deviations') }}.", "activities: [COM-02]\n"
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small agreement as a Word file, with every kind of thing that can be spoilt."""
    library = small_library(tmp_path_factory.mktemp("library"), {"samples": REFERRING})
    template = compile_template(builtin_template("quality-agreement").read_bytes(), "template")
    return render_docx(assemble(deal(), library).document, template)


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


@pytest.mark.parametrize(
    ("content", "message"), [(b"", "not a Word file"), (b"PK\x03\x04 but no zip", "not a Word file")]
)
def test_what_is_no_word_file_is_told(content: bytes, message: str):
    assert [message in str(problem) for problem in check_docx(content, "x.docx")] == [True]


def test_an_entity_is_never_expanded(sound: bytes):
    parts = unpack(sound)
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boom">]><a>&b;</a>'
    parts["word/extra.xml"] = bomb

    assert all("boom" not in str(problem) for problem in check_docx(pack(parts), "x.docx"))
