"""`qa-docs verify`: whether a file is what its deal and library give."""

import sys
from pathlib import Path

import click

from qa_docs.cli.report import reporting

ALTERED = 3
"""Exit code when something in the file is not what the deal gives."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--deal", required=True, type=click.Path(path_type=Path), help="Deal that the file should come from.")
@click.option("--library", type=click.Path(path_type=Path), help="Clause library to use instead of the deal's.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def verify(file: Path, deal: Path, library: Path | None, form: str) -> None:
    """Say whether FILE, a Word file or a PDF, a signed one for example, says what its deal and library give.

    Every altered clause is named. The exit code is 0 when nothing is altered, and 3 when something is.

    \b
    Example:
      qa-docs verify signed/quality-agreement.pdf --deal acme/deal.yaml
    """
    from qa_docs.build.cache import user_cache
    from qa_docs.build.verify import verify_file

    with reporting():
        verdict = verify_file(file, deal, user_cache(), library)
        if form == "json":
            import msgspec

            click.echo(msgspec.json.format(msgspec.json.encode(verdict), indent=2))
        else:
            click.echo(f"{verdict.file}: {'as the deal gives it' if verdict.same else 'altered'} ({verdict.deal})")
            for one in verdict.altered:
                click.echo(f"  {f'{one.number} {one.title}'.strip()}: {one.what}")
            for sentence in (*verdict.stamp, verdict.proves):
                click.echo(sentence)
    if not verdict.same:
        sys.exit(ALTERED)
