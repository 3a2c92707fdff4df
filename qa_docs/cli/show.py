"""`qa-docs show`: the agreement as plain text, or as a web page."""

from pathlib import Path

import click

from qa_docs.cli.report import reporting


@click.command(short_help="Print the agreement as plain text, or write it as a web page.")
@click.argument("deal", type=click.Path(path_type=Path))
@click.option("--library", type=click.Path(path_type=Path), help="Clause library to use instead of the deal's.")
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), help="Write it as one web page to this file instead."
)
@click.option("--config", is_flag=True, help="Print what holds for the deal instead, and where each value comes from.")
def show(deal: Path, library: Path | None, html: Path | None, config: bool) -> None:
    """Print the agreement of DEAL as plain text, with the numbers that Word will show.

    Open blanks are printed as [•]; nothing is written. With --html, the agreement goes to one file that any browser
    opens: contents, text with notes and basis beside it, a matrix to search, and the coverage.

    \b
    Examples:
      qa-docs show examples/tablet-us-eu/deal.yaml | less
      qa-docs show examples/tablet-us-eu/deal.yaml --html tablet.html
      qa-docs show --config acme/deal.yaml
    """
    if config:
        _show_config(deal, library)
        return
    from qa_docs.assemble import assemble
    from qa_docs.build.cache import user_cache
    from qa_docs.build.inputs import read_inputs
    from qa_docs.render.text import render_text

    with reporting():
        inputs = read_inputs(deal, user_cache(), library)
        assembled = assemble(inputs.placed, inputs.library, draft=True, careful=html is not None)
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
