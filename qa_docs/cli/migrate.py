"""`qa-docs migrate`: deals of an older schema, rewritten for the present one."""

import sys
from pathlib import Path

import click

from qa_docs.cli.report import report, reporting


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("-n", "--dry-run", "dry", is_flag=True, help="Write nothing; print the difference.")
def migrate(paths: tuple[Path, ...], dry: bool) -> None:
    """Rewrite each deal of PATH that is of an older schema, and the defaults of its portfolio. Comments, order and
    every line not concerned stay.

    \b
    Examples:
      qa-docs migrate --dry-run deals/
      qa-docs migrate acme/deal.yaml
    """
    from qa_docs.build.migrate import migrate_deals

    count = changed = failed = 0
    with reporting():
        for done in migrate_deals(paths, dry):
            count += not done.is_portfolio
            failed += bool(done.problems)
            changed += bool(done.steps) and not done.is_portfolio
            report(done.problems)
            if done.steps:
                click.echo(done.difference if dry else f"{done.file}: {'; '.join(done.steps)}", nl=not dry)
    what = "would be rewritten" if dry else "rewritten"
    click.echo(f"{count} deal{'s' * (count != 1)}, {changed} {what}", err=dry)
    if failed:
        sys.exit(1)
