"""The page of a document: it opens offline, on a phone and on paper."""

from html import escape

from qa_docs.model.document import Document
from qa_docs.render.html.body import Body, contents, image
from qa_docs.render.html.panels import coverage_panel, matrix_panel, notice_panel
from qa_docs.render.html.whole import whole_page


def render_html(document: Document) -> str:
    """Give `document` as a web page: contents, text with notes and basis, matrix, notices and coverage."""
    control, giver, acceptor = (document.facts[key] for key in ("document", "giver", "acceptor"))
    parties = f"{giver['legal_name']} ({giver['role']}) and {acceptor['legal_name']} ({acceptor['role']})"
    facts = f"Document {control['number']}, revision {control['revision']}, effective {control['effective_date']}"
    text = "\n".join(Body(document, _sources(document)).written())
    panels = "\n".join((*matrix_panel(document), *notice_panel(document), *coverage_panel(document)))
    body = f"""<header>
{_logos(document)}<h1>{escape(document.title)}</h1>
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
{text}
{panels}
</main>
</div>"""
    title = f"{document.title} {control['number']}"
    return whole_page(document.language, title, ("style.css",), "Skip to the text", body, "page.js")


def _logos(document: Document) -> str:
    parties = [document.facts[party] for party in ("giver", "acceptor")]
    shown = [
        image(document.images[party["logo"]], f"Logo of {party['legal_name']}", "width:auto;max-height:4.5rem")
        for party in parties
        if party.get("logo")
    ]
    return f'<p class="logos">{" ".join(shown)}</p>\n' if shown else ""


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
