"""The page: one file with its styles and its script, that opens offline, on a phone and on paper."""

from html import escape
from pathlib import Path

from qa_docs.model.document import Document
from qa_docs.render.html.body import Body, contents
from qa_docs.render.html.panels import coverage_panel, matrix_panel, notice_panel

_HERE = Path(__file__).parent
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
"""The page fetches nothing, whatever a text in it says."""


def render_html(document: Document) -> str:
    """Give `document` as a web page: contents, text with notes and basis, matrix, notices and coverage."""
    control, giver, acceptor = (document.facts[key] for key in ("document", "giver", "acceptor"))
    title = escape(f"{document.title} {control['number']}")
    style = (_HERE / "style.css").read_text(encoding="utf-8")
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    parties = f"{giver['legal_name']} ({giver['role']}) and {acceptor['legal_name']} ({acceptor['role']})"
    facts = f"Document {control['number']}, revision {control['revision']}, effective {control['effective_date']}"
    body = "\n".join(Body(document, _sources(document)).written())
    panels = "\n".join((*matrix_panel(document), *notice_panel(document), *coverage_panel(document)))
    return f"""<!DOCTYPE html>
<html lang="{escape(document.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header>
<h1>{escape(document.title)}</h1>
<p class="parties">{escape(parties)}</p>
<p>{escape(facts)}</p>
{_open_points(document)}</header>
<div class="columns">
<nav aria-label="Contents">
<details class="menu" open><summary>Contents</summary>
{"".join(contents(document))}
{_panel_links(document)}
</details>
</nav>
<main id="main">
<p class="tools"><button type="button" id="notes-button" aria-pressed="false">Show all notes</button></p>
{body}
{panels}
</main>
</div>
<script>
{script}</script>
</body>
</html>
"""


def _open_points(document: Document) -> str:
    if not document.open_points:
        return ""
    items = "".join(
        f"<li>{escape(f'{point.clause_number} {point.clause_title}: {point.label}', quote=False)} "
        f"<code>{escape(point.id)}</code></li>"
        for point in document.open_points
    )
    count = len(document.open_points)
    return f'<details class="open-points"><summary>{count} open points</summary><ul>{items}</ul></details>\n'


def _panel_links(document: Document) -> str:
    shown = (
        ("panel-matrix", "Responsibilities, searchable", document.matrix.rows),
        ("panel-notices", "Notices and their clocks", document.matrix.notices),
        ("panel-coverage", "Coverage of the requirements", document.coverage),
    )
    links = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title, content in shown if content)
    return f'<ol class="panels">{links}</ol>' if links else ""


def _sources(document: Document) -> dict[str, list[str]]:
    """Give, by clause, the requirements that it answers, in words."""
    found: dict[str, list[str]] = {}
    for row in document.coverage:
        status = "" if row.confirmed else " <em>(not confirmed)</em>"
        words = f"{escape(f'{row.source}, {row.section}: {row.title}', quote=False)}{status}"
        for clause, _ in row.clauses:
            found.setdefault(clause, []).append(words)
    return found
