"""How a batch of many deals behaves, as ratios of one run; what is asked for stands beside each.

`python benchmarks/batch.py` makes 1,000 deals of all twelve kinds (`portfolio.py`) and measures, in turn:

1. nothing changed: `qa-docs build`, against a bare script that reads and hashes the same files;
2. one clause changed that some 200 use: these are built and no other, against a build of these deals alone;
3. all from cold: two processes against one, and against a docxtpl loop over the same deals (`peer.py`);
4. the most memory that a run held, at 1,000 deals and at 100; with `--large`, the time for 10,000 as well.

Each command is a process of its own. On a machine that others use as well, seconds say little: `--cpu` takes the
processor time of a command and its workers instead, for two processes half of it. `--quick` takes 120 deals and fails
only when something breaks.
"""

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import peer
from portfolio import make_portfolio

from qa_docs.assemble import assemble
from qa_docs.build.inputs import read_inputs
from qa_docs.build.record import Record

QA_DOCS = str(Path(sys.executable).with_name("qa-docs"))
BARE = """
import hashlib, pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*")):
    if path.is_file() and ".qa-docs" not in path.parts:
        hashlib.sha256(path.read_bytes()).hexdigest()
"""


def main() -> int:
    """Run the measurements; give the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--deals", type=int, default=0)
    parser.add_argument("--cpu", action="store_true")
    chosen = parser.parse_args()
    if chosen.cpu:
        os.environ["BY_PROCESSOR"] = "yes"
    deals = chosen.deals or (120 if chosen.quick else 1000)
    with tempfile.TemporaryDirectory(prefix="qa-docs-batch-") as place:
        os.environ["QA_DOCS_CACHE"] = str(Path(place) / "cache")
        folder = make_portfolio(Path(place) / "portfolio", deals)
        one, two, most = cold(folder, 1 if deals > 200 else 3)
        ok = report("all from cold, two processes against one", one / two, 1.8, least=True)
        loop = docxtpl_loop(folder, 24) * deals
        agreements = agreements_alone(folder)
        ok &= report("all agreements from cold, against a docxtpl loop", loop / agreements, 8, least=True)
        ok &= nothing_changed(folder, 3 if chosen.quick else 7)
        ok &= one_clause(folder, deals // 5)
        small = make_portfolio(Path(place) / "small", max(deals // 10, 12))
        peak = measured(build(small, 2))[1]
        ok &= report(f"memory, {deals} deals against {max(deals // 10, 12)}", most / peak, 1.2)
        print(f"  {most:.0f} MiB against {peak:.0f} MiB")
        if chosen.large:
            ok &= large(Path(place), deals, two)
    print("all bounds held" if ok else "A BOUND WAS MISSED")
    return 0 if ok or chosen.quick else 1


def report(what: str, ratio: float, bound: float, least: bool = False) -> bool:
    """Print a ratio beside what is asked for; say whether it holds."""
    held = ratio >= bound if least else ratio <= bound
    print(
        f"{what:55} {ratio:6.2f}   at {'least' if least else 'most'} {bound:g}{'' if held else '   MISSED'}", flush=True
    )
    return held


def build(folder: Path, workers: int, *more: str) -> list[str]:
    return [QA_DOCS, "build", str(folder), "-j", str(workers), "--format", "json", *more]


def measured(command: list[str]) -> tuple[float, float, str]:
    """Give the seconds of a command, the most memory of it and its workers together in MiB, and what it said.

    By `--cpu` its processor time instead, divided among its workers.
    """
    watch = (
        "import json, resource, subprocess, sys, threading, time\n"
        "process = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)\n"
        "peak, own = 0, [True]\n"
        "def proportional(pid):\n"
        "    try:\n"
        "        with open(f'/proc/{pid}/smaps_rollup') as file:\n"
        "            return next((int(line.split()[1]) for line in file if line.startswith('Pss:')), 0)\n"
        "    except OSError:\n"
        "        return 0\n"
        "def look():\n"
        "    global peak\n"
        "    while own[0]:\n"
        "        try:\n"
        "            children = open(f'/proc/{process.pid}/task/{process.pid}/children').read().split()\n"
        "        except OSError:\n"
        "            children = []\n"
        "        peak = max(peak, sum(map(proportional, [process.pid, *children])))\n"
        "        time.sleep(0.1)\n"
        "started = time.perf_counter()\n"
        "threading.Thread(target=look, daemon=True).start()\n"
        "said, _ = process.communicate()\n"
        "own[0] = False\n"
        "sys.stdout.buffer.write(said)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([time.perf_counter() - started, used.ru_utime + used.ru_stime, peak / 1024]))\n"
    )
    done = subprocess.run([sys.executable, "-c", watch, *command], capture_output=True, text=True, check=True)
    said, _, last = done.stdout.rstrip("\n").rpartition("\n")
    seconds, processor, peak = json.loads(last)
    workers = int(command[command.index("-j") + 1]) if "-j" in command else 1
    return processor / workers if os.environ.get("BY_PROCESSOR") else seconds, peak, said


def cold(folder: Path, rounds: int) -> tuple[float, float, float]:
    """Give the seconds for everything from cold with one process and with two, and the most memory of the latter."""
    times: dict[int, list[float]] = {1: [], 2: []}
    most = 0.0
    measured([QA_DOCS, "build", str(next((folder / "deals").iterdir())), "-o", str(folder / "warm")])
    shutil.rmtree(folder / "warm")
    for _ in range(rounds):
        for workers in (1, 2):
            shutil.rmtree(Path(os.environ["QA_DOCS_CACHE"]), ignore_errors=True)
            for path in (folder / "documents", folder / ".qa-docs"):
                shutil.rmtree(path, ignore_errors=True)
            (folder / "qa-docs.lock").unlink(missing_ok=True)
            seconds, peak, said = measured(build(folder, workers))
            assert set(json.loads(said)["counts"]) == {"built"}, json.loads(said)["counts"]
            times[workers].append(seconds)
            most = max(most, peak) if workers == 2 else most
    one, two = min(times[1]), min(times[2])
    print(f"all from cold: one process {one:.1f} s, two {two:.1f} s")
    return one, two, most


def agreements_alone(folder: Path) -> float:
    """Give the seconds for the Word files from cold with two processes: the loop makes no workbooks either."""
    seconds, _, said = measured(build(folder, 2, "--only", "quality-agreement", "-o", str(folder.with_name("words"))))
    assert set(json.loads(said)["counts"]) == {"built"}
    shutil.rmtree(folder.with_name("words"))
    print(f"the agreements alone from cold: two processes {seconds:.1f} s")
    return seconds


def docxtpl_loop(folder: Path, sample: int) -> float:
    """Give the seconds that docxtpl takes for one deal's agreement, over a sample of all kinds."""
    deals = sorted((folder / "deals").glob("*/deal.yaml"))[:sample]
    contents = [peer.content_of(assemble(one.placed, one.library).document) for one in map(read_inputs, deals)]
    with tempfile.TemporaryDirectory() as place:
        templates = []
        for i, content in enumerate(contents):
            templates.append(Path(place) / f"{i}.docx")
            peer.write_template(templates[-1], content)
        peer.render(templates[0], contents[0])
        clock = time.process_time if os.environ.get("BY_PROCESSOR") else time.perf_counter
        started = clock()
        for template, content in zip(templates, contents, strict=True):
            (Path(place) / "out.docx").write_bytes(peer.render(template, content))
        seconds = (clock() - started) / len(deals)
    print(f"docxtpl: {seconds * 1000:.0f} ms a deal, one process")
    return seconds


