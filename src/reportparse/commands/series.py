"""`reportparse series`: how the figures of the reports in a database developed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportparse.commands.database import database_option
from reportparse.commands.terminal import write_output
from reportparse.errors import EXIT_USAGE, ReportparseError

if TYPE_CHECKING:
    from reportparse.series import Years

FORMATS = ("table", "csv", "json")
PLOTS = {".png": "png", ".svg": "svg"}


@click.command("series")
@click.argument("indicator", metavar="[INDICATOR]", required=False)
@database_option
@click.option("--format", "form", type=click.Choice(FORMATS), default=FORMATS[0], show_default=True)
@click.option("--findings", is_flag=True, help="Restatements, gaps and the like only (csv).")
@click.option("-o", "--output", "out", metavar="OUT", help="Write here instead of to the output.")
@click.option("--plot", metavar="FILE", help="Draw the series into a .png or .svg file.")
@click.option("--font", metavar="FILE", help="Font of the drawing; else one that is installed.")
def series_command(
    indicator: str | None,
    url: str,
    form: str,
    findings: bool,
    out: str | None,
    plot: str | None,
    font: str | None,
) -> None:
    """Show what the reports of a database state of INDICATOR, period by period.

    INDICATOR is a name (issuance.issued/1), the beginning of one (issuance), a pattern with * and
    ?, or Chinese words of its label. Without it, the indicators are listed with the periods that
    they cover. Each print has its report, page and box; figures that a later report changes,
    corrigenda, missing periods, overlaps and balances that do not continue are said.
    """
    if plot is not None and Path(plot).suffix.lower() not in PLOTS:
        raise click.UsageError(f"--plot must end in .png or .svg: {plot}")
    if findings and form != "csv":
        raise click.UsageError("--findings is for --format csv; the other forms have both")
    try:
        from reportparse.series import series
        from reportparse.sinks.files import check_target
        from reportparse.storage import connect

        for target in filter(None, (out, plot)):
            check_target(Path(target))
        engine = connect(url, create=False)
        try:
            found = series(engine, indicator)
        finally:
            engine.dispose()
        if indicator is not None and not found.series:
            click.echo(
                f"reportparse: {url}: no indicator is named {indicator};"
                " reportparse series without a name lists them",
                err=True,
            )
            sys.exit(EXIT_USAGE)
        _write(_rendered(found, form, findings, listed=indicator is None), out)
        if plot is not None:
            _draw(found, Path(plot), Path(font) if font else None)
    except ReportparseError as error:
        click.echo(f"reportparse: {url}: {error}", err=True)
        sys.exit(error.exit_code)


def _rendered(found: Years, form: str, findings: bool, *, listed: bool) -> str:
    from reportparse.series import rows, tell

    if form == "json":
        return rows.write_json(found)
    if form == "csv" and findings:
        return rows.write_csv(rows.FINDING_COLUMNS, rows.finding_rows(found))
    if form == "csv":
        return rows.write_csv(rows.STATEMENT_COLUMNS, rows.statement_rows(found.series))
    return tell.tell_indicators(found) if listed else tell.tell_series(found)


def _write(text: str, out: str | None) -> None:
    from reportparse.sinks.files import write_whole

    if out is None:
        write_output([text.encode()])
    else:
        write_whole(Path(out), text.encode())


def _draw(found: Years, target: Path, font: Path | None) -> None:
    from reportparse.series.plot import draw
    from reportparse.sinks.files import write_whole

    form = PLOTS[target.suffix.lower()]
    write_whole(target, draw(found.series, "svg" if form == "svg" else "png", font))
    click.echo(f"{target}: {len(found.series)} series", err=True)
