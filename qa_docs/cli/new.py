"""`qa-docs new`: start files for deals, portfolios and clauses."""

from pathlib import Path

import click

from qa_docs.cli.report import reporting


@click.group()
def new() -> None:
    """Start a new deal, a new portfolio or a new clause from a commented file.

    \b
    Example:
      qa-docs new deal acme/deal.yaml
    """


@new.command("deal", short_help="Write a commented deal to fill in.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--example", help="Start from a complete example instead, by name.")
def new_deal(file: Path, example: str | None) -> None:
    """Write a commented deal to FILE; `qa-docs check FILE` then lists what is still to be filled in.

    \b
    Examples:
      qa-docs new deal acme/deal.yaml
      qa-docs new deal acme/deal.yaml --example tablet-us-eu
    """
    from qa_docs.build.start import start_deal

    with reporting():
        click.echo(start_deal(file, example))


@new.command("portfolio", short_help="Write a commented qa-docs.yaml for a folder of deals.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def new_portfolio(folder: Path) -> None:
    """Write a commented qa-docs.yaml into FOLDER: what its deals share.

    \b
    Example:
      qa-docs new portfolio deals
    """
    from qa_docs.build.start import start_portfolio

    with reporting():
        click.echo(start_portfolio(folder))


@new.command("clause", short_help="Write a clause file to fill in.")
@click.argument("clause_id", metavar="ID")
@click.option(
    "--library",
    type=click.Path(path_type=Path),
    default=Path("clauses"),
    show_default=True,
    help="Library to add it to.",
)
@click.option(
    "--aspect",
    type=click.Choice(["framework", "regulatory", "technical", "compliance", "operations"]),
    default="compliance",
    show_default=True,
    help="Aspect of the lifecycle, and the folder.",
)
def new_clause(clause_id: str, library: Path, aspect: str) -> None:
    """Write a clause file with id ID into a library.

    \b
    Example:
      qa-docs new clause water-monitoring --aspect technical
    """
    from qa_docs.build.start import start_clause

    with reporting():
        click.echo(start_clause(clause_id, library, aspect))
