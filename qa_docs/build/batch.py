"""Builds the documents of many deals: looks at each, gives out the work that is needed, writes, and reports.

Only this process writes. Workers get text and give bytes, so they may be anywhere.
"""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from qa_docs.build.cache import DiskCache
from qa_docs.build.filing import file_away
from qa_docs.build.jobs import PROPOSED, Job, Made
from qa_docs.build.kinds import base_of
from qa_docs.build.options import Options
from qa_docs.build.outcome import Outcome, Report, State, distinct
from qa_docs.build.plan import Plan, Planner
from qa_docs.build.pool import elsewhere, forks, here, processes
from qa_docs.build.portfolio import deals_under
from qa_docs.build.record import Record
from qa_docs.build.settle import Edited, Settled, settle
from qa_docs.build.shelf import Shelf
from qa_docs.build.write import not_written, write_atomically
from qa_docs.problems import Place, Problem, ProblemsFound, errors_of

if TYPE_CHECKING:
    from qa_docs.build.cluster import Cluster
    from qa_docs.build.redlines import Redline, Redliner

_TOGETHER = 64
"""Folders with a lock of their own that are held at a time."""


class Run(msgspec.Struct, frozen=True):
    """How a run goes about it. None of it changes what a document is."""

    dry: bool = False
    """Look and say, but write nothing."""
    force: bool = False
    """Render everything, whether it changed or not."""
    edited: Edited | None = None
    """What becomes of files edited by hand, whatever the portfolio says."""
    fail_fast: bool = False
    redline: str = ""
    """Who is the author of a redline for each document built over an earlier one; empty for none."""
    workers: int = 1
    chunk: int = 4
    """Deals given to a worker at a time."""


class Listener(Protocol):
    """Whoever is to hear of each document as soon as it is settled."""

    def begin(self, deals: int) -> None:
        """Hear how many deals there are."""

    def hear(self, outcome: Outcome) -> None:
        """Hear what came of a document."""


class _Nobody:
    def begin(self, deals: int) -> None:
        pass

    def hear(self, outcome: Outcome) -> None:
        pass


def build_batch(
    paths: Iterable[Path],
    options: Options,
    run: Run,
    cache: DiskCache | None = None,
    listener: Listener | None = None,
    cluster: "Cluster | None" = None,
) -> Report:
    """Build the documents of the deals that `paths` name.

    The work is done by processes of this machine, or by the executor of a `cluster`.
    """
    return _Batch(options, run, cache, listener or _Nobody(), cluster).report(paths)


class _Stop(Exception):  # noqa: N818 - the wish of the user, not an error
    """Ends a run at its first failure."""


