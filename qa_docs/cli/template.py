"""`qa-docs template`: work with Word templates."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa_docs.cli.report import conclude, format_option, reporting

if TYPE_CHECKING:
    from qa_docs.problems import Problem

_NAMES = "Template to copy: quality-agreement, quality-agreement-letter-serif or transfer."


@click.group()
def template() -> None:
    """Work with the Word templates that give documents their look.

    \b
    Example:
      qa-docs template new our-template.docx
      qa-docs template check our-template.docx
    """


@template.command("new", short_help="Write a copy of a template to change in Word.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--from", "name", default="quality-agreement", show_default=True, help=_NAMES)
def template_new(file: Path, name: str) -> None:
    """Write a copy of a template that comes with qa-docs to FILE, which is then yours to change in Word.

    \b
    Examples:
      qa-docs template new our-template.docx
      qa-docs template new our-template.docx --from quality-agreement-letter-serif
    """
    from qa_docs.build.templates import start_template

    with reporting():
        click.echo(start_template(file, name))


@template.command("preview", short_help="Write a short agreement in the looks of a template.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write [FILE-preview.docx]."
)
@click.option("--draft", is_flag=True, help="Show it as a draft, with watermark, notes and positions.")
def template_preview(file: Path, output: Path | None, draft: bool) -> None:
    """Write a short sample agreement in the looks of the template FILE: cover, clauses, tables, matrix, signatures.

    \b
    Example:
      qa-docs template preview our-template.docx --draft
    """
    from qa_docs.build.cache import user_cache
    from qa_docs.build.templates import preview_template

    with reporting():
        click.echo(preview_template(file, output, draft, user_cache()))


@template.command("diff", short_help="Say what sets a template apart from another.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--against", default="quality-agreement", show_default=True, help="Name of a template of qa-docs, or a file."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def template_diff(file: Path, against: str, form: str) -> None:
    """Say in words what is other in the template FILE: page, styles, lists, tags, words, pictures.

    \b
    Examples:
      qa-docs template diff our-template.docx
      qa-docs template diff our-template.docx --against last-year.docx
    """
    import json

    from qa_docs.build.templates import differences_of

    with reporting():
        found = differences_of(file, against)
    if form == "json":
        rows = [{"about": about, "name": name, "change": change} for about, name, change in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for about, name, change in found:
        click.echo(f"{about}: {name}: {change}")
    click.echo(f"{file}: {len(found) or 'no'} difference{'s' * (len(found) != 1)} from {against}")


@template.command("check", short_help="Print every problem of a template.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--annotate",
    "copy",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="COPY.docx",
    help="Also write a copy of the template with each problem as a Word comment at its place.",
)
@format_option
def template_check(file: Path, copy: Path | None, form: str) -> None:
    """Print every problem of a Word template: unknown or broken tags, a missing body tag, missing styles.

    \b
    Examples:
      qa-docs template check our-template.docx
      qa-docs template check our-template.docx --annotate our-template-problems.docx
    """
    from qa_docs.build.check import check_template_file
    from qa_docs.build.templates import annotate_template, check_copy

    with reporting():
        if copy is not None:
            check_copy(file, copy)
        problems = list(check_template_file(file))
        written = copy is not None and annotate_template(file, copy, problems)
    if copy is not None:
        click.echo(f"{copy}: {_copied(problems, written)}", err=form != "text")
    conclude(problems, form, str(file))


def _copied(problems: list["Problem"], written: bool) -> str:
    """Say what became of the copy with comments."""
    if written:
        return f"{len(problems)} comment{'s' * (len(problems) != 1)}"
    return "not written: the template cannot be opened" if problems else "not written: there is nothing to comment on"
