"""`qa-docs show`: a document as plain text, or as a web page."""

from pathlib import Path

import click

from qa_docs.build.kinds import KINDS
from qa_docs.cli.report import reporting


@click.command()
@click.argument("deal", type=click.Path(path_type=Path))
@click.option(
    "--only",
    default="quality-agreement",
    show_default=True,
    type=click.Choice([kind for kind, one in KINDS.items() if one.template]),
    help="Document to print.",
)
@click.option("--library", type=click.Path(path_type=Path), help="Clause library to use instead of the deal's.")
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), help="Write it as one web page to this file instead."
)
@click.option("--config", is_flag=True, help="Print what holds for the deal instead, and where each value comes from.")
def show(deal: Path, only: str, library: Path | None, html: Path | None, config: bool) -> None:
    """Print a document of DEAL as plain text, with the numbers that Word will show.

    Open blanks are printed as [•], in the documents of a transfer as to be confirmed; nothing is written. With
    --html, the document goes to one file that any browser opens: contents, text with notes and basis beside it, a
    matrix to search, and the coverage.

    \b
    Examples:
      qa-docs show examples/tablet-us-eu/deal.yaml | less
      qa-docs show examples/tablet-us-eu/deal.yaml --html tablet.html
      qa-docs show --only transfer-protocol examples/transfer-tablet/deal.yaml | less
      qa-docs show --config acme/deal.yaml
    """
    if config:
        _show_config(deal, library)
        return
    from qa_docs.build.assembling import assemble_outline, libraries_of
    from qa_docs.build.cache import user_cache
    from qa_docs.build.inputs import read_inputs
    from qa_docs.render.text import render_text

    with reporting():
        cache = user_cache()
        inputs = read_inputs(deal, cache, library)
        libraries, outline = libraries_of(inputs, cache), KINDS[only].outline
        assembled = assemble_outline(inputs.placed, libraries, outline, draft=True, careful=html is not None)
        if html is not None:
            from qa_docs.build.write import write_outputs
            from qa_docs.render.html import render_html

            write_outputs({html: render_html(assembled.document).encode()})
            click.echo(html)
            return
    click.echo(render_text(assembled.document), nl=False)


def _show_config(deal: Path, library: Path | None) -> None:
    from qa_docs.build.cache import user_cache
    from qa_docs.build.config import config_of

    with reporting():
        for setting in config_of(deal, user_cache(), library):
            click.echo(f"{setting.key}: {setting.value}  ({setting.source})")
