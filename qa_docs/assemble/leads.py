"""Says in the text for which products a clause, a paragraph or an item of a list is, where it is not for all."""

from collections.abc import Iterable, Sequence

from qa_docs.assemble.context import Context
from qa_docs.assemble.positions import position_of
from qa_docs.assemble.products import Products, Scope
from qa_docs.model.document import Heading, Paragraph, Text
from qa_docs.model.library import Clause
from qa_docs.model.text import SourceBlock, SourceItem, SourceParagraph


def lead_of(context: Context, scope: Scope, part: str = "Section") -> Paragraph | None:
    """Give the line that names the products for which a part of the agreement applies, unless it is for all."""
    if scope == context.products.every:
        return None
    names = context.products.phrase(scope)
    context.terms_used.add("product")
    return Paragraph((f"This {part} applies to {names}{'' if names.startswith('all ') else ' only'}.",))


def names_its_products(context: Context, blocks: Iterable[SourceBlock], scope: Scope) -> bool:
    """Say whether the first paragraphs of a clause name all products that it is for, so that no other line need do."""
    named = 0
    for block in blocks:
        if not isinstance(block, SourceParagraph):
            break
        if here := context.products.where(block.when, scope):
            found = context.products.named_in(block.text, here)
            if not found:
                break
            named |= found
    return named == scope


def section_lead(
    context: Context, clauses: Sequence[tuple[str, Clause, Heading]]
) -> tuple[bool, tuple[Paragraph, ...]]:
    """Say whether the clauses of a section are all for the same products, and give the line that says so once."""
    scopes = {context.selection.scopes[base_id] for base_id, _, _ in clauses}
    if len(clauses) < 2 or len(scopes) > 1 or not context.products.several:
        return False, ()
    scope = scopes.pop()
    texts = (clause.texts[position_of(context, clause)] for _, clause, _ in clauses)
    if scope == context.products.every or all(names_its_products(context, text, scope) for text in texts):
        return True, ()
    line = lead_of(context, scope)
    return True, (line,) if line else ()


def led(context: Context, text: Text, block: SourceParagraph, scope: Scope, within: Scope, item: bool = False) -> Text:
    """Give a paragraph, or an item of a list, that is only for some of the products with their names before it."""
    if scope == within or context.products.named_in(block.text, scope) == scope:
        return text
    # An item that carries a sentence on is joined to it; a sentence of its own is introduced.
    first, last = text[0], text[-1]
    own = isinstance(first, str) and first[:1].isupper() and isinstance(last, str) and last.rstrip().endswith(".")
    joined = item and not own
    lead = f"{'for' if joined else 'For'} {context.products.phrase(scope)}{',' if joined else ':'} "
    return (lead + first, *text[1:]) if isinstance(first, str) else (lead, *text)


def scopes_of(products: Products, item: SourceItem, within: Scope) -> Iterable[Scope]:
    """Give the products of an item of a list: one scope, or one for each way in which its words fall."""
    scope = products.where(item.when, within)
    first = item.blocks[0] if item.blocks else None
    if scope and len(item.blocks) == 1 and isinstance(first, SourceParagraph):
        return products.parts_of(first.text, scope)
    return (scope,) if scope else ()
