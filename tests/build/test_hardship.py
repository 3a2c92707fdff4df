"""Killed runs, a full disk, a folder that cannot be written, two runs at once: nothing is lost, the next run finishes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa_docs.build.record import Record, digest_of
from tests.build.portfolios import DEVIATIONS_2, files, portfolio, run, states, write_clause

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


def python(*arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "QA_DOCS_CACHE": "off"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)


def lock_is_true(folder: Path) -> bool:
    record = Record(folder)
    record.read()
    blocks = [record.block(key) for key in record.keys()]  # noqa: SIM118 - not a mapping
    record.close()
    outputs = [output for block in blocks for output in block.outputs.values()]
    return bool(outputs) and all(digest_of(folder / output.path) == output.file for output in outputs)


@posix
@pytest.mark.parametrize(("rounds", "workers"), [(24, 1), (8, 2)])
def test_killed_at_random_points_each_document_is_old_or_new_and_the_next_run_finishes(
    tmp_path: Path, rounds: int, workers: int
):
    done = python("-m", "tests.build.killing", str(tmp_path), str(rounds), str(workers))

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= rounds // 5  # so many were still at work when they were killed


LIMITED = """
import resource, sys
from pathlib import Path
from tests.build.portfolios import run, states
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
report = run(Path(sys.argv[1]))
print(sorted(set(states(report).values())))
for problem in [*report.problems, *(p for o in report.outcomes for p in o.problems)]:
    print(problem.code, problem.message)
"""


@posix
@pytest.mark.parametrize("limit", [0, 500, 2_000, 4_000, 9_000])
def test_a_disk_that_is_full_leaves_the_old_documents_and_the_next_run_finishes(tmp_path: Path, limit: int):
    """The limit of the size of files is a real one of the system: the write fails as on a full disk."""
    folder = portfolio(tmp_path)
    run(folder)
    old = files(folder)
    write_clause(folder, "deviations", DEVIATIONS_2)

    done = python("-c", LIMITED, str(folder), str(limit))

    assert done.returncode == 0, done.stderr
    assert "cannot-write cannot write the file: file too large" in done.stdout
    assert "Traceback" not in done.stderr
    now = files(folder)
    assert [name for name in now if not name.startswith(".")] == list(old)
    report = run(folder)
    assert set(states(report).values()) <= {"built", "unchanged"}
    assert not [path for path in folder.rglob(".*") if path.is_file()]
    assert lock_is_true(folder)
    new = files(folder)
    assert all(now[name] in (old[name], new[name]) for name in now)
    assert not run(folder, dry=True).stale


@posix
def test_a_disk_that_is_full_from_the_start_leaves_nothing(tmp_path: Path):
    folder = portfolio(tmp_path)

    done = python("-c", LIMITED, str(folder), "0")

    assert done.returncode == 0, done.stderr
    assert "['failed']" in done.stdout
    assert set(states(run(folder)).values()) == {"built"}
    assert lock_is_true(folder)


READ_ONLY = """
import os, sys
from pathlib import Path
from tests.build.portfolios import run, states
folder = Path(sys.argv[1])
run(folder, dry=True)  # everything is imported before the rights are gone
if os.geteuid() == 0:
    os.setresuid(65534, 65534, 65534)
report = run(folder)
print(sorted(set(states(report).values())), *(problem for problem in report.problems), sep="\\n")
"""


@posix
def test_a_folder_that_cannot_be_written_is_told_and_nothing_happens(tmp_path: Path):
    folder = portfolio(tmp_path / "deals")
    run(folder)
    old = files(folder)
    write_clause(folder, "deviations", DEVIATIONS_2)
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_uid == os.geteuid() and path != Path("/") and path != Path("/tmp"):
            path.chmod(0o755)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        done = python("-c", READ_ONLY, str(folder))
    finally:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)

    assert done.returncode == 0, done.stderr
    assert "['failed']" in done.stdout
    assert "[cannot-write]" in done.stdout
    assert files(folder) == old
    assert "stale" in states(run(folder, dry=True)).values()


@posix
def test_two_runs_at_once_wait_for_each_other(tmp_path: Path):
    folder = portfolio(tmp_path, 6)
    code = "import sys\nfrom pathlib import Path\nfrom tests.build.portfolios import run, states\n"
    code += "print(sorted(states(run(Path(sys.argv[1]))).values()))"
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(3)
    ]
    said = [one.communicate() for one in runs]

    assert [one.returncode for one in runs] == [0, 0, 0], said
    # One built everything; the others found nothing left to do.
    assert sorted(out.decode().strip() for out, _ in said) == [str(["built"] * 12), *[str(["unchanged"] * 12)] * 2]
    assert lock_is_true(folder)


KILLS_WORKERS = """
import multiprocessing, os, signal, sys
from pathlib import Path
from qa_docs.build.batch import Run, build_batch
from qa_docs.build.options import Options

class Kills:
    heard = 0
    def begin(self, deals): pass
    def hear(self, outcome):
        self.heard += 1
        if self.heard in (2, 10):
            for child in multiprocessing.active_children()[:1]:
                os.kill(child.pid, signal.SIGKILL)

report = build_batch([Path(sys.argv[1])], Options(), Run(workers=2, chunk=1), None, Kills())
print(report.counts)
"""


@posix
def test_a_worker_that_is_killed_is_made_up_for(tmp_path: Path):
    folder = portfolio(tmp_path / "killed", 16)
    whole = portfolio(tmp_path / "whole", 16)

    done = python("-c", KILLS_WORKERS, str(folder))

    assert done.returncode == 0, done.stderr
    assert done.stdout == "{'built': 32}\n"
    run(whole)
    assert files(folder) == files(whole)
    assert (folder / "qa-docs.lock").read_bytes() == (whole / "qa-docs.lock").read_bytes()


@posix
def test_a_deal_that_ends_its_worker_each_time_is_told_and_the_others_are_built(tmp_path: Path):
    folder = portfolio(tmp_path, 8)
    code = KILLS_WORKERS.replace("class Kills:", ENDS_AT_C + "class Kills:").replace("in (2, 10)", "in ()")

    done = python("-c", code + "print([str(p) for o in report.outcomes for p in o.problems])", str(folder))

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("{'built': 14, 'failed': 1}\n")
    assert (
        "c/deal.yaml: error: the process that worked at this deal ended, again and again [worker-lost]" in done.stdout
    )


ENDS_AT_C = """
from qa_docs.build import pool
whole = pool._make
def ends(jobs):
    if any(job.file.endswith("c/deal.yaml") for job in jobs):
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(jobs)
ends.__module__, ends.__qualname__ = "__main__", "ends"
pool._make = ends
"""
