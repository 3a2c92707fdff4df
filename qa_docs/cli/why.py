"""`qa-docs why`: why a clause is in or out, why a document would be built anew, where a value is printed."""

from pathlib import Path

import click

from qa_docs.cli.report import reporting


@click.command()
@click.argument("path", type=click.Path(path_type=Path), metavar="DEAL|DOCUMENT")
@click.argument("clause_id", metavar="[CLAUSE-ID|KEYS]", required=False)
@click.option("--library", type=click.Path(path_type=Path), help="Clause library to use instead of the deal's.")
def why(path: Path, clause_id: str | None, library: Path | None) -> None:
    """Say why a clause is in the agreement of DEAL or out of it, with the deal lines that decided.

    Of a DOCUMENT that was built, say what it was built from and whether, and why, it would be built anew.

    Of a transfer, say where a value of the deal is printed: by its keys, a line of a list by its place or its id.

    \b
    Examples:
      qa-docs why examples/tablet-us-eu/deal.yaml final-release
      qa-docs why acme/out/quality-agreement.docx
      qa-docs why examples/transfer-tablet/deal.yaml transfer.cpps.3
      qa-docs why examples/transfer-tablet/deal.yaml CPP-03
    """
    from qa_docs.build.cache import user_cache

    with reporting():
        if clause_id is None:
            if path.suffix in (".yaml", ".yml") or path.is_dir():
                raise click.UsageError("name a clause of the deal, or a document that was built")
            from qa_docs.build.why_document import why_document

            lines = why_document(path, user_cache())
        else:
            from qa_docs.build.why import why as lines_of

            lines = lines_of(path, clause_id, user_cache(), library)
        for line in lines:
            click.echo(line)
