"""`qa-docs build`: the documents of one or more deals."""

import sys
from pathlib import Path
from typing import Literal

import click

from qa_docs.build.kinds import KINDS
from qa_docs.cli.report import format_option, report


@click.command(short_help="Build the documents of deals.")
@click.argument("deals", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DEAL...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to [default: out/ beside the deal].",
)
@click.option("--draft", is_flag=True, help="Print open blanks as [•] and list them, instead of refusing.")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(list(KINDS)),
    help="Build only this kind of document; may be repeated.",
)
@click.option("--template", type=click.Path(path_type=Path), help="Word template to use instead of the deal's.")
@click.option("--library", type=click.Path(path_type=Path), help="Clause library to use instead of the deal's.")
@click.option("--pdf", is_flag=True, help="Write a PDF beside each Word file, with bookmarks and tags (LibreOffice).")
@click.option("--pdf-a", is_flag=True, help="Write it as PDF/A-2b, for an archive.")
@click.option(
    "--paginate/--no-paginate",
    default=None,
    help="Show page numbers in the contents list, by LibreOffice [default: with a PDF, or as the deal says].",
)
@click.option(
    "--lock",
    type=click.Choice(["text"]),
    help="Let readers change nothing in Word but the blanks of a draft [default: everything].",
)
@format_option
def build(
    deals: tuple[Path, ...],
    output: Path | None,
    draft: bool,
    only: tuple[str, ...],
    template: Path | None,
    library: Path | None,
    pdf: bool,
    pdf_a: bool,
    paginate: bool | None,
    lock: Literal["text"] | None,
    form: str,
) -> None:
    """Build the documents of each DEAL and print their paths and how long they took.

    A deal with problems writes nothing; the others are built all the same.

    \b
    Examples:
      qa-docs build examples/tablet-us-eu/deal.yaml
      qa-docs build --draft --only quality-agreement -o drafts acme/deal.yaml
      qa-docs build --pdf acme/deal.yaml
      qa-docs build --draft --lock text acme/deal.yaml
    """
    from qa_docs.build.build import build_deal
    from qa_docs.build.cache import user_cache
    from qa_docs.build.options import Options
    from qa_docs.problems import ProblemsFound

    failed = False
    cache = user_cache()
    for deal in deals:
        # Several deals into one folder keep apart by the name of their own folder.
        folder = output / deal.resolve().parent.name if output is not None and len(deals) > 1 else output
        options = Options(folder, only, draft, template, library, paginate, pdf, pdf_a, lock or "")
        try:
            built = build_deal(_deal_file(deal), options, cache)
        except ProblemsFound as found:
            report(found.problems, form)
            failed = True
            continue
        report(built.warnings, form)
        for written in built.written:
            click.echo(f"{written.path}  ({written.seconds:.2f} s)")
    if failed:
        sys.exit(1)


def _deal_file(path: Path) -> Path:
    """Give the deal that a path names: a folder stands for the `deal.yaml` in it."""
    inside = path / "deal.yaml"
    return inside if path.is_dir() and inside.is_file() else path
