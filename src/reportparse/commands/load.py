"""`reportparse load`: reports into a database, parsed before or parsed now."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reportparse.commands.engine import Engine, engine_option
from reportparse.errors import EXIT_FAILED, ReportparseError

if TYPE_CHECKING:
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
@engine_option
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def load_command(
    files: tuple[str, ...], url: str, password: str | None, engine: Engine, quiet: bool
) -> None:
    """Load each FILE into a database: a result of `parse` in JSON, or a PDF or dump to parse.

    A report that is there already is left as it is, unless another version of the parser read it:
    then it is replaced whole. A file that cannot be loaded is named; the others are loaded.
    """
    try:
        from reportparse.commands.reading import report_in
        from reportparse.storage import connect, load

        database = connect(url)
    except ReportparseError as error:
        click.echo(f"reportparse: {url}: {error}", err=True)
        sys.exit(error.exit_code)
    failed = 0
    for file in files:
        try:
            result = load(database, report_in(file, password, engine))
        except ReportparseError as error:
            click.echo(f"reportparse: {file}: {error}", err=True)
            failed = failed or EXIT_FAILED
        else:
            if not quiet:
                click.echo(_told(file, result), err=True)
    database.dispose()
    sys.exit(failed)


def _told(file: str, result: LoadResult) -> str:
    if result.status == "unchanged":
        return f"{file}: unchanged, {result.report_id}"
    return f"{file}: {result.status}, {result.report_id}, {result.rows} rows, {result.cells} cells"
