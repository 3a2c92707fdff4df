"""The files that a deal names to be shown in its documents: logos, pictures, attached documents."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa_docs.model.deal import Deal
from qa_docs.model.picture import AttachedDocument, NamedPicture


class NamedFile(NamedTuple):
    """A file, and the key of the deal that names it."""

    at: tuple[str | int, ...]
    file: str
    attached: bool = False
    """Whether it becomes an appendix, page by page."""


def named_files(deal: Deal) -> Iterator[NamedFile]:
    """Yield the files that a deal names; most name none."""
    for party, details in (("contract_giver", deal.contract_giver), ("contract_acceptor", deal.contract_acceptor)):
        if details.logo:
            yield NamedFile((party, "logo"), details.logo)
    yield from _files(("pictures",), deal.pictures)
    yield from _files(("appendices", "attached"), deal.appendices.attached, attached=True)
    # A transfer that could not be read has neither: it is what was written.
    yield from _files(("transfer", "pictures"), getattr(deal.transfer, "pictures", ()))
    yield from _files(("transfer", "attached"), getattr(deal.transfer, "attached", ()), attached=True)


def _files(
    at: tuple[str, ...], named: Sequence[NamedPicture | AttachedDocument], attached: bool = False
) -> Iterator[NamedFile]:
    for i, one in enumerate(named):
        yield NamedFile((*at, i, "file"), one.file, attached)


def names_files(deal: Deal) -> bool:
    """Say whether a deal names any."""
    return next(named_files(deal), None) is not None


def shown_ids(deal: Deal) -> frozenset[str]:
    """Give the ids of the pictures and attached documents of an agreement, to which its own texts may refer."""
    return frozenset((*(one.id for one in deal.pictures), *(one.id for one in deal.appendices.attached)))
