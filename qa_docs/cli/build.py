"""`qa-docs build`: the documents of deals, of one or of hundreds."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa_docs.build.kinds import KINDS
from qa_docs.cli.report import format_option, report, reporting

if TYPE_CHECKING:
    from qa_docs.build.batch import Run
    from qa_docs.build.cluster import Cluster
    from qa_docs.build.options import Options
    from qa_docs.build.outcome import Report

STALE = 3
"""Exit code of `--check` when a document is not what its inputs make of it."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to [default: out/ beside the deal, or what the portfolio says].",
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
@click.option("--pdf-a", "archive", is_flag=True, help="Write it as PDF/A-2b, for an archive.")
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
@click.option("--redline", is_flag=True, help="Beside each document that is rebuilt, write its changes, with reasons.")
@click.option("--redline-author", default="qa-docs", show_default=True, help="Author of these tracked changes.")
@click.option("--check", is_flag=True, help="Write nothing; exit code 3 when a document is stale.")
@click.option("-n", "--dry-run", is_flag=True, help="Write nothing; say what would be written.")
@click.option("--force", is_flag=True, help="Render everything, whether it changed or not.")
@click.option("--explain", is_flag=True, help="Give every reason for each document.")
@click.option(
    "--edited",
    type=click.Choice(["refuse", "keep", "beside", "overwrite"]),
    help="What becomes of a document that was edited by hand [default: refuse, or what the portfolio says].",
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes to work with [default: one a core].")
@click.option("--dask", metavar="ADDRESS", help="Work with a Dask cluster: tcp://host:8786 (extra qa-docs[dask]).")
@click.option("--fail-fast", is_flag=True, help="Stop at the first deal that cannot be built.")
@click.option(
    "--report",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the record of the run as a web page.",
)
@click.option("--watch", is_flag=True, help="Go on: build and check again whenever something is saved.")
@format_option
def build(paths: tuple[Path, ...], form: str, **chosen: Any) -> None:
    """Build the documents of each PATH: a deal, a folder of deals, or a pattern. Only what changed is written.

    Problems of one deal do not stop the others. A document that was edited since it was built is not written over.

    \b
    Examples:
      qa-docs build examples/tablet-us-eu/deal.yaml
      qa-docs build --draft --only quality-agreement -o drafts acme/deal.yaml
      qa-docs build --pdf acme/deal.yaml
      qa-docs build --draft --lock text acme/deal.yaml
      qa-docs build deals/ --check --explain
      qa-docs build 'deals/*/deal.yaml' -j 4
      qa-docs build deals/ --watch
    """
    from qa_docs.build.batch import build_batch
    from qa_docs.build.cache import user_cache
    from qa_docs.cli.batch_report import Teller

    options, run = _options(chosen), _run(chosen, paths)
    cluster = _cluster(chosen["dask"])

    def once() -> "Report":
        teller = Teller(form, explain=chosen["explain"])
        done = build_batch(paths, options, run, user_cache(), teller, cluster)
        teller.end(done)
        if chosen["page"] is not None:
            _write_page(chosen["page"], done)
        return done

    if chosen["watch"]:
        _go_on(paths, options, once)
        return
    done = once()
    if done.failed:
        sys.exit(1)
    if chosen["check"] and done.stale:
        sys.exit(STALE)


def _write_page(path: Path, done: "Report") -> None:
    from qa_docs.build.record_page import record_page
    from qa_docs.build.write import write_outputs

    with reporting():
        write_outputs({path: record_page(done).encode()})


def _go_on(paths: tuple[Path, ...], options: "Options", once: Callable[[], "Report"]) -> None:
    """Build, and build and check again whenever an input is saved, until the user stops it."""
    from qa_docs.build.cache import user_cache
    from qa_docs.build.check import check_path
    from qa_docs.build.watch import Watch

    try:
        watch = Watch(paths, options, user_cache())
        once()
        click.echo("watching; stop with Ctrl-C", err=True)
        for changed in watch.saved():
            click.echo(f"saved: {', '.join(map(str, changed[:5]))}{', …' if len(changed) > 5 else ''}")
            deals = {one.deal for one in once().outcomes if one.state in ("built", "proposed")}
            for deal in sorted(deals):
                report(check_path(Path(deal), user_cache(), options.library))
    except KeyboardInterrupt:
        click.echo("stopped", err=True)


def _cluster(address: str | None) -> "Cluster | None":
    if address is None:
        return None
    from qa_docs.build.cluster import dask_cluster

    with reporting():
        return dask_cluster(address)


def _options(chosen: dict[str, Any]) -> "Options":
    from qa_docs.build.options import Options

    return Options(**{name: chosen[name] for name in Options.__struct_fields__ if chosen[name] is not None})


def _run(chosen: dict[str, Any], paths: tuple[Path, ...]) -> "Run":
    from qa_docs.build.batch import Run
    from qa_docs.build.pool import cores

    single = len(paths) == 1 and paths[0].is_file()
    return Run(
        dry=chosen["check"] or chosen["dry_run"],
        force=chosen["force"],
        edited=chosen["edited"],
        fail_fast=chosen["fail_fast"],
        redline=chosen["redline_author"] if chosen["redline"] else "",
        workers=chosen["jobs"] or (1 if single else cores()),
    )
