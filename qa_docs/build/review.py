"""Reviews a Word file that came back: laid beside the agreement that was sent, and told in the terms of the library."""

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from qa_docs.assemble import assemble
from qa_docs.assemble.assembled import Assembled
from qa_docs.assemble.blanks import check_answer
from qa_docs.build.cache import DiskCache
from qa_docs.build.inputs import Inputs, read_inputs
from qa_docs.build.options import Options
from qa_docs.build.render import word_file
from qa_docs.model.deal import ChosenPosition
from qa_docs.model.document import Blank, ClauseText, DefinedTerm, Document, Paragraph, Table, Text
from qa_docs.model.library import Clause, Library
from qa_docs.model.placed import PlacedDeal
from qa_docs.model.plain import plain_text
from qa_docs.model.review import ClauseFinding, Meaning, Review, ReviewedClause, Sign
from qa_docs.problems import Place, Problem, ProblemsFound
from qa_docs.review.findings import findings_of
from qa_docs.review.meaning import AgreementFacts, BlankPart, ClauseFacts, Clock, matrix_signs, meaning_of
from qa_docs.review.package import open_package
from qa_docs.review.returned import Returned, read_returned
from qa_docs.review.word_file import WordFile


def review_file(
    path: Path, deal: Path, cache: DiskCache | None = None, library: Path | None = None, sent: Path | None = None
) -> Review:
    """Review the file at `path` against the agreement of `deal`, or against the very file that was sent."""
    problems: list[Problem] = []
    returned, draft = _read(path, problems)
    inputs = read_inputs(deal, cache, library)
    assembled = assemble(inputs.placed, inputs.library, draft=draft, careful=True)
    if sent is not None:
        base, _ = _read(sent, problems)
    else:
        content = word_file("quality-agreement", assembled.document, inputs, Options(), cache).render(None)
        base = _lines_of(content, str(deal), problems)
    findings = findings_of(base, returned)
    clauses = _reviewed(findings, inputs, assembled, draft)
    control = inputs.placed.deal.document
    return Review(str(path), str(deal), control.number, control.revision, draft, clauses, tuple(problems))


def _read(path: Path, problems: list[Problem]) -> tuple[Returned, bool]:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"cannot read the file: {reason}"
        raise ProblemsFound([Problem(Place(str(path)), "file-not-found", message, "check the path")]) from None
    lines = _lines_of(content, str(path), problems)
    return lines, any(line.blanks for line in lines.lines)


def _lines_of(content: bytes, file: str, problems: list[Problem]) -> Returned:
    found: list[Problem] = []
    package = open_package(content, file, found)
    if package is None:
        raise ProblemsFound(found)
    problems += found
    return read_returned(WordFile(package))


def _reviewed(
    findings: Sequence[ClauseFinding], inputs: Inputs, assembled: Assembled, draft: bool
) -> tuple[ReviewedClause, ...]:
    document, library = assembled.document, inputs.library
    sent = {block.id: block for block in document.blocks if isinstance(block, ClauseText)}
    touched = {one.clause for one in findings if one.state != "unchanged"} & sent.keys()
    others = _other_positions(inputs, touched, draft)
    facts = {clause: _clause_facts(sent[clause], others.get(clause, {}), library, document) for clause in touched}
    agreement = _agreement_facts(inputs, document)
    meanings = {one.clause: meaning_of(one, facts.get(one.clause), agreement) for one in findings}
    for clause, sign in matrix_signs(meanings, facts):
        meanings[clause] = replace(meanings[clause], signs=(*meanings[clause].signs, sign))
    return tuple(_one(one, meanings[one.clause], sent.get(one.clause), library) for one in findings)


def _one(finding: ClauseFinding, meaning: Meaning, sent: ClauseText | None, library: Library) -> ReviewedClause:
    if sent is None:
        if finding.state == "added":
            meaning = replace(meaning, signs=(Sign("added", "medium", "The clause is new."), *meaning.signs))
        return ReviewedClause(finding, meaning, finding.clause, "", "", "", {})
    clause = library.clauses[sent.id]
    approvers: dict[str, str] = {name: spec.approver.replace("_", " ") for name, spec in clause.head.positions.items()}
    return ReviewedClause(
        finding, meaning, sent.heading.text, sent.heading.number, clause.head.aspect, sent.position, approvers
    )


