"""`qa-docs review`: what came back from the other party, clause by clause, and what it means."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa_docs.cli.report import report

if TYPE_CHECKING:
    from qa_docs.model.review import Review

CHANGED = 3
"""Exit code when something in a file is not as it was sent."""


@click.command()
@click.argument("returned", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--deal", type=click.Path(path_type=Path), help="Deal whose agreement was sent [default: by number].")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="Folder to write the review into."
)
@click.option("--author", default="qa-docs", show_default=True, help="Name of our answers in review.docx.")
@click.option("--sent", type=click.Path(path_type=Path), help="The very file that was sent, where it is at hand.")
@click.option("--library", type=click.Path(path_type=Path), help="Clause library to use instead of the deal's.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def review(
    returned: tuple[Path, ...],
    deal: Path | None,
    output: Path | None,
    author: str,
    sent: Path | None,
    library: Path | None,
    form: str,
) -> None:
    """Lay each RETURNED Word file beside the agreement of a deal, and say what changed and what that means.

    Changes made without tracking are told as such. With -o, the folder gets review.html to read, review.docx (their
    file with our answers as comments), review.xlsx (the issues, one row a change) and review.json. Without --deal, the
    deal below the working folder is taken whose document number the file carries. The exit code is 0 when nothing
    changed, 3 when something did, and 1 when a file cannot be reviewed.

    \b
    Examples:
      qa-docs review inbox/quality-agreement.docx --deal acme/deal.yaml
      qa-docs review inbox/*.docx -o reviews
    """
    from qa_docs.build.cache import user_cache
    from qa_docs.build.review import find_deal, review_file
    from qa_docs.problems import ProblemsFound

    failed = changed = False
    folders = _folders(returned, output)
    for path in returned:
        try:
            cache = user_cache()
            found = review_file(path, deal or find_deal(path, Path.cwd(), cache), cache, library, sent)
            _print(found, form)
            if output is not None:
                _write(found, folders[path], author)
        except ProblemsFound as stopped:
            report(stopped.problems)
            failed = True
        else:
            changed = changed or bool(found.changed)
    if failed or changed:
        sys.exit(1 if failed else CHANGED)


def _folders(returned: tuple[Path, ...], output: Path | None) -> dict[Path, Path]:
    """Give the folder of each file: the one named, or one below it for each of several."""
    if output is None or len(returned) == 1:
        return {path: output or Path() for path in returned}
    folders: dict[Path, Path] = {}
    for path in returned:
        name, number = path.stem, 2
        while output / name in folders.values():
            name, number = f"{path.stem}-{number}", number + 1
        folders[path] = output / name
    return folders


def _print(found: "Review", form: str) -> None:
    from qa_docs.build.review import review_json
    from qa_docs.build.review_text import review_lines

    if form == "json":
        click.echo(review_json(found))
    else:
        for line in review_lines(found):
            click.echo(line)


def _write(found: "Review", folder: Path, author: str) -> None:
    from qa_docs.build.review_files import review_files
    from qa_docs.build.write import write_outputs

    files = review_files(found, folder, author)
    write_outputs(files)
    for path in files:
        click.echo(f"{path}", err=True)
