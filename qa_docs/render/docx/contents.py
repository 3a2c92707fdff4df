"""The contents list: a live field that shows the right entries before Word has worked anything out."""

from collections.abc import Iterator, Mapping

from qa_docs.model.document import ClauseText, Document, Heading
from qa_docs.render.docx.markup import field, run
from qa_docs.render.docx.numbering import bare
from qa_docs.render.docx.pen import Pen

_LEVELS = {"part": 1, "appendix": 1, "section": 2, "plain": 2}
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def contents(document: Document, pen: Pen, pages: Mapping[str, int] | None, before: str = "") -> str:
    """Give the contents list of parts, sections and appendices; nothing where the document has none.

    With `pages` each entry shows its page. Without, the field is told to leave pages out: a wrong page number is
    worse than none, and nobody has laid the pages out yet.
    """
    headings = list(_listed(document))
    if not headings:
        return ""
    instruction = 'TOC \\o "1-2" \\h \\z \\u' + ("" if pages else " \\n")
    opening = f'{_BEGIN}<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>{_SEPARATE}'
    last = len(headings) - 1
    written = []
    for index, heading in enumerate(headings):
        first = index == 0
        closing = _END if index == last else ""
        written.append(_entry(heading, pen, pages, before if first else "", opening if first else "", closing))
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{pen.controls.next("contents")}"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{''.join(written)}</w:sdtContent></w:sdt>"
    )


def _listed(document: Document) -> Iterator[Heading]:
    for block in document.blocks:
        heading = block.heading if type(block) is ClauseText else block
        if type(heading) is Heading and heading.kind in _LEVELS:
            yield heading


def _entry(heading: Heading, pen: Pen, pages: Mapping[str, int] | None, before: str, opening: str, closing: str) -> str:
    tabs = ""
    page = ""
    bookmark = pen.bookmarks[heading.id]
    if pages and heading.id in pages:
        tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{pen.text_width}"/></w:tabs>'
        page = "<w:r><w:tab/></w:r>" + field(f"PAGEREF {bookmark} \\h", str(pages[heading.id]))
    number = f"{_number(heading, pen)}\t" if heading.number else ""
    style = pen.style(f"contents_{_LEVELS[heading.kind]}")
    entry = run(number + heading.text) + page
    return (
        f"<w:p><w:pPr>{style}{before}{tabs}</w:pPr>{opening}"
        f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{entry}</w:hyperlink>{closing}</w:p>'
    )


def _number(heading: Heading, pen: Pen) -> str:
    if heading.kind in ("part", "appendix"):
        return pen.template.lists[heading.kind].before + bare(heading.number)
    return heading.number
