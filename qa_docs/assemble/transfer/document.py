"""Assembles the documents of a technology transfer: protocol, dossier and summary report."""

from collections.abc import Iterator

from msgspec.structs import replace

from qa_docs.assemble.assembled import OF_TRANSFERS, Assembled, Used
from qa_docs.assemble.blanks import check_answer
from qa_docs.assemble.body import clause_text
from qa_docs.assemble.context import Context
from qa_docs.assemble.number import NumberedPart, NumberedSection, number_parts
from qa_docs.assemble.products import Products
from qa_docs.assemble.select import select
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
from qa_docs.assemble.transfer.annexes import ANNEXES, NUMBERED
from qa_docs.assemble.transfer.contents import CONTENTS
from qa_docs.assemble.transfer.control import facts_for_template, signatures_of, title_of
from qa_docs.assemble.transfer.coverage import check_coverage, coverage_of
from qa_docs.assemble.transfer.generated import FigureMade, Part, orientation
from qa_docs.assemble.transfer.matrix import matrix_of, rows_of
from qa_docs.assemble.transfer.package import Package
from qa_docs.model.document import Block, Document, Heading, Inline, Matrix, PageTurn, Paragraph
from qa_docs.model.facts import Facts, facts_of
from qa_docs.model.library import Library, Outline, OutlineAppendix
from qa_docs.model.placed import PlacedDeal
from qa_docs.model.transfer.facts import TransferValues, origins_of
from qa_docs.problems import Place, Problem, ProblemsFound, Severity, errors_of

ATTACHED, PICTURES = ("transfer", "attached"), ("transfer", "pictures")
"""Where a deal names what the documents of its transfer show."""


def assemble_transfer(
    placed: PlacedDeal, library: Library | None, kind: str, draft: bool = False, careful: bool = False
) -> Assembled:
    """Give the document of `kind` for the transfer of a deal; `library` is the part for transfers.

    What the deal does not give yet is printed as to be confirmed. Where that is critical, the document is only given as
    a draft. Raises `ProblemsFound` with everything that keeps it from being issued.
    """
    if placed.deal.transfer is None or library is None:
        message = f"this deal describes no transfer, so there is no {kind}"
        hint = "add `transfer:`, or take the document out of `documents:`"
        raise ProblemsFound([Problem(placed.place("documents"), "no-transfer", message, hint)])
    outline = library.outlines[kind]
    context, package, problems = _start(placed, library, outline, draft)
    parts = number_parts(context)
    annexes = _number_annexes(context, outline)
    transfer = placed.deal.transfer
    problems.extend(gather_pictures(context, transfer.pictures, PICTURES))
    attached = transfer.attached if kind == "transfer-dossier" else ()
    problems.extend(number_attached(context, attached, ATTACHED, len(annexes)))
    taken = frozenset(context.numbers)
    _number_contents(package, parts, annexes)
    if transfer.pictures:
        problems.extend(check_pictures(context, transfer.pictures, PICTURES, _places(library, outline), taken))
    matrix = matrix_of(context)
    body = list(_body(context, package, parts))
    tail = list(_annexes(context, package, annexes, matrix, body))
    tail += attached_blocks(context, attached, ATTACHED, _last_turn(body + tail) == "landscape")
    problems.extend(context.problems)
    context.coverage = coverage_of(package) if careful else ()
    problems.extend(check_coverage(package, context.coverage))
    if not draft:
        problems.extend(_critical(context))
    if errors_of(problems):
        raise ProblemsFound(problems)
    deal = placed.deal
    document = Document(
        kind=kind,
        title=title_of(context, kind),
        language=deal.document.language,
        paper=deal.document.paper,
        draft=draft,
        facts=facts_for_template(package, kind),
        blocks=(*body, *tail),
        matrix=matrix,
        coverage=context.coverage,
        open_points=tuple(context.open_points.values()),
        bookmarks={target: number for target, (_, number) in context.numbers.items()},
        images=context.images,
    )
    warnings = tuple(problem for problem in problems if problem.severity is Severity.WARNING)
    return Assembled(document, context.selection, warnings, _used(context))


def _used(context: Context) -> Used:
    return Used(
        clauses=tuple(sorted(clause.id for clause in context.selection.chosen.values())),
        activities=tuple(sorted(f"{OF_TRANSFERS}{name}" for name in context.responsibilities.rows)),
        terms=tuple(sorted(f"{OF_TRANSFERS}{term.spec.id}" for term in context.library.terms)),
        requirements=(),
    )


def products_of(placed: PlacedDeal) -> Products:
    """Give the products of a deal as a transfer document sees them: all together, with the facts of the transfer."""
    held = facts_of(placed.deal)
    return Products(placed.deal, Facts(TransferValues(held.values, placed.deal), held.origins))


def _start(
    placed: PlacedDeal, library: Library, outline: Outline, draft: bool
) -> tuple[Context, Package, list[Problem]]:
    products = products_of(placed)
    selection = select(outline.spec, library, products, Place(placed.file, 1, 1))
    held = rows_of(library, placed, products)
    context = Context(placed, library, outline.spec, products, selection, held, draft)
    package = Package(context)
    context.unknown = lambda path, clause: _unknown(package, path, clause)
    problems = [*selection.problems, *held.problems, *_check_answers(context)]
    return context, package, problems


def _unknown(package: Package, path: tuple[str, ...], clause: str) -> Inline:
    if path[-1].endswith("_in_words"):
        return ""  # a part of a sentence that is left out where there is nothing to say
    package.where = clause
    label = " ".join(path[1:]).replace("_", " ")
    return package.unknown(".".join(path[1:]), label[:1].upper() + label[1:])


