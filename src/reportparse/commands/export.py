"""`reportparse export`: the tables of a database, or of reports, in forms that other tools take."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportparse.errors import OutputError, ReportparseError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from reportparse.exports.source import Source

FORMATS = ("csv", "parquet", "duckdb", "xlsx")
FOLDERS = ("csv", "parquet")
"""Forms that are a folder of files."""


@click.command("export")
@click.argument("files", metavar="[FILE...]", nargs=-1)
@click.option("--db", "url", metavar="URL", help="Database to export, instead of files.")
@click.option("--format", "form", type=click.Choice(FORMATS), required=True)
@click.option("-o", "--output", "out", metavar="OUT", required=True, help="File or folder.")
@click.option(
    "--report",
    "reports",
    metavar="NAME",
    multiple=True,
    help="Only this symbol or key; repeatable.",
)
@click.option("--password", metavar="WORD", help="Password of an encrypted PDF.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def export_command(
    files: tuple[str, ...],
    url: str | None,
    form: str,
    out: str,
    reports: tuple[str, ...],
    password: str | None,
    quiet: bool,
) -> None:
    """Export a database, or FILEs: results of `parse` in JSON, PDFs or dumps.

    csv: a folder with one file a table and the data package that describes them. parquet: a folder
    with one file a table. duckdb: one file. xlsx: one workbook for one report, a folder of them for
    several, with every printed table as a sheet to read and the database's rows behind them.
    """
    if bool(files) == bool(url):
        raise click.UsageError("give either files or --db")
    target = Path(out)
    try:
        engine = _engine(files, url, password)
        try:
            from reportparse.exports.source import source

            with source(engine, reports) as own:
                told = _write(own, form, target)
        finally:
            engine.dispose()
    except ReportparseError as error:
        name = url or getattr(error, "source_name", None) or out
        click.echo(f"reportparse: {name}: {error}", err=True)
        sys.exit(error.exit_code)
    if not quiet:
        click.echo(f"{target}: {told}", err=True)


def _engine(files: tuple[str, ...], url: str | None, password: str | None) -> Engine:
    """The database to export; files are loaded into one that lives in memory."""
    from reportparse.commands.reading import report_in
    from reportparse.storage import connect, load

    if url is not None:
        return connect(url, create=False)
    engine = connect("sqlite://")
    for file in files:
        try:
            load(engine, report_in(file, password))
        except ReportparseError as error:
            error.source_name = file  # type: ignore[attr-defined]
            raise
    return engine


def _write(own: Source, form: str, target: Path) -> str:
    from reportparse.sinks.files import check_target, make_folder

    if form in FOLDERS:
        make_folder(target)
    elif form == "xlsx":
        return _workbooks(own, target)
    else:
        check_target(target)
    counts = _tables(own, form, target)
    rows = sum(counts.values())
    return f"{len(own.reports)} reports, {len(counts)} tables, {rows} rows"


def _tables(own: Source, form: str, target: Path) -> dict[str, int]:
    if form == "csv":
        from reportparse.exports.csvfiles import write_package

        return write_package(own, target)
    if form == "parquet":
        from reportparse.exports.parquet import write_parquet

        return write_parquet(own, target)
    from reportparse.exports.duck import write_duckdb

    return write_duckdb(own, target)


def _workbooks(own: Source, target: Path) -> str:
    from reportparse.exports.source import tables_of
    from reportparse.exports.workbook import write_workbook
    from reportparse.sinks.files import check_target, make_folder, write_whole

    if not own.reports:
        raise OutputError("there is no report to export")
    if len(own.reports) == 1:
        check_target(target)
        write_whole(target, write_workbook(tables_of(own, own.reports[0])))
        return "1 report"
    make_folder(target)
    for report in own.reports:
        name = re.sub(r"[^\w.()-]+", "_", own.row_of(report).symbol or "report")
        path = target / f"{name}-{report}.xlsx"
        write_whole(path, write_workbook(tables_of(own, report)))
    return f"{len(own.reports)} reports, a workbook each"
