"""The command line. Only here is click known, and only here is anything printed."""

import sys
from importlib import import_module

import click

BUG = 70
"""Exit code of a fault of the program itself (EX_SOFTWARE)."""


_COMMANDS = {
    "build": "Build the documents of deals.",
    "check": "Check deals, clause libraries and Word documents.",
    "show": "Print a document as plain text, or write it as a web page.",
    "why": "Say why a clause is in or out, why a document is stale, or where a value is printed.",
    "coverage": "Show which clause answers each requirement.",
    "redline": "Show what changed between two agreements as tracked changes.",
    "review": "Say what changed in a Word file that came back.",
    "accept": "Carry what was agreed into the deal.",
    "deviations": "Say which agreements differ from standard, and where.",
    "verify": "Say whether a Word file or a PDF is what its deal gives.",
    "impact": "Show which documents rest on a clause, a source or a template.",
    "clause": "List, approve and compare clauses.",
    "new": "Start a deal, a portfolio or a clause.",
    "migrate": "Rewrite deals for the present schema.",
    "schema": "Print the JSON Schema of deals, portfolios or clause heads.",
    "template": "Start, check, preview and compare Word templates.",
}
"""Each command with what it does, in the order of a user's day. Its module bears its name, and is read with its use."""


class Commands(click.Group):
    """The group of commands. Its help reads none of them, so that it is there at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of the commands in the order of a user's day."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command; None for a name that none has, with all of them at hand to say what was meant."""
        if cmd_name in _COMMANDS:
            return self._read(cmd_name)
        for name in _COMMANDS:
            self._read(name)
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands into the help."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def _read(self, name: str) -> click.Command:
        if name not in self.commands:
            command = getattr(import_module(f"qa_docs.cli.{name}"), name)
            command.short_help = _COMMANDS[name]
            self.add_command(command, name)
        return self.commands[name]


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
