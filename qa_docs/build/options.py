"""What a build makes of a deal."""

from pathlib import Path
from typing import Literal

import msgspec

from qa_docs.model.deal import Deal


class Options(msgspec.Struct, frozen=True):
    """What to make: where to, which kinds, as a draft or not, with which template and library.

    Everything here changes what a document is or where it goes. How a run goes about it stands elsewhere.
    """

    output: Path | None = None
    only: tuple[str, ...] = ()
    draft: bool = False
    template: Path | None = None
    library: Path | None = None
    paginate: bool | None = None
    """Whether contents lists show page numbers; None leaves it to the deal, and a PDF has them."""
    pdf: bool = False
    """Whether a PDF is written beside each Word file."""
    archive: bool = False
    """Whether the PDF is PDF/A-2b."""

    lock: Literal["", "text"] = ""
    """What readers of a Word file may not change: nothing, or all of its text but the blanks."""

    @property
    def wants_pdf(self) -> bool:
        """Whether a PDF is made of each Word file."""
        return self.pdf or self.archive

    def paginates(self, deal: Deal) -> bool:
        """Tell whether the contents lists of `deal` show page numbers."""
        if self.paginate is not None:
            return self.paginate
        return self.wants_pdf or deal.document.page_numbers
