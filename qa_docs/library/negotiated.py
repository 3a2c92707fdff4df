"""Puts a deal's negotiated texts into the library: each is one more position of its clause.

Where the library's clause moved on since the negotiation, its change and the negotiated text are put together by lines.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from qa_docs.compare.three_way import Conflict, three_way
from qa_docs.library.check_clauses import check_text
from qa_docs.library.terms import TermFinder
from qa_docs.model.deal import ChosenPosition
from qa_docs.model.expression import Call
from qa_docs.model.facts import known_names
from qa_docs.model.library import Clause, Library
from qa_docs.model.named_files import shown_ids
from qa_docs.model.placed import PlacedDeal
from qa_docs.model.walk import references_in, values_of
from qa_docs.problems import Place, Problem, ProblemsFound, Severity, errors_of
from qa_docs.source.markdown import read_clause_text
from qa_docs.source.negotiated import base_file, shown

NEGOTIATED = "negotiated"


def with_negotiated(library: Library, placed: PlacedDeal) -> tuple[Library, tuple[Problem, ...]]:
    """Give the library with the deal's negotiated texts, and what is to be known of them.

    Raises `ProblemsFound` where a text cannot be used, or where it and the library changed the same lines.
    """
    problems: list[Problem] = []
    clauses = dict(library.clauses)
    finder = TermFinder(term.spec for term in library.terms)
    for clause_id, chosen in placed.deal.positions.items():
        if chosen.position != NEGOTIATED or clause_id not in clauses:
            continue  # a clause that is not there is told with the positions of the deal
        try:
            clauses[clause_id] = _negotiated(clauses[clause_id], chosen, placed, finder, problems)
        except ProblemsFound as found:
            problems.extend(found.problems)
    own = replace(library, clauses=clauses)
    for clause_id in clauses.keys() & placed.deal.positions.keys():
        if NEGOTIATED in clauses[clause_id].texts:
            problems.extend(check_text(clauses[clause_id], NEGOTIATED, own, known_names(), shown_ids(placed.deal)))
            problems.extend(_check_notices(clauses[clause_id]))
    if errors_of(problems):
        raise ProblemsFound(problems)
    return own, tuple(problems)


def _negotiated(
    clause: Clause, chosen: ChosenPosition, placed: PlacedDeal, finder: TermFinder, problems: list[Problem]
) -> Clause:
    name = chosen.text or ""
    file = shown(placed.file, name)
    if name not in placed.negotiated:
        message, hint = f"there is no file {name!r}", "check the name; the path counts from the deal"
        raise ProblemsFound([Problem(placed.place("positions", clause.id, "text"), "file-not-found", message, hint)])
    text = placed.negotiated[name]
    if chosen.base_position not in clause.sources:
        place = placed.place("positions", clause.id, "base_position")
        message = f"clause {clause.id!r} has no text for the position {chosen.base_position!r}"
        hint = "it offers: " + ", ".join(clause.texts)
        raise ProblemsFound([Problem(place, "unknown-position", message, hint)])
    library_text = clause.sources[chosen.base_position]
    base = placed.negotiated.get(base_file(name))
    if chosen.base_version != clause.head.version:
        text = _merged(clause, chosen, placed, (base, text, library_text), problems)
    elif base is not None and base.strip() != library_text.strip():
        message = f"it is not the text that version {clause.head.version} of clause {clause.id!r} has"
        hint = "copy the library's text into it, else the next change of the library is taken for another one"
        place = Place(shown(placed.file, base_file(name)), 1)
        problems.append(Problem(place, "negotiated-base", message, hint, Severity.WARNING))
    texts = read_clause_text(text, file)
    if texts.keys() != {"standard"}:
        hint = "write one text, without '# acceptable' or '# fallback'"
        raise ProblemsFound([Problem(Place(file, 1), "negotiated-text", "the text holds several positions", hint)])
    blocks = finder.mark_blocks(texts["standard"])
    return replace(
        clause,
        texts={**clause.texts, NEGOTIATED: blocks},
        refers=tuple(sorted({*clause.refers, *references_in(blocks)})),
        place=Place(file, 1, 1),
        places={},
        sources={**clause.sources, NEGOTIATED: text},
    )


def _merged(
    clause: Clause,
    chosen: ChosenPosition,
    placed: PlacedDeal,
    texts: tuple[str | None, str, str],
    problems: list[Problem],
) -> str:
    """Give the negotiated text with the change of the library. What both changed is raised as a conflict."""
    base, ours, theirs = texts
    name, now = chosen.text or "", clause.head.version
    place = placed.place("positions", clause.id, "base_version")
    if base is None:
        message = f"clause {clause.id!r} went from {chosen.base_version} to {now}, and {base_file(name)!r} is not there"
        hint = f"compare the text with the library's, then write the library's into it and `base_version: {now}`"
        raise ProblemsFound([Problem(place, "negotiated-base", message, hint)])
    parts = three_way(_lines(base), _lines(ours), _lines(theirs))
    file, first = shown(placed.file, name), 1 + len(ours) - len(ours.lstrip("\n"))
    conflicts = tuple(_conflict(part, file, first, clause, chosen) for part in parts if isinstance(part, Conflict))
    if conflicts:
        raise ProblemsFound(conflicts)
    merged = "\n".join(line for part in parts if not isinstance(part, Conflict) for line in part.lines)
    changed = "changed other lines" if merged != "\n".join(_lines(ours)) else "made the same change, or none here"
    message = f"clause {clause.id!r} went from {chosen.base_version} to {now} and {changed}; the text holds both"
    hint = f"read the clause; then put the merged text and the library's into the files, and `base_version: {now}`"
    problems.append(Problem(place, "negotiated-merged", message, hint, Severity.WARNING))
    return merged + "\n"


def _conflict(part: Conflict, file: str, first: int, clause: Clause, chosen: ChosenPosition) -> Problem:
    message = (
        f"version {clause.head.version} of clause {clause.id!r} says {_said(part.theirs)} where the negotiated text "
        f"says {_said(part.ours)}; in {chosen.base_version} it was {_said(part.base)}"
    )
    hint = (
        f"write here what is to hold, the library's text into {base_file(chosen.text or '')!r}, "
        f"and `base_version: {clause.head.version}`"
    )
    return Problem(Place(file, first + part.line), "merge-conflict", message, hint)


def _said(lines: tuple[str, ...]) -> str:
    return f"\u201c{' '.join(line for line in lines if line)}\u201d" if any(lines) else "nothing"


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").split("\n")]


def _check_notices(clause: Clause) -> Iterator[Problem]:
    printed = {
        value.expression.arguments[0]
        for value, _ in values_of(clause.texts[NEGOTIATED])
        if isinstance(value.expression, Call) and value.expression.function == "notice"
    }
    for missing in sorted(clause.notices.keys() - printed):
        if clause.notices[missing].when is None:
            message = f"the notice {missing!r} stands in the text no more, and so not in the list of notices"
            hint = f"write {{{{ notice('{missing}') }}}} where its clock stands, if it is the agreed one"
            yield Problem(clause.place, "negotiated-notice", message, hint, Severity.WARNING)
