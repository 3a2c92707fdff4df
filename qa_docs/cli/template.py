"""`qa-docs template`: work with Word templates."""

import sys
from pathlib import Path

import click

from qa_docs.cli.report import format_option, report, summary


@click.group(short_help="Check Word templates.")
def template() -> None:
    """Work with the Word templates that give documents their look.

    \b
    Example:
      qa-docs template check templates/quality-agreement.docx
    """


@template.command("check", short_help="Print every problem of a template.")
@click.argument("file", type=click.Path(path_type=Path))
@format_option
def template_check(file: Path, form: str) -> None:
    """Print every problem of a Word template: unknown or broken tags, a missing body tag, missing styles.

    \b
    Example:
      qa-docs template check our-template.docx
    """
    from qa_docs.build.check import check_template_file
    from qa_docs.problems import errors_of

    problems = list(check_template_file(file))
    report(problems, form)
    if form == "text":
        click.echo(f"{file}: {summary(problems)}")
    if errors_of(problems):
        sys.exit(1)
