"""Checks that what one line of a transfer names by its id stands in another, and that no id is given twice."""

from collections.abc import Iterable, Iterator
from typing import Any

from qa_docs.assemble.transfer.placing import PlacedTransfer
from qa_docs.model.transfer.transfer import Transfer
from qa_docs.problems import Problem, did_you_mean

_IDS = (
    ("cqas", "id"),
    ("cpps", "id"),
    ("ipcs", "id"),
    ("analytical_methods", "id"),
    ("gap_analysis", "id"),
    ("documents", "doc_no"),
    ("milestones", "gate"),
    ("acceptance_criteria", "id"),
    ("success_criteria", "id"),
)
"""Lists whose lines have an id, and its key."""


def check_links(given: PlacedTransfer) -> Iterator[Problem]:
    """Yield ids given twice, and names of attributes, controls, steps, gaps, risks and methods that are not there."""
    yield from _check_ids(given)
    yield from _check_attributes(given)
    yield from _check_steps(given)
    yield from _check_controls(given)
    yield from _check_gaps(given)
    yield from _check_samples(given)


def _check_ids(given: PlacedTransfer) -> Iterator[Problem]:
    lists: list[tuple[tuple[str, ...], str, Any]] = [
        ((key,), id_key, getattr(given.transfer, key)) for key, id_key in _IDS
    ]
    register, results = given.transfer.risk_register, given.transfer.results
    lists.append((("risk_register", "items"), "id", register.items if register else ()))
    lists.append((("results", "items"), "id", results.items if results else ()))
    for path, id_key, lines in lists:
        seen: set[str] = set()
        for i, line in enumerate(lines):
            identity = getattr(line, id_key)
            if identity in seen:
                message = f"{identity} stands twice in `{'.'.join(path)}`"
                yield given.wrong((*path, i, id_key), "duplicate-id", message, "give each line its own id")
            seen.add(identity)


def _check_attributes(given: PlacedTransfer) -> Iterator[Problem]:
    """A quality attribute that nothing controls is the hole in a control strategy that inspectors look for first."""
    transfer = given.transfer
    known = [attribute.id for attribute in transfer.cqas]
    held: dict[str, set[str]] = {}
    for key in ("cpps", "cmas", "ipcs"):
        for i, line in enumerate(getattr(transfer, key)):
            for j, link in enumerate(line.linked_cqa):
                held.setdefault(link, set()).add(key)
                if link not in known:
                    message = f"no quality attribute is called {link!r}"
                    yield given.wrong((key, i, "linked_cqa", j), "cqa-unknown", message, did_you_mean(link, known))
    if not (transfer.cpps or transfer.cmas or transfer.ipcs):
        return  # the control strategy is still to be written
    for i, attribute in enumerate(transfer.cqas):
        controls = held.get(attribute.id, set())
        if not controls:
            message = f"nothing controls {attribute.id}, {attribute.name}"
            hint = f"name {attribute.id} in `linked_cqa` of the parameter, material or in-process control that does"
            yield given.wrong(("cqas", i), "cqa-uncontrolled", message, hint)
        elif controls == {"ipcs"}:
            message = (
                f"{attribute.id}, {attribute.name}, is tested in process, but no parameter or material controls it"
            )
            hint = f"name {attribute.id} in `linked_cqa` of the parameter or material that it depends on"
            yield given.doubtful(("cqas", i), "cqa-uncontrolled", message, hint)


def _check_steps(given: PlacedTransfer) -> Iterator[Problem]:
    transfer = given.transfer
    known = [step.name for step in transfer.process_steps]
    if not known:
        return
    for key in ("cpps", "ipcs", "yields", "equipment"):
        for i, line in enumerate(getattr(transfer, key)):
            if line.step not in known:
                yield _unknown_step(given, (key, i, "step"), line.step, known)
    for i, attribute in enumerate(transfer.cqas):
        for j, step in enumerate(attribute.linked_steps):
            if step not in known:
                yield _unknown_step(given, ("cqas", i, "linked_steps", j), step, known)


def _unknown_step(given: PlacedTransfer, path: tuple[str | int, ...], step: str, known: Iterable[str]) -> Problem:
    hint = did_you_mean(step, known, "the steps are: " + ", ".join(known))
    return given.wrong(path, "step-unknown", f"the process has no step {step!r}", hint)


def _check_controls(given: PlacedTransfer) -> Iterator[Problem]:
    known = [control.id for control in given.transfer.ipcs]
    for i, step in enumerate(given.transfer.process_steps):
        for j, link in enumerate(step.ipc_refs):
            if link not in known:
                message = f"no in-process control is called {link!r}"
                yield given.wrong(
                    ("process_steps", i, "ipc_refs", j), "ipc-unknown", message, did_you_mean(link, known)
                )


def _check_gaps(given: PlacedTransfer) -> Iterator[Problem]:
    transfer = given.transfer
    risks = [risk.id for risk in transfer.risk_register.items] if transfer.risk_register else []
    gaps = [gap.id for gap in transfer.gap_analysis]
    for i, gap in enumerate(transfer.gap_analysis):
        if gap.risk_ref is not None and gap.risk_ref not in risks:
            message = f"no risk is called {gap.risk_ref!r}"
            yield given.wrong(
                ("gap_analysis", i, "risk_ref"), "risk-unknown", message, did_you_mean(gap.risk_ref, risks)
            )
        if gap.risk_ref is None and gap.classification == "major":
            hint = "assess it in the risk register and name the risk in `risk_ref`"
            yield given.wrong(
                ("gap_analysis", i), "major-gap-without-risk", f"{gap.id} is major and names no risk", hint
            )
    for key in ("equipment", "facility_comparison"):
        for i, line in enumerate(getattr(transfer, key)):
            if line.gap_id is not None and line.gap_id not in gaps:
                message = f"the gap register has no {line.gap_id!r}"
                yield given.wrong((key, i, "gap_id"), "gap-unknown", message, did_you_mean(line.gap_id, gaps))


def _check_samples(given: PlacedTransfer) -> Iterator[Problem]:
    known = methods_of(given.transfer)
    for i, plan in enumerate(given.transfer.sampling_plans):
        for j, method in enumerate(plan.analysis):
            if method not in known:
                message = f"no method or in-process control is called {method!r}"
                hint = did_you_mean(method, known)
                yield given.wrong(("sampling_plans", i, "analysis", j), "method-unknown", message, hint)


def methods_of(transfer: Transfer) -> tuple[str, ...]:
    """Give the ids of everything that tests: analytical methods and in-process controls."""
    return (*(method.id for method in transfer.analytical_methods), *(control.id for control in transfer.ipcs))
