"""`qa-docs deviations`: which agreements differ from standard, where, by whose approval and until when."""

import sys
from pathlib import Path

import click

from qa_docs.cli.report import report


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--clause", default="", metavar="ID", help="Only what concerns this clause.")
@click.option("--blank", default="", metavar="NAME", help="The answer of every deal to this blank, the default too.")
@click.option(
    "--position",
    default="",
    type=click.Choice(["", "acceptable", "fallback", "negotiated"]),
    help="Only what stands at this position.",
)
@click.option("--library", type=click.Path(path_type=Path), help="Clause library to use instead of the deals' own.")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json", "xlsx"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
def deviations(
    paths: tuple[Path, ...],
    clause: str,
    blank: str,
    position: str,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """List, for the deals under PATHS, every position, answer, row, requirement and appendix that is not standard.

    Each with clause title and number, who approved it and why, the status of the document, from when it applies and
    when it is due for review. A deal with errors is told and left out; the exit code is then 1.

    \b
    Examples:
      qa-docs deviations examples
      qa-docs deviations examples --blank change-control.notice --format csv
      qa-docs deviations examples --position fallback --format xlsx -o deviations.xlsx
    """
    from qa_docs.build.cache import user_cache
    from qa_docs.build.deviations import Asked, deviations_as, deviations_under
    from qa_docs.build.write import write_outputs
    from qa_docs.problems import ProblemsFound

    if form == "xlsx" and output is None:
        raise click.UsageError("a workbook needs a file: -o deviations.xlsx")
    try:
        found = deviations_under(paths, Asked(clause, blank, position), user_cache(), library)
        written = deviations_as(found, form)
        if output is not None:
            write_outputs({output: written})
    except ProblemsFound as stopped:
        report(stopped.problems)
        sys.exit(1)
    if output is None:
        click.echo(written.decode("utf-8"), nl=False)
    if found.problems:
        report(found.problems)
        sys.exit(1)
