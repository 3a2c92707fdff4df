"""The tablet example with one passage written otherwise."""

import shutil
from pathlib import Path

from qa_docs.assemble.transfer.check import check_transfer
from qa_docs.source.deal import read_deal
from tests.examples import ROOT

TABLET = ROOT / "examples" / "transfer-tablet"


def problems_after(folder: Path, file: str, old: str, new: str) -> list[str]:
    """Give the problems of the tablet example with one passage of one file written otherwise."""
    shutil.copytree(TABLET, folder, ignore=shutil.ignore_patterns("out"))
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return [str(problem) for problem in check_transfer(read_deal(folder / "deal.yaml", "deal.yaml"))]
