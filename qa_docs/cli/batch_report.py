"""Prints what came of a build: a line for each document while it runs, or a bar on a terminal, and a summary."""

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from qa_docs.cli.report import report as report_problems

if TYPE_CHECKING:
    from qa_docs.build.outcome import Outcome, Report
    from qa_docs.problems import Problem

_QUIET = ("unchanged", "executed")
_COLOURS = {"built": "green", "proposed": "green", "stale": "yellow", "refused": "red", "failed": "red"}


class Teller:
    """Tells of each document as it is settled, in the form that was asked for."""

    def __init__(self, form: str, explain: bool) -> None:
        self._form = form
        self._explain = explain
        self._several = False
        self._bar: Any = None
        self._waiting: list[Outcome] = []
        self._deal = ""
        self._told: set[Problem] = set()

    def begin(self, deals: int) -> None:
        """Hear how many deals there are. One is told as before; of many, only what is not as it was."""
        self._several = deals > 1
        if self._several and self._form == "text" and sys.stderr.isatty():
            self._bar = click.progressbar(length=deals, label="building", file=sys.stderr)
            self._bar.__enter__()

    def hear(self, outcome: "Outcome") -> None:
        """Hear what came of a document."""
        if self._bar is None:
            self._tell(outcome)
            return
        self._waiting.append(outcome)
        if outcome.deal != self._deal:
            self._deal = outcome.deal
            self._bar.update(1)

    def end(self, report: "Report") -> None:
        """Print what concerns no single deal, and the summary where there is more than one deal."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            for outcome in self._waiting:
                self._tell(outcome)
        if self._form == "json":
            click.echo(as_json(report))
            return
        report_problems([*report.problems, *report.warnings], self._form)
        if self._form == "github":
            _write_step_summary(report)
        elif self._several:
            click.echo(summary(report))

    def _tell(self, outcome: "Outcome") -> None:
        if self._form == "json":
            return
        # What is wrong with a library is wrong for each of its deals, and told once.
        report_problems([problem for problem in outcome.problems if problem not in self._told], self._form)
        self._told.update(outcome.problems)
        if self._form == "github":
            if outcome.state in ("refused", "stale"):
                level = "error" if outcome.state == "refused" else "notice"
                click.echo(f"::{level} title={outcome.state}::{outcome.path}: {'; '.join(outcome.reasons)}")
            return
        if outcome.state == "failed" or (self._several and outcome.state in _QUIET and not self._explain):
            return
        click.echo(self._line(outcome))
        if self._explain or outcome.state in ("refused", "stale", "proposed"):
            for reason in outcome.reasons:
                click.echo(f"  {reason}")

    def _line(self, outcome: "Outcome") -> str:
        made = outcome.state in ("built", "proposed")
        if self._several:
            word = click.style(f"{outcome.state:9}", fg=_COLOURS.get(outcome.state)) if _coloured() else ""
            return f"{word or outcome.state.ljust(9)}  {outcome.path}" + (
                f"  ({outcome.seconds:.2f} s)" if made else ""
            )
        return f"{outcome.path}  ({f'{outcome.seconds:.2f} s' if made else outcome.state})"


def _coloured() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def summary(report: "Report") -> str:
    """Give how many documents came to which state, a line each, with what it means."""
    from qa_docs.build.outcome import STATES

    deals = len({outcome.deal for outcome in report.outcomes})
    lines = [f"{deals} deal{'s' * (deals != 1)}{'; stopped at the first failure' if report.stopped else ''}"]
    lines += [f"{count:7}  {state:9}  {STATES[state]}" for state, count in report.counts.items()]
    return "\n".join(lines)


def _write_step_summary(report: "Report") -> None:
    """Put a table onto the page that GitHub shows of a workflow's run, where it says where."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    from qa_docs.build.outcome import STATES

    lines = ["| Documents | State | Meaning |", "|---|---|---|"]
    lines += [f"| {count} | {state} | {STATES[state]} |" for state, count in report.counts.items()]
    told = [one for one in report.outcomes if one.state not in _QUIET]
    if told:
        lines += ["", "| State | Document | Reasons |", "|---|---|---|"]
        lines += [f"| {one.state} | {one.path or one.deal} | {'<br>'.join(one.reasons)} |" for one in told]
    with open(path, "a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def as_json(report: "Report") -> str:
    """Give a report as JSON."""
    import json

    return json.dumps(
        {
            "counts": report.counts,
            "stopped": report.stopped,
            "documents": [
                {
                    "deal": outcome.deal,
                    "kind": outcome.kind,
                    "state": outcome.state,
                    "path": outcome.path,
                    "sha256": outcome.digest,
                    "reasons": outcome.reasons,
                    "problems": [str(problem) for problem in outcome.problems],
                }
                for outcome in report.outcomes
            ],
            "problems": [str(problem) for problem in (*report.problems, *report.warnings)],
        },
        ensure_ascii=False,
        indent=2,
    )
