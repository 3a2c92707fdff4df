"""A portfolio small enough to be built in milliseconds, and what the tests of batches ask of it."""

import re
import zipfile
from pathlib import Path

import msgspec

from qa_docs.build.batch import Run, build_batch
from qa_docs.build.options import Options
from qa_docs.build.outcome import Report
from tests.small import DEAL, clause, write_library

PORTFOLIO = "library: [clauses]\noutput: documents/{deal}/{kind}\n"
DEVIATIONS_2 = clause(
    "Deviations", "{{ party('COM-01') }} shall record each Batch and each deviation.", "activities: [COM-01]\n"
).replace("version: 1.0.0", "version: 1.1.0")


def portfolio(folder: Path, deals: int = 2, text: str = PORTFOLIO) -> Path:
    """Write a portfolio: a library and deals named a, b, c …; the last deal needs a Qualified Person."""
    write_library(folder / "clauses")
    (folder / "qa-docs.yaml").write_text(text, encoding="utf-8")
    for i in range(deals):
        written = DEAL.replace("QA-1", f"QA-{i + 1}").replace("Tablet", f"Tablet {i + 1}")
        if i and i == deals - 1:
            written = written.replace("markets: [US]", "markets: [US, EU]\nqualified_persons: [{name: Quinn}]")
        write_deal(folder, chr(ord("a") + i) if deals <= 26 else f"deal-{i:04}", written)
    return folder


def write_deal(folder: Path, name: str, text: str = DEAL) -> Path:
    """Write a deal of the portfolio."""
    path = folder / name / "deal.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def write_clause(folder: Path, name: str, text: str) -> None:
    """Write a clause of the portfolio's library."""
    (folder / "clauses" / "compliance" / f"{name}.md").write_text(text, encoding="utf-8")


def run(folder: Path, options: Options | None = None, **how: object) -> Report:
    """Build the portfolio; `how` are fields of `Run`."""
    return build_batch([folder], options or Options(), msgspec.convert(how, Run))


def states(report: Report) -> dict[str, str]:
    """Give the state of each document, by `deal kind`."""
    return {f"{Path(one.deal).parent.name} {one.kind}": one.state for one in report.outcomes}


def reasons(report: Report, deal: str, kind: str = "quality-agreement") -> tuple[str, ...]:
    """Give the reasons of a document."""
    return next(one.reasons for one in report.outcomes if Path(one.deal).parent.name == deal and one.kind == kind)


def words(path: Path) -> str:
    """Give the words of a Word file."""
    with zipfile.ZipFile(path) as package:
        return re.sub(r"<[^>]*>", "", package.read("word/document.xml").decode())


def files(folder: Path) -> dict[str, bytes]:
    """Give the documents of a portfolio."""
    root = folder / "documents"
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("[!.]*.*")) if path.is_file()
    }
