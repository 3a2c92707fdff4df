"""Whatever somebody sends back: a review or a problem in words, in bounded time, and never a traceback."""

import random
import resource
import time

import pytest

from qa_docs.problems import ProblemsFound
from qa_docs.review.package import W
from tests.returns.built import agreement, reviewed, sent_lines
from tests.returns.mutations import mutated, review_spoilt
from tests.review.corruptions import DOCUMENT, pack, unpack

SECONDS = 5
MEGABYTES = 1500


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_no_spoilt_file_stops_the_review(start: int):
    reviewed = 0
    for number in range(start, start + 100):
        started = time.process_time()
        reviewed += review_spoilt(*mutated(number), number) is not None
        assert time.process_time() - started < SECONDS, number
    assert reviewed > 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MEGABYTES * 1024


def _with_body(more: str, instead: bool = False) -> bytes:
    parts = unpack(agreement().content)
    text = parts[DOCUMENT].decode()
    start, end = text.index("<w:body>") + 8, text.rindex("<w:sectPr")
    return pack({**parts, DOCUMENT: ((text[:start] if instead else text[:end]) + more + text[end:]).encode()})


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


_CHANCE = random.Random(1)
_WORDS = [word for line in sent_lines().lines for text in line.before for word in text.split() if word.isalpha()]
LARGE = {
    "another agreement of 12,000 paragraphs": (lambda: "".join(_paragraph(" ".join(_CHANCE.choices(_WORDS, k=12))) for _ in range(12_000)), True),
    "a paragraph of 3 MB": (lambda: _paragraph(" ".join(_CHANCE.choices(_WORDS, k=500_000))), False),
    "twenty paragraphs of 200 kB": (lambda: "".join(_paragraph(" ".join(_CHANCE.choices(_WORDS, k=30_000))) for _ in range(20)), False),
    "a paragraph of 30,000 spaces and numbers": (lambda: _paragraph("Section 1 " + " " * 30_000 + "5 " * 3_000 + "(" * 5_000), False),
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_a_file_that_is_large_is_reviewed_in_bounded_time_and_memory(name: str):
    make, instead = LARGE[name]
    content = _with_body(make(), instead)
    started = time.process_time()
    assert reviewed(content).changed
    assert time.process_time() - started < 6 * SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MEGABYTES * 1024


def test_a_file_of_more_lines_than_any_agreement_is_refused():
    with pytest.raises(ProblemsFound, match=r"more than 30000 paragraphs .*docx-too-large"):
        reviewed(_with_body("".join(_paragraph(str(number)) for number in range(30_001))))


def test_ten_thousand_comments_are_all_told():
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="B. Novak"><w:p><w:r><w:t>No. {n}</w:t></w:r></w:p></w:comment>'
        for n in range(10_000)
    )
    parts = unpack(_with_body(_paragraph("x") + '<w:p><w:commentRangeStart w:id="3"/></w:p>'))
    parts["word/comments.xml"] = f'<w:comments xmlns:w="{W[1:-1]}">{comments}</w:comments>'.encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    rels = parts["word/_rels/document.xml.rels"].decode()
    relation = f'<Relationship Id="rIdC" Type="{kind}" Target="comments.xml"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", relation).encode()
    started = time.process_time()
    found = reviewed(pack(parts))
    assert sum(len(one.finding.comments) for one in found.clauses) == 10_000
    assert time.process_time() - started < 6 * SECONDS
