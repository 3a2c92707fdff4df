"""Gives jobs to whoever works: this process, others on this machine, or a cluster. Any executor will do."""

import os
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from qa_docs.build.jobs import Job, Made
from qa_docs.build.packed import Packed
from qa_docs.problems import Place, Problem

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Chunk = tuple[Job, ...]
_PATIENCE = 3
"""Workers that a job may lose alone."""
_BUSY = 3
"""Chunks given to each worker at a time: one to work at, some to wait, so that none is idle."""


def _make(jobs: Chunk) -> tuple[Made, ...]:
    from qa_docs.build.work import make  # here: where nothing changed, nothing is assembled

    return make(jobs)


def here(jobs: Iterable[Job]) -> Iterator[Made]:
    """Yield what comes of the jobs, done in this process."""
    for job in jobs:
        yield from _make((job,))


def elsewhere(
    jobs: Iterable[Job],
    workers: int,
    start: Callable[[], "Executor"],
    size: int,
    shared: bool = False,
    lost: tuple[type[BaseException], ...] = (),
) -> Iterator[Made]:
    """Yield what comes of the jobs, as it comes, from the workers of an executor.

    The workers of a `shared` executor begin as copies of this process and have the first library already. `lost` is
    what an executor of its own kind says when a worker was lost.
    """
    chunks = chunked(jobs, size)
    first = next(chunks, None)
    if first is not None:
        yield from _Pool(workers, start, first[0] if shared else None, lost).results(chain((first,), chunks))


class _Pool:
    """An executor, started anew when it loses a worker.

    What was under way then is done again, job by job. A job that loses its worker alone, and again, is what failed.
    """

    def __init__(
        self,
        workers: int,
        start: Callable[[], "Executor"],
        shared: Job | None,
        lost: tuple[type[BaseException], ...],
    ) -> None:
        from concurrent.futures import BrokenExecutor  # here: one deal alone needs no pool

        self._lost: tuple[type[BaseException], ...] = (BrokenExecutor, *lost)
        self._workers = workers
        self._start = start
        self._known = _digests_in(shared) if shared else frozenset()
        self._executor = start()
        self._waiting: dict[Future[tuple[Made, ...]], Chunk] = {}
        self._again: deque[Job] = deque()
        self._losses: Counter[int] = Counter()
        """How often each job, by its number, lost the worker that it had for itself."""

    def results(self, chunks: Iterator[Chunk]) -> Iterator[Made]:
        from concurrent.futures import FIRST_COMPLETED, wait  # as above

        try:
            while True:
                while not self._again and len(self._waiting) < _BUSY * self._workers and (chunk := next(chunks, None)):
                    self._submit(chunk)
                alone = bool(self._again) and not self._waiting
                if alone:
                    self._submit((self._again.popleft(),))
                if not self._waiting and not self._again:
                    return
                if not self._waiting:
                    continue
                done, _ = wait(self._waiting, return_when=FIRST_COMPLETED)
                yield from self._gathered(done, alone)
        finally:
            _end(self._executor)

    def _submit(self, chunk: Chunk) -> None:
        try:
            future = self._executor.submit(_make, tuple(_bare(job, self._known) for job in chunk))
        except self._lost:  # it lost a worker since the last answer came
            self._begin_anew(chunk)
        else:
            self._waiting[future] = chunk

    def _begin_anew(self, lost: Iterable[Job]) -> None:
        """Start another executor, and put what was under way into the queue of what is done job by job."""
        self._again.extend(lost)
        self._again.extend(job for chunk in self._waiting.values() for job in chunk)
        self._waiting.clear()
        _end(self._executor)
        self._executor = self._start()

    def _gathered(self, done: "Iterable[Future[tuple[Made, ...]]]", alone: bool) -> Iterator[Made]:
        lost: list[Job] = []
        for future in done:
            chunk = self._waiting.pop(future)
            try:
                made = future.result()
            except self._lost:
                lost.extend(chunk)
            else:
                yield from made
        if not lost:
            return
        if alone:
            self._losses[lost[0].number] += 1
            if self._losses[lost[0].number] == _PATIENCE:
                yield _lost(lost.pop())
        self._begin_anew(lost)


def _end(executor: "Executor") -> None:
    try:
        executor.shutdown(wait=False, cancel_futures=True)
    except TypeError:  # an executor that cannot cancel
        executor.shutdown(wait=False)


def _digests_in(job: Job) -> frozenset[str]:
    parts = (job.library, job.transfer) if job.transfer else (job.library,)
    return frozenset((*(part.digest for part in parts), *(template.digest for template in job.templates.values())))


def _bare(job: Job, known: frozenset[str]) -> Job:
    """Give a job without what its worker has already."""
    if not known:
        return job
    templates = {kind: _without_content(template, known) for kind, template in job.templates.items()}
    transfer = _without_content(job.transfer, known) if job.transfer else None
    library = _without_content(job.library, known)
    return msgspec.structs.replace(job, library=library, transfer=transfer, templates=templates)


def _without_content(packed: Packed, known: frozenset[str]) -> Packed:
    return Packed(packed.digest) if packed.digest in known else packed


def _lost(job: Job) -> Made:
    message = "the process that worked at this deal ended, again and again"
    hint = "it may have run out of memory; build this deal alone, with -j 1, and see"
    return Made(number=job.number, problems=(Problem(Place(job.file), "worker-lost", message, hint),), failed=True)


def chunked(jobs: Iterable[Job], size: int) -> Iterator[Chunk]:
    """Yield the jobs in chunks of at most `size`: a chunk sends a library once for all its deals."""
    chunk: list[Job] = []
    for job in jobs:
        chunk.append(job)
        if len(chunk) == size:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


def forks() -> bool:
    """Say whether worker processes begin as copies of this one and so have its libraries already."""
    return sys.platform.startswith("linux")


def processes(workers: int) -> "Executor":
    """Give worker processes on this machine."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("fork" if forks() else "spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent, initargs=(os.getpid(),))


def _end_with_parent(parent: int) -> None:
    """A worker whose coordinator was killed would wait for ever."""
    import gc
    import threading
    import time

    gc.freeze()  # what came with the fork stays shared: nobody looks through it again

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def cores() -> int:
    """Give how many processor cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
