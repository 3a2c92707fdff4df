"""How long loading the whole library takes, beside the bare cost of its parts, as ratios of one run.

Bare: reading the files, composing their YAML with the C loader, parsing the clauses' bodies with markdown-it. Cold: our
loader without a cache. Warm: from the cache, which is keyed by the content of the same files.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

from qa_docs.build.cache import DiskCache
from qa_docs.library.load import library_files, load_library

CLAUSES = Path(__file__).resolve().parents[1] / "clauses"


def bare() -> None:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    for path in library_files(CLAUSES):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            head, _, body = text.removeprefix("---\n").partition("\n---\n")
            parser.parse(body)
        else:
            head = text
        yaml.compose(head, Loader=yaml.CSafeLoader)


def seconds(way: Callable[[], object]) -> float:
    started = time.perf_counter()
    way()
    return time.perf_counter() - started


def main() -> int:
    argument = argparse.ArgumentParser()
    argument.add_argument("--quick", action="store_true")
    rounds = 3 if argument.parse_args().quick else 9
    with tempfile.TemporaryDirectory() as folder:
        cache = DiskCache(Path(folder))
        load_library(CLAUSES, cache=cache)
        timed = [
            (seconds(bare), seconds(lambda: load_library(CLAUSES)), seconds(lambda: load_library(CLAUSES, cache=cache)))
            for _ in range(rounds)
        ]
    least, cold, warm = (statistics.median(column) for column in zip(*timed, strict=True))
    files = len(list(library_files(CLAUSES)))
    print(
        f"library, {files} files   bare {least * 1000:.0f} ms   cold {cold * 1000:.0f} ms   cached {warm * 1000:.0f} ms"
    )
    print(f"cold / bare {cold / least:.2f} (at most 2)   cached / cold {warm / cold:.2f} (at most 0.20)")
    return 0 if cold / least <= 2 and warm / cold <= 0.2 else 1


if __name__ == "__main__":
    sys.exit(main())
