"""The text of clauses as numbered paragraphs, and the generated sections: parties and definitions."""

from collections.abc import Iterable, Iterator

from qa_docs.assemble.context import Context
from qa_docs.assemble.duties import as_table
from qa_docs.assemble.fill import Filler
from qa_docs.assemble.guidance import notes_of
from qa_docs.assemble.leads import lead_of, led, names_its_products, scopes_of
from qa_docs.assemble.number import Counter
from qa_docs.assemble.positions import position_of
from qa_docs.assemble.products import Products, Scope
from qa_docs.model.deal import PartyDetails
from qa_docs.model.document import (
    ClauseText,
    Column,
    DefinedTerm,
    Heading,
    Inline,
    Paragraph,
    Table,
    TableRow,
    Text,
)
from qa_docs.model.facts import one_line
from qa_docs.model.library import Clause, Term
from qa_docs.model.plain import plain_text
from qa_docs.model.text import SourceBlock, SourceItem, SourceList, SourceParagraph, SourceTable


def clause_text(context: Context, base_id: str, clause: Clause, heading: Heading, lead: bool = True) -> ClauseText:
    """Give a clause filled and numbered, in the position that the deal chose.

    Its first line names the products that it is for, where it is not for all; without `lead` that was said above it.
    """
    position = position_of(context, clause)
    scope = context.selection.scopes[base_id]
    numbered = heading.kind == "clause"
    if reason := _not_applicable(context, clause):
        number = Counter(heading.number).next(1) if numbered else ""
        blocks: tuple[Paragraph | Table, ...] = (
            Paragraph((f"Not applicable. {reason}",), 1 if numbered else 0, number),
        )
    else:
        filler = Filler(context, base_id, clause, scope=scope)
        counter = Counter(heading.number if numbered else "")
        blocks = tuple(_blocks(context, filler, clause.texts[position], counter, 1 if numbered else 0))
        if numbered and context.deal.presentation == "table":
            blocks = as_table(context, clause, blocks, heading.number, scope)
        if lead and scope != context.products.every and not names_its_products(context, clause.texts[position], scope):
            line = lead_of(context, scope, "Section" if numbered else "Appendix")
            blocks = (line, *blocks) if line else blocks
    if not context.draft:
        return ClauseText(clause.id, clause.head.version, position, heading, blocks)
    offered = tuple(clause.texts) if len(clause.texts) > 1 else ()
    texts = {other: _instead(context, base_id, clause, other, heading) for other in offered if other != position}
    notes = tuple(notes_of(context, base_id, clause, position, texts))
    return ClauseText(clause.id, clause.head.version, position, heading, blocks, notes, offered)


def _instead(context: Context, base_id: str, clause: Clause, position: str, heading: Heading) -> str:
    """Give the text that a clause would have in another position, a paragraph a line."""
    aside = context.aside()
    numbered = heading.kind == "clause"
    filler = Filler(aside, base_id, clause, scope=context.selection.scopes[base_id])
    counter = Counter(heading.number if numbered else "")
    blocks = _blocks(aside, filler, clause.texts[position], counter, 1 if numbered else 0)
    paragraphs = (block for block in blocks if isinstance(block, Paragraph))
    return "\n\n".join(f"{block.number} {plain_text(block.text)}".strip() for block in paragraphs)


def _not_applicable(context: Context, clause: Clause) -> str:
    """Give the reason when the deal marked every row of a clause not applicable."""
    if not context.gives_up:
        return ""
    rows = [
        context.responsibilities.rows[row] for row in clause.head.activities if row in context.responsibilities.rows
    ]
    if rows and all(row.party == "not_applicable" for row in rows):
        return " ".join(dict.fromkeys(row.reason for row in rows))
    return ""


def _blocks(
    context: Context, filler: Filler, blocks: tuple[SourceBlock, ...], counter: Counter, level: int
) -> Iterator[Paragraph | Table]:
    products, scope = context.products, filler.scope
    kept = scope
    for at, block in enumerate(blocks, 1):
        if isinstance(block, SourceParagraph):
            kept = scope if block.when is None else products.where(block.when, scope)
            if kept and not products.several:
                yield Paragraph(filler.text(block.text), level, counter.next(level) if level else "")
            elif kept:
                # What introduces a list stays one sentence.
                introduces = at < len(blocks) and isinstance(blocks[at], SourceList)
                parts = [kept] if introduces else products.parts_of(block.text, kept)
                for part in parts:
                    text = led(context, filler.within(part).text(block.text), block, part, scope)
                    yield Paragraph(text, level, counter.next(level) if level else "")
        elif isinstance(block, SourceList):
            if kept:  # a list goes with the sentence that introduces it
                yield from _list(context, filler.within(kept), block, counter, 2)
        elif isinstance(block, SourceTable):
            yield _table(filler, block)


def kept_blocks(blocks: Iterable[SourceBlock], products: Products, scope: Scope) -> Iterator[SourceBlock]:
    """Yield the blocks of a clause that this deal keeps for the products in `scope`, the items of its lists too."""
    introduced = scope
    for block in blocks:
        if isinstance(block, SourceParagraph):
            introduced = products.where(block.when, scope)
            if introduced:
                yield block
        elif isinstance(block, SourceList):
            for item in block.items if introduced else ():
                if kept := products.where(item.when, introduced):
                    yield from kept_blocks(item.blocks, products, kept)
        else:
            yield block


