"""The Word templates of the trials, small and alike for docxtpl and docxtemplater but for the signs around their tags.

`python templates.py FOLDER` writes those for docxtemplater, which `docxtemplater.js` reads.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import docx
from docx.document import Document
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraphs(*texts: str) -> Document:
    """Give a document with a paragraph for each text."""
    made = docx.Document()
    for text in texts:
        made.add_paragraph(text)
    return made


def torn(pieces: Iterable[str]) -> Document:
    """Give a document whose one tag lies in several runs, every other one bold, as Word tears it."""
    made = docx.Document()
    paragraph = made.add_paragraph()
    for place, piece in enumerate(pieces):
        paragraph.add_run(piece).bold = bool(place % 2)
    return made


def noted(text: str) -> Document:
    """Give a document whose paragraph has a comment."""
    made = paragraphs(text)
    made.add_comment(made.paragraphs[0].runs, text="INTERNAL: our fallback is 5 days", author="A", initials="A")
    return made


def tracked(tag: str) -> Document:
    """Give a document with a struck and an inserted text, each with a tag in it."""
    made = paragraphs("before ")
    for markup in (
        f'<w:del xmlns:w="{W}" w:id="9" w:author="A"><w:r><w:delText>old {tag}</w:delText></w:r></w:del>',
        f'<w:ins xmlns:w="{W}" w:id="10" w:author="A"><w:r><w:t>new {tag}</w:t></w:r></w:ins>',
    ):
        made.paragraphs[0]._p.append(etree.fromstring(markup))
    return made


def controlled(tag: str) -> Document:
    """Give a document with a tag in a content control."""
    made = docx.Document()
    made.element.body.insert(
        0,
        etree.fromstring(
            f'<w:sdt xmlns:w="{W}"><w:sdtPr><w:tag w:val="clause:x"/></w:sdtPr>'
            f"<w:sdtContent><w:p><w:r><w:t>{tag}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    return made


def headed(tag: str) -> Document:
    """Give a document with a tag in its header."""
    made = paragraphs("body")
    made.sections[0].header.paragraphs[0].text = tag
    return made


DOCXTEMPLATER = {
    "value": lambda: paragraphs("{a}"),
    "missing": lambda: paragraphs("Party {missing} end"),
    "torn": lambda: torn(["{na", "me", "}"]),
    "wrong": lambda: paragraphs("ok", "{#x} open", "more {y", "{/z}"),
    "condition": lambda: paragraphs("before", "{#x}", "inside", "{/x}", "after"),
    "beside": lambda: paragraphs("Keep me {#x}", "inside", "{/x} and me"),
    "comment": lambda: noted("{a}"),
    "tracked": lambda: tracked("{a}"),
    "control": lambda: controlled("{a}"),
    "header": lambda: headed("{a}"),
    "reach": lambda: paragraphs("{a.constructor.constructor('return process.version')()}"),
}
"""Templates for docxtemplater, by the name of their trial."""

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in DOCXTEMPLATER.items():
        make().save(str(folder / f"{name}.docx"))
