"""Reviews a Word file that came back: laid beside the agreement that was sent, and told in the terms of the library."""

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from qa_docs.build.cache import DiskCache
from qa_docs.build.consequences import without_consequences
from qa_docs.build.deal_of import deal_of, kind_in
from qa_docs.build.inputs import read_inputs
from qa_docs.build.sent import SentAgreement
from qa_docs.model.own_clauses import OWN
from qa_docs.model.review import RISKS, ClauseFinding, Meaning, Review, ReviewedClause, Sign
from qa_docs.problems import Place, Problem, ProblemsFound, Severity
from qa_docs.review.findings import findings_of, lost_references, recast_numbers
from qa_docs.review.meaning import ClauseFacts, agreement_signs, carried_signs, meaning_of, moved_row_signs
from qa_docs.review.package import Package, open_package
from qa_docs.review.returned import MOST_LINES, Line, Returned, read_returned
from qa_docs.review.shown_pictures import lost_pictures
from qa_docs.review.word_file import WordFile

_DRAFT = re.compile(r"^(?:Draft, not for signature\b|Position: (?:Standard|Acceptable|Fallback)$)|\[\u2022\]")
"""What only a draft says."""


def review_file(
    path: Path, deal: Path, cache: DiskCache | None = None, library: Path | None = None, sent: Path | None = None
) -> Review:
    """Review the file at `path` against the agreement of `deal`, or against the very file that was sent."""
    problems: list[Problem] = []
    package = package_of(read_bytes(path), str(path), problems)
    return review_package(package, path, deal, problems, cache, library, sent)


def review_package(
    package: Package,
    path: Path,
    deal: Path,
    problems: list[Problem],
    cache: DiskCache | None = None,
    library: Path | None = None,
    sent: Path | None = None,
) -> Review:
    """Review the opened file at `path`, as `review_file`; `problems` are those that it was opened with."""
    returned = lines_in(package, str(path))
    inputs = read_inputs(deal, cache, library)
    agreement = SentAgreement(inputs, is_draft(returned), cache, kind_in(returned, inputs.placed.deal))
    for lost in lost_pictures(agreement.document, package):
        message = f"{lost.number or 'a picture'} ({lost.title}) is not there as it was sent"
        hint = "it was taken out, exchanged or made smaller: look at it, and ask"
        problems.append(Problem(Place(str(path)), "review-pictures", message, hint, Severity.WARNING))
    content, name = (agreement.content, str(deal)) if sent is None else (read_bytes(sent), str(sent))
    base = lines_of(content, name, problems)
    return review_of(str(path), returned, base, agreement, problems)


def find_deal(path: Path, folder: Path, cache: DiskCache | None = None) -> Path:
    """Give the deal below `folder` that the file at `path` belongs to, by the document number that the file carries."""
    return deal_of(path, read_file(path, []), folder, cache)


def review_of(
    file: str, returned: Returned, base: Returned, agreement: SentAgreement, problems: Sequence[Problem] = ()
) -> Review:
    """Review the lines that came back against those that were sent."""
    if lost_references(base, returned):
        message = "the cross-references are typed text: a program without Word's fields wrote the file"
        hint = "compare them after the next build; they are no longer live"
        problems = (*problems, Problem(Place(file), "review-references", message, hint, Severity.WARNING))
    if recast := recast_numbers(base, returned):
        message = f"all numbers like {', '.join(recast)} came back as others, or as typed text"
        hint = "the numbers of single lines cannot be held against those that were sent; the next build writes them"
        problems = (*problems, Problem(Place(file), "review-numbers", message, hint, Severity.WARNING))
    agreed = (name for name, one in agreement.clauses.items() if one.version == OWN or one.position == "negotiated")
    findings = without_consequences(findings_of(base, returned, frozenset(agreed)), agreement)
    placed = agreement.inputs.placed
    control = agreement.document.facts["document"]
    facts = agreement.document.facts
    between = tuple(f"{facts[side]['legal_name']} ({facts[side]['role']})" for side in ("giver", "acceptor"))
    return Review(
        file,
        placed.file,
        str(control["number"]),
        str(control["revision"]),
        agreement.draft,
        _reviewed(findings, agreement),
        tuple(dict.fromkeys(problems)),
        agreement.document.title,
        between,
    )


