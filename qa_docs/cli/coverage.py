"""`qa-docs coverage`: which requirements concern a deal, and what answers each."""

import sys
from pathlib import Path

import click

from qa_docs.cli.report import reporting


@click.command()
@click.argument("deal", required=False, type=click.Path(path_type=Path))
@click.option("--source", help="Only requirements of this source, by name, for example 'EU GMP Part I Chapter 7'.")
@click.option(
    "--library", "whole_library", is_flag=True, help="Show the library's clauses for each requirement, without a deal."
)
@click.option("--clauses", type=click.Path(path_type=Path), help="Clause library to use instead of the deal's.")
@click.option("--format", "form", type=click.Choice(["text", "json", "xlsx"]), default="text", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write [xlsx: coverage.xlsx]."
)
def coverage(
    deal: Path | None, source: str | None, whole_library: bool, clauses: Path | None, form: str, output: Path | None
) -> None:
    """Show each requirement that concerns DEAL with its source, status, clause number and rows; uncovered ones first.

    The exit code is 1 when a requirement is uncovered.

    \b
    Examples:
      qa-docs coverage examples/tablet-us-eu/deal.yaml
      qa-docs coverage examples/tablet-us-eu/deal.yaml --format xlsx -o coverage.xlsx
      qa-docs coverage --source "EU GMP Part I Chapter 7" --library
    """
    from qa_docs.build.cache import user_cache
    from qa_docs.build.coverage import coverage_as, deal_coverage, library_coverage

    if whole_library == (deal is not None):
        raise click.UsageError("name a deal, or ask for the whole library with --library")
    with reporting():
        found = (
            library_coverage(clauses, source, user_cache())
            if deal is None
            else deal_coverage(deal, clauses, source, user_cache())
        )
        written = coverage_as(found, form, output)
    click.echo(written, nl=False)
    if found.uncovered:
        sys.exit(1)