def _other_positions(inputs: Inputs, clauses: set[str], draft: bool) -> dict[str, dict[str, tuple[str, ...]]]:
    """Give the text of every other position of `clauses`, as this deal would print it: by clause and position."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for position in ("standard", "acceptable", "fallback"):
        offering = {
            clause: ChosenPosition(position=position, approved_by="-", reason="-")
            for clause in clauses
            if position in inputs.library.clauses[clause].texts
        }
        if not offering:
            continue
        deal = inputs.placed.deal
        placed = replace(inputs.placed, deal=dataclasses.replace(deal, positions={**deal.positions, **offering}))
        for block in _document(placed, inputs.library, draft).blocks:
            if isinstance(block, ClauseText) and block.id in offering and block.id in clauses:
                found.setdefault(block.id, {})[position] = tuple(_lines(block))
    return found


def _document(placed: PlacedDeal, library: Library, draft: bool) -> Document:
    return assemble(placed, library, draft=draft).document


def _clause_facts(
    sent: ClauseText, others: dict[str, tuple[str, ...]], library: Library, document: Document
) -> ClauseFacts:
    clause = library.clauses[sent.id]
    rows = tuple(
        (row.activity, row.title, row.party.replace("_", " "))
        for row in document.matrix.rows
        if row.clause_id in (sent.id, sent.heading.id)
    )
    alone = tuple(
        (row.requirement, f"{row.source}, {row.section}")
        for row in document.coverage
        if {one for one, _ in row.clauses} == {sent.heading.id}
    )
    return ClauseFacts(
        sent.id,
        sent.heading.text,
        sent.heading.number,
        clause.head.aspect,
        sent.position,
        tuple(_parts_of_line(text) for block in sent.blocks for text in _texts(block)),
        {name: lines for name, lines in others.items() if name != sent.position},
        {name: spec.approver.replace("_", " ") for name, spec in clause.head.positions.items()},
        tuple(_clocks(clause, document)),
        rows,
        alone,
    )


def _clocks(clause: Clause, document: Document) -> Iterator[Clock]:
    for notice in document.matrix.notices:
        law = next((one.spec.law for name, one in clause.notices.items() if notice.id == f"{clause.id}.{name}"), None)
        if law is not None:
            yield Clock(notice.event, notice.clock, law.within, law.basis)


def _texts(block: object) -> Iterator[Text]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Table):
        for row in block.rows:
            joined: list[object] = []
            for i, cell in enumerate(row.cells):
                joined += [" | ", *cell] if i else cell
            yield tuple(joined)  # type: ignore[arg-type]


def _lines(clause: ClauseText) -> Iterator[str]:
    for block in clause.blocks:
        for text in _texts(block):
            yield plain_text(text)


def _parts_of_line(text: Text) -> tuple[str | BlankPart, ...]:
    parts: list[str | BlankPart] = []
    for node in text:
        if isinstance(node, Blank):
            parts.append(BlankPart(node.id, "[\u2022]" if node.open else node.text))
        elif parts and isinstance(parts[-1], str):
            parts[-1] += plain_text((node,))
        else:
            parts.append(plain_text((node,)))
    return tuple(parts)


def _agreement_facts(inputs: Inputs, document: Document) -> AgreementFacts:
    specs = {
        f"{clause.id}.{name}": spec
        for clause in inputs.library.clauses.values()
        for name, spec in clause.head.blanks.items()
    }

    def fault_of(blank: str, answer: str) -> str:
        spec = specs.get(blank)
        if spec is None or spec.type == "date":
            return ""
        found = check_answer(spec, answer.replace("\u00a0", " ").strip(), Place(""))
        return next((problem.message for problem in found), "")

    roles = (str(document.facts["giver"]["role"]), str(document.facts["acceptor"]["role"]))
    return AgreementFacts(roles, tuple(_terms(document)), fault_of)


def _terms(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.style == "definition":
            yield from (node.text for node in block.text if isinstance(node, DefinedTerm))


def review_json(review: Review) -> bytes:
    """Give a review as JSON."""
    return msgspec.json.format(msgspec.json.encode(review, enc_hook=str), indent=2)
