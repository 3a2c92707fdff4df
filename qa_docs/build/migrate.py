"""Rewrites the deals of a folder for the present schema, and the defaults of their portfolio, or shows what would be
rewritten."""

import difflib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from qa_docs.build.portfolio import NAME as PORTFOLIO
from qa_docs.build.portfolio import deals_under, portfolio_file
from qa_docs.build.write import write_outputs
from qa_docs.model.placed import PlacedPortfolio
from qa_docs.problems import Problem, ProblemsFound
from qa_docs.source.deal import SCHEMA
from qa_docs.source.files import read_text
from qa_docs.source.migration import STEPS, Step, migrated, migrated_defaults
from qa_docs.source.portfolio import parse_portfolio

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Migrated(Struct, frozen=True):
    """What came of a deal, or of the file of a portfolio."""

    file: str
    steps: tuple[str, ...] = ()
    """What was done, step by step; nothing for what is of the present schema."""
    difference: str = ""
    problems: tuple[Problem, ...] = ()
    is_portfolio: bool = False


def migrate_deals(
    paths: Iterable[Path],
    dry: bool = False,
    schema: int = SCHEMA,
    steps: Sequence[Step] = STEPS,
    within: Path | None = None,
) -> Iterator[Migrated]:
    """Yield what came of each deal under `paths`, and of each portfolio that one belongs to, written unless the run is
    `dry`; portfolios outside the folder `within` are left. Raises `ProblemsFound` for a path that leads to no deal."""

    def rewritten(file: Path) -> PlacedPortfolio:
        # With keys of an older schema it cannot be read as it stands; which files are deals, it says all the same.
        after, _ = migrated_defaults(read_text(file, str(file)), str(file), steps)
        return parse_portfolio(after, str(file))

    seen: set[Path] = set()
    # A portfolio's file stands for its folder: a problem of its defaults names the file.
    folders = (path.parent if path.name == PORTFOLIO else path for path in paths)
    for deal in deals_under(folders, read=rewritten):
        portfolio = portfolio_file(Path(os.path.abspath(deal)).parent)
        inside = portfolio is not None and (within is None or portfolio.is_relative_to(within.absolute()))
        if portfolio is not None and inside and portfolio not in seen:
            seen.add(portfolio)
            yield _migrate(Path(os.path.relpath(portfolio)), dry, schema, steps, is_portfolio=True)
        yield _migrate(deal, dry, schema, steps)


def _migrate(file: Path, dry: bool, schema: int, steps: Sequence[Step], is_portfolio: bool = False) -> Migrated:
    try:
        text = read_text(file, str(file))
        if is_portfolio:
            after, taken = migrated_defaults(text, str(file), steps)
        else:
            after, taken = migrated(text, str(file), schema, steps)
    except ProblemsFound as found:
        return Migrated(str(file), problems=found.problems, is_portfolio=is_portfolio)
    names = (str(file), f"{file} (schema {schema})")
    difference = "".join(difflib.unified_diff(text.splitlines(True), after.splitlines(True), *names))
    if taken and not dry:
        write_outputs({file: _as_before(after, file.read_bytes())})
    return Migrated(str(file), tuple(step.title for step in taken), difference, is_portfolio=is_portfolio)


def _as_before(text: str, content: bytes) -> bytes:
    """Give a text with the line ends, and the mark at the beginning, that its file had."""
    if b"\r\n" in content:
        text = text.replace("\n", "\r\n")
    mark = _BYTE_ORDER_MARK if content.startswith(_BYTE_ORDER_MARK) else b""
    return mark + text.encode()
