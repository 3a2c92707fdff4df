"""The record of a run as one web page: what became of each document and why. It needs nothing but itself to be read."""

from collections.abc import Iterable, Iterator
from html import escape

from qa_docs import __version__
from qa_docs.build.outcome import STATES, Outcome, Report, State
from qa_docs.render.html.whole import whole_page

_ORDER: tuple[State, ...] = ("failed", "refused", "proposed", "built", "stale", "kept", "executed", "unchanged")
_MANY = 500
"""Documents of one state that are shown without asking: a browser lays out thousands of rows for seconds."""


def record_page(report: Report) -> str:
    """Give the page: totals, problems, and a row for each document, those that need somebody first."""
    body = "".join(_body(report))
    title = f"Record of a build: {_deals(report)}"
    return whole_page("en", title, ("style.css", "record.css"), "Skip to the record", body, "record.js")


def _deals(report: Report) -> str:
    count = len({outcome.deal for outcome in report.outcomes})
    return f"{count} deal{'s' * (count != 1)}"


def _body(report: Report) -> Iterator[str]:
    documents = len(report.outcomes)
    yield f"<header>\n<h1>Record of a build</h1>\n<p>{_deals(report)}, {documents} document{'s' * (documents != 1)}, "
    yield f"qa-docs {__version__}.{' The run was stopped at its first failure.' if report.stopped else ''}</p>\n"
    yield '</header>\n<main id="main" class="record">\n<table>\n<caption>Totals</caption>\n'
    yield _head("State", "Documents", "Meaning")
    for state, count in report.counts.items():
        yield f'<tr><th scope="row">{state}</th><td>{count}</td><td>{escape(STATES[state])}</td></tr>\n'
    yield "</tbody>\n</table>\n"
    if report.problems or report.warnings:
        problems = _listed(map(str, (*report.problems, *report.warnings)))
        yield f"<h2>Problems that concern no single document</h2>\n{problems}\n"
    yield '<h2>Documents</h2>\n<form class="filters" id="filters" aria-label="Filters"><label>Search '
    yield '<input type="search" name="words"></label><output class="count" aria-live="polite"></output></form>\n'
    by_state: dict[State, list[Outcome]] = {}
    for outcome in report.outcomes:
        by_state.setdefault(outcome.state, []).append(outcome)
    for state in _ORDER:
        yield from _documents(state, by_state.get(state, []))
    yield "</main>"


def _documents(state: State, outcomes: list[Outcome]) -> Iterator[str]:
    if not outcomes:
        return
    shown = " open" if len(outcomes) <= _MANY else ""
    yield f'<details class="state"{shown}><summary>{state} <small>{len(outcomes)}</small></summary>\n'
    yield f'<table class="documents" aria-label="Documents {state}">\n'
    yield _head("Document", "Reasons and problems", "SHA-256 of the file")
    for outcome in sorted(outcomes, key=lambda one: (one.deal, one.kind)):
        told = _listed((*outcome.reasons, *map(str, outcome.problems)))
        yield f"<tr><td>{escape(outcome.path or outcome.deal)}</td><td>{told}</td>"
        yield f"<td><code>{outcome.digest}</code></td></tr>\n"
    yield "</tbody>\n</table>\n</details>\n"


def _head(*titles: str) -> str:
    cells = "".join(f'<th scope="col">{title}</th>' for title in titles)
    return f"<thead><tr>{cells}</tr></thead>\n<tbody>\n"


def _listed(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""
