"""`qa-docs redline`: what changed between two states of an agreement, as tracked changes."""

from pathlib import Path

import click

from qa_docs.cli.report import reporting


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
@click.option("--author", default="qa-docs", show_default=True, help="Name under which Word shows the changes.")
@click.option("--kind", default="quality-agreement", show_default=True, help="Kind of document to compare.")
@click.option(
    "--old-library", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Clause library of OLD."
)
@click.option("--draft", is_flag=True, help="Compare drafts: open blanks are shown as [•].")
def redline(old: str, new: str, output: Path, author: str, kind: str, old_library: Path | None, draft: bool) -> None:
    """Write the changes from OLD to NEW as a Word file with tracked changes and a comment that gives each reason.

    OLD and NEW are deals, or REVISION:deal for a deal as it was in git. Accepting all changes gives the new text,
    rejecting all the old one.

    \b
    Examples:
      qa-docs redline acme/2025.yaml acme/deal.yaml -o redline.docx
      qa-docs redline HEAD~3:acme/deal.yaml acme/deal.yaml -o redline.docx --author "J. Novak"
    """
    from qa_docs.build.cache import user_cache
    from qa_docs.build.redline import Wanted, write_redline

    with reporting():
        changed = write_redline(Wanted(old, new, kind, author, old_library, draft), output, user_cache())
        click.echo(f"{output}  ({changed} {'clause' if changed == 1 else 'clauses'} changed)")
