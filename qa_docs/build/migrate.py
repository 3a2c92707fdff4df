"""Rewrites the deals of a folder for the present schema, or shows what would be rewritten."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from qa_docs.build.portfolio import deals_under
from qa_docs.build.write import write_outputs
from qa_docs.problems import Problem, ProblemsFound
from qa_docs.source.deal import SCHEMA
from qa_docs.source.files import read_text
from qa_docs.source.migration import STEPS, Step, migrated

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Migrated(Struct, frozen=True):
    """What came of a deal."""

    deal: str
    steps: tuple[str, ...] = ()
    """What was done, step by step; nothing for a deal of the present schema."""
    difference: str = ""
    problems: tuple[Problem, ...] = ()


def migrate_deals(
    paths: Iterable[Path], dry: bool = False, schema: int = SCHEMA, steps: Sequence[Step] = STEPS
) -> Iterator[Migrated]:
    """Yield what came of each deal under `paths`, written unless the run is `dry`. Raises `ProblemsFound` for a path
    that leads to no deal."""
    for deal in deals_under(paths):
        try:
            yield _migrate(deal, dry, schema, steps)
        except ProblemsFound as found:
            yield Migrated(str(deal), problems=found.problems)


def _migrate(deal: Path, dry: bool, schema: int, steps: Sequence[Step]) -> Migrated:
    text = read_text(deal, str(deal))
    after, taken = migrated(text, str(deal), schema, steps)
    names = (str(deal), f"{deal} (schema {schema})")
    difference = "".join(difflib.unified_diff(text.splitlines(True), after.splitlines(True), *names))
    if taken and not dry:
        write_outputs({deal: _as_before(after, deal.read_bytes())})
    return Migrated(str(deal), tuple(step.title for step in taken), difference)


def _as_before(text: str, content: bytes) -> bytes:
    """Give a text with the line ends, and the mark at the beginning, that its file had."""
    if b"\r\n" in content:
        text = text.replace("\n", "\r\n")
    mark = _BYTE_ORDER_MARK if content.startswith(_BYTE_ORDER_MARK) else b""
    return mark + text.encode()
