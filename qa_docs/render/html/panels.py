"""What a reader works with beside the text: the matrix with its filters, the notices, the coverage."""

from collections.abc import Iterator
from html import escape

from qa_docs.model.document import CoverageRow, Document, MatrixRow, NoticeRow
from qa_docs.render.html.words import MARKS, identity

_SEARCH = '<label>Search <input type="search" name="words"></label>'
_COUNT = '<output class="count" aria-live="polite"></output></form>'
_LETTERS = "A accountable, R responsible, C consulted, I informed"


def matrix_panel(document: Document) -> Iterator[str]:
    """Yield the responsibility matrix with a field to search and lists to choose from."""
    roles, rows = document.matrix.roles, document.matrix.rows
    if not rows:
        return
    yield '<section class="panel" id="panel-matrix" aria-labelledby="panel-matrix-title">'
    yield f'<h2 id="panel-matrix-title">Responsibilities, searchable</h2><p>{_LETTERS}.</p>'
    yield '<form class="filters" data-table="matrix-table">'
    yield _SEARCH
    yield _choice("party", "Party", dict.fromkeys((row.party for row in rows), ""), _party_names(document))
    yield _choice("aspect", "Aspect", dict.fromkeys((row.aspect for row in rows), ""), {})
    yield _choice("role", "Role", {role.id: role.name for role in roles}, {role.id: role.name for role in roles})
    yield _COUNT
    yield '<div class="scroll" role="region" tabindex="0" aria-label="Responsibility matrix">'
    yield '<table class="matrix" id="matrix-table"><caption>Responsibility matrix</caption><thead><tr>'
    yield '<th scope="col">Row</th><th scope="col">Activity</th><th scope="col">Section</th>'
    for role in roles:
        title = f"{role.name}, {role.party_name}" + (f": {role.person}" if role.person else "")
        yield f'<th scope="col" class="turned" title="{escape(title)}"><span>{escape(role.name)}</span></th>'
    yield "</tr></thead><tbody>"
    columns = [role.id for role in roles]
    yield from (_row(row, columns) for row in rows)
    yield "</tbody></table></div></section>"


def _row(row: MatrixRow, columns: list[str]) -> str:
    held = " ".join(role for role in columns if row.letters.get(role))
    cells = "".join(_cell(row.letters.get(role, "")) for role in columns)
    reason = f"<br><small>{escape(row.state.replace('_', ' '))}: {escape(row.reason)}</small>" if row.reason else ""
    section = f'<a href="#{identity(row.clause_id)}">{escape(row.clause_number)}</a>' if row.clause_number else ""
    return (
        f'<tr data-party="{row.party}" data-aspect="{escape(row.aspect)}" data-role="{escape(held)}">'
        f'<th scope="row">{escape(row.activity)}</th><td>{escape(row.title, quote=False)}{reason}</td>'
        f"<td>{section}</td>{cells}</tr>"
    )


def _cell(letter: str) -> str:
    return f'<td class="mark mark-{MARKS[letter]}">{letter}</td>' if letter else "<td></td>"


def _choice(name: str, title: str, values: dict[str, str], shown: dict[str, str]) -> str:
    options = "".join(
        f'<option value="{escape(value)}">{escape(shown.get(value) or value.replace("_", " "))}</option>'
        for value in values
    )
    return f'<label>{title} <select name="{name}"><option value="">all</option>{options}</select></label>'


def _party_names(document: Document) -> dict[str, str]:
    giver, acceptor = document.facts["giver"], document.facts["acceptor"]
    return {"contract_giver": str(giver["role"]), "contract_acceptor": str(acceptor["role"])}


def notice_panel(document: Document) -> Iterator[str]:
    """Yield every duty with a clock."""
    if not document.matrix.notices:
        return
    yield '<section class="panel" id="panel-notices" aria-labelledby="panel-notices-title">'
    yield '<h2 id="panel-notices-title">Notices and their clocks</h2>'
    yield '<form class="filters" data-table="notice-table">'
    yield f"{_SEARCH}{_COUNT}"
    yield '<div class="scroll" role="region" tabindex="0" aria-label="Notices">'
    yield '<table class="grid" id="notice-table"><caption>Notices</caption><thead><tr>'
    for title in ("Event", "From", "To", "Clock", "Medium", "Law", "Section"):
        yield f'<th scope="col">{title}</th>'
    yield "</tr></thead><tbody>"
    yield from (_notice(row) for row in document.matrix.notices)
    yield "</tbody></table></div></section>"


def _notice(row: NoticeRow) -> str:
    section = f'<a href="#{identity(row.clause_id)}">{escape(row.clause_number)}</a>'
    clock = f"{row.clock} {row.start}".strip()
    texts = (row.sender, row.addressee, clock, row.medium, row.law)
    cells = "".join(f"<td>{escape(text, quote=False)}</td>" for text in texts)
    return f'<tr><th scope="row">{escape(row.event, quote=False)}</th>{cells}<td>{section}</td></tr>'


def coverage_panel(document: Document) -> Iterator[str]:
    """Yield each requirement that concerns the deal, with what answers it."""
    if not document.coverage:
        return
    yield '<section class="panel" id="panel-coverage" aria-labelledby="panel-coverage-title">'
    yield '<h2 id="panel-coverage-title">Coverage of the requirements</h2>'
    yield '<form class="filters" data-table="coverage-table">'
    yield _SEARCH
    yield _choice("state", "State", dict.fromkeys((row.state for row in document.coverage), ""), {})
    yield _COUNT
    yield '<div class="scroll" role="region" tabindex="0" aria-label="Coverage">'
    yield '<table class="grid" id="coverage-table"><caption>Coverage</caption><thead><tr>'
    for title in ("Requirement", "Source", "State", "Confirmed", "Section", "Rows"):
        yield f'<th scope="col">{title}</th>'
    yield "</tr></thead><tbody>"
    yield from (_covered(row) for row in document.coverage)
    yield "</tbody></table></div></section>"


def _covered(row: CoverageRow) -> str:
    sections = ", ".join(f'<a href="#{identity(clause)}">{escape(number)}</a>' for clause, number in row.clauses)
    reason = f"<br><small>{escape(row.reason, quote=False)}</small>" if row.reason else ""
    source = escape(f"{row.source}, {row.section}", quote=False)
    tone = {"covered": "low", "excluded": "medium", "uncovered": "high"}[row.state]
    return (
        f'<tr data-state="{row.state}"><th scope="row">{escape(row.title, quote=False)}'
        f"<br><small>{escape(row.requirement)}</small></th><td>{source}</td>"
        f'<td class="tone-{tone}">{row.state}{reason}</td><td>{"yes" if row.confirmed else "not confirmed"}</td>'
        f"<td>{sections}</td><td>{escape(', '.join(row.activities))}</td></tr>"
    )
