"""Charts in a Word file: a frame in the text, the part that draws the chart, and the workbook of its data."""

import posixpath
from collections.abc import Sequence

from qa_docs.model.chart import Chart
from qa_docs.render.docx.additions import Additions, Relation
from qa_docs.render.docx.chart_book import chart_book
from qa_docs.render.docx.chart_part import BOOK_RELATION, chart_part
from qa_docs.render.docx.compiled import CompiledTemplate
from qa_docs.render.docx.drawings import chart_relation
from qa_docs.render.docx.markup import utf8
from qa_docs.render.docx.package import QUICK, PackedPart, pack

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def chart_additions(charts: Sequence[Chart], template: CompiledTemplate, language: str) -> Additions:
    """Give the parts of the charts of a document, in the typeface and size of the template's tables."""
    main = template.document.name
    folder = posixpath.dirname(main)
    parts: list[PackedPart] = []
    types: list[tuple[str, str]] = []
    relations: list[tuple[str, tuple[Relation, ...]]] = []
    own: list[Relation] = []
    for number, chart in enumerate(charts, 1):
        name, book = (posixpath.join(folder, at) for at in (f"charts/qa-{number}.xml", f"embeddings/qa-{number}.xlsx"))
        xml = chart_part(chart, language, template.typeface, template.sizes["matrix_cell"])
        parts += (pack(name, utf8([xml]), QUICK), pack(book, chart_book(chart), QUICK))
        types.append((name, _CHART_TYPE))
        relations.append((name, (Relation(BOOK_RELATION, f"{_OFFICE}/package", book),)))
        own.append(Relation(chart_relation(number), f"{_OFFICE}/chart", name))
    return Additions(tuple(parts), (("xlsx", _BOOK_TYPE),), tuple(types), ((main, tuple(own)), *relations))
