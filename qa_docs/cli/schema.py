"""`qa-docs schema`: the JSON Schema of a deal or of a clause's head."""

import click


@click.command(short_help="Print the JSON Schema of deals or clause heads.")
@click.argument("kind", type=click.Choice(["deal", "clause"]))
def schema(kind: str) -> None:
    """Print the JSON Schema that editors use to complete and check a deal or the head of a clause.

    \b
    Example:
      qa-docs schema deal > deal.schema.json
    """
    import json

    from qa_docs.model.deal import Deal
    from qa_docs.model.library import ClauseHead
    from qa_docs.source.typed import json_schema_of

    made = json_schema_of(Deal, "Deal") if kind == "deal" else json_schema_of(ClauseHead, "Head of a clause")
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))
