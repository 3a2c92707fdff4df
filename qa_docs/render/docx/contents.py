"""The lists at the front: live fields that show the right entries before Word has worked anything out."""

from collections.abc import Iterator, Mapping
from typing import Literal

from qa_docs.model.document import ClauseText, Document, Heading
from qa_docs.render.docx.markup import field, run
from qa_docs.render.docx.numbering import bare
from qa_docs.render.docx.pen import Pen

_LEVELS = {"part": 1, "appendix": 1, "section": 2, "plain": 2}
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_Entry = tuple[str, str, str]
"""Style, words and id of what an entry leads to."""


def contents(document: Document, pen: Pen, pages: Mapping[str, int] | None, before: str = "") -> str:
    """Give the contents list of parts, sections and appendices; nothing where the document has none.

    With `pages` each entry shows its page. Without, the field is told to leave pages out: a wrong page number is
    worse than none, and nobody has laid the pages out yet.
    """
    entries = [
        (f"contents_{_LEVELS[heading.kind]}", f"{_number(heading, pen)}{heading.text}", heading.id)
        for heading in _listed(document)
    ]
    if not entries:
        return ""
    written = _list('TOC \\o "1-2" \\h \\z \\u', entries, pen, pages, before)
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{pen.controls.next("contents")}"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{written}</w:sdtContent></w:sdt>"
    )


def captions(label: Literal["Table", "Figure"], pen: Pen, pages: Mapping[str, int] | None, before: str = "") -> str:
    """Give the list of the numbered tables or figures; nothing where the document has none."""
    style = "captioned" if "captioned" in pen.styles else "contents_2"
    entries = [
        (style, f"{label}\u00a0{bare(one.number)}\u2003{one.caption}", anchor) for anchor, one in pen.numbered[label]
    ]
    return _list(f'TOC \\h \\z \\c "{label}"', entries, pen, pages, before) if entries else ""


def _list(instruction: str, entries: list[_Entry], pen: Pen, pages: Mapping[str, int] | None, before: str) -> str:
    shown = instruction if pages else f"{instruction} \\n"
    opening = f'{_BEGIN}<w:r><w:instrText xml:space="preserve"> {shown} </w:instrText></w:r>{_SEPARATE}'
    last = len(entries) - 1
    return "".join(
        _entry(entry, pen, pages, "" if at else before, "" if at else opening, _END if at == last else "")
        for at, entry in enumerate(entries)
    )


def _listed(document: Document) -> Iterator[Heading]:
    for block in document.blocks:
        heading = block.heading if type(block) is ClauseText else block
        if type(heading) is Heading and heading.kind in _LEVELS:
            yield heading


def _entry(entry: _Entry, pen: Pen, pages: Mapping[str, int] | None, before: str, opening: str, closing: str) -> str:
    kind, words, target = entry
    tabs = page = ""
    bookmark = pen.bookmarks[target]
    if pages and target in pages:
        tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{pen.text_width}"/></w:tabs>'
        page = "<w:r><w:tab/></w:r>" + field(f"PAGEREF {bookmark} \\h", str(pages[target]))
    return (
        f"<w:p><w:pPr>{pen.style(kind)}{before}{tabs}</w:pPr>{opening}"
        f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{run(words)}{page}</w:hyperlink>{closing}</w:p>'
    )


def _number(heading: Heading, pen: Pen) -> str:
    if not heading.number:
        return ""
    if heading.kind in ("part", "appendix"):
        return f"{pen.template.lists[heading.kind].before}{bare(heading.number)}\t"
    return f"{heading.number}\t"
