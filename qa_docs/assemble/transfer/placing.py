"""Places problems in the data of a transfer."""

from msgspec import Struct

from qa_docs.model.placed import PlacedDeal
from qa_docs.model.transfer.transfer import Transfer
from qa_docs.problems import Problem, Severity


class PlacedTransfer(Struct, frozen=True):
    """A transfer and the deal that it is part of."""

    placed: PlacedDeal
    transfer: Transfer

    def wrong(self, path: tuple[str | int, ...], code: str, message: str, hint: str = "") -> Problem:
        """Give the error at a path below `transfer`."""
        return Problem(self.placed.place("transfer", *path), code, message, hint)

    def doubtful(self, path: tuple[str | int, ...], code: str, message: str, hint: str = "") -> Problem:
        """Give the warning at a path below `transfer`."""
        return Problem(self.placed.place("transfer", *path), code, message, hint, Severity.WARNING)
