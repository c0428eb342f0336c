"""`reportparse review`: the original beside what was extracted, in a browser."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportparse.commands.database import complete
from reportparse.errors import DatabaseError, OutputError, ReportparseError

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
@click.option(
    "--db", "url", metavar="URL", help="Serve the reports of this database instead, until Ctrl-C."
)
@click.option(
    "--files",
    "folders",
    metavar="FOLDER",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="With --db: where the reports' files lie.  [default: the folder of the SQLite file]",
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="With --db.  [default: any]")
@click.option("--password", metavar="WORD", help="Password of an encrypted PDF.")
def review_command(
    file: str | None,
    out: str | None,
    show: bool,
    sidecar: str | None,
    url: str | None,
    folders: tuple[Path, ...],
    port: int,
    password: str | None,
) -> None:
    """Show the original of FILE beside what was extracted, doubts first, as one HTML page.

    The page needs no network. Marks that a reviewer makes in it are saved as a file of corrections,
    which `load --corrections` puts into a database.

    With --db, a small server shows the reports of a database to this machine, with a list, filters
    and search; marks go into the database.
    """
    if (file is None) == (url is None):
        raise click.UsageError("give either FILE or --db URL")
    if url is not None and (out or sidecar):
        raise click.UsageError("-o and --corrections belong to FILE, not to --db")
    logging.basicConfig(level=logging.CRITICAL)  # what libraries say of a PDF is a finding, if any
    try:
        if url is not None:
            _serve(url, folders, port, password, show)
            return
        target = _write_page(str(file), out, sidecar, password)
    except ReportparseError as error:
        click.echo(f"reportparse: {url or file}: {error}", err=True)
        sys.exit(error.exit_code)
    if show:
        import webbrowser

        webbrowser.open(target.absolute().as_uri())


def _serve(
    url: str, folders: tuple[Path, ...], port: int, password: str | None, show: bool
) -> None:
    from reportparse.storage import connect  # first: it says what it lacks

    from reportparse.review.server import serve  # isort: skip

    engine = connect(url, create=False)
    try:
        complete(engine)
    except DatabaseError as error:  # all but the search works without, and the search says it
        click.echo(f"reportparse: {url}: {error}", err=True)
    database = engine.url.database
    if engine.dialect.name == "sqlite" and database:
        folders = (*folders, Path(database).absolute().parent)
    try:
        server = serve(engine, folders, port, password)
    except OSError as error:
        engine.dispose()
        reason = str(error.strerror or error).lower()
        raise OutputError(f"cannot listen on port {port}: {reason}") from error
    click.echo(f"{server.address} (Ctrl-C ends)", err=True)
    if show:
        import webbrowser

        webbrowser.open(server.address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("ended", err=True)
    finally:
        server.server_close()
        engine.dispose()


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
