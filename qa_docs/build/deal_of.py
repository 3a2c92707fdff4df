"""Which deal a returned file belongs to, told by the document number that it carries."""

import re
from collections.abc import Iterable
from pathlib import Path

from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import read_placed
from qa_docs.build.portfolio import deals_under, portfolio_of
from qa_docs.model.deal import Deal
from qa_docs.model.transfer.facts import numbers_of
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.review.lines import Line, Returned

AGREEMENT = "quality-agreement"
_FRONT = 60
"""Lines of the body among which the number stands on the cover."""


def deal_of(file: Path, returned: Returned, folder: Path, cache: DiskCache | None = None) -> Path:
    """Give the one deal below `folder` whose document number a returned file carries in its header, footer or cover.

    Raises `ProblemsFound` where there is none, or several: a guess would lay the file beside another agreement.
    """
    said = "\n".join(_front(returned.lines))
    found = [path for path, numbers in _numbers(folder, cache) if any(_says(said, number) for number in numbers)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(str(path) for path in found[:3])
        message = f"several deals have the document number that this file carries: {names}"
    else:
        message = f"no deal below {folder} has the document number that this file carries"
    raise ProblemsFound([Problem(Place(str(file)), "review-deal-unknown", message, "name it with --deal")])


def kind_in(returned: Returned, deal: Deal) -> str:
    """Give the kind of document that a file is: one of the transfer whose number stands in its header or footer."""
    said = "\n".join(" ".join((*line.before, *line.after)) for line in returned.lines if line.part != "body")
    return next((kind for kind, number in numbers_of(deal).items() if _says(said, number)), AGREEMENT)


def _says(said: str, number: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(number)}(?![\w-])", said) is not None


def _front(lines: Iterable[Line]) -> Iterable[str]:
    body = 0
    for line in lines:
        body += line.part == "body"
        if line.part != "body" or body <= _FRONT:
            yield " ".join((*line.before, *line.after))


def _numbers(folder: Path, cache: DiskCache | None) -> Iterable[tuple[Path, list[str]]]:
    for path in deals_under([folder], cache):
        try:
            deal = read_placed(path, cache, portfolio_of(path, cache)).deal
            yield path, [deal.document.number, *numbers_of(deal).values()]
        except ProblemsFound:
            continue  # a deal that cannot be read is no reason not to review against another
