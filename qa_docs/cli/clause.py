"""`qa-docs clause`: list, approve, compare and retire the clauses of a library."""

import datetime
from collections.abc import Iterable
from pathlib import Path

import click

from qa_docs.cli.report import reporting

library_option = click.option(
    "--library", type=click.Path(path_type=Path), default=Path("clauses"), show_default=True, help="The clause library."
)


@click.group()
def clause() -> None:
    """Work with the clauses of a library. Which text is approved stands in its `clauses.lock`.

    \b
    Example:
      qa-docs clause list
    """


@clause.command("list", short_help="List the clauses with version and state.")
@library_option
def clause_list(library: Path) -> None:
    """List every clause with its version, and whether its text is approved, changed or new.

    \b
    Example:
      qa-docs clause list --library our-clauses
    """
    from qa_docs.build.clauses import list_clauses

    with reporting():
        _print(list_clauses(library))


@clause.command("approve", short_help="Approve the present text of clauses.")
@click.argument("clause_ids", nargs=-1, metavar="[ID]...")
@click.option("--by", required=True, help="Who approves.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day of the approval [default: today].")
@library_option
def clause_approve(clause_ids: tuple[str, ...], by: str, day: datetime.datetime | None, library: Path) -> None:
    """Write the present text of each clause ID (all, when none is named) into the lock as approved.

    A text that changed under its old version is refused.

    \b
    Example:
      qa-docs clause approve deviations --by "Head of Quality"
    """
    from qa_docs.build.clauses import approve_clauses

    when = day.date() if day is not None else datetime.date.today()
    with reporting():
        click.echo(approve_clauses(library, clause_ids, by, when))


@clause.command("diff", short_help="Show what changed since the approved text.")
@click.argument("clause_id", metavar="ID")
@library_option
def clause_diff(clause_id: str, library: Path) -> None:
    """Show how the text of a clause differs from its approved text, which is looked up in git.

    \b
    Example:
      qa-docs clause diff deviations
    """
    from qa_docs.build.clauses import difference_of

    with reporting():
        _print(difference_of(library, clause_id))


@clause.command("history", short_help="Show the versions of a clause.")
@click.argument("clause_id", metavar="ID")
@library_option
def clause_history(clause_id: str, library: Path) -> None:
    """Show the versions of a clause, what changed in each, and who approved the one in the lock.

    \b
    Example:
      qa-docs clause history deviations
    """
    from qa_docs.build.clauses import history_of

    with reporting():
        _print(history_of(library, clause_id))


@clause.command("retire", short_help="Never use an id again.")
@click.argument("clause_id", metavar="ID")
@library_option
def clause_retire(clause_id: str, library: Path) -> None:
    """Write into the lock that the id of a deleted clause is never used again.

    \b
    Example:
      qa-docs clause retire old-deviations
    """
    from qa_docs.build.clauses import retire_clause

    with reporting():
        click.echo(retire_clause(library, clause_id))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
