"""`reportparse export`: the tables of a database, or of reports, in forms that other tools take."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportparse.errors import OutputError, ReportparseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from reportparse.exports.source import Source
    from reportparse.report import Report

FORMATS = ("csv", "parquet", "duckdb", "xlsx", "akn")
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
    several, with every printed table as a sheet to read and the database's rows behind them. akn:
    one document for one report, a folder of them for several; from files only.
    """
    if bool(files) == bool(url):
        raise click.UsageError("give either files or --db")
    if form == "akn" and url:
        raise click.UsageError("a database has no whole reports to write as akn: give files")
    target = Path(out)
    try:
        if form == "akn":
            told = _documents(files, reports, password, target)
        else:
            told = _exported(files, url, reports, password, form, target)
    except ReportparseError as error:
        name = url or getattr(error, "source_name", None) or out
        click.echo(f"reportparse: {name}: {error}", err=True)
        sys.exit(error.exit_code)
    if not quiet:
        click.echo(f"{target}: {told}", err=True)


def _exported(
    files: tuple[str, ...],
    url: str | None,
    reports: tuple[str, ...],
    password: str | None,
    form: str,
    target: Path,
) -> str:
    """Write the tables of a database, or of files, in one of the forms of rows."""
    engine = _engine(files, url, password)
    try:
        from reportparse.exports.source import source

        with source(engine, reports) as own:
            return _write(own, form, target)
    finally:
        engine.dispose()


def _engine(files: tuple[str, ...], url: str | None, password: str | None) -> Engine:
    """The database to export; files are loaded into one that lives in memory."""
    from reportparse.storage import connect, load

    if url is not None:
        return connect(url, create=False)
    engine = connect("sqlite://")
    for report in _reports(files, password):
        load(engine, report)
    return engine


def _reports(files: tuple[str, ...], password: str | None) -> Iterator[Report]:
    """The reports of the files, one after the other; a fault says in which file it is."""
    from reportparse.commands.reading import report_in

    for file in files:
        try:
            yield report_in(file, password)
        except ReportparseError as error:
            error.source_name = file  # type: ignore[attr-defined]
            raise


def _documents(
    files: tuple[str, ...], wanted: tuple[str, ...], password: str | None, target: Path
) -> str:
    """Write each report as an Akoma Ntoso document; a folder of them where there are several."""
    from reportparse.akn import write_akn
    from reportparse.report.identity import report_id_of
    from reportparse.sinks.files import check_target, make_folder, write_whole

    texts: dict[str, bytes] = {}
    for report in _reports(files, password):
        printed = report.metadata.symbol
        key, symbol = report_id_of(report.source.sha256), printed.value if printed else None
        if not wanted or key in wanted or symbol in wanted:
            texts[_file_name(symbol, key, "xml")] = write_akn(report).encode()
    if not texts:
        raise OutputError(f"no report of the name {' or '.join(wanted)}")
    if len(texts) == 1:
        check_target(target)
        write_whole(target, next(iter(texts.values())))
        return "1 report"
    make_folder(target)
    for name, text in texts.items():
        write_whole(target / name, text)
    return f"{len(texts)} reports, a document each"


def _file_name(symbol: str | None, key: str, kind: str) -> str:
    """The file of one report in a folder: named by its symbol, and by its key, which is its own."""
    plain = re.sub(r"[^\w.()-]+", "_", symbol or "report")
    return f"{plain}-{key}.{kind}"


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
        path = target / _file_name(own.row_of(report).symbol, report, "xlsx")
        write_whole(path, write_workbook(tables_of(own, report)))
    return f"{len(own.reports)} reports, a workbook each"
