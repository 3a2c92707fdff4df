"""The ends of sections: paper, orientation, and headers and footers that hold in each of them."""

import re
from typing import Literal

from qa_docs.render.docx.compiled import Section

_PAPER = {"a4": (11906, 16838), "letter": (12240, 15840)}


def page_size(paper: Literal["a4", "letter"], landscape: bool) -> tuple[int, int]:
    """Give width and height of a page in twentieths of a point."""
    width, height = _PAPER[paper]
    return (height, width) if landscape else (width, height)


def text_width(section: Section, paper: Literal["a4", "letter"], landscape: bool) -> int:
    """Give the width between the margins in twentieths of a point."""
    return page_size(paper, landscape)[0] - section.side_margins


def text_height(section: Section, paper: Literal["a4", "letter"], landscape: bool) -> int:
    """Give the height between the margins in twentieths of a point."""
    margins = re.findall(r' w:(?:top|bottom)="-?(\d+)"', section.margins)
    return page_size(paper, landscape)[1] - sum(int(margin) for margin in margins)


def section_end(section: Section, paper: Literal["a4", "letter"], landscape: bool, continued: bool = False) -> str:
    """Give the properties of `section` with its paper.

    A `continued` section follows one that was cut off from the same template section: it repeats the headers and
    footers, begins on a new page, counts on, and has no first page of its own.
    """
    width, height = page_size(paper, landscape)
    turned = ' w:orient="landscape"' if landscape else ""
    kind = "" if continued or not section.kind else f'<w:type w:val="{section.kind}"/>'
    numbers = re.sub(r' w:start="\d+"', "", section.page_numbers) if continued else section.page_numbers
    title = "<w:titlePg/>" if section.title_page and not continued else ""
    return (
        f'<w:sectPr>{section.references}{kind}<w:pgSz w:w="{width}" w:h="{height}"{turned}/>{section.margins}'
        f"{numbers}{section.columns}{title}{section.grid}</w:sectPr>"
    )
