"""Charts that Word draws from a table: the frame, the part, the workbook inside."""

import io
import json
import os
import re
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document as WordDocument
from lxml import etree
from msgspec.structs import replace
from openpyxl import load_workbook

from qa_docs.assemble.pictures import chart, limits_of, scale_for
from qa_docs.model.chart import Chart, Series
from qa_docs.model.document import Heading, Paragraph, Reference
from qa_docs.model.drawing import Drawing
from qa_docs.render.docx import CompiledTemplate, compile_template, render_docx
from qa_docs.render.svg import render_svg
from qa_docs.render.text import render_text
from qa_docs.review.validity import check_docx
from tests.render.conftest import TEMPLATE
from tests.render.resolved import body_of, lines_of, resolved
from tests.render.sample import small
from tests.render.sample_text import plain
from tests.render.test_docx_redline import redlined

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PART, BOOK = "word/charts/qa-1.xml", "word/embeddings/qa-1.xlsx"
VALUES = tuple(map(Decimal, ("99.4", "101.2", "98.7")))


def assay(kind: str = "lines", first: Decimal = VALUES[0]) -> Drawing:
    one, two, three = first, *VALUES[1:]
    shown = Chart(
        kind,  # type: ignore[arg-type]
        "Value, batch by batch",
        'Assay "A&B" <%>',
        ("1", "2", "1"),
        (Series("PPQ-1 {{ x }}", (one, two, None), "circle"), Series("PPQ-2", (None, None, three), "square", False)),
        limits_of(Decimal("95.0"), Decimal("105.0")),
        scale_for([Decimal(95), Decimal(105)]),
        2,
    )
    return replace(chart("assay", "Assay of the batches", shown, f"PPQ-1: {one}, 101.2; PPQ-2: 98.7."), number="1")


def profile() -> Drawing:
    """Dissolution of a batch and of the sending unit, over minutes."""
    minutes, dissolved = (tuple(map(Decimal, row)) for row in (("10", "15", "30"), ("58", "76.5", "92")))
    series = (Series("PPQ-1", dissolved), Series("Sending Unit", (*dissolved[:2], None), "diamond", False))
    up, across = scale_for([Decimal(0), *dissolved]), scale_for([Decimal(0), *minutes])
    shown = Chart("profile", "Point, min", "Dissolved, %", ("10", "15", "30"), series, (), up, 1, minutes, across)
    return replace(chart("profile", "Dissolution", shown, "PPQ-1: 58, 76.5, 92."), number="1")


def made(template: CompiledTemplate, *drawings: Drawing) -> bytes:
    return render_docx(small(Paragraph((Reference("assay", "Figure", "1"), " shows it.")), *drawings), template)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
        return {name: archive.read(name) for name in archive.namelist()}


def chart_tree(content: bytes) -> etree._Element:
    return etree.fromstring(parts(content)[PART])


