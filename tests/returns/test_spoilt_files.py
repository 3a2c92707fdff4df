"""Whatever somebody sends back: a review or a problem in words, in bounded time, and never a traceback."""

import resource
import time

import pytest

from tests.returns.mutations import mutated, review_spoilt

SECONDS = 5
MEGABYTES = 1500


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_no_spoilt_file_stops_the_review(start: int):
    reviewed = 0
    for number in range(start, start + 100):
        started = time.process_time()
        reviewed += review_spoilt(*mutated(number), number) is not None
        assert time.process_time() - started < SECONDS, number
    assert reviewed > 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MEGABYTES * 1024
