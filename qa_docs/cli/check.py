"""`qa-docs check`: all problems of deals, libraries and templates."""

from pathlib import Path

import click

from qa_docs.cli.report import conclude, format_option


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--library", type=click.Path(path_type=Path), help="Clause library to use instead of the deals' own.")
@format_option
def check(paths: tuple[Path, ...], library: Path | None, form: str) -> None:
    """Print every problem of each PATH: a deal, a folder of deals, a clause library, or a Word document.

    Of a Word document, whoever wrote it, it tells what Word would stumble over, what could do harm, and what keeps
    somebody from reading it. Nothing is written, fetched or run. The exit code is 1 when there are errors.

    \b
    Examples:
      qa-docs check acme/deal.yaml
      qa-docs check clauses/ examples/ --format github
      qa-docs check acme/out/quality-agreement.docx
    """
    from qa_docs.build.cache import user_cache
    from qa_docs.build.check import check_path

    cache = user_cache()
    problems = [problem for path in paths for problem in check_path(path, cache, library)]
    conclude(problems, form, ", ".join(map(str, paths)))
