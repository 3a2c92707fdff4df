"""Headings and paragraphs."""

from qa_docs.model.document import Heading, Paragraph
from qa_docs.render.docx.inlines import runs
from qa_docs.render.docx.markup import run
from qa_docs.render.docx.pen import Pen

PAGE_BREAK = "<w:pageBreakBefore/>"
_LEVELS = ("", "level_1", "level_2", "level_3")
_KEEP = "<w:keepNext/>"
_RUNNING = ("section", "appendix", "plain")
"""Headings whose titles the header of a page shows."""


def heading(block: Heading, pen: Pen, before: str = "", on_top: bool = False, lead: str = "") -> str:
    """Give a heading with its bookmark; `on_top` of a page it needs no gap above, `lead` stands before its words."""
    numbering, literal = ("", "") if block.kind == "plain" else pen.counter.properties(block.kind, block.number)
    look = pen.running if block.kind in _RUNNING else ""
    text = run(f"{literal}\t{block.text}" if literal else block.text, look)
    marked = lead + pen.bookmarked(block.id, text)
    gap = '<w:spacing w:before="0"/>' if on_top else ""
    return f"<w:p><w:pPr>{pen.style(block.kind)}{before}{numbering}{gap}</w:pPr>{marked}</w:p>"


def paragraph(block: Paragraph, pen: Pen, in_clause: bool = False, before: str = "", space: int = 0) -> str:
    """Give a paragraph. `before` holds properties that come first, `space` widens the gap above it."""
    numbering = literal = ""
    if block.level:
        kind = _LEVELS[block.level]
        numbering, literal = pen.counter.properties(kind, block.number)
    else:
        kind = block.style or ("clause_text" if in_clause else "text")
    # A line that introduces a list must not stay behind at the foot of a page.
    last = block.text[-1] if block.text else ""
    keep = _KEEP if type(last) is str and last.endswith(":") else ""
    gap = f'<w:spacing w:before="{space}"/>' if space else ""
    lead = run(f"{literal}\t") if literal else ""
    return f"<w:p><w:pPr>{pen.style(kind)}{keep}{before}{numbering}{gap}</w:pPr>{lead}{runs(block.text, pen)}</w:p>"


def tiny(pen: Pen, properties: str = "") -> str:
    """Give the smallest paragraph there is: Word wants one after a table, and to hold the end of a section."""
    return f"<w:p><w:pPr>{pen.style('section_end')}{properties}</w:pPr></w:p>"
