"""`reportparse review`: the original beside what was extracted, in a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportparse.errors import ReportparseError

if TYPE_CHECKING:
    from reportparse.report import Report
    from reportparse.report.corrections import Correction


@click.command("review")
@click.argument("file", metavar="[FILE]", required=False)
@click.option("-o", "--output", "out", metavar="OUT", help="The HTML file.  [default: FILE.html]")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--corrections",
    "sidecar",
    metavar="JSON",
    help="Marks to show.  [default: FILE.corrections.json, if it is there]",
)
@click.option("--password", metavar="WORD", help="Password of an encrypted PDF.")
def review_command(
    file: str | None, out: str | None, show: bool, sidecar: str | None, password: str | None
) -> None:
    """Write one HTML page with the original of FILE beside what was extracted, doubts first.

    The page needs no network. Marks that a reviewer makes in it are saved as a file of corrections,
    which `load --corrections` puts into a database.
    """
    if file is None:
        raise click.UsageError("give a FILE")
    try:
        target = _write_page(file, out, sidecar, password)
    except ReportparseError as error:
        click.echo(f"reportparse: {file}: {error}", err=True)
        sys.exit(error.exit_code)
    if show:
        import webbrowser

        webbrowser.open(target.absolute().as_uri())


def _write_page(file: str, out: str | None, sidecar: str | None, password: str | None) -> Path:
    from reportparse.pages.open import fetch
    from reportparse.review.original import read_original
    from reportparse.review.page import Review, write_page
    from reportparse.sinks.files import check_target, write_whole

    target = Path(out or f"{Path(file).name}.html")
    check_target(target)
    data, name = fetch(file)
    report, original = read_original(data, name=name, password=password)
    page = write_page(Review(report, original, _marks(file, sidecar, report))).encode()
    write_whole(target, page)
    click.echo(f"{target}: {len(page) / 1e6:.1f} MB", err=True)
    return target


def _marks(file: str, sidecar: str | None, report: Report) -> tuple[Correction, ...]:
    """The marks of the sidecar; the one beside the file is taken unasked."""
    from reportparse.corrections.sidecar import SUFFIX, read_for
    from reportparse.pages.open import fetch

    path = Path(sidecar or file + SUFFIX)
    if sidecar is None and not path.is_file():
        return ()
    return read_for(fetch(path)[0], report).marks
