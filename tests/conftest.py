"""What the tests of all layers share."""

from collections.abc import Callable

import pytest
from hypothesis import settings

from qa_docs.problems import ProblemsFound

# The same examples in every run: a failure that comes and goes helps nobody. A slow machine is no failure either.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture
def problems_of() -> Callable[..., str]:
    """Give a function that calls another one and returns the problems it found, as printed."""

    def run(read: Callable[..., object], *arguments: object) -> str:
        with pytest.raises(ProblemsFound) as found:
            read(*arguments)
        return "\n".join(str(problem) for problem in found.value.problems)

    return run
