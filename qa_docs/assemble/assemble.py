"""Assembles a document from a deal and a library: select, fill, number, refer, check. Reads no file and no clock."""

from collections.abc import Iterator

from msgspec.structs import replace

from qa_docs.assemble.appendices import CONTENTS, Numbers
from qa_docs.assemble.assembled import Assembled, Used
from qa_docs.assemble.blanks import check_answers
from qa_docs.assemble.body import clause_text, definitions, kept_blocks, parties
from qa_docs.assemble.context import Context
from qa_docs.assemble.control import check_deal, facts_for_template, signatures_of
from qa_docs.assemble.coverage import check_coverage, coverage_of
from qa_docs.assemble.drafting import check_drafting, check_hand_overs
from qa_docs.assemble.fill import Filler
from qa_docs.assemble.guidance import drafter_of
from qa_docs.assemble.leads import section_lead
from qa_docs.assemble.matrix import matrix_of
from qa_docs.assemble.number import NumberedPart, number_appendices, number_parts
from qa_docs.assemble.positions import check_omitted, check_positions, position_of
from qa_docs.assemble.products import Products
from qa_docs.assemble.responsibilities import responsibilities_of
from qa_docs.assemble.select import Selection, select
from qa_docs.assemble.shown import (
    Places,
    attached_blocks,
    check_pictures,
    gather_pictures,
    number_attached,
    number_pictures,
    pictures_at,
    with_pictures,
)
from qa_docs.model.document import Block, ClauseText, Document, Heading, Matrix, PageTurn, Paragraph, Table
from qa_docs.model.library import Library, Outline, OutlineAppendix
from qa_docs.model.placed import PlacedDeal
from qa_docs.model.walk import references_in
from qa_docs.problems import Place, Problem, ProblemsFound, Severity, errors_of

ATTACHED, PICTURES = ("appendices", "attached"), ("pictures",)
"""Where a deal names what an agreement shows."""


def assemble(
    placed: PlacedDeal,
    library: Library,
    kind: str = "quality-agreement",
    draft: bool = False,
    careful: bool = False,
) -> Assembled:
    """Give the document of `kind` for a deal. Raises `ProblemsFound` with everything that keeps it from being issued.

    In a draft, open blanks are printed as `[•]` and listed; otherwise each is a problem. A `careful` reading adds what
    a lawyer would stop at; it takes as long as the assembly itself, and only `qa-docs check` asks for it.
    """
    outline = library.outlines[kind]
    context, problems = _start(placed, library, outline, draft)
    parts = number_parts(context)
    appendices = number_appendices(context, _present(context, outline))
    problems.extend(_number_shown(context, parts, appendices))
    body = _body(context, parts)
    context.coverage = coverage_of(context, whole=careful or placed.deal.traceability)
    problems.extend(check_coverage(context, context.coverage))
    matrix_first = matrix_of(context)
    tail = list(_appendix_blocks(context, outline, appendices, matrix_first, parts))
    blocks = (*_with_definitions(context, body), *tail)
    problems.extend(context.problems)
    if careful:
        problems.extend(check_drafting(context, blocks))
        problems.extend(check_hand_overs(context))
    if not draft:
        problems.extend(_open_blanks(context))
    if errors_of(problems):
        raise ProblemsFound(problems)
    document = Document(
        kind=kind,
        title=placed.deal.document.title,
        language=placed.deal.document.language,
        paper=placed.deal.document.paper,
        draft=draft,
        facts=facts_for_template(context),
        blocks=blocks,
        matrix=matrix_first,
        coverage=context.coverage,
        open_points=tuple(context.open_points.values()),
        bookmarks={target: number for target, (_, number) in context.numbers.items()},
        drafter=drafter_of(context) if draft else None,
        images=context.images,
    )
    warnings = tuple(problem for problem in problems if problem.severity is Severity.WARNING)
    return Assembled(document, context.selection, warnings, _used(context))


def explain(placed: PlacedDeal, library: Library, kind: str = "quality-agreement") -> tuple[Selection, Products]:
    """Give which clauses are in the agreement and why, and the products for which they are, without assembling it."""
    products = Products(placed.deal)
    omitted = placed.deal.omitted_clauses
    return select(library.outlines[kind].spec, library, products, placed.place("services"), omitted), products


def _start(placed: PlacedDeal, library: Library, outline: Outline, draft: bool) -> tuple[Context, list[Problem]]:
    products = Products(placed.deal)
    selection = select(outline.spec, library, products, Place(placed.file, 1, 1), placed.deal.omitted_clauses)
    held = responsibilities_of(selection, library, placed, products)
    context = Context(placed, library, outline.spec, products, selection, held, draft)
    problems = [*selection.problems, *held.problems, *check_answers(selection, placed, library), *check_deal(context)]
    problems.extend(check_positions(context))
    problems.extend(check_omitted(context))
    problems.extend(gather_pictures(context, context.deal.pictures, PICTURES))
    return context, problems


def _present(context: Context, outline: Outline) -> Iterator[OutlineAppendix]:
    for appendix in outline.spec.appendices:
        if appendix.id in context.deal.appendices.not_applicable:
            yield appendix
            continue
        if not context.products.where(outline.appendix_when.get(appendix.id), context.products.every):
            continue
        has_clause = any(context.selection.of(base_id) for base_id in appendix.clauses)
        has_content = appendix.content is not None and CONTENTS[appendix.content].has(context)
        if (
            has_clause
            or has_content
            or appendix.id in context.pictures
            or (appendix.content and _is_referred_to(context, appendix.id))
        ):
            yield appendix


