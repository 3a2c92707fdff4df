"""Assembles the outline that a kind of document is made from, with the part of the library that it needs."""

from msgspec import Struct

from qa_docs.assemble import assemble
from qa_docs.assemble.assembled import Assembled
from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import Inputs
from qa_docs.build.kinds import KINDS
from qa_docs.library.load import load_transfer_library
from qa_docs.model.library import Library
from qa_docs.model.library_transfer import KINDS as TRANSFERS
from qa_docs.model.placed import PlacedDeal
from qa_docs.problems import Problem, ProblemsFound, errors_of
from qa_docs.source.aside import PartlyRead


class Libraries(Struct, frozen=True):
    """A library, and its part for transfers where the deal has one."""

    library: Library
    transfer: Library | None = None


def libraries_of(inputs: Inputs, cache: DiskCache | None = None) -> Libraries:
    """Give the libraries of a deal."""
    has = inputs.placed.deal.transfer is not None
    return Libraries(inputs.library, load_transfer_library(*inputs.folders, cache=cache) if has else None)


def problems_of_rest(partly: PartlyRead, libraries: Libraries) -> tuple[Problem, ...]:
    """Give what is wrong with the form of a deal's parts that cannot be read, and with the meaning of the rest."""
    told = [*partly.problems]
    for outline in dict.fromkeys(KINDS[kind].outline for kind in partly.placed.deal.documents):
        if outline not in TRANSFERS:
            try:
                assemble_outline(partly.placed, libraries, outline)
            except ProblemsFound as found:
                told.extend(errors_of(partly.of_rest(found.problems)))
    return tuple(told)


def library_for(libraries: Libraries, outline: str) -> Library:
    """Give the library that an outline is made from: the part for transfers, or the rest."""
    return libraries.transfer if outline in TRANSFERS and libraries.transfer else libraries.library


def assemble_outline(
    placed: PlacedDeal, libraries: Libraries, outline: str, draft: bool = False, careful: bool = False
) -> Assembled:
    """Give the document of an outline. Raises `ProblemsFound` with everything that keeps it from being issued."""
    if outline not in TRANSFERS:
        return assemble(placed, libraries.library, outline, draft, careful)
    from qa_docs.assemble.transfer.document import assemble_transfer  # here: an agreement does not need it

    return assemble_transfer(placed, libraries.transfer, outline, draft, careful)
