"""The body of a document: its blocks in order, clauses in content controls, pages turned and turned back."""

from qa_docs.model.document import (
    Block,
    ClauseText,
    Document,
    Heading,
    PageTurn,
    Paragraph,
    Signatures,
    Table,
)
from qa_docs.model.drawing import Drawing
from qa_docs.model.picture import Picture
from qa_docs.render.docx.compiled import Here, Section
from qa_docs.render.docx.controls import CLOSING, clause_opening, position_line
from qa_docs.render.docx.drawings import drawing
from qa_docs.render.docx.paragraphs import PAGE_BREAK, heading, paragraph, tiny
from qa_docs.render.docx.pen import Pen
from qa_docs.render.docx.pictures import picture
from qa_docs.render.docx.sections import section_end, text_height, text_width
from qa_docs.render.docx.signatures import signatures
from qa_docs.render.docx.tables import table, tied


class Body:
    """Writes the blocks of one document, and remembers how its last section lies."""

    def __init__(self, document: Document, pen: Pen, section: Section) -> None:
        self._document = document
        self._pen = pen
        self._section = section
        self.landscape = section.landscape
        self.continued = False
        """Whether the template's section was cut, so that its last piece is a continuation."""
        self._written: list[str] = []
        self._last: type | None = None
        self._fresh = False
        self._break = ""
        self._measure()

    def written(self, here: Here) -> list[str]:
        """Give the body for the place `here` in the template, block by block."""
        self._fresh = here.opens_section
        self._break = PAGE_BREAK if here.on_new_page else ""
        turn: PageTurn | None = None
        for block in self._document.blocks:
            if type(block) is PageTurn:
                turn = block  # Of several in a row only the last one counts: no page is left empty.
                continue
            if turn is not None:
                self._turn(turn.orientation == "landscape")
                turn = None
            self._write(block)
            # A page that fills its sheet leaves no room for a paragraph after it.
            self._last = Paragraph if isinstance(block, Picture) and block.sheet else type(block)
            self._fresh = False
        if not here.closes_section:
            self._turn(self._section.landscape)
        elif self._ends_in_table():
            self._written.append(tiny(self._pen))
        return self._written

    def _turn(self, landscape: bool) -> None:
        if landscape == self.landscape:
            return
        if not self._fresh:
            end = section_end(self._section, self._document.paper, self.landscape, self.continued)
            if self._last is Paragraph:
                self._written[-1] = self._written[-1].replace("</w:pPr>", f"{end}</w:pPr>", 1)
            else:
                self._written.append(tiny(self._pen, end))
            self.continued = True
            self._fresh = True
            self._break = ""
            self._last = None
        self.landscape = landscape
        self._measure()

    def _measure(self) -> None:
        section, paper = self._section, self._document.paper
        self._pen.text_width = text_width(section, paper, self.landscape)
        self._pen.text_height = text_height(section, paper, self.landscape)

    def _write(self, block: Block) -> None:
        before, self._break = self._break, ""
        if self._last is Signatures and not self._fresh:
            before = before or PAGE_BREAK  # what is signed ends here; appendices may be exchanged later
        on_top = bool(before) or self._fresh
        # In small pieces, which are put together once: long strings with a single sign beyond ASCII are dear to copy.
        pen, written = self._pen, self._written
        match block:
            case ClauseText():
                written += self._clause(block, before, on_top)
            case Heading() if block.on_new_page and not on_top:
                written.append(heading(block, pen, PAGE_BREAK, on_top=True))
            case Heading():
                written.append(heading(block, pen, before, on_top))
            case Paragraph():
                space = pen.template.table_space if self._last is Table else 0
                if self._last is Table and block.style == "note" and not (before or self._fresh):
                    written[-2] = tied(written[-2])  # a note alone on a page tells nobody anything
                written.append(paragraph(block, pen, before=before, space=space))
            case Table():
                if before or (self._ends_in_table() and not block.caption):
                    written.append(tiny(pen, before))
                written += table(block, pen)
            case Drawing():
                written.append(drawing(block, pen, before))
            case Picture():
                on_next = PAGE_BREAK if block.sheet == "own" and not on_top else ""
                written.append(picture(block, pen, before or on_next))
            case Signatures():
                written.append((tiny(pen, before) if before else "") + signatures(block, pen))

    def _clause(self, block: ClauseText, before: str, on_top: bool) -> list[str]:
        pen = self._pen
        numbered = block.heading.kind == "clause"
        notes, notes_end = pen.comments.around(block.notes)
        written = [heading(block.heading, pen, before, on_top, notes)]
        after_table = False
        for inner in block.blocks:
            if type(inner) is Table:
                if after_table and not inner.caption:
                    written.append(tiny(pen))
                written += table(inner, pen)
                after_table = True
            elif type(inner) is Paragraph:
                space = pen.template.table_space if after_table else 0
                written.append(paragraph(inner, pen, in_clause=numbered, space=space))
                after_table = False
            elif isinstance(inner, Drawing):
                written.append(drawing(inner, pen))
                after_table = False
            elif isinstance(inner, Picture):
                written.append(picture(inner, pen))
                after_table = False
        if notes_end:
            _end_notes(written, block, notes_end)
        if block.offered and pen.draft and not pen.redline:
            written.insert(1, position_line(block, pen))
        return [clause_opening(block, pen), *written, CLOSING] if block.version else written

    def _ends_in_table(self) -> bool:
        last = [piece for piece in self._written[-2:] if piece != CLOSING]
        return bool(last) and last[-1].endswith("</w:tbl>")


def _end_notes(written: list[str], block: ClauseText, ends: str) -> None:
    """Put the end of a clause's comments into the paragraph after its heading, be it the first cell of a table.

    In the first paragraph of a content control LibreOffice (7.4) loses all words beside the mark of a comment, as soon
    as a blank has stood anywhere before.
    """
    at = 1 if block.blocks else 0
    at = next(place for place in range(at, len(written)) if "</w:p>" in written[place])
    written[at] = written[at].replace("</w:p>", f"{ends}</w:p>", 1)
