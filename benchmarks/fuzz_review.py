"""Reviews spoilt Word files by the hundred thousand: `python -m benchmarks.fuzz_review --from 0 --to 1000000`.

Prints how many ran, how many were read and how many refused, the slowest one and the memory; a file that raises
anything, or takes longer than five seconds, is told by its number, and the exit code is 1.
"""

import argparse
import gc
import resource
import sys
import time
import traceback

from tests.returns.mutations import mutated, review_spoilt

_SECONDS = 5.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="start", type=int, default=0)
    parser.add_argument("--to", dest="end", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=10_000, help="print the state after so many")
    wanted = parser.parse_args()
    read = refused = 0
    failed: list[int] = []
    slowest = (0.0, -1)
    for number in range(wanted.start, wanted.end):
        begun = time.process_time()
        try:
            if review_spoilt(*mutated(number), number) is None:
                refused += 1
            else:
                read += 1
        except Exception:
            failed.append(number)
            print(f"input {number}:\n{traceback.format_exc()}", flush=True)
        took = time.process_time() - begun
        slowest = max(slowest, (took, number))
        if took > _SECONDS:
            failed.append(number)
            print(f"input {number}: {took:.1f} s", flush=True)
        if (number + 1) % wanted.every == 0 or number + 1 == wanted.end:
            gc.collect()
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            ran = number + 1 - wanted.start
            print(
                f"{ran} ran: {read} reviewed, {refused} refused in words, {len(failed)} failed; "
                f"slowest {slowest[0]:.2f} s (input {slowest[1]}); {memory} MB",
                flush=True,
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
