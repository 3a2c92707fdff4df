"""`qa-docs show`: the agreement as plain text."""

from pathlib import Path

import click

from qa_docs.cli.report import reporting


@click.command(short_help="Print the agreement as plain text.")
@click.argument("deal", type=click.Path(path_type=Path))
@click.option("--library", type=click.Path(path_type=Path), help="Clause library to use instead of the deal's.")
def show(deal: Path, library: Path | None) -> None:
    """Print the agreement of DEAL as plain text, with the numbers that Word will show.

    Open blanks are printed as [•]; nothing is written.

    \b
    Example:
      qa-docs show examples/tablet-us-eu/deal.yaml | less
    """
    from qa_docs.assemble import assemble
    from qa_docs.build.cache import user_cache
    from qa_docs.build.inputs import read_inputs
    from qa_docs.render.text import render_text

    with reporting():
        inputs = read_inputs(deal, user_cache(), library)
        assembled = assemble(inputs.placed, inputs.library, draft=True)
    click.echo(render_text(assembled.document), nl=False)
