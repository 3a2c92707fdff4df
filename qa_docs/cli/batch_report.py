"""Prints what came of a build: a line for each document while it runs, and a summary."""

from typing import TYPE_CHECKING

import click

from qa_docs.cli.report import report as report_problems

if TYPE_CHECKING:
    from qa_docs.build.outcome import Outcome, Report


class Lines:
    """Tells of each document as it is settled, in the form that was asked for."""

    def __init__(self, form: str, explain: bool, dry: bool) -> None:
        self._form = form
        self._explain = explain

    def tell(self, outcome: "Outcome") -> None:
        """Print the line of a document, its problems first."""
        if self._form == "json":
            return
        report_problems(outcome.problems, self._form)
        if self._form == "text" and outcome.state != "failed":
            click.echo(self._line(outcome))
            if self._explain or outcome.state in ("refused", "stale", "proposed"):
                for reason in outcome.reasons:
                    click.echo(f"  {reason}")

    def end(self, report: "Report") -> None:
        """Print what concerns no single deal, and the summary where there is more than one document."""
        if self._form == "json":
            click.echo(as_json(report))
            return
        report_problems([*report.problems, *report.warnings], self._form)
        if self._form == "text" and len({outcome.deal for outcome in report.outcomes}) > 1:
            click.echo(summary(report))

    def _line(self, outcome: "Outcome") -> str:
        took = f"{outcome.seconds:.2f} s" if outcome.state in ("built", "proposed") else outcome.state
        return f"{outcome.path}  ({took})"


def summary(report: "Report") -> str:
    """Give how many documents came to which state."""
    deals = len({outcome.deal for outcome in report.outcomes})
    counts = ", ".join(f"{count} {state}" for state, count in report.counts.items())
    return f"{deals} deals: {counts or 'nothing to do'}{'; stopped at the first failure' if report.stopped else ''}"


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
