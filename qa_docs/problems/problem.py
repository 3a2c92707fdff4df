"""What is wrong with an input: a value with a place, a code, a message and the way out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from qa_docs.problems.codes import CODES


class Severity(StrEnum):
    """How much a problem weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where in a Word file something stands, counted: a part, one of its paragraphs, and letters of that paragraph.

    Paragraphs count from 1, letters from 0 and without hidden ones; 0 as paragraph means the whole part, and an `end`
    of 0 the whole paragraph.
    """

    part: str = ""
    paragraph: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file something stands. `line` and `column` count from 1; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0
    within: str = ""
    """Where in a file that has no lines, in words: part and paragraph of a Word file."""
    spot: Spot = Spot()
    """The same counted, where it is known; it is not printed."""

    def __str__(self) -> str:
        if self.within:
            return f"{self.file}: {self.within}"
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of one input. `code` is a key of `CODES`, explained in docs/problems.md."""

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"{self.code!r} is not a problem code")

    def __str__(self) -> str:
        first = f"{self.place}: {self.severity}: {self.message} [{self.code}]"
        return f"{first}\n  hint: {self.hint}" if self.hint else first


class ProblemsFound(Exception):  # noqa: N818 - it carries problems; it is not one error
    """Stops a stage and carries every problem that the stage found, in the order of their places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=_order))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give the problems that stop a build."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def _order(problem: Problem) -> tuple[str, int, int, Spot, str, str, str]:
    place = problem.place
    return (place.file, place.line, place.column, place.spot, place.within, problem.code, problem.message)
