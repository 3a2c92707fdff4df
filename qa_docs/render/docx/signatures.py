"""The signature blocks: who signs for each party, with room to do so."""

from collections.abc import Iterator
from itertools import pairwise

from qa_docs.model.document import SignatureBlock, Signatures
from qa_docs.render.docx.markup import run
from qa_docs.render.docx.pen import Pen
from qa_docs.render.docx.tables import table_look, table_properties

_KEEP = "<w:keepNext/><w:keepLines/>"
# Label, room to write, gap, label, room to write: parts of the text width.
_WIDTHS = (0.12, 0.35, 0.06, 0.12, 0.35)
_Line = tuple[str, str, str]


def signatures(block: Signatures, pen: Pen) -> str:
    """Give one block a party; all of them stay on one page as long as one page can hold them."""
    last = len(block.blocks) - 1
    return "".join(_block(party, pen, index == last) for index, party in enumerate(block.blocks))


def _block(block: SignatureBlock, pen: Pen, last: bool) -> str:
    role = run(f" ({block.party})") if block.party else ""
    named = run("Signed for and on behalf of ") + run(block.legal_name, "<w:rPr><w:b/></w:rPr>") + role
    opening = f"<w:p><w:pPr>{pen.style('signature_party')}{_KEEP}</w:pPr>{named}</w:p>"
    edges = [round(pen.text_width * sum(_WIDTHS[:count])) for count in range(len(_WIDTHS) + 1)]
    grid = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
    look = table_look(first_row=False, first_column=False)
    properties = table_properties(pen.styles["signatures"], pen.text_width, look, f"Signatures for {block.legal_name}")
    pairs = list(_pairs(block.lines))
    rows = "".join(_pair(pair, pen, last and pair is pairs[-1]) for pair in pairs)
    return f"{opening}<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _pairs(lines: tuple[_Line, ...]) -> Iterator[tuple[_Line, ...]]:
    for first in range(0, len(lines), 2):
        yield lines[first : first + 2]


def _pair(pair: tuple[_Line, ...], pen: Pen, last: bool) -> str:
    gap = f"<w:tc><w:p><w:pPr>{pen.style('signature_label')}</w:pPr></w:p></w:tc>"
    capacities = [_cell(capacity, "signature_capacity", pen, _KEEP, 2) for capacity, _, _ in pair]
    written = [_row(capacities, gap)]
    contents = (
        ("Signature", ["" for _ in pair]),
        ("Name", [name for _, name, _ in pair]),
        ("Title", [title for _, _, title in pair]),
        ("Date", ["" for _ in pair]),
    )
    for label, values in contents:
        # The very last row is not tied to what follows, or the whole page would move along.
        keep = "" if last and label == "Date" else _KEEP
        kind = "signature_line" if label == "Signature" else "signature_value"
        named = _cell(label, "signature_label", pen, keep)
        cells = [named + _cell(value, kind, pen, keep) for value in values]
        written.append(_row(cells, gap))
    return "".join(written)


def _row(cells: list[str], gap: str) -> str:
    rest = "" if len(cells) == 2 else gap * 2
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{gap.join((*cells, rest)) if rest else gap.join(cells)}</w:tr>"


def _cell(text: str, kind: str, pen: Pen, keep: str, span: int = 1) -> str:
    where = f'<w:gridSpan w:val="{span}"/>' if span > 1 else '<w:vAlign w:val="bottom"/>'
    words = run(text) if text else ""
    return f"<w:tc><w:tcPr>{where}</w:tcPr><w:p><w:pPr>{pen.style(kind)}{keep}</w:pPr>{words}</w:p></w:tc>"