def nothing_changed(folder: Path, rounds: int) -> bool:
    pairs = []
    for _ in range(rounds + 1):
        bare = measured([sys.executable, "-c", BARE, str(folder)])[0]
        ours, _, said = measured(build(folder, 1))
        assert set(json.loads(said)["counts"]) == {"unchanged"}
        pairs.append((ours, bare))
    ratio = statistics.median(ours / bare for ours, bare in pairs[1:])
    ours, bare = (statistics.median(column) for column in zip(*pairs[1:], strict=True))
    print(f"nothing changed: {ours:.2f} s, bare {bare:.2f} s")
    return report("nothing changed, against reading and hashing the files", ratio, 3)


def one_clause(folder: Path, wanted: int) -> bool:
    """Change the clause whose number of deals is nearest to `wanted`, and build; beside it, these deals alone."""
    users = users_of(folder)
    clause = min(users, key=lambda name: (abs(len(users[name]) - wanted), name))
    alone = folder.with_name("alone")
    shutil.copytree(folder / "clauses", alone / "clauses")
    shutil.copy(folder / "qa-docs.yaml", alone)
    for deal in users[clause]:
        shutil.copytree((folder / deal).parent, (alone / deal).parent)
    measured(build(alone, 1))
    ratios = []
    for turn in range(3):
        for place in (folder, alone):
            (path,) = (place / "clauses").rglob(f"{clause}.md")
            text = path.read_text(encoding="utf-8").rstrip("\n")
            path.write_text(re.sub(r"( shall )", rf"\1in turn {turn} ", text, count=1) + "\n", encoding="utf-8")
        ours, _, said = measured(build(folder, 1))
        theirs, _, same = measured(build(alone, 1))
        built = {one["deal"] for one in json.loads(said)["documents"] if one["state"] == "built"}
        assert built == {str(folder / deal) for deal in users[clause]}, "other deals were built than those that use it"
        assert json.loads(said)["counts"]["built"] == json.loads(same)["counts"]["built"]
        ratios.append(ours / theirs)
    print(f"one clause ({clause}): {len(users[clause])} deals, {ours:.1f} s; alone {theirs:.1f} s")
    shutil.rmtree(alone)
    return report("one clause changed, against building its deals alone", statistics.median(ratios), 1.3)


def users_of(folder: Path) -> dict[str, list[str]]:
    record = Record(folder)
    record.read()
    users: dict[str, list[str]] = {}
    for key in sorted(record.keys()):
        for name in re.findall(r"^  clause (\S+):", record.block(key).items, re.MULTILINE):
            users.setdefault(name, []).append(key[0])
    record.close()
    return users


def large(place: Path, deals: int, seconds: float) -> bool:
    folder = make_portfolio(place / "large", 10 * deals)
    took = measured(build(folder, 2))[0]
    print(f"{10 * deals} deals from cold: {took:.0f} s")
    ok = report("ten times the deals, from cold: time over ten times", took / (10 * seconds), 1.2)
    again = measured(build(folder, 1))[0]
    bare = measured([sys.executable, "-c", BARE, str(folder)])[0]
    print(f"{10 * deals} deals, nothing changed: {again:.1f} s, bare {bare:.1f} s")
    return ok & report("ten times the deals, nothing changed", again / bare, 3)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main())
