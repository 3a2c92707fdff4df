"""Captions that Word counts: above a table, below a figure."""

from typing import Literal

from qa_docs.render.docx.markup import field, run
from qa_docs.render.docx.numbering import bare
from qa_docs.render.docx.pen import Pen


def caption(label: Literal["Table", "Figure"], identity: str, number: str, words: str, pen: Pen) -> str:
    """Give the caption of what `identity` names, or nothing where there are no words.

    That of a table stays with the table below it; that of a figure belongs to the figure above it.
    """
    if not words:
        return ""
    lead = ""
    if number:
        plain = bare(number)
        # Word counts by itself; it is told a number only where it would count another one.
        counts_so = pen.redline or str(pen.next_captioned(label)) == plain
        restart = "" if counts_so or not plain.isdecimal() else f" \\r {plain}"
        counted = run(f"{label}\u00a0") + field(f"SEQ {label} \\* ARABIC{restart}", plain)
        lead = pen.bookmarked(pen.anchor(identity), counted) + run("\u2003")
    place = "<w:keepNext/>" if label == "Table" else '<w:keepNext w:val="0"/><w:spacing w:before="80" w:after="200"/>'
    return f"<w:p><w:pPr>{pen.style('caption')}{place}</w:pPr>{lead}{run(words)}</w:p>"
