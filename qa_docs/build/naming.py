"""Where the documents of a deal go: the folder that keeps the record, and the path of each file in it."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from string import Formatter

import msgspec

from qa_docs.model.placed import PlacedPortfolio
from qa_docs.problems import Place, Problem, ProblemsFound, did_you_mean

FIELDS = ("deal", "kind", "number", "revision", "giver", "acceptor")
_PORTFOLIO = "{deal}/out/{kind}"
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"|?*\\/]')


class Naming(msgspec.Struct, frozen=True):
    """Where the documents of a deal go."""

    root: Path
    """The folder whose lock tells of them."""
    pattern: str
    """Path from `root`, without the end of the name."""
    deal: str
    """The deal's file, from `root`."""
    name: str
    """What `{deal}` stands for."""

    def path(self, kind: str, suffix: str, names: Mapping[str, str]) -> str:
        """Give the path of a file, from `root`, with forward slashes."""
        facts = {key: _fitting(value) for key, value in names.items()}
        filled = self.pattern.format(**facts, deal=self.name, kind=kind)
        parts = [part if part == ".." else part.strip().rstrip(".") for part in filled.split("/")]
        return str(PurePosixPath(*parts)) + suffix


def naming_of(deal: Path, portfolio: PlacedPortfolio | None, output: Path | None, several: bool) -> Naming:
    """Give the layout for a deal. `output` is the folder that the caller wants; `several` deals are kept apart in it.

    Without a portfolio, the lock lies with the documents. Raises `ProblemsFound` when the portfolio's pattern is wrong.
    """
    above = deal.parent
    name = Path(os.path.abspath(above)).name if deal.stem == "deal" else deal.stem
    pattern = None
    if portfolio is not None:
        folder = Path(portfolio.file).parent
        inside = os.path.relpath(above if deal.stem == "deal" else above / deal.stem, folder)
        name = PurePosixPath(Path(inside)).as_posix()
        pattern = portfolio.portfolio.output
        problems = tuple(_check_pattern(pattern, portfolio.place("output"))) if pattern else ()
        if problems:
            raise ProblemsFound(problems)
        if output is None:
            return Naming(folder, pattern or _PORTFOLIO, _from(folder, deal), name)
    if output is None:
        return Naming(above / "out", "{kind}", _from(above / "out", deal), name)
    return Naming(output, pattern or ("{deal}/{kind}" if several else "{kind}"), _from(output, deal), name)


def _check_pattern(pattern: str, place: Place) -> Iterator[Problem]:
    try:
        named = {field for _, field, _, _ in Formatter().parse(pattern) if field is not None}
    except ValueError:
        hint = "write each part of the name in braces: {deal}"
        yield Problem(place, "wrong-value", f"{pattern!r} has a brace without its other", hint)
        return
    for field in sorted(named - set(FIELDS)):
        yield Problem(place, "wrong-value", f"{{{field}}} is not known in a path", did_you_mean(field, FIELDS))
    if "kind" not in named:
        yield Problem(place, "wrong-value", "every kind of document would have the same path", "add {kind}")
    if pattern.startswith("/"):
        yield Problem(place, "wrong-value", "the path begins at the root", "write it from the portfolio's folder")


def _from(folder: Path, path: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return Path(os.path.abspath(path)).as_posix()


def _fitting(value: str) -> str:
    """Give a text as part of a file's name that every system takes."""
    return _FORBIDDEN.sub("-", value).strip(" .")[:80] or "-"
