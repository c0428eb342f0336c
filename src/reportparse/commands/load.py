"""`reportparse load`: reports into a database, parsed before or parsed now."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reportparse.errors import EXIT_FAILED, NotAReport, ReportparseError

if TYPE_CHECKING:
    from reportparse.report import Report
    from reportparse.storage import LoadResult

DATABASE = "sqlite:///reports.db"


@click.command("load")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--db",
    "url",
    metavar="URL",
    default=DATABASE,
    show_default=True,
    help="Database: sqlite:///PATH, postgresql://..., or the path of an SQLite file.",
)
@click.option("--password", metavar="WORD", help="Password of an encrypted PDF.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def load_command(files: tuple[str, ...], url: str, password: str | None, quiet: bool) -> None:
    """Load each FILE into a database: a result of `parse` in JSON, or a PDF or dump to parse.

    A report that is there already is left as it is, unless another version of the parser read it:
    then it is replaced whole. A file that cannot be loaded is named; the others are loaded.
    """
    try:
        from reportparse.storage import connect, load

        engine = connect(url)
    except ReportparseError as error:
        click.echo(f"reportparse: {url}: {error}", err=True)
        sys.exit(error.exit_code)
    failed = 0
    for file in files:
        try:
            result = load(engine, report_in(file, password))
        except ReportparseError as error:
            click.echo(f"reportparse: {file}: {error}", err=True)
            failed = failed or EXIT_FAILED
        else:
            if not quiet:
                click.echo(_told(file, result), err=True)
    engine.dispose()
    sys.exit(failed)


def _told(file: str, result: LoadResult) -> str:
    if result.status == "unchanged":
        return f"{file}: unchanged, {result.report_id}"
    return f"{file}: {result.status}, {result.report_id}, {result.rows} rows, {result.cells} cells"


def report_in(file: str, password: str | None) -> Report:
    """The report in a file: JSON begins with a brace, which no PDF and no dump of a report does."""
    from reportparse.pages.open import fetch
    from reportparse.reading import parse
    from reportparse.sinks.jsonfile import read_json

    data, name = fetch(file)
    if not data.lstrip().startswith(b"{"):
        return parse(data, password=password, name=name)
    try:
        return read_json(data)
    except ValueError as error:
        raise NotAReport("JSON, but no result of this version of reportparse") from error