def _number_shown(
    context: Context, parts: tuple[NumberedPart, ...], appendices: tuple[tuple[OutlineAppendix, Heading], ...]
) -> Iterator[Problem]:
    """Number pictures and attached documents; yield what is wrong with their ids and places."""
    deal, library = context.deal, context.library
    yield from number_attached(context, deal.appendices.attached, ATTACHED, len(appendices))
    if not context.pictures:
        return
    places = [
        name for part in parts for section in part.sections for one in section.clauses for name in (one[0], one[1].id)
    ]
    for appendix, _ in appendices:
        if appendix.id not in deal.appendices.not_applicable:
            clauses = (one for base_id in appendix.clauses for one in context.selection.of(base_id))
            places += [*(name for base_id, clause in clauses for name in (base_id, clause.id)), appendix.id]
    taken = frozenset(context.numbers)
    number_pictures(context, places)
    known = frozenset((*library.clauses, *(appendix.id for appendix in context.outline.appendices)))
    yield from check_pictures(context, deal.pictures, PICTURES, Places(known, known), taken)


def _is_referred_to(context: Context, target: str) -> bool:
    """Say whether a clause in this agreement refers to `target`; such an appendix is printed even when it is empty."""
    for base_id, clause in context.selection.chosen.items():
        if target in clause.refers:
            blocks = clause.texts[position_of(context, clause)]
            kept = kept_blocks(blocks, context.products, context.selection.scopes[base_id])
            if any(target in references_in((block,)) for block in kept):
                return True
    return False


def _body(context: Context, parts: tuple[NumberedPart, ...]) -> list[Block]:
    blocks: list[Block] = []
    for part in parts:
        blocks.append(part.heading)
        for section in part.sections:
            blocks.append(section.heading)
            if section.section.content == "parties":
                blocks.extend(parties(context))
            together, lead = section_lead(context, section.clauses)
            blocks.extend(lead)
            for base_id, clause, heading in section.clauses:
                text = clause_text(context, base_id, clause, heading, lead=not together)
                blocks.append(with_pictures(context, text, base_id))
    return blocks


def _appendix_blocks(
    context: Context,
    outline: Outline,
    appendices: tuple[tuple[OutlineAppendix, Heading], ...],
    matrix: Matrix,
    parts: tuple[NumberedPart, ...],
) -> Iterator[Block]:
    yield Heading("signatures", "plain", "Signatures")
    yield signatures_of(context)
    numbers = Numbers()
    landscape = False
    for appendix, heading in appendices:
        if appendix.landscape != landscape:
            landscape = appendix.landscape
            yield PageTurn("landscape" if landscape else "portrait")
        if reason := context.deal.appendices.not_applicable.get(appendix.id):
            yield from (heading, Paragraph((f"Not applicable. {reason}",)))
            continue
        clauses = [one for base_id in appendix.clauses for one in context.selection.of(base_id)]
        if len(clauses) == 1 and clauses[0][1].head.title == heading.text:
            # The only clause of an appendix stands under the appendix's own heading.
            base_id, clause = clauses[0]
            text = _captioned(clause_text(context, base_id, clause, heading), numbers)
            yield with_pictures(context, text, base_id, appendix.id)
            continue
        yield heading
        if appendix.id in outline.appendix_intro:
            yield Paragraph(Filler(context, file=outline.place.file).text(outline.appendix_intro[appendix.id]))
        for base_id, clause in clauses:
            title = Heading(base_id, "plain", clause.head.title)
            text = _captioned(clause_text(context, base_id, clause, title), numbers)
            yield with_pictures(context, text, base_id)
        if appendix.content and CONTENTS[appendix.content].has(context):
            yield from CONTENTS[appendix.content].build(context, matrix, parts, numbers)
        elif appendix.content and appendix.id not in context.pictures:
            yield Paragraph(("Nothing is listed here at the Effective Date.",))
        yield from pictures_at(context, appendix.id)
    yield from attached_blocks(context, context.deal.appendices.attached, ATTACHED, landscape)


def _captioned(clause: ClauseText, numbers: Numbers) -> ClauseText:
    """Give a clause of an appendix with its tables numbered; its own title names them."""
    blocks = tuple(
        replace(block, id=clause.id, caption=clause.heading.text, number=numbers.next())
        if isinstance(block, Table)
        else block
        for block in clause.blocks
    )
    return replace(clause, blocks=blocks)


def _with_definitions(context: Context, body: list[Block]) -> Iterator[Block]:
    """Yield the body with the definitions put into their section: only now is it known which terms are used."""
    for block in body:
        yield block
        if isinstance(block, Heading) and block.id == "definitions":
            yield from definitions(context)


def _used(context: Context) -> Used:
    chosen = context.selection.chosen.values()
    return Used(
        clauses=tuple(sorted(clause.id for clause in chosen)),
        # Rows whose own condition is false too: a change of that condition brings them in.
        activities=tuple(sorted({row for clause in chosen for row in clause.head.activities})),
        terms=tuple(sorted(context.terms_used)),
        requirements=tuple(sorted(row.requirement for row in context.coverage)),
    )


def _open_blanks(context: Context) -> Iterator[Problem]:
    for point in context.open_points.values():
        yield Problem(
            context.placed.place("blanks"),
            "open-blank",
            f"{point.id!r} has no answer: {point.label}",
            f"add `{point.id}: …` under `blanks:`, or build with --draft",
        )
