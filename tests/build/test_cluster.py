"""A batch on a real Dask cluster of two workers, one of which is killed on the way."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_docs.build.batch import Run, build_batch
from qa_docs.build.options import Options
from qa_docs.build.outcome import Outcome
from tests.build.portfolios import files, portfolio, run, states

pytest.importorskip("distributed")
ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="kills a process by its id"),
    pytest.mark.filterwarnings("default"),  # what a cluster warns of is its own business
]


def started(*arguments: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "60s"}
    command = [sys.executable, "-m", *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def cluster(tmp_path: Path) -> "Iterator[tuple[str, list[subprocess.Popen[bytes]]]]":
    from distributed import Client

    described = str(tmp_path / "scheduler.json")
    scheduler = started(
        "distributed.cli.dask_scheduler", "--port", "0", "--scheduler-file", described, "--no-dashboard"
    )
    options = ("--scheduler-file", described, "--no-nanny", "--nthreads", "1", "--no-dashboard")
    workers = [
        started("distributed.cli.dask_worker", *options, "--local-directory", str(tmp_path / str(i))) for i in (1, 2)
    ]
    try:
        limit = time.monotonic() + 60
        while not Path(described).is_file() and time.monotonic() < limit:
            time.sleep(0.1)
        with Client(scheduler_file=described, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            yield client.scheduler.address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


class KillsOne:
    """Hears of documents, and kills a worker when the first ones are done."""

    def __init__(self, worker: "subprocess.Popen[bytes]") -> None:
        self._worker = worker
        self.heard = 0
        self.left = 0

    def begin(self, deals: int) -> None:
        self.left = 2 * deals

    def hear(self, outcome: Outcome) -> None:
        self.heard += 1
        if self.heard == 4:
            os.kill(self._worker.pid, signal.SIGKILL)


def test_a_cluster_that_loses_a_worker_still_builds_everything(cluster, tmp_path: Path):
    from qa_docs.build.cluster import dask_cluster

    address, workers = cluster
    folder = portfolio(tmp_path / "far", 40)
    here = portfolio(tmp_path / "near", 40)
    listener = KillsOne(workers[0])

    report = build_batch([folder], Options(), Run(chunk=2), None, listener, dask_cluster(address))

    workers[0].wait(10)
    assert workers[0].returncode == -signal.SIGKILL
    assert report.counts == {"built": 80}
    run(here)
    assert files(folder) == files(here)
    assert (folder / "qa-docs.lock").read_bytes() == (here / "qa-docs.lock").read_bytes()
    assert set(states(run(folder)).values()) == {"unchanged"}


def test_an_address_where_no_scheduler_answers_is_told(problems_of):
    from qa_docs.build.cluster import dask_cluster

    told = problems_of(dask_cluster, "nonsense")

    assert told.startswith("nonsense: error: no Dask scheduler answers")
    assert "[no-cluster]" in told
