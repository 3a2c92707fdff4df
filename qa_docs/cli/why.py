"""`qa-docs why`: why a clause is in an agreement or out of it."""

from pathlib import Path

import click

from qa_docs.cli.report import reporting


@click.command(short_help="Say why a clause is in or out.")
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("clause_id", metavar="CLAUSE-ID")
@click.option("--library", type=click.Path(path_type=Path), help="Clause library to use instead of the deal's.")
def why(deal: Path, clause_id: str, library: Path | None) -> None:
    """Say why a clause is in the agreement of DEAL or out of it, with the deal lines that decided.

    \b
    Example:
      qa-docs why examples/tablet-us-eu/deal.yaml final-release
    """
    from qa_docs.build.cache import user_cache
    from qa_docs.build.why import why as lines_of

    with reporting():
        for line in lines_of(deal, clause_id, user_cache(), library):
            click.echo(line)