def _list(
    context: Context, filler: Filler, block: SourceList, counter: Counter, level: int
) -> Iterator[Paragraph | Table]:
    kept = [(item, scope) for item in block.items for scope in scopes_of(context.products, item, filler.scope)]
    alternatives = any(_ends_in_or(item) for item in block.items)
    for i, (item, scope) in enumerate(kept):
        inside = filler.within(scope)
        for j, inner in enumerate(item.blocks):
            if isinstance(inner, SourceParagraph):
                text = inside.text(inner.text, sentence=False)
                if j == 0:
                    text = led(context, text, inner, scope, filler.scope, item=True)
                    text = _mended(text, i, len(kept), bool(len(item.blocks) > 1), alternatives)
                if block.ordered and j == 0:
                    yield Paragraph(text, level, counter.next(level))
                else:
                    yield Paragraph(text, 0, "", "bullet" if j == 0 else "")
            elif isinstance(inner, SourceList):
                yield from _list(context, inside, inner, counter, min(level + 1, 3))
            else:
                yield _table(inside, inner)


def _ends_in_or(item: SourceItem) -> bool:
    """Say whether an item ends in "or": then its list is one of alternatives, whichever items the deal keeps."""
    first = item.blocks[0] if item.blocks else None
    last = first.text[-1] if isinstance(first, SourceParagraph) and first.text else None
    return isinstance(last, str) and last.rstrip().endswith((" or", ";or"))


def _mended(text: Text, index: int, count: int, nested: bool, alternatives: bool) -> Text:
    """Give a list item the punctuation of its place, since conditions may have taken its neighbours away.

    "; and" before the last and a full stop after it; an item that introduces a nested list keeps what it has.
    """
    if nested or not text or not isinstance(text[-1], str):
        return text
    last = text[-1].rstrip()
    bare = last
    for ending in ("; and", "; or", ", and", ", or"):
        bare = bare.removesuffix(ending)
    bare = bare.rstrip(";")
    if bare == last and not last.endswith("."):
        return text
    word = " or" if alternatives else " and"
    if bare.endswith("."):
        if index == count - 1 or _is_sentence(text):
            return text
        bare = bare[:-1]
    ending = "." if index == count - 1 else f";{word}" if index == count - 2 else ";"
    return (*text[:-1], bare + ending)


def _is_sentence(text: Text) -> bool:
    first = text[0]
    return isinstance(first, str) and first[:1].isupper()


def _table(filler: Filler, block: SourceTable) -> Table:
    heading = [filler.plain(cell) for cell in block.heading]
    cells = (tuple(filler.text(cell) for cell in row) for row in block.rows)
    rows = tuple(TableRow(row) for row in cells if plain_text(row[0]))  # an empty first cell leaves the row out
    lengths = [
        max(8, min(60, max([len(filler.plain(row[i])) for row in block.rows] + [len(heading[i])])))
        for i in range(len(heading))
    ]
    columns = tuple(Column(title, float(length)) for title, length in zip(heading, lengths, strict=True))
    return Table("", "", "", columns, rows)


def parties(context: Context) -> Iterator[Paragraph]:
    """Yield who the parties are and by which names they go."""
    counter = Counter(context.numbers["parties"][1])
    deal = context.deal
    yield Paragraph(("This Agreement is made between the following Parties:",), 1, counter.next(1))
    for i, (key, details) in enumerate((("giver", deal.contract_giver), ("acceptor", deal.contract_acceptor))):
        yield Paragraph((*_party(context, key, details), "; and" if i == 0 else "."), 2, counter.next(2))
    if "products-and-sites" in context.numbers:
        where: tuple[Inline, ...] = (
            "The sites that take part, with their licenses and identifiers, are listed in ",
            context.reference("products-and-sites"),
            ".",
        )
        yield Paragraph(where, 1, counter.next(1))


def _party(context: Context, key: str, details: PartyDetails) -> tuple[Inline, ...]:
    name = context.values[key]["name"]
    register = f", {details.registration}" if details.registration else ""
    place = one_line(details.address)
    country = "" if place.rstrip(".").endswith(details.country) else f", {details.country}"
    known = f"{context.values[key]['']}" if context.deal.wording != "names" else name
    article = "the " if known.startswith("the ") else ""
    return (f"{details.legal_name}{register}, of {place}{country} ({article}\u201c", DefinedTerm(key, name), "\u201d)")


def definitions(context: Context) -> Iterator[Paragraph]:
    """Yield the definitions in use, in the order of the alphabet; a definition may bring in further terms."""
    every = context.products.every
    terms = {term.spec.id: term for term in context.library.terms if context.products.where(term.when, every)}
    done: dict[str, tuple[Term, Text]] = {}
    while waiting := [term_id for term_id in sorted(context.terms_used) if term_id in terms and term_id not in done]:
        for term_id in waiting:
            term = terms[term_id]
            filler = Filler(context, file=term.place.file)
            done[term_id] = (term, filler.text(term.definition, sentence=False))
    counter = Counter(context.numbers["definitions"][1])
    intro = (
        "In this Agreement the following terms, where capitalized, have the meanings given here, "
        "in the singular and the plural."
    )
    yield Paragraph((intro,), 1, counter.next(1))
    for term, text in sorted(done.values(), key=lambda pair: pair[0].spec.term.casefold()):
        head: tuple[Inline, ...] = ("\u201c", DefinedTerm(term.spec.id, term.spec.term), "\u201d")
        # An abbreviation is another name of the term, so a reader must find it here.
        for form in term.spec.forms:
            if len(form) > 1 and form.isupper() and form not in term.spec.term:
                head = (*head, " or \u201c", DefinedTerm(term.spec.id, form), "\u201d")
        yield Paragraph((*head, " means ", *_stopped(text)), 0, "", "definition")


def _stopped(text: Text) -> Text:
    if text and isinstance(text[-1], str) and not text[-1].rstrip().endswith("."):
        return (*text[:-1], text[-1].rstrip() + ".")
    return text if text and isinstance(text[-1], str) else (*text, ".")
