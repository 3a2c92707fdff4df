"""Text of a paragraph as runs: emphasis, live cross-references, blanks in content controls."""

from qa_docs.model.document import Blank, DefinedTerm, Emphasis, Inline, Reference, Strong, Text
from qa_docs.render.docx.controls import blank_control
from qa_docs.render.docx.markup import field, run
from qa_docs.render.docx.numbering import bare
from qa_docs.render.docx.pen import Pen

_OPEN = "[•]"
_NO_BREAK_SPACE = "\u00a0"


def runs(text: Text, pen: Pen, bold: bool = False, italic: bool = False) -> str:
    """Give `text` as runs. Neighbouring words of the same look are one run, answered blanks of an issued file too."""
    if len(text) == 1 and type(text[0]) is str and not (bold or italic):
        return run(text[0])
    properties = _properties("", bold, italic) if bold or italic else ""
    written: list[str] = []
    plain = ""
    for inline in text:
        kind = type(inline)
        if kind is str:
            plain += inline  # type: ignore[operator]
            continue
        if kind is Blank and not pen.draft:
            plain += inline.text  # type: ignore[operator, union-attr]
            continue
        live = ""
        if isinstance(inline, Reference):
            lead, live = _reference(inline, pen, properties)
            plain += lead
            if not live:
                continue
        if plain:
            written.append(run(plain, properties))
            plain = ""
        written.append(live or _special(inline, pen, bold, italic))
    if plain:
        written.append(run(plain, properties))
    return "".join(written)


def _special(inline: Inline, pen: Pen, bold: bool, italic: bool) -> str:
    match inline:
        case Blank():
            return _blank(inline, pen, bold, italic)
        case DefinedTerm():
            return run(inline.text, _properties(pen.styles["term"], bold, italic))
        case Strong():
            return runs(inline.text, pen, True, italic)
        case Emphasis():
            return runs(inline.text, pen, bold, True)
    raise TypeError(f"{type(inline).__name__} is no text")


def _properties(style: str, bold: bool, italic: bool) -> str:
    if not (style or bold or italic):
        return ""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    return f"<w:rPr>{named}{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}</w:rPr>"


def _reference(reference: Reference, pen: Pen, properties: str) -> tuple[str, str]:
    """Give the words that stand before a live field, and the field; where there is none, the words say it all."""
    key = (reference.target, reference.lead, reference.number, properties)
    found = pen.fields.get(key)
    if found is None:
        found = pen.fields[key] = _new_reference(reference, pen, properties)
    return found


def _new_reference(reference: Reference, pen: Pen, properties: str) -> tuple[str, str]:
    kind = pen.heading_kind(reference.target)
    lead = f"{reference.lead}{_NO_BREAK_SPACE}" if reference.lead else ""
    if not kind or not reference.number or reference.target in pen.as_text:
        return lead + reference.number, ""
    bookmark = pen.bookmarks[reference.target]
    if kind == "captioned":
        return "", field(f"REF {bookmark} \\h", lead + bare(reference.number), properties)
    before = pen.template.lists[kind].before if kind in ("part", "appendix") else ""
    if before:
        # The list itself prints the word, so the field gives word and number.
        return "", field(f"REF {bookmark} \\r \\h", before + bare(reference.number), properties)
    return lead, field(f"REF {bookmark} \\r \\h", reference.number, properties)


def _blank(blank: Blank, pen: Pen, bold: bool, italic: bool) -> str:
    text = (blank.text or _OPEN) if blank.open else blank.text
    properties = _properties(pen.styles["open"] if blank.open else "", bold, italic)
    inner = run(text, properties)
    if not pen.draft:
        return inner
    return blank_control(blank, pen, inner)
