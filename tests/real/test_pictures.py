"""Drawings in LibreOffice and before the validators: every line of words stands on the page as it was measured."""

import datetime
import os
import subprocess
from pathlib import Path

import ooxml_integrity
import pytest

from qa_docs.assemble.pictures import (
    LANDSCAPE,
    Attribute,
    ComparedParameter,
    Control,
    Gate,
    Limits,
    ProcessStep,
    Risk,
    Setting,
    comparison,
    control_map,
    figures_numbered,
    gate_timeline,
    process_flow,
    risk_matrix,
)
from qa_docs.model.document import Block, PageTurn
from qa_docs.model.drawing import Box, Drawing
from qa_docs.render.docx import compile_template, render_docx
from qa_docs.review.validity import check_docx
from tests.examples import ROOT
from tests.render.sample import small

DAY = datetime.date
STEPS = [
    ProcessStep(
        str(number),
        name,
        f"Room G-20{number}",
        ("lactose monohydrate, 200 mesh", "cellulose, microcrystalline, PH 102", "povidone K30"),
        (f"CPP-0{number} impeller tip speed, 6.9 m/s (NOR 6.5\u20137.3)", "CPP-11 granulation liquid of dry mix, 22 % w/w"),
        (f"IPC-0{number} loss on drying at three positions: 1.5\u20132.5 %", "IPC-12 resistance to crushing: 70\u2013120 N"),
    )
    for number, name in enumerate(("dispensing", "high-shear wet granulation", "fluid-bed drying", "milling", "film-coating", "packaging"), 1)
]  # fmt: skip
GATES = [
    Gate("G0", "Charter approved", DAY(2026, 3, 2), DAY(2026, 3, 4), "go"),
    Gate("G1", "Plan and gap analysis approved", DAY(2026, 5, 15), DAY(2026, 8, 24), "go with conditions"),
    Gate("G7", "Close-out of the transfer, with lessons learned and documents returned", DAY(2027, 12, 15)),
]
PARAMETERS = [
    ComparedParameter(
        f"CPP-{number:02} granulation liquid (of dry mix)",
        "% w/w",
        Setting(22, Limits(21, 23), Limits(20, 24)),
        Setting(number, Limits(21, 23), Limits(None, 24)),
    )
    for number in range(20, 26)
]


def blocks() -> tuple[Block, ...]:
    risks = [Risk(f"R-{number:02}", number, 6, number, 2) for number in range(1, 11)]
    controls = [Control("CPP-01", "granulation", ("CQA-01",)), Control("IPC-01", "drying", ("CQA-01",))]
    drawings = (
        *process_flow("flow", "Process flow", STEPS),
        *gate_timeline("gates", "Gates", GATES),
        *comparison("parameters", "Parameters of both units", PARAMETERS),
        *risk_matrix("risks", "Risks before and after mitigation", "1", risks),
        control_map("controls", "Controls", "2", [Attribute("CQA-01", "Dissolution")], [], controls),
        PageTurn("landscape"),
        *process_flow("flow-turned", "Process flow on turned pages", STEPS, LANDSCAPE),
        *gate_timeline("gates-turned", "Gates on a turned page", GATES, LANDSCAPE),
    )
    return tuple(figures_numbered(drawings))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pictures in one Word file."""
    template = compile_template((ROOT / "templates" / "quality-agreement.docx").read_bytes(), "template")
    written = tmp_path_factory.mktemp("pictures") / "pictures.docx"
    written.write_bytes(render_docx(small(*blocks()), template))
    return written


def test_our_own_gate_and_the_integrity_gate_find_nothing(path: Path):
    assert [str(problem) for problem in check_docx(path.read_bytes(), path.name)] == []
    assert [str(one) for one in ooxml_integrity.check(path) if one.severity != ooxml_integrity.INFO] == []


@pytest.mark.validator
def test_the_open_xml_sdk_finds_nothing(path: Path):
    run = subprocess.run(
        [os.environ["QA_DOCS_OOXML_VALIDATOR"], str(path)], capture_output=True, text=True, check=False
    )

    assert (run.returncode, run.stdout[-2000:] if run.returncode else "") == (0, "")


@pytest.mark.real
def test_every_line_of_every_drawing_stands_unbroken_in_the_pdf(path: Path):
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    command = ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    drawings = [block for block in blocks() if isinstance(block, Drawing)]
    wanted = [
        line.text.strip()
        for drawing in drawings
        for box in drawing.shapes
        if isinstance(box, Box)
        for line in box.lines
    ]

    printed_lines = [" ".join(line.split()) for line in printed.splitlines()]
    assert len(wanted) > 200
    assert [text for text in wanted if not any(" ".join(text.split()) in line for line in printed_lines)] == []
    assert [f"Figure {drawing.number} {drawing.caption}" for drawing in drawings] == [
        line for line in printed_lines if line.startswith("Figure ")
    ][len(drawings) :]  # before them they stand in the list of figures
    # Who sees the drawing does not get its description as well.
    assert "as a flow chart" not in printed
