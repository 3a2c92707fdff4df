import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import msgspec
import ooxml_integrity
import pytest
from lxml import etree

from qa_docs.assemble import assemble
from qa_docs.render.docx import compile_template, render_docx
from qa_docs.review.validity import check_docx
from tests.examples import ROOT, example, library
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


NAMES = ("{{ x }}", "{% if a %}", "A {{ document.number }} B", "\n{{ x }}\t{{ y }}", "{{x")


@pytest.mark.parametrize("name", NAMES)
def test_braces_that_a_deal_wants_printed_are_no_tag_that_was_left_over(name: str):
    placed = example("testing-laboratory")
    party = replace(placed.deal.contract_giver, address=name, legal_name=name.strip())
    deal = replace(placed.deal, contract_giver=party)
    document = assemble(msgspec.structs.replace(placed, deal=deal), library()).document
    template = (ROOT / "templates" / "quality-agreement.docx").read_bytes()

    content = render_docx(document, compile_template(template, "t.docx"))

    assert [problem.message for problem in check_docx(content, "x.docx")] == []
    body = etree.fromstring(unpack(content)["word/document.xml"])
    text = "".join(body.itertext())
    assert name.strip().replace("\t", "") in text
