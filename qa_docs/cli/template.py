"""`qa-docs template`: work with Word templates."""

from pathlib import Path

import click

from qa_docs.cli.report import conclude, format_option, reporting


@click.group(short_help="Start, check, preview and compare Word templates.")
def template() -> None:
    """Work with the Word templates that give documents their look.

    \b
    Example:
      qa-docs template new our-template.docx
      qa-docs template check our-template.docx
    """


@template.command("new", short_help="Write a copy of a template to change in Word.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "name", default="quality-agreement", show_default=True, help="Template to copy, by name.")
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
@click.argument("file", type=click.Path(path_type=Path))
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
@click.argument("file", type=click.Path(path_type=Path))
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
