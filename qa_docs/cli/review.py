"""`qa-docs review`: what came back from the other party, clause by clause, and what it means."""

import sys
from pathlib import Path

import click

from qa_docs.cli.report import reporting

CHANGED = 3
"""Exit code when something in the file is not as it was sent."""


@click.command(short_help="Say what changed in a Word file that came back.")
@click.argument("returned", type=click.Path(path_type=Path))
@click.option("--deal", required=True, type=click.Path(path_type=Path), help="Deal whose agreement was sent.")
@click.option("--sent", type=click.Path(path_type=Path), help="The very file that was sent, where it is at hand.")
@click.option("--library", type=click.Path(path_type=Path), help="Clause library to use instead of the deal's.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def review(returned: Path, deal: Path, sent: Path | None, library: Path | None, form: str) -> None:
    """Lay RETURNED, a Word file that came back, beside the agreement of a deal, and say what changed.

    Changes made without tracking are told as such. The exit code is 0 when nothing changed, and 3 when something did.

    \b
    Example:
      qa-docs review inbox/quality-agreement.docx --deal acme/deal.yaml
    """
    from qa_docs.build.cache import user_cache
    from qa_docs.build.review import review_file, review_json
    from qa_docs.build.review_text import review_lines

    with reporting():
        found = review_file(returned, deal, user_cache(), library, sent)
        if form == "json":
            click.echo(review_json(found))
        else:
            for line in review_lines(found):
                click.echo(line)
    if found.changed:
        sys.exit(CHANGED)