def read_file(path: Path, problems: list[Problem]) -> Returned:
    """Give the lines of the Word file at `path`; what is wrong with it goes to `problems`, or is raised."""
    return lines_of(read_bytes(path), str(path), problems)


def read_bytes(path: Path) -> bytes:
    """Give what the file at `path` holds."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"cannot read the file: {reason}"
        raise ProblemsFound([Problem(Place(str(path)), "file-not-found", message, "check the path")]) from None


def is_draft(returned: Returned) -> bool:
    """Say whether a file was made from a draft, whatever became of its content controls."""
    return any(line.blanks or line.position or _says_draft(line) for line in returned.lines)


def _says_draft(line: Line) -> bool:
    return any(_DRAFT.search(text[:200]) for text in line.before)


def lines_of(content: bytes, file: str, problems: list[Problem]) -> Returned:
    """Give the lines of a Word file; what is wrong with it goes to `problems`, or is raised."""
    return lines_in(package_of(content, file, problems), file)


def package_of(content: bytes, file: str, problems: list[Problem]) -> Package:
    """Give a Word file opened; what is wrong with it goes to `problems`, or is raised."""
    found: list[Problem] = []
    package = open_package(content, file, found)
    if package is None:
        raise ProblemsFound(found)
    problems += found
    return package


def lines_in(package: Package, file: str) -> Returned:
    """Give the lines of an opened Word file. Raises `ProblemsFound` where there are too many."""
    returned = read_returned(WordFile(package))
    if len(returned.lines) > MOST_LINES:
        message = f"it has more than {MOST_LINES} paragraphs and table rows"
        raise ProblemsFound([Problem(Place(file), "docx-too-large", message, "no agreement is that long")])
    return returned


def _reviewed(findings: Sequence[ClauseFinding], agreement: SentAgreement) -> tuple[ReviewedClause, ...]:
    touched = [one.clause for one in findings if one.state != "unchanged" and one.clause in agreement.clauses]
    facts = {clause: agreement.clause_facts(clause) for clause in touched}
    meanings = {one.clause: meaning_of(one, facts.get(one.clause), agreement.facts) for one in findings}
    for one in findings:
        if one.clause in facts:
            meaning, known = meanings[one.clause], facts[one.clause]
            added = (
                *moved_row_signs(one, meaning, known, agreement),
                *carried_signs(one, meaning, known, agreement.facts),
            )
            meanings[one.clause] = _with_signs(meaning, added)
    for clause, sign in agreement_signs(findings, meanings, facts, agreement.facts):
        meanings[clause] = _with_signs(meanings[clause], (sign,))
    return tuple(_one(one, meanings[one.clause], facts.get(one.clause), agreement) for one in findings)


def _with_signs(meaning: Meaning, signs: tuple[Sign, ...]) -> Meaning:
    every = tuple(dict.fromkeys((*meaning.signs, *signs)))
    risk = min((meaning.risk, *(sign.risk for sign in signs)), key=RISKS.index)
    kind = "substance" if meaning.kind == "editorial" and risk in ("high", "medium") else meaning.kind
    return replace(meaning, signs=every, risk=risk, kind=kind)


def _one(
    finding: ClauseFinding, meaning: Meaning, facts: ClauseFacts | None, agreement: SentAgreement
) -> ReviewedClause:
    sent = agreement.clauses.get(finding.clause)
    if sent is None:
        return ReviewedClause(finding, meaning, finding.clause.removeprefix("new: "), "", "", "", {})
    clause = agreement.library.clauses[sent.id]
    approvers: dict[str, str] = {name: spec.approver.replace("_", " ") for name, spec in clause.head.positions.items()}
    parties = agreement.parties_of(sent.id)
    title, number = sent.heading.text, sent.heading.number
    return ReviewedClause(finding, meaning, title, number, clause.head.aspect, sent.position, approvers, parties)


def review_json(review: Review) -> bytes:
    """Give a review as JSON."""
    return msgspec.json.format(msgspec.json.encode(review, enc_hook=str), indent=2)
