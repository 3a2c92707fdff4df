"""What came of a run, document by document."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from qa_docs.problems import Problem

State = Literal["built", "unchanged", "stale", "kept", "proposed", "executed", "refused", "failed"]

STATES: dict[State, str] = {
    "built": "written",
    "unchanged": "as it was: nothing that it shows changed",
    "stale": "would be written",
    "kept": "edited by hand and left as it is",
    "proposed": "an amendment to an executed document, written beside it",
    "executed": "executed: never written over",
    "refused": "edited by hand: not written over",
    "failed": "not written: its problems come first",
}
"""What each state means."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one document."""

    deal: str
    kind: str
    state: State
    path: str = ""
    """The file, as a user would write it."""
    reasons: tuple[str, ...] = ()
    seconds: float = 0.0
    digest: str = ""
    """SHA-256 of the file."""
    problems: tuple[Problem, ...] = ()
    """Errors that keep it from being built, and warnings."""


class Report(msgspec.Struct, frozen=True):
    """What came of a run."""

    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...] = ()
    """Errors that concern no single deal."""
    warnings: tuple[Problem, ...] = ()
    stopped: bool = False
    """Whether the run ended at its first failure."""

    @property
    def counts(self) -> dict[State, int]:
        """How many documents came to each state, those with any."""
        found = Counter(outcome.state for outcome in self.outcomes)
        return {state: found[state] for state in STATES if found[state]}

    @property
    def failed(self) -> bool:
        """Whether something was not built that should have been."""
        return bool(self.problems) or any(outcome.state in ("refused", "failed") for outcome in self.outcomes)

    @property
    def stale(self) -> bool:
        """Whether a run without `--check` would write something."""
        return any(outcome.state == "stale" for outcome in self.outcomes)


def beside(path: Path, word: str) -> Path:
    """Give a name beside a file: `quality-agreement.new.docx`."""
    return path.with_name(f"{path.stem}.{word}{path.suffix}")


def distinct(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give the problems, each once: what is wrong with a library is wrong for each of its deals."""
    return tuple(dict.fromkeys(problems))
