"""`qa-docs schema`: the JSON Schema of a deal, of a portfolio or of a clause's head."""

import click


@click.command()
@click.argument("kind", type=click.Choice(["deal", "portfolio", "clause"]))
def schema(kind: str) -> None:
    """Print the JSON Schema that editors use to complete and check a deal, the qa-docs.yaml of a portfolio, or the head
    of a clause.

    \b
    Examples:
      qa-docs schema deal > deal.schema.json
      qa-docs schema portfolio > qa-docs.schema.json
    """
    from qa_docs.build.start import schema_file

    click.echo(schema_file(kind).decode(), nl=False)