class _Batch:
    """One run."""

    def __init__(
        self,
        options: Options,
        run: Run,
        cache: DiskCache | None,
        listener: Listener,
        cluster: "Cluster | None",
    ) -> None:
        self._options, self._run, self._cache, self._listener, self._cluster = options, run, cache, listener, cluster
        self._shelf = Shelf(cache)
        self._outcomes: list[Outcome] = []
        self._problems: list[Problem] = []
        self._warnings: list[Problem] = []
        self._claimed: dict[Path, Path] = {}
        self._redliner = _redliner(run, options, cache)

    def report(self, paths: Iterable[Path]) -> Report:
        deals: list[Path] = []
        try:
            deals.extend(deals_under(paths, self._cache))
        except ProblemsFound as found:
            self._problems.extend(found.problems)
        self._planner = Planner(
            self._options, self._shelf, self._cache, len(deals) > 1, self._run.force, here=self._cluster is None
        )
        self._listener.begin(len(deals))
        stopped = False
        try:
            if self._problems and self._run.fail_fast:
                raise _Stop
            for roots in _in_waves(self._by_root(deals)):
                self._wave(roots)
        except _Stop:
            stopped = True
        order = {str(deal): i for i, deal in enumerate(deals)}
        self._outcomes.sort(key=lambda outcome: order.get(outcome.deal, 0))
        return Report(tuple(self._outcomes), distinct(self._problems), distinct(self._warnings), stopped)

    def _by_root(self, deals: Iterable[Path]) -> dict[Path, list[Path]]:
        roots: dict[Path, list[Path]] = {}
        for deal in deals:
            try:
                roots.setdefault(self._planner.naming(deal)[0].root, []).append(deal)
            except ProblemsFound as found:
                self._fail(deal, found.problems)
        return dict(sorted(roots.items()))

    def _wave(self, roots: dict[Path, list[Path]]) -> None:
        """Build the deals of some folders, each held alone. In the order of their names, so that two runs never
        wait for each other."""
        with contextlib.ExitStack() as held:
            records: dict[Path, Record] = {}
            for root, deals in roots.items():
                try:
                    records[root] = self._opened(root, held)
                except ProblemsFound as found:
                    self._problems.extend(found.problems)
                    for deal in deals:
                        self._fail(deal, ())
            try:
                self._deals([deal for root in records for deal in roots[root]], records)
            finally:
                for record in records.values():
                    self._end(record)

    def _opened(self, root: Path, held: contextlib.ExitStack) -> Record:
        record = Record(root)
        try:
            if not self._run.dry:
                held.enter_context(record.opened())
            record.read()
            if not self._run.dry:
                record.settle()
        except OSError as error:
            raise ProblemsFound([not_written(record.lock, error)]) from error
        return record

    def _end(self, record: Record) -> None:
        if self._run.dry:
            record.close()
            return
        try:
            if record.changed():
                record.rewrite()
        except OSError as error:
            self._problems.append(not_written(record.lock, error))

    def _deals(self, deals: list[Path], records: dict[Path, Record]) -> None:
        plans: dict[int, Plan] = {}

        def jobs() -> Iterator[Job]:
            for number, deal in enumerate(deals):
                record = records[self._planner.naming(deal)[0].root]
                try:
                    plan = self._planner.plan(number, deal, record, render=not self._run.dry)
                except ProblemsFound as found:
                    self._fail(deal, found.problems)
                    continue
                if plan.job is None:
                    self._unchanged(plan)
                    continue
                plans[number] = plan
                yield plan.job

        gathered: list[tuple[Plan, Made]] = []
        for made in self._done(jobs(), len(deals)):
            gathered.append((plans.pop(made.number), made))
            if len(gathered) >= self._run.chunk or self._run.workers == 1:
                self._finish(gathered, records)
                gathered = []
        self._finish(gathered, records)

    def _done(self, jobs: Iterator[Job], deals: int) -> Iterator[Made]:
        if self._cluster is not None:
            start, workers, lost = self._cluster
            yield from elsewhere(jobs, workers, start, self._run.chunk, lost=lost)
        elif self._run.workers == 1 or deals == 1:
            yield from here(jobs)
        else:
            workers = self._run.workers
            yield from elsewhere(jobs, workers, lambda: processes(workers), self._run.chunk, shared=forks())

    def _finish(self, gathered: list[tuple[Plan, Made]], records: dict[Path, Record]) -> None:
        by_record: dict[Path, list[Settled]] = {}
        redlines: list[tuple[Plan, Redline]] = []
        for plan, made in gathered:
            if errors_of(made.problems):
                self._fail(plan.deal, made.problems)
                continue
            self._warnings.extend(made.problems)
            record = records[plan.naming.root]
            edited = self._run.edited or (plan.portfolio.portfolio.edited if plan.portfolio else "refuse")
            for part in made.parts:
                settled = settle(plan, made, part, record, edited, self._options.only)
                settled = self._without_clash(plan, settled)
                by_record.setdefault(plan.naming.root, []).append(settled)
                if self._redliner and (found := self._redliner.redline(plan, made, part, settled, record)):
                    redlines.append((plan, found))
            if made.status != "executed" and not self._run.dry:
                record.forget((plan.naming.deal, outline) for outline in plan.blocks if outline.endswith(PROPOSED))
        for root, settled_here in by_record.items():
            if self._run.dry:
                self._hear(outcome for one in settled_here for outcome in one.outcomes.values())
            else:
                self._hear(file_away(records[root], settled_here))
        self._hear(_written(plan, redline) for plan, redline in redlines)

    def _without_clash(self, plan: Plan, settled: Settled) -> Settled:
        """Take out the files that another deal of this run writes at the same place."""
        outcomes = dict(settled.outcomes)
        for kind, target in settled.targets.items():
            other = self._claimed.setdefault(target, plan.deal)
            if other != plan.deal:
                place = plan.portfolio.place("output") if plan.portfolio else Place(str(plan.deal))
                problem = _clash(target, other, place)
                outcomes[kind] = msgspec.structs.replace(outcomes[kind], state="failed", problems=(problem,))
        if outcomes == settled.outcomes:
            return settled
        return msgspec.structs.replace(settled, outcomes=outcomes, writes={}, changed=False)

    def _unchanged(self, plan: Plan) -> None:
        wanted = self._options.only
        for outline, block in plan.blocks.items():
            if outline.endswith(PROPOSED):
                continue
            for kind, output in block.outputs.items():
                if wanted and base_of(kind) not in wanted:
                    continue
                state: State = "executed" if block.status == "executed" else "unchanged"
                path = str(plan.naming.root / output.path)
                self._hear([Outcome(deal=str(plan.deal), kind=kind, state=state, path=path, digest=output.file)])

    def _fail(self, deal: Path, problems: Iterable[Problem]) -> None:
        kinds = self._options.only or ("",)
        for kind in kinds[:1]:
            self._hear([Outcome(deal=str(deal), kind=kind, state="failed", problems=tuple(problems))])

    def _hear(self, outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            self._outcomes.append(outcome)
            self._listener.hear(outcome)
            if self._run.fail_fast and outcome.state in ("failed", "refused"):
                raise _Stop


def _redliner(run: Run, options: Options, cache: DiskCache | None) -> "Redliner | None":
    if not run.redline or run.dry:
        return None
    from qa_docs.build.redlines import Redliner  # here: most runs compare nothing

    return Redliner(run.redline, options, cache)


def _written(plan: Plan, redline: "Redline") -> Outcome:
    outcome = Outcome(deal=str(plan.deal), kind=f"{redline.kind}-redline", state="built", path=str(redline.path))
    try:
        write_atomically(redline.path, redline.content)
    except OSError as error:
        return msgspec.structs.replace(outcome, state="failed", problems=(not_written(redline.path, error),))
    return outcome


def _clash(path: Path, other: Path, place: Place) -> Problem:
    hint = "give `output:` a pattern that tells the deals apart, or build them into different folders"
    return Problem(place, "output-clash", f"{path} is also a document of {other}", hint)


def _in_waves(roots: dict[Path, list[Path]]) -> Iterator[dict[Path, list[Path]]]:
    names = list(roots)
    for i in range(0, len(names), _TOGETHER):
        yield {root: roots[root] for root in names[i : i + _TOGETHER]}
