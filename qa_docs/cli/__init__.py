"""The command line. Only here is click known, and only here is anything printed."""

import sys

import click

from qa_docs.cli.accept import accept
from qa_docs.cli.build import build
from qa_docs.cli.check import check
from qa_docs.cli.clause import clause
from qa_docs.cli.coverage import coverage
from qa_docs.cli.deviations import deviations
from qa_docs.cli.impact import impact
from qa_docs.cli.migrate import migrate
from qa_docs.cli.new import new
from qa_docs.cli.redline import redline
from qa_docs.cli.review import review
from qa_docs.cli.schema import schema
from qa_docs.cli.show import show
from qa_docs.cli.template import template
from qa_docs.cli.verify import verify
from qa_docs.cli.why import why

BUG = 70
"""Exit code of a fault of the program itself (EX_SOFTWARE)."""


class Commands(click.Group):
    """The group of commands; its help lists them in the order of a user's day."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in the order in which they were added."""
        return list(self.commands)


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        from qa_docs import __version__

        click.echo(f"qa-docs {__version__}")
        ctx.exit()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="qa-docs supports drafting and gives no legal advice. Requirements whose text or section number was not "
    "confirmed in a source are marked as unconfirmed.",
)
@click.option(
    "--version", is_flag=True, callback=_version, expose_value=False, is_eager=True, help="Print the version."
)
def commands() -> None:
    """Write quality agreements, technology-transfer documents and RACI matrices from a deal and a clause library.

    \b
    Example:
      qa-docs new deal acme/deal.yaml
      qa-docs check acme/deal.yaml
      qa-docs build acme/deal.yaml
    """


for command in (
    build,
    check,
    show,
    why,
    coverage,
    redline,
    review,
    accept,
    deviations,
    verify,
    impact,
    clause,
    new,
    migrate,
    schema,
    template,
):
    commands.add_command(command)


def main() -> None:
    """Run the command line. A fault of our own ends with exit code 70 and a sentence that says so."""
    try:
        commands()
    except Exception as error:  # every other way out is click's
        import traceback

        traceback.print_exception(error)
        print(
            "qa-docs: this is a fault of qa-docs, not of your files; please report it with the lines above.",
            file=sys.stderr,
        )
        sys.exit(BUG)
