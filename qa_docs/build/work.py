"""One deal's part of a batch: text in, bytes out. It reads no file and writes none, so it can be done anywhere."""

import hashlib
from time import perf_counter

import msgspec

from qa_docs.assemble.assembled import Assembled, Used
from qa_docs.build.assembling import Libraries, assemble_outline, problems_of_rest
from qa_docs.build.cache import DiskCache
from qa_docs.build.executed import as_signed
from qa_docs.build.inputs import decoded_deal, own_library, placed_of
from qa_docs.build.jobs import PROPOSED, Job, Made, MadeFile, Part
from qa_docs.build.kinds import KINDS, base_of, with_pdf
from qa_docs.build.packed import opened_library
from qa_docs.build.record import packed
from qa_docs.build.render import Begun, rendered
from qa_docs.build.transfer_check import transfer_problems
from qa_docs.model.deal import Deal
from qa_docs.model.document import Document
from qa_docs.model.placed import PlacedDeal
from qa_docs.problems import Problem, ProblemsFound, errors_of
from qa_docs.source.aside import PartlyRead


def make(jobs: tuple[Job, ...]) -> tuple[Made, ...]:
    """Do the jobs, one after the other. Whatever is wrong with one is its own."""
    return tuple(map(_make, jobs))


def _make(job: Job) -> Made:
    try:
        kept = DiskCache(job.cache) if job.cache is not None else None
        placed = (
            decoded_deal(job.placed) if job.placed else placed_of(job.text, job.file, job.problems, kept, job.defaults)
        )
        transfer = opened_library(job.transfer) if job.transfer is not None else None
        library, warnings = own_library(placed, opened_library(job.library))
        return _documents(job, placed, Libraries(library, transfer), warnings)
    except PartlyRead as found:
        told = problems_of_rest(found, Libraries(opened_library(job.library)))
        return Made(number=job.number, problems=told, failed=True)
    except ProblemsFound as found:
        return Made(number=job.number, problems=found.problems, failed=True)


def _documents(job: Job, placed: PlacedDeal, libraries: Libraries, warnings: tuple[Problem, ...]) -> Made:
    deal, options = placed.deal, job.options
    # Those that are not asked for are looked at as well: a later run must know which of them fell behind.
    kinds = tuple(dict.fromkeys((*options.only, *deal.documents)))
    begun: list[Begun] = []
    problems = [*warnings, *transfer_problems(placed, options.only)]
    if errors_of(problems):
        raise ProblemsFound(problems)
    for outline in dict.fromkeys(KINDS[kind].outline for kind in (options.only or kinds)):
        started = perf_counter()
        assembled = assemble_outline(placed, libraries, outline, draft=options.draft)
        problems.extend(assembled.warnings)
        shown = [kind for kind in kinds if KINDS[kind].outline == outline]
        one = _begun(job, outline, assembled, shown)
        if deal.document.status == "executed" and _amended(job, one):
            one = as_signed(job, one) or _proposal(job, placed, libraries, outline, shown)
        begun.append(msgspec.structs.replace(one, seconds=perf_counter() - started))
    if job.render:
        begun, told = rendered(job, deal, begun)
        problems.extend(told)
    parts = [_part(job, deal, one) for one in begun]
    return Made(
        number=job.number,
        problems=tuple(problems),
        parts=tuple(parts),
        documents=deal.documents,
        status=deal.document.status,
        names={
            "number": deal.document.number,
            "revision": deal.document.revision,
            "giver": deal.contract_giver.short_name,
            "acceptor": deal.contract_acceptor.short_name,
        },
    )


def _begun(job: Job, outline: str, assembled: Assembled, kinds: list[str]) -> Begun:
    document = assembled.document
    encoded = msgspec.msgpack.encode(_without_status(document))
    digest = hashlib.sha256(encoded).hexdigest()
    shows = {kind: digest if KINDS[kind].suffix != ".xlsx" else _digest(_in_workbook(document)) for kind in kinds}
    files = {
        kind: MadeFile(shows[base_of(kind)], _wanted(job, outline, kind, shows[base_of(kind)]))
        for kind in with_pdf(kinds, job.options.wants_pdf)
    }
    return Begun(
        outline=outline,
        document=document,
        encoded=encoded,
        digest=digest,
        used=_names(assembled.used, outline),
        asked=tuple(kind for kind in kinds if not job.options.only or kind in job.options.only),
        files=files,
    )


def _part(job: Job, deal: Deal, begun: Begun) -> Part:
    needed = any(file.content is not None for file in begun.files.values())
    kept = packed(begun.encoded, deal.document.status, job.text) if needed else b""
    return Part(outline=begun.outline, document=begun.digest, kept=kept, used=begun.used, files=begun.files)


def _proposal(job: Job, placed: PlacedDeal, libraries: Libraries, outline: str, kinds: list[str]) -> Begun:
    # A draft: it bears the same number as the executed document and must never be taken for it.
    assembled = assemble_outline(placed, libraries, outline, draft=True)
    assembled = msgspec.structs.replace(assembled, document=_proposed(assembled.document))
    return _begun(job, outline + PROPOSED, assembled, kinds)


def _names(used: Used, outline: str) -> tuple[str, ...]:
    """Give what a document used as the lock names it."""
    return (
        *(f"clause {name}" for name in used.clauses),
        *(f"activity {name}" for name in used.activities),
        *(f"term {name}" for name in used.terms),
        *(f"requirement {name}" for name in used.requirements),
        f"outline {outline.removesuffix(PROPOSED)}",
    )


def _wanted(job: Job, outline: str, kind: str, shows: str) -> bool:
    before = job.before.get((outline, kind))
    return before is None or before.missing or before.again or before.shows != shows


def _amended(job: Job, begun: Begun) -> bool:
    """Say whether an executed document that was built before would now read otherwise."""
    known = ((job.before.get((begun.outline, kind)), file) for kind, file in begun.files.items())
    return any(before is not None and before.shows != file.shows for before, file in known)


def _proposed(document: Document) -> Document:
    control = document.facts["document"]
    marked = {**control, "revision": f"{control['revision']}, proposed amendment", "status": "proposed amendment"}
    return msgspec.structs.replace(document, facts={**document.facts, "document": marked})


def _without_status(document: Document) -> Document:
    """Give the document with its status left open: signing an agreement does not change what it says."""
    control = {**document.facts["document"], "status": ""}
    return msgspec.structs.replace(document, facts={**document.facts, "document": control})


def _in_workbook(document: Document) -> Document:
    """Give what the workbook shows of a document: the matrix, not the text."""
    parties = {party: {**document.facts[party], "logo": ""} for party in ("giver", "acceptor")}
    document = msgspec.structs.replace(document, facts={**document.facts, **parties})
    return msgspec.structs.replace(_without_status(document), blocks=(), coverage=(), bookmarks={}, images={})


def _digest(document: Document) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(document)).hexdigest()
