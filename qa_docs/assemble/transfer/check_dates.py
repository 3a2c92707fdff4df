"""Checks that dates follow each other: gates, batches, filings, histories, deviations, and that stock lasts."""

import datetime
from collections.abc import Iterable, Iterator

from qa_docs.assemble.transfer.placing import PlacedTransfer
from qa_docs.model.deal import Revision
from qa_docs.problems import Problem

_Path = tuple[str | int, ...]
_Dated = Iterable[tuple[_Path, str, datetime.date | None]]
_DAYS_IN_MONTH = 30.4


def check_dates(given: PlacedTransfer) -> Iterator[Problem]:
    """Yield dates that come before the one that they must follow."""
    transfer = given.transfer
    gates = enumerate(transfer.milestones)
    yield from _ascending(given, ((("milestones", i, "planned"), gate.gate, gate.planned) for i, gate in gates))
    gates = enumerate(transfer.milestones)
    yield from _ascending(given, ((("milestones", i, "actual"), gate.gate, gate.actual) for i, gate in gates))
    yield from _check_batches(given)
    yield from _check_filings(given)
    for kind in ("protocol", "dossier", "report"):
        document = getattr(transfer.control, kind)
        if document is not None:
            yield from _check_history(given, ("control", kind), document.revision, document.history)
    for i, deviation in enumerate(transfer.results.deviations if transfer.results else ()):
        both: list[tuple[_Path, str, datetime.date | None]] = [
            (("results", "deviations", i, "raised"), "raising", deviation.raised)
        ]
        both.append((("results", "deviations", i, "closed"), f"closing {deviation.ref}", deviation.closed))
        yield from _ascending(given, both)


def _ascending(given: PlacedTransfer, dated: _Dated) -> Iterator[Problem]:
    before: tuple[str, datetime.date] | None = None
    for path, name, day in dated:
        if day is None:
            continue
        if before is not None and day < before[1]:
            message = f"{name}, on {day}, comes before {before[0]}, on {before[1]}"
            yield given.wrong(
                path, "date-order", message, "correct the date, or put the lines in the order of their dates"
            )
        else:
            before = name, day


def _check_batches(given: PlacedTransfer) -> Iterator[Problem]:
    validation = given.transfer.validation
    if validation is None:
        return
    batches: list[tuple[_Path, str, datetime.date | None]] = [
        (("validation", "engineering_batches", i, "planned"), batch.batch, batch.planned)
        for i, batch in enumerate(validation.engineering_batches)
    ]
    qualifying = validation.ppq.batches if validation.ppq else ()
    batches += [
        (("validation", "ppq", "batches", i, "planned"), batch.batch, batch.planned)
        for i, batch in enumerate(qualifying)
    ]
    yield from _ascending(given, batches)


def _check_filings(given: PlacedTransfer) -> Iterator[Problem]:
    """The stock bridges the time from the last batch of the sending unit to the approval of the new site."""
    plan = given.transfer.supply_plan
    for i, market in enumerate(given.transfer.markets):
        filed, approved = market.submission_planned, market.approval_expected
        if filed and approved and approved < filed:
            message = f"the approval in {market.market}, on {approved}, comes before the filing, on {filed}"
            yield given.wrong(
                ("markets", i, "approval_expected"), "date-order", message, "correct one of the two dates"
            )
        elif approved and plan and plan.last_su_batch and plan.bridging_stock_months is not None:
            needed = (approved - plan.last_su_batch).days / _DAYS_IN_MONTH
            if needed > plan.bridging_stock_months:
                message = (
                    f"the bridging stock of {plan.bridging_stock_months} months ends before the approval in "
                    f"{market.market}, expected on {approved}"
                )
                hint = (
                    f"{int(needed) + 1} months are needed from the last batch of the sending unit, {plan.last_su_batch}"
                )
                yield given.wrong(("supply_plan", "bridging_stock_months"), "bridging-stock", message, hint)


def _check_history(
    given: PlacedTransfer, path: _Path, revision: str, history: tuple[Revision, ...]
) -> Iterator[Problem]:
    lines = enumerate(history)
    yield from _ascending(given, (((*path, "history", i, "date"), f"revision {r.revision}", r.date) for i, r in lines))
    if history and history[-1].revision != revision:
        message = f"the history ends with revision {history[-1].revision!r}, the document is {revision!r}"
        yield given.wrong((*path, "history"), "date-order", message, "add the current revision as the last line")
