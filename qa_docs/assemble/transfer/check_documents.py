"""Checks the index of documents: tiers, transmittals, evidence, and whether every document that must be there is."""

from collections.abc import Iterator

from qa_docs.assemble.transfer.placing import PlacedTransfer
from qa_docs.model.transfer.risk import DocumentKind, TransferDocument
from qa_docs.problems import Problem, did_you_mean

_MADE: tuple[DocumentKind, ...] = (
    "batch_record",
    "process_validation",
    "analytical_methods",
    "stability",
    "exposure_limit",
    "safety",
    "analytical_transfer",
    "ppq",
)
NEEDED: dict[str, tuple[DocumentKind, ...]] = {
    "oral_solid": ("development_report", *_MADE),
    "sterile_injectable": (
        "development_report",
        *_MADE,
        "filter_validation",
        "aseptic_simulation",
        "contamination_control",
        "container_closure",
    ),
    "api": ("synthesis", *_MADE),
    "biologic_ds": ("development_report", *_MADE, "cell_bank", "viral_safety", "comparability"),
    "packaging": ("packaging", "artwork", "qualification", "specification"),
    "analytical_only": ("analytical_methods", "method_validation", "analytical_transfer", "specification", "safety"),
}
"""Kinds of document without which a transfer of each class cannot be done. Practice, not law."""

_OWED = frozenset(("requested", "in_preparation", "planned"))


def check_documents(given: PlacedTransfer) -> Iterator[Problem]:
    """Yield what is wrong with the documents."""
    documents = given.transfer.documents
    for i, document in enumerate(documents):
        yield from _check_tier(given, i, document)
        yield from _check_sent(given, i, document)
        if document.critical and document.status in _OWED and document.due is None:
            message = f"{document.doc_no}, {document.title}, is critical, not yet there, and due on no day"
            hint = "add `due:`, or mark it not critical"
            yield given.wrong(("documents", i), "critical-document-missing", message, hint)
    if documents:
        yield from _check_needed(given)
    yield from _check_evidence(given)


def _check_needed(given: PlacedTransfer) -> Iterator[Problem]:
    there = {document.kind for document in given.transfer.documents}
    missing = [kind for kind in NEEDED[given.transfer.transfer_class] if kind not in there]
    if missing:
        message = f"the index lacks documents that this transfer needs, of the kind {', '.join(missing)}"
        hint = f"add `kind: {missing[0]}` to the document that is one, or add the document with its status"
        yield given.wrong(("documents",), "critical-document-missing", message, hint)


def _check_tier(given: PlacedTransfer, i: int, document: TransferDocument) -> Iterator[Problem]:
    controls = given.transfer.confidentiality_controls
    tiers = {tier.tier: tier.restriction for tier in controls.tiers} if controls else {}
    if tiers and document.tier not in tiers:
        message = f"no confidentiality tier is called {document.tier!r}"
        yield given.wrong(("documents", i, "tier"), "tier-unknown", message, did_you_mean(document.tier, tiers))
    restriction = tiers.get(document.tier)
    if restriction == "closed" and document.status == "transferred":
        message = f"{document.doc_no} is of the closed tier {document.tier} and was handed over"
        hint = "closed documents are read on site or referred to: correct the tier or the status"
        yield given.wrong(("documents", i, "status"), "closed-document-sent", message, hint)
    agreements = given.transfer.agreements
    effective = agreements.confidentiality.effective if agreements and agreements.confidentiality else None
    sent = document.status == "transferred" and document.date is not None
    if sent and restriction != "open" and effective and document.date and document.date < effective:
        message = (
            f"{document.doc_no} was handed over on {document.date}, before the confidentiality agreement, {effective}"
        )
        hint = "correct the date, or report it: restricted documents may not go out before the agreement"
        yield given.wrong(("documents", i, "date"), "sent-before-agreement", message, hint)


def _check_sent(given: PlacedTransfer, i: int, document: TransferDocument) -> Iterator[Problem]:
    missing = [key for key in ("transmittal", "date") if getattr(document, key) is None]
    if document.status == "transferred" and missing:
        message = f"{document.doc_no} was handed over, and {' and '.join(missing)} are not given"
        if len(missing) == 1:
            message = f"{document.doc_no} was handed over, and its {missing[0]} is not given"
        hint = "add " + ", ".join(f"`{key}:`" for key in missing)
        yield given.wrong(("documents", i), "transmittal-missing", message, hint)


def _check_evidence(given: PlacedTransfer) -> Iterator[Problem]:
    """What begins as a number of the index does must be one; other evidence has numbers of its own."""
    known = [document.doc_no for document in given.transfer.documents]
    starts = tuple({number.rstrip("0123456789") for number in known if number.rstrip("0123456789")})
    for i, criterion in enumerate(given.transfer.acceptance_criteria):
        evidence = criterion.evidence
        if evidence and starts and evidence.startswith(starts) and evidence not in known:
            message = f"the index has no document {evidence!r}"
            yield given.wrong(
                ("acceptance_criteria", i, "evidence"), "evidence-unknown", message, did_you_mean(evidence, known)
            )
