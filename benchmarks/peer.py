"""The peer: the same content rendered by docxtpl, the documented way, from a template with loops.

The content is taken from a finished document as plain text; the peer writes no content controls, no bookmarks and no
live references, so it does less than qa-docs does. As a script it is the whole process that a user of docxtpl
would run: `python benchmarks/peer.py CONTENT.json TEMPLATE.docx OUT.docx`.
"""

import io
import json
import sys
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

STYLES = ("Heading 1", "Heading 2", "Heading 3", "Normal", "List Number 2", "List Number 3")


def content_of(document: Any) -> dict[str, Any]:
    """Give a `Document` as what a docxtpl user would pass: nested lists and mappings of text."""
    from qa_docs.model.document import ClauseText, Heading, Paragraph, Table
    from qa_docs.model.plain import plain_text

    blocks: list[dict[str, Any]] = []
    tables: list[dict[str, Any]] = []

    def add(block: Any) -> None:
        if isinstance(block, Heading):
            level = {"part": 0, "appendix": 0, "section": 1}.get(block.kind, 2)
            blocks.append({"level": level, "text": f"{block.number} {block.text}"})
        elif isinstance(block, Paragraph):
            blocks.append(
                {"level": 3 if block.level < 2 else block.level + 2, "text": f"{block.number} {plain_text(block.text)}"}
            )
        elif isinstance(block, ClauseText):
            add(block.heading)
            for inner in block.blocks:
                add(inner)
        elif isinstance(block, Table):
            width = len(block.columns)
            rows = [[plain_text(cell) for cell in row.cells] + [""] * (width - len(row.cells)) for row in block.rows]
            tables.append({"caption": block.caption, "heads": [column.title for column in block.columns], "rows": rows})

    for block in document.blocks:
        add(block)
    return {"facts": document.facts, "blocks": blocks, "tables": tables}


def write_template(path: Path, content: dict[str, Any]) -> None:
    """Write the template: a loop over the paragraphs, by style, and a loop over the rows of each table."""
    template = docx.Document()
    template.add_heading("{{ facts.document.title }}", 0)
    for line in ("{{ facts.giver.legal_name }}", "{{ facts.acceptor.legal_name }}", "{{ facts.document.number }}"):
        template.add_paragraph(line)
    template.add_paragraph("{%p for block in blocks %}")
    for level, style in enumerate(STYLES):
        template.add_paragraph(f"{{%p if block.level == {level} %}}")
        template.add_paragraph("{{ block.text }}", style=style)
        template.add_paragraph("{%p endif %}")
    template.add_paragraph("{%p endfor %}")
    section = template.add_section()
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    for i, one in enumerate(content["tables"]):
        template.add_paragraph(f"{{{{ tables[{i}].caption }}}}")
        width = len(one["heads"])
        table = template.add_table(rows=4, cols=width, style="Table Grid")
        heads, opening, row, closing = (table.rows[j].cells for j in range(4))
        opening[0].text = f"{{%tr for row in tables[{i}].rows %}}"
        closing[0].text = "{%tr endfor %}"
        for j in range(width):
            heads[j].text = f"{{{{ tables[{i}].heads[{j}] }}}}"
            row[j].text = f"{{{{ row[{j}] }}}}"
    template.save(str(path))


def render(template: Path, content: dict[str, Any]) -> bytes:
    """Render as docxtpl's documentation says: open the template, render, save."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(str(template))
    document.render(content, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


if __name__ == "__main__":
    source, looped, out = map(Path, sys.argv[1:])
    out.write_bytes(render(looped, json.loads(source.read_text(encoding="utf-8"))))
