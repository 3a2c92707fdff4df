"""Our answers as comments in the other party's own file."""

from collections.abc import Sequence

from lxml import etree
from msgspec import Struct

from qa_docs.review.commented import Commented
from qa_docs.review.package import Package, W
from qa_docs.review.returned import line_elements


class Answer(Struct, frozen=True):
    """A comment of ours: the line that it is put to, by its place in the file, and what it says."""

    at: int
    text: str
    to: frozenset[str] = frozenset()
    """Comments of theirs that it may belong to, by id: where one of them stands in the line, we answer it."""


def answered(package: Package, answers: Sequence[Answer], author: str) -> bytes:
    """Give the file with `answers` as comments by `author`."""
    copy = Commented(package, author)
    lines = line_elements(copy.file)
    for answer in answers:
        paragraph = _paragraph(lines, answer.at)
        if paragraph is not None and not (answer.to and copy.answer(lines[answer.at], answer.to, answer.text)):
            copy.put(paragraph, answer.text)
    return copy.content()


def _paragraph(lines: Sequence[etree._Element], at: int) -> etree._Element | None:
    """Give the paragraph of a line: itself, or the first of a table row. Only the body can hold comments."""
    if not 0 <= at < len(lines):
        return None
    element = lines[at]
    if element.tag != f"{W}p":
        found = next(element.iter(f"{W}p"), None)
        if found is None:
            return None
        element = found
    root = element.getroottree().getroot()
    return element if root.tag == f"{W}document" else None
