"""Checks the transfer of a deal, where it has one."""

from collections.abc import Iterator, Sequence

from qa_docs.model.placed import PlacedDeal
from qa_docs.problems import Problem


def transfer_problems(placed: PlacedDeal, only: Sequence[str] = ()) -> Iterator[Problem]:
    """Yield everything that does not hold together in the transfer of a deal.

    Where `only` documents are asked for that print nothing of it, it is not looked at.
    """
    asked = not only or any(kind.startswith("transfer-") for kind in only)
    if asked and placed.deal.transfer is not None:
        from qa_docs.assemble.transfer.check import check_transfer  # here: most deals have no transfer

        yield from check_transfer(placed)
