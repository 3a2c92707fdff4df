"""Checks the data of a transfer: links, ranges, formulae, limits, dates, criteria and results."""

from collections.abc import Callable, Iterator

from qa_docs.assemble.transfer.check_batch import check_batch
from qa_docs.assemble.transfer.check_cleaning import check_cleaning
from qa_docs.assemble.transfer.check_dates import check_dates
from qa_docs.assemble.transfer.check_documents import check_documents
from qa_docs.assemble.transfer.check_links import check_links
from qa_docs.assemble.transfer.check_methods import check_methods
from qa_docs.assemble.transfer.check_open_items import check_open_items
from qa_docs.assemble.transfer.check_parts import check_parts
from qa_docs.assemble.transfer.check_people import check_people
from qa_docs.assemble.transfer.check_ranges import check_ranges
from qa_docs.assemble.transfer.check_results import check_results
from qa_docs.assemble.transfer.check_risks import check_risks
from qa_docs.assemble.transfer.placing import PlacedTransfer
from qa_docs.model.placed import PlacedDeal
from qa_docs.problems import Problem

_CHECKS: tuple[Callable[[PlacedTransfer], Iterator[Problem]], ...] = (
    check_parts,
    check_people,
    check_links,
    check_ranges,
    check_batch,
    check_methods,
    check_cleaning,
    check_risks,
    check_documents,
    check_dates,
    check_results,
    check_open_items,
)


def check_transfer(placed: PlacedDeal) -> Iterator[Problem]:
    """Yield everything that does not hold together in the transfer of a deal; nothing where it has none."""
    if placed.deal.transfer is not None:
        given = PlacedTransfer(placed, placed.deal.transfer)
        for check in _CHECKS:
            yield from check(given)