def _check_answers(context: Context) -> Iterator[Problem]:
    blanks = {
        f"{clause.id}.{name}": spec
        for clause in context.library.clauses.values()
        for name, spec in clause.head.blanks.items()
    }
    for key, answer in context.deal.blanks.items():
        place = context.placed.place("blanks", key)
        if key in blanks:
            yield from check_answer(blanks[key], answer, place)
        elif key.startswith("tt-"):
            hint = "blanks are named clause-id.blank"
            yield Problem(place, "unknown-blank", f"no clause of the transfer has the blank {key!r}", hint)


def _number_annexes(context: Context, outline: Outline) -> tuple[tuple[OutlineAppendix, Heading], ...]:
    numbered = []
    for i, appendix in enumerate(outline.spec.appendices, 1):
        heading = Heading(appendix.id, "appendix", appendix.title, f"Appendix {i}")
        context.numbers[appendix.id] = ("", heading.number)
        numbered.append((appendix, heading))
    return tuple(numbered)


def _number_contents(
    package: Package, parts: tuple[NumberedPart, ...], annexes: tuple[tuple[OutlineAppendix, Heading], ...]
) -> None:
    """Number tables and figures before any text is written, so that a text may refer to one that comes later.

    A table that stands in two clauses of a document is printed with the first; the other refers to it.
    """
    counts = {"Table": 0, "Figure": 0}
    numbers = package.context.numbers

    def number(name: str, lead: str, many: int = 1) -> None:
        if lead and name not in numbers:
            numbers[name] = (lead, str(counts[lead] + 1))
            counts[lead] += many

    def number_shown(*places: str) -> None:
        counts["Figure"] = number_pictures(package.context, places, counts["Figure"])

    for section in (section for part in parts for section in part.sections):
        for base_id, clause, _ in section.clauses:
            for name in clause.head.content:
                made = CONTENTS[name]
                many = 1
                if isinstance(made, FigureMade):
                    many = len(made.drawn(package, name, orientation(section.section.landscape))) or 1
                number(name, made.lead, many)
            if section.section.id not in package.transfer.not_applicable:
                number_shown(base_id, clause.id)
    for appendix, _ in annexes:
        if appendix.content in NUMBERED:
            number(NUMBERED[appendix.content], "Table")
        number_shown(appendix.id)


def _body(context: Context, package: Package, parts: tuple[NumberedPart, ...]) -> Iterator[Block]:
    landscape = False
    printed: set[str] = set()
    for part in parts:
        first = part.sections[0]
        if first.section.landscape != landscape:
            landscape = first.section.landscape
            yield PageTurn("landscape" if landscape else "portrait")
        yield part.heading
        for section in part.sections:
            if section.section.landscape != landscape:
                landscape = section.section.landscape
                yield PageTurn("landscape" if landscape else "portrait")
            yield section.heading
            yield from _section(context, package, section, landscape, printed)


def _section(
    context: Context, package: Package, section: NumberedSection, landscape: bool, printed: set[str]
) -> Iterator[Block]:
    transfer = context.deal.transfer
    assert transfer is not None
    if reason := transfer.not_applicable.get(section.section.id):
        yield Paragraph((f"Not applicable. {reason}",))
        return
    for base_id, clause, heading in section.clauses:
        package.where = base_id
        context.printed.clear()
        written = clause_text(context, base_id, clause, heading)
        paths = [(path, "") for fact in sorted(context.printed) for path in origins_of(fact)]
        parts: list[Part] = []
        for name in clause.head.content:
            if name not in printed:
                printed.add(name)
                number = context.numbers.get(name, ("", ""))[1]
                made = CONTENTS[name]
                parts += made.build(package, name, number, orientation(landscape))
                if isinstance(made, FigureMade):
                    paths += [(f"transfer.{path}", name) for path in made.reads(package)]
        whole = replace(written, blocks=(*written.blocks, *parts), paths=tuple(paths))
        yield with_pictures(context, whole, base_id)


def _annexes(
    context: Context,
    package: Package,
    annexes: tuple[tuple[OutlineAppendix, Heading], ...],
    matrix: Matrix,
    body: list[Block],
) -> Iterator[Block]:
    landscape = _last_turn(body) == "landscape"
    if landscape:
        landscape = False
        yield PageTurn("portrait")
    yield Heading("signatures", "plain", "Approval")
    yield signatures_of(package)
    for appendix, heading in annexes:
        if appendix.landscape != landscape:
            landscape = appendix.landscape
            yield PageTurn("landscape" if landscape else "portrait")
        yield heading
        name = appendix.content or ""
        number = context.numbers.get(NUMBERED.get(name, ""), ("", ""))[1]
        yield from ANNEXES[name](package, matrix, number)
        yield from pictures_at(context, appendix.id)


def _last_turn(blocks: list[Block]) -> str:
    return next((block.orientation for block in reversed(blocks) if isinstance(block, PageTurn)), "portrait")


def _places(library: Library, outline: Outline) -> Places:
    every = frozenset(place for one in library.outlines.values() for place in _places_of(one))
    return Places(frozenset(_places_of(outline)), every)


def _places_of(outline: Outline) -> Iterator[str]:
    yield from (clause for part in outline.spec.parts for section in part.sections for clause in section.clauses)
    yield from (appendix.id for appendix in outline.spec.appendices)


def _critical(context: Context) -> Iterator[Problem]:
    for point in context.open_points.values():
        if point.critical:
            path = tuple(point.id.split("."))
            yield Problem(
                context.placed.place(*path),
                "critical-open",
                f"{point.label} ({point.id}) is to be confirmed, and the document cannot be issued without it",
                "give it, or build with --draft",
            )
