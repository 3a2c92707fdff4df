"""`qa-docs template`: work with Word templates."""

from pathlib import Path

import click

from qa_docs.cli.report import conclude, format_option


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

    conclude(list(check_template_file(file)), form, str(file))
