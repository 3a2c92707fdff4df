"""A chart of a returned file: its numbers are compared as words are."""

from qa_docs.model.document import ClauseText, Heading, Paragraph
from qa_docs.render.docx import CompiledTemplate, compile_template, render_docx
from qa_docs.review.findings import findings_of
from qa_docs.review.lines import Returned
from qa_docs.review.package import open_package
from qa_docs.review.returned import read_returned
from qa_docs.review.word_file import WordFile
from tests.render.conftest import TEMPLATE
from tests.render.sample import small
from tests.render.test_charts import PART, assay
from tests.review.corruptions import pack, unpack


def template() -> CompiledTemplate:
    return compile_template(TEMPLATE.read_bytes(), "t")


def sent() -> bytes:
    heading = Heading("results", "clause", "Results", "1.1")
    text = Paragraph(("The Owner reviews each Batch.",), 1, "1.1.1")
    clause = ClauseText("results", "1.0.0", "standard", heading, (text, assay()))
    return render_docx(small(Heading("quality", "section", "Quality", "1"), clause), template())


def read(content: bytes) -> Returned:
    package = open_package(content, "x.docx", [])
    assert package is not None
    return read_returned(WordFile(package))


def test_a_chart_is_read_series_by_series():
    lines = ["".join(line.after) for line in read(sent()).lines]
    assert (
        "[chart: PPQ-1 {{ x }}: 99.4, 101.2; PPQ-2: 98.7; Lower limit 95.0: 95.0, 95.0, 95.0; "
        "Upper limit 105.0: 105.0, 105.0, 105.0]"
    ) in lines


def test_a_number_that_was_changed_in_a_chart_is_found_in_its_clause():
    parts = unpack(sent())
    parts[PART] = parts[PART].replace(b"<c:v>101.2</c:v>", b"<c:v>100.2</c:v>")
    changed = [one for one in findings_of(read(sent()), read(pack(parts))) if one.state != "unchanged"]
    assert [one.clause for one in changed] == ["results"]
    (edit,) = changed[0].edits
    assert ("101.2" in edit.old, "100.2" in edit.new) == (True, True)


def test_a_chart_whose_part_is_gone_is_a_chart_all_the_same():
    parts = unpack(sent())
    del parts[PART]
    assert "[chart]" in ["".join(line.after) for line in read(pack(parts)).lines]
