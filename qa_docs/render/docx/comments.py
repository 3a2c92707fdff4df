"""Drafting notes as Word comments: in drafts only, beside the heading of their clause."""

import re

from qa_docs.model.document import Document, Drafter, Note
from qa_docs.render.docx.compiled import CompiledTemplate
from qa_docs.render.docx.markup import attribute, run

_LONGEST_AUTHOR, _LONGEST_INITIALS = 255, 9
"""Word takes no more."""
_WORDS = {"guidance": "Guidance", "position": "Position", "basis": "Basis", "open": "Open point", "change": "Change"}
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Comments:
    """Gathers the notes of a draft; an issued document gathers none."""

    def __init__(self, document: Document, template: CompiledTemplate) -> None:
        self._wanted = document.draft or document.redline
        self._styles = template.style_ids
        # From the deal, since a clock would make two builds differ.
        drafter = document.drafter or Drafter("qa-docs", "QD", document.facts["document"]["effective_day"])
        self._written_by = (
            f'w:author="{attribute(drafter.name[:_LONGEST_AUTHOR])}" w:date="{drafter.day}T00:00:00Z" '
            f'w:initials="{attribute(drafter.initials[:_LONGEST_INITIALS])}"'
        )
        self._written: list[str] = []

    def around(self, notes: tuple[Note, ...]) -> tuple[str, str]:
        """Give what stands before and after the words that `notes` are about."""
        if not notes or not self._wanted:
            return "", ""
        first = len(self._written)
        ids = range(first, first + len(notes))
        self._written += (self._comment(number, note) for number, note in zip(ids, notes, strict=True))
        mark = f'<w:rPr><w:rStyle w:val="{self._styles["comment_mark"]}"/></w:rPr>'
        starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in ids)
        ends = "".join(
            f'<w:commentRangeEnd w:id="{number}"/><w:r>{mark}<w:commentReference w:id="{number}"/></w:r>'
            for number in ids
        )
        return starts, ends

    def part(self) -> str:
        """Give the comments part, or nothing where there is no comment."""
        if not self._written:
            return ""
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:comments xmlns:w="{_MAIN}">{"".join(self._written)}</w:comments>'
        )

    def _comment(self, number: int, note: Note) -> str:
        style = f'<w:pPr><w:pStyle w:val="{self._styles["comment"]}"/></w:pPr>'
        mark = f'<w:r><w:rPr><w:rStyle w:val="{self._styles["comment_mark"]}"/></w:rPr><w:annotationRef/></w:r>'
        lead = mark + run(f"{_WORDS[note.kind]}: ", "<w:rPr><w:b/></w:rPr>")
        paragraphs = re.split(r"\n\s*\n", note.text.strip())
        body = "".join(
            f"<w:p>{style}{lead if index == 0 else ''}{run(' '.join(text.split()))}</w:p>"
            for index, text in enumerate(paragraphs)
        )
        return f'<w:comment w:id="{number}" {self._written_by}>{body}</w:comment>'
