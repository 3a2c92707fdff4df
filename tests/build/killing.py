"""Kills builds at random points, many times, and looks at what is left; `python -m tests.build.killing FOLDER ROUNDS`.

A process of its own: it forks, which a process with threads should not.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from qa_docs.build.record import Record, digest_of
from tests.build.portfolios import DEVIATIONS_2, files, portfolio, run, states, write_clause
from tests.small import CLAUSES

TEXTS = (CLAUSES["deviations"], DEVIATIONS_2)


def main(folder: Path, rounds: int, workers: int) -> int:
    """Kill `rounds` builds; give the number that were killed before they had ended."""
    portfolio(folder, 5)
    wanted = []
    seconds = 0.0
    for text in TEXTS:
        write_clause(folder, "deviations", text)
        started = time.perf_counter()
        run(folder)
        seconds = time.perf_counter() - started
        wanted.append(files(folder))
    chance = random.Random(7)
    killed = 0
    for i in range(rounds):
        write_clause(folder, "deviations", TEXTS[i % 2])
        killed += build_and_kill(folder, chance.uniform(0, seconds * 1.1), workers)
        left = files(folder)
        for name, content in left.items():
            assert content in (wanted[0][name], wanted[1][name]), f"{name} is neither the old one nor the new one"
        assert left.keys() == wanted[0].keys(), "a document is gone"
        if i % 3 == 2:
            continue  # the next run is killed as well, on top of what this one left
        report = run(folder)
        assert set(states(report).values()) <= {"built", "unchanged"}, states(report)
        check(folder, wanted[i % 2])
    return killed


def build_and_kill(folder: Path, seconds: float, workers: int) -> bool:
    """Build in a process of its own and kill it after some time; say whether it was still at work."""
    child = os.fork()
    if not child:
        run(folder, workers=workers, chunk=1)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def check(folder: Path, wanted: dict[str, bytes]) -> None:
    """Look whether the next run finished the job and the lock tells the truth."""
    assert files(folder) == wanted, "the next run did not finish the job"
    record = Record(folder)
    record.read()
    assert not (folder / ".qa-docs" / "journal").exists(), "a journal is left"
    for deal, outline in list(record.keys()):
        for output in record.block((deal, outline)).outputs.values():
            assert digest_of(folder / output.path) == output.file, f"the lock is not true of {output.path}"
    record.close()
    hidden = [path for path in folder.rglob(".*") if path.is_file()]
    assert not hidden, f"left behind: {hidden}"


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
