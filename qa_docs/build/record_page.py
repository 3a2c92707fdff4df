"""The record of a run as one web page: what became of each document and why. It needs nothing but itself to be read."""

from collections.abc import Iterable, Iterator
from html import escape

from qa_docs import __version__
from qa_docs.build.outcome import STATES, Outcome, Report

_STYLE = """\
:root { color-scheme: light dark; --line: #c8ccd2; --ink: #1f2933; --paper: #fff; --soft: #f3f5f7; }
@media (prefers-color-scheme: dark) { :root { --line: #475059; --ink: #e4e7eb; --paper: #16191d; --soft: #22272d; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem auto;
  max-width: 75rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
th { background: var(--soft); } td ul { margin: 0; padding-left: 1.1rem; }
code { font: .85em ui-monospace, monospace; overflow-wrap: anywhere; }
td.state { font-weight: 600; white-space: nowrap; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } thead { display: table-header-group; } }
"""
_ORDER = ("failed", "refused", "proposed", "built", "stale", "kept", "executed", "unchanged")


def record_page(report: Report) -> str:
    """Give the page: totals, problems, and a row for each document, those that need somebody first."""
    return "".join(_page(report))


def _page(report: Report) -> Iterator[str]:
    deals = len({outcome.deal for outcome in report.outcomes})
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>Record of a build: {deals} deals</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    yield f"<h1>Record of a build</h1>\n<p>{deals} deals, {len(report.outcomes)} documents, qa-docs {__version__}."
    yield f"{' The run was stopped at its first failure.' if report.stopped else ''}</p>\n"
    yield "<table>\n<caption>Totals</caption>\n<thead><tr><th>State</th><th>Documents</th><th>Meaning</th></tr></thead>"
    for state, count in report.counts.items():
        yield f'\n<tr><td class="state">{state}</td><td>{count}</td><td>{escape(STATES[state])}</td></tr>'
    yield "\n</table>\n"
    if report.problems or report.warnings:
        problems = _listed(map(str, (*report.problems, *report.warnings)))
        yield f"<h2>Problems that concern no single document</h2>\n{problems}\n"
    yield "<h2>Documents</h2>\n<table>\n<thead><tr><th>State</th><th>Document</th><th>Reasons and problems</th>"
    yield "<th>SHA-256 of the file</th></tr></thead>\n<tbody>\n"
    for outcome in sorted(report.outcomes, key=lambda one: (_ORDER.index(one.state), one.deal, one.kind)):
        yield _row(outcome)
    yield "</tbody>\n</table>\n</main>\n</body>\n</html>\n"


def _row(outcome: Outcome) -> str:
    told = _listed((*outcome.reasons, *map(str, outcome.problems)))
    name = escape(outcome.path or outcome.deal)
    return (
        f'<tr><td class="state">{outcome.state}</td><td>{name}</td><td>{told}</td>'
        f"<td><code>{outcome.digest}</code></td></tr>\n"
    )


def _listed(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""