def test_a_chart_is_a_part_of_its_own_in_a_frame_with_caption_and_words(template: CompiledTemplate):
    content = made(template, assay())
    text = parts(content)["word/document.xml"].decode()
    frame = re.search(r"<w:drawing.*?</w:drawing>", text)
    assert frame is not None
    assert frame[0] == (
        '<w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="6120130" cy="1669946"/>'
        '<wp:docPr id="1" name="Assay of the batches" descr="PPQ-1: 99.4, 101.2; PPQ-2: 98.7."/>'
        '<wp:cNvGraphicFramePr/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdChart1"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    relations = parts(content)["word/_rels/document.xml.rels"].decode()
    assert 'Id="rIdChart1"' in relations and 'Target="charts/qa-1.xml"' in relations
    assert 'Target="../embeddings/qa-1.xlsx"' in parts(content)["word/charts/_rels/qa-1.xml.rels"].decode()
    assert "SEQ Figure" in text and "Figure\u00a01" in text.replace("</w:t></w:r><w:r><w:t>", "")


def test_the_chart_draws_each_series_with_a_mark_of_its_own_and_each_limit_with_its_own_dashes(
    template: CompiledTemplate,
):
    tree = chart_tree(made(template, assay()))
    series = tree.findall(f".//{C}lineChart/{C}ser")
    names = [one.findtext(f"{C}tx//{C}v") for one in series]
    assert names == ["PPQ-1 {{ x }}", "PPQ-2", "Lower limit 95.0", "Upper limit 105.0"]
    assert [one.find(f"{C}marker/{C}symbol").get("val") for one in series] == ["circle", "square", "none", "none"]
    dashes = [one.find(f"{C}spPr/{A}ln/{A}prstDash") for one in series]
    assert [None if dash is None else dash.get("val") for dash in dashes] == [None, None, "dash", "sysDot"]
    points = [[point.findtext(f"{C}v") for point in one.iter(f"{C}pt")][4:] for one in series[:2]]
    assert points == [["99.4", "101.2"], ["98.7"]]


def test_its_axes_bear_titles_with_units_round_steps_and_the_typeface_of_the_template(template: CompiledTemplate):
    tree = chart_tree(made(template, assay()))
    across, up = tree.find(f".//{C}catAx"), tree.find(f".//{C}valAx")
    assert ["".join(axis.find(f"{C}title").itertext()) for axis in (across, up)] == [
        "Value, batch by batch",
        'Assay "A&B" <%>',
    ]
    ends = [up.find(path).get("val") for path in (f"{C}scaling/{C}min", f"{C}scaling/{C}max", f"{C}majorUnit")]
    assert ends == ["94", "106", "2"]
    assert {face.get("typeface") for face in tree.iter(f"{A}latin")} == {"Calibri"}
    serif = compile_template(TEMPLATE.with_name("quality-agreement-letter-serif.docx").read_bytes(), "t")
    assert {face.get("typeface") for face in chart_tree(made(serif, assay())).iter(f"{A}latin")} == {"Times New Roman"}


def test_the_workbook_inside_holds_the_same_numbers_where_the_chart_looks_for_them(template: CompiledTemplate):
    content = made(template, assay())
    sheet = load_workbook(io.BytesIO(parts(content)[BOOK]))["Data"]
    assert list(sheet.iter_rows(values_only=True)) == [
        ("Value, batch by batch", "PPQ-1 {{ x }}", "PPQ-2", "Lower limit 95.0", "Upper limit 105.0"),
        ("1", 99.4, None, 95, 105),
        ("2", 101.2, None, 95, 105),
        ("1", None, 98.7, 95, 105),
    ]
    for one in chart_tree(content).iter(f"{C}numRef"):
        cells = [cell.value for (cell,) in sheet[one.findtext(f"{C}f").partition("!")[2].replace("$", "")]]
        known = {int(point.get("idx")): float(point.findtext(f"{C}v")) for point in one.iter(f"{C}pt")}
        assert {at: value for at, value in enumerate(cells) if value is not None} == known


def test_columns_stand_beside_the_line_of_their_limit(template: CompiledTemplate):
    tree = chart_tree(made(template, assay("columns")))
    assert [one.findtext(f"{C}tx//{C}v") for one in tree.iterfind(f".//{C}barChart/{C}ser")] == [
        "PPQ-1 {{ x }}",
        "PPQ-2",
    ]
    assert len(tree.findall(f".//{C}lineChart/{C}ser")) == 2


def test_a_profile_stands_over_an_axis_of_numbers(template: CompiledTemplate):
    content = made(template, profile())
    tree = chart_tree(content)
    series = tree.findall(f".//{C}scatterChart/{C}ser")
    across = [[value.text for value in one.iterfind(f"{C}xVal//{C}v")] for one in series]
    up = [[value.text for value in one.iterfind(f"{C}yVal//{C}v")] for one in series]
    assert (across, up) == ([["10", "15", "30"]] * 2, [["58", "76.5", "92"], ["58", "76.5"]])
    ends = [
        (axis.find(f"{C}scaling/{C}min").get("val"), axis.find(f"{C}scaling/{C}max").get("val"))
        for axis in tree.iter(f"{C}valAx")
    ]
    assert ends == [("0", "35"), ("0", "100")]
    sheet = load_workbook(io.BytesIO(parts(content)[BOOK]))["Data"]
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["Point, min", 10, 15, 30]


def test_the_same_chart_gives_the_same_bytes_and_python_docx_opens_it(template: CompiledTemplate):
    content = made(template, assay())
    assert content == made(template, assay())
    assert [problem for problem in check_docx(content, "x") if "title" not in problem.message] == []
    assert WordDocument(io.BytesIO(content)).inline_shapes.part.related_parts["rIdChart1"].partname == f"/{PART}"


def test_a_document_without_a_chart_has_no_part_for_one(template: CompiledTemplate):
    assert not [name for name in parts(render_docx(small(plain("x")), template)) if "chart" in name or "embed" in name]


def test_text_prints_the_words_of_a_chart_and_the_web_page_draws_it():
    drawing = assay()
    assert "Figure 1  Assay of the batches\nPPQ-1: 99.4, 101.2; PPQ-2: 98.7.\n" in render_text(small(drawing))
    picture = etree.fromstring(render_svg(drawing))
    words = [element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Upper limit 105.0", "Lower limit 95.0", "PPQ-2", 'Assay "A&B" <%>'} <= set(words)
    assert "stroke-dasharray" in render_svg(drawing)


def test_a_redline_shows_the_chart_as_it_was_and_as_it_is(template: CompiledTemplate):
    head = (Heading("part", "part", "Part", "A"), Heading("quality", "section", "Quality", "1"))
    old, new = small(*head, assay()), small(*head, assay(first=Decimal("99.9")))
    content = redlined(old, new, template)
    first = [chart.find(f".//{C}ser/{C}val//{C}v").text for chart in map(etree.fromstring, _charts(content))]
    assert first == ["99.4", "99.9"]
    for way, kept in (("accept", "rIdChart2"), ("reject", "rIdChart1")):
        root = resolved(body_of(content), way)  # type: ignore[arg-type]
        frames = [chart for chart in root.iter(f"{C}chart")]
        assert [[value for name, value in frame.items() if name.endswith("}id")] for frame in frames] == [[kept]]
        assert len([line for line in lines_of(root) if line.startswith("Caption: Figure")]) == 1
    assert [problem.message for problem in check_docx(content, "x")] == []
    assert len(_charts(redlined(old, old, template))) == 1


def _charts(content: bytes) -> list[bytes]:
    return [xml for name, xml in sorted(parts(content).items()) if name.startswith("word/charts/qa")]


@pytest.mark.validator
@pytest.mark.parametrize("kind", ["lines", "columns", "profile"])
def test_microsofts_validator_finds_nothing_in_the_file_and_in_its_workbook(
    template: CompiledTemplate, kind: str, tmp_path: Path
):
    content = made(template, profile() if kind == "profile" else assay(kind))
    for name, file in (("chart.docx", content), ("chart.xlsx", parts(content)[BOOK])):
        (tmp_path / name).write_bytes(file)
        run = subprocess.run(
            [os.environ["QA_DOCS_OOXML_VALIDATOR"], str(tmp_path / name)], capture_output=True, text=True, check=False
        )
        assert json.loads(run.stdout)["errors"] == []


@pytest.mark.real
@pytest.mark.parametrize("kind", ["lines", "columns"])
def test_libreoffice_draws_the_chart(template: CompiledTemplate, kind: str, tmp_path: Path):
    path = tmp_path / "chart.docx"
    path.write_bytes(made(template, assay(kind)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    command = ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for words in ("PPQ-2", "Lower limit 95.0", "Upper limit 105.0", "Value, batch by batch", "106"):
        assert words in printed
