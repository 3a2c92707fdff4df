"""From a finished document and a compiled template to the bytes of a Word file."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from qa_docs.model.document import Document
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.render.docx.body import Body
from qa_docs.render.docx.compiled import CompiledTemplate, Here, Logo, Section, TaggedPart
from qa_docs.render.docx.contents import captions, contents
from qa_docs.render.docx.markup import utf8
from qa_docs.render.docx.package import QUICK, PackedPart, pack, package_of
from qa_docs.render.docx.paragraphs import PAGE_BREAK
from qa_docs.render.docx.pen import Pen
from qa_docs.render.docx.pictures import logo
from qa_docs.render.docx.properties import CORE_NAME, CUSTOM_NAME, core_properties, custom_properties
from qa_docs.render.docx.sections import section_end
from qa_docs.render.docx.tags import carried_out

if TYPE_CHECKING:  # lxml, which it brings in, is wanted for redlines alone
    from qa_docs.render.docx.tracked import Tracking


def render_docx(
    document: Document,
    template: CompiledTemplate,
    pages: Mapping[str, int] | None = None,
    tracking: "Tracking | None" = None,
    *,
    locked: bool = False,
) -> bytes:
    """Give `document` as a Word file in the looks of `template`: the same bytes for the same document, anywhere.

    `pages`, the page of each heading by its id, puts page numbers into the contents list; `tracking` turns the marks of
    a redline into tracked changes. In a `locked` file Word and LibreOffice let nobody change more than the content
    controls of the blanks and positions, which a draft has.
    """
    pen = Pen(document, template, locked)
    text = _bytes(template.document.name, _main(document, template, pen, pages), tracking)
    main = pack(template.document.name, text, QUICK)
    comments = pen.comments.part()
    parts = [*(template.commented if comments else template.issued), main]
    embedded = {template.document.name: pen.shown()}
    for part in template.tagged:
        parts.append(_packed(part.name, _tagged(part, document, pen), tracking))
        embedded[part.name] = pen.shown()
    parts.append(template.styles.get(document.language) or template.styles[""])
    parts.append(_numbering(template, pen))
    if comments:
        parts.append(_packed(template.comments_name, (comments,)))
    parts.append(_packed(CORE_NAME, (core_properties(document),), tracking))
    parts.append(_packed(CUSTOM_NAME, (custom_properties(document, hashlib.sha256(text).hexdigest()),)))
    parts.append(template.locked_settings if locked else template.settings)
    parts += template.static
    return package_of(_with_what_is_shown(parts, pen, embedded))


def _with_what_is_shown(
    parts: Iterable[PackedPart], pen: Pen, embedded: Mapping[str, frozenset[str]]
) -> Iterable[PackedPart]:
    """Give the parts with the charts and pictures that the text shows; most documents have none."""
    if pen.charts or pen.images:
        from qa_docs.render.docx.additions import with_additions  # here for that reason
        from qa_docs.render.docx.charts import chart_additions
        from qa_docs.render.docx.media import image_additions

        if pen.charts:
            parts = with_additions(parts, chart_additions(pen.charts, pen.template, pen.language))
        if pen.images:
            parts = with_additions(parts, image_additions(embedded, pen.images))
    return parts


def _main(document: Document, template: CompiledTemplate, pen: Pen, pages: Mapping[str, int] | None) -> Iterator[str]:
    body = Body(document, pen, template.body_section)
    in_body_section = False
    counts = {f"{label.lower()}_count": len(pen.numbered[label]) for label in ("Table", "Figure")}
    for piece in carried_out(template.document.instructions, {**document.facts, **counts}):
        match piece:
            case str():
                yield piece
            case Here("body"):
                in_body_section = True
                yield from body.written(piece)
            case Here("contents", on_new_page):
                yield contents(document, pen, pages, PAGE_BREAK if on_new_page else "")
            case Here(what, on_new_page):
                label: Literal["Table", "Figure"] = "Table" if what == "tables" else "Figure"
                yield captions(label, pen, pages, PAGE_BREAK if on_new_page else "")
            case Logo(party):
                yield _logo(document, party, pen)
            case Section() if in_body_section:
                in_body_section = False
                yield section_end(piece, document.paper, body.landscape, body.continued)
            case Section():
                yield section_end(piece, document.paper, piece.landscape)


def _tagged(part: TaggedPart, document: Document, pen: Pen) -> Iterator[str]:
    for piece in carried_out(part.instructions, document.facts):
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, Logo):
            yield _logo(document, piece.party, pen)


def _logo(document: Document, party: str, pen: Pen) -> str:
    """Give the logo of a party for the inside of a `w:t`."""
    facts = document.facts[party]
    shown = logo(facts.get("logo", ""), f"Logo of {facts['legal_name']}", pen)
    return f'</w:t>{shown}<w:t xml:space="preserve">' if shown else ""


def _numbering(template: CompiledTemplate, pen: Pen) -> PackedPart:
    instances = pen.counter.instances()
    if not instances:
        return template.numbering
    before, after = template.numbering_text
    return _packed(template.numbering.name, (before, instances, after))


def _packed(name: str, xml: Iterable[str], tracking: "Tracking | None" = None) -> PackedPart:
    return pack(name, _bytes(name, xml, tracking), QUICK)


def _bytes(name: str, xml: Iterable[str], tracking: "Tracking | None") -> bytes:
    try:
        content = utf8(list(xml))
    except ValueError:
        raise ProblemsFound([_illegal(name)]) from None
    if tracking is None:
        return content
    return tracking.plain(content) if name == CORE_NAME else tracking.part(content)


def _illegal(name: str) -> Problem:
    hint = "control characters and broken emoji come in by copying; type the text anew"
    return Problem(Place(name), "illegal-character", "the text holds a character that no Word file can hold", hint)
