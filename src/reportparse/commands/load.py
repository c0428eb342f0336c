"""`reportparse load`: reports into a database, parsed before or parsed now."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reportparse.commands.database import database_option
from reportparse.commands.engine import Engine, engine_option
from reportparse.errors import EXIT_FAILED, ReportparseError

if TYPE_CHECKING:
    from reportparse.report import Report
    from reportparse.report.corrections import Correction, Corrections
    from reportparse.storage import LoadResult


@click.command("load")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@database_option
@click.option(
    "--corrections",
    "sidecars",
    metavar="JSON",
    multiple=True,
    help="A reviewer's marks, saved by `review`; can be given several times.",
)
@click.option("--password", metavar="WORD", help="Password of an encrypted PDF.")
@engine_option
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def load_command(
    files: tuple[str, ...],
    url: str,
    sidecars: tuple[str, ...],
    password: str | None,
    engine: Engine,
    quiet: bool,
) -> None:
    """Load each FILE into a database: a result of `parse` in JSON, or a PDF or dump to parse.

    A report that is there already is left as it is, unless another version of the parser read it:
    then it is replaced whole. A file that cannot be loaded is named; the others are loaded.
    Corrections stand beside what was parsed, which stays as it is: docs/review.md.
    """
    marks = _Marks()
    try:
        from reportparse.commands.reading import report_in

        marks.read(sidecars)
        from reportparse.storage import connect, load

        database = connect(url)
    except ReportparseError as error:
        click.echo(f"reportparse: {marks.reading or url}: {error}", err=True)
        sys.exit(error.exit_code)
    failed = 0
    for file in files:
        try:
            report = report_in(file, password, engine)
            result = load(database, report, corrections=marks.of(report))
        except ReportparseError as error:
            click.echo(f"reportparse: {file}: {error}", err=True)
            failed = failed or EXIT_FAILED
        else:
            if not quiet:
                click.echo(_told(file, result), err=True)
    database.dispose()
    for name in marks.left():
        click.echo(f"reportparse: {name}: none of these files is the one it was made for", err=True)
        failed = failed or EXIT_FAILED
    sys.exit(failed)


class _Marks:
    """The marks of the sidecar files, by the file that each was made for."""

    def __init__(self) -> None:
        self.reading = ""
        self._found: dict[str, Corrections] = {}
        self._left: set[str] = set()

    def read(self, sidecars: tuple[str, ...]) -> None:
        """Read the files; `reading` is the one that gave an error."""
        from reportparse.corrections.sidecar import read_corrections
        from reportparse.pages.open import fetch

        for self.reading in sidecars:
            self._found[self.reading] = read_corrections(fetch(self.reading)[0])
        self.reading = ""
        self._left = set(self._found)

    def of(self, report: Report) -> tuple[Correction, ...]:
        """Return the marks for a report."""
        own = [name for name, one in self._found.items() if one.sha256 == report.source.sha256]
        self._left -= set(own)
        return tuple(mark for name in own for mark in self._found[name].marks)

    def left(self) -> list[str]:
        """Return the files that were made for no report that was loaded."""
        return sorted(self._left)


def _told(file: str, result: LoadResult) -> str:
    marked = f", {result.corrections} marks of reviewers" if result.corrections else ""
    if result.status == "unchanged":
        return f"{file}: unchanged, {result.report_id}{marked}"
    written = f"{result.rows} rows, {result.cells} cells"
    return f"{file}: {result.status}, {result.report_id}, {written}{marked}"
