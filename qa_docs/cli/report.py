"""Prints problems, all of a run, in the form that was asked for."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from qa_docs.problems import Problem

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How problems are printed: for people, for programs, or as GitHub annotations.",
)


def report(problems: Iterable["Problem"], form: str = "text") -> None:
    """Print problems to stderr (text) or stdout (json, github)."""
    every = list(problems)
    if form == "json":
        click.echo(_json(every))
    elif form == "github":
        for problem in every:
            click.echo(_github(problem))
    else:
        for problem in every:
            click.echo(_coloured(problem), err=True)


@contextmanager
def reporting() -> Iterator[None]:
    """Report the problems that the work inside raises, and leave with exit code 1."""
    from qa_docs.problems import ProblemsFound

    try:
        yield
    except ProblemsFound as found:
        report(found.problems)
        sys.exit(1)


def conclude(problems: list["Problem"], form: str, checked: str) -> None:
    """Report the problems of what was checked and, as text, how many; leave with exit code 1 when one is an error."""
    from qa_docs.problems import errors_of

    report(problems, form)
    if form == "text":
        click.echo(f"{checked}: {_summary(problems)}")
    if errors_of(problems):
        sys.exit(1)


def _summary(problems: list["Problem"]) -> str:
    """Give how many errors and warnings there are, in words."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    words = [f"{n} {word}{'s' * (n != 1)}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return " and ".join(words) or "no problems"


def _coloured(problem: "Problem") -> str:
    text = str(problem)
    if not sys.stderr.isatty():
        return text
    colour = "red" if problem.severity == "error" else "yellow"
    return text.replace(
        f" {problem.severity}: ", " " + click.style(f"{problem.severity}:", fg=colour, bold=True) + " ", 1
    )


def _json(problems: list["Problem"]) -> str:
    import json  # here: only this form needs it

    return json.dumps(
        [
            {
                "file": problem.place.file,
                "line": problem.place.line,
                "column": problem.place.column,
                "within": problem.place.within,
                "severity": str(problem.severity),
                "code": problem.code,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in problems
        ],
        ensure_ascii=False,
        indent=2,
    )


def _github(problem: "Problem") -> str:
    place = problem.place
    where = f"file={place.file},line={place.line or 1},col={place.column or 1},title={problem.code}"
    within = f"{place.within}: " if place.within else ""
    text = f"{within}{problem.message}. {problem.hint}".replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
    return f"::{problem.severity} {where}::{text}"
