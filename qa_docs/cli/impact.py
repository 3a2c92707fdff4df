"""`qa-docs impact`: what a change would touch, before it is made."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa_docs.cli.report import report, reporting

if TYPE_CHECKING:
    from qa_docs.build.impact import Impact

_HEADS = (
    ("State", 14),
    ("Document", 34),
    ("Number", 18),
    ("Revision", 10),
    ("Contract giver", 32),
    ("Contract acceptor", 32),
    ("Kind", 20),
    ("Because of", 36),
    ("Deal", 34),
)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--clause", help="A clause, by id.")
@click.option("--source", help="A source by name, or a requirement by id.")
@click.option("--template", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A Word template.")
@click.option("--library", type=click.Path(path_type=Path), help="Clause library to use instead of the deals' own.")
@click.option("--format", "form", type=click.Choice(["text", "json", "xlsx"]), default="text", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write [xlsx: impact.xlsx]."
)
def impact(
    paths: tuple[Path, ...],
    clause: str | None,
    source: str | None,
    template: Path | None,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """Show which documents under PATH rest on a clause, a source or a template, before it is changed.

    Each with its state, executed or not, and its parties. A deal that cannot be read is told, and the exit code is 1.

    \b
    Examples:
      qa-docs impact --clause deviations examples/
      qa-docs impact --source "EU GMP Part I Chapter 7" examples/
      qa-docs impact --template house.docx deals/ --format xlsx -o impact.xlsx
    """
    if [clause, source, template].count(None) != 2:
        raise click.UsageError("name one thing: a clause (--clause), a source (--source) or a template (--template)")
    from qa_docs.build.cache import user_cache
    from qa_docs.build.impact import Change, impact_of
    from qa_docs.build.write import write_outputs

    with reporting():
        found = impact_of(Change(clause, source, template), paths or (Path("."),), library, user_cache())
        content = _written(found, form)
        path = output or (Path("impact.xlsx") if form == "xlsx" else None)
        if path is None:
            click.echo(content.decode(), nl=False)
        else:
            write_outputs({path: content})
            click.echo(path)
    report(found.problems)
    if found.problems:
        sys.exit(1)


def _written(found: "Impact", form: str) -> bytes:
    if form == "json":
        import msgspec

        plain = {"clauses": found.clauses, "documents": found.documents, "problems": list(map(str, found.problems))}
        return msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n"
    if form == "xlsx":
        return _workbook(found)
    lines = [f"clauses: {', '.join(found.clauses)}"] if found.clauses else []
    lines += [
        f"{one.file}: {one.status}, {one.number} revision {one.revision}, {one.contract_giver} and "
        f"{one.contract_acceptor} ({', '.join(one.because)})"
        for one in found.documents
    ]
    deals = len({one.deal for one in found.documents})
    documents = f"{len(found.documents)} document{'s' * (len(found.documents) != 1)}"
    lines.append(f"{documents} of {deals} deal{'s' * (deals != 1)}, {found.executed} executed")
    return ("\n".join(lines) + "\n").encode()


def _workbook(found: "Impact") -> bytes:
    from qa_docs.render.table_xlsx import render_table_workbook

    rows = [
        (
            one.status,
            one.file,
            one.number,
            one.revision,
            one.contract_giver,
            one.contract_acceptor,
            one.kind,
            ", ".join(one.because),
            one.deal,
        )
        for one in found.documents
    ]
    return render_table_workbook("Impact of a change", "Documents", _HEADS, rows)
