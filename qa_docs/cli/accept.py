"""`qa-docs accept`: carries what was agreed into the deal."""

import sys
from pathlib import Path

import click

from qa_docs.cli.report import report

LEFT = 3
"""Exit code when something that came back could not be carried into the deal."""


@click.command()
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("review", type=click.Path(path_type=Path))
@click.option("--clause", "clauses", multiple=True, metavar="ID", help="Accept this clause only; may be repeated.")
@click.option("--by", required=True, metavar="NAME", help="Who approved it, as the deal is to say.")
@click.option("--reason", default="", metavar="TEXT", help="Why it was given [default: the review].")
@click.option("-n", "--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--library", type=click.Path(path_type=Path), help="Clause library to use instead of the deal's.")
def accept(
    deal: Path, review: Path, clauses: tuple[str, ...], by: str, reason: str, dry_run: bool, library: Path | None
) -> None:
    """Write into DEAL what the other party changed and we agree to.

    REVIEW is the returned Word file, or the review.json of its review. New answers go to `blanks`, texts that the
    library offers to `positions`, rows of the matrix to `responsibilities`; any other text is kept beside the deal, in
    negotiated/, with the library's text that it was made from. Clauses that are gone, new, moved or called otherwise
    and facts such as contacts go to their places in the deal. Nothing else of it is touched. The exit code is 3 when
    something could not be carried over; it is told with its reason.

    \b
    Examples:
      qa-docs accept acme/deal.yaml inbox/quality-agreement.docx --by "E. Sandberg, Head of Quality" -n
      qa-docs accept acme/deal.yaml reviews/review.json --clause audits --by "E. Sandberg"
    """
    from qa_docs.build.accept import carried
    from qa_docs.build.acceptance import Wanted
    from qa_docs.build.cache import user_cache
    from qa_docs.build.write import write_outputs
    from qa_docs.problems import ProblemsFound

    try:
        found = carried(deal, review, Wanted(by, reason, clauses), user_cache(), library)
        if dry_run:
            for line in found.diff():
                click.echo(line)
        else:
            write_outputs(found.files)
    except ProblemsFound as stopped:
        report(stopped.problems)
        sys.exit(1)
    for entry in found.entries:
        click.echo(f"{entry.clause}: {entry.says}", err=True)
    for entry in found.left:
        click.echo(f"{entry.clause}: not carried over: {entry.says}", err=True)
    if not found.entries and not found.left:
        click.echo("nothing to carry over", err=True)
    if found.left:
        sys.exit(LEFT)
