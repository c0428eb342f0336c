"""`reportparse diff`: what differs between two reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from reportparse.commands.engine import Engine, engine_option
from reportparse.commands.terminal import STANDARD, check_out, told_to_a_reader
from reportparse.errors import EXIT_FINDINGS, ReportparseError

if TYPE_CHECKING:
    from reportparse.diff import Difference
    from reportparse.report import Report

FORMATS: Final = ("text", "json", "markdown")


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--format", "form", type=click.Choice(FORMATS), default=FORMATS[0], show_default=True)
@click.option("-o", "--output", "out", metavar="OUT", help="Write here instead of to the output.")
@click.option("--password", metavar="WORD", help="Password of encrypted PDFs.")
@engine_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code tells.")
def diff_command(
    before: str,
    after: str,
    form: str,
    out: str | None,
    password: str | None,
    engine: Engine,
    quiet: bool,
) -> None:
    """Tell what differs from the report A to the report B: PDFs, dumps, or results in JSON.

    Sections, paragraphs, notes and tables are paired by what they say; tables are compared cell by
    cell, records field by field. Exits with 0 when the reports are the same, with 3 when they
    differ, and with 1 when one of them could not be read.
    """
    from reportparse.diff import compare

    if before == after == STANDARD:
        raise click.UsageError("only one of A and B can be standard input")
    try:
        target = _target(out, before, after)
        difference = compare(*(_report(file, password, engine) for file in (before, after)))
        if not quiet:
            _write(_rendered(difference, form), form, target)
    except ReportparseError as error:
        click.echo(f"reportparse: {error}", err=True)
        sys.exit(error.exit_code)
    if difference.told:
        sys.exit(EXIT_FINDINGS)


def _target(out: str | None, *inputs: str) -> Path | None:
    if out is None or out == STANDARD:
        return None
    target = Path(out)
    check_out(target, *inputs)
    return target


def _report(file: str, password: str | None, engine: Engine) -> Report:
    """The report in a file; an error names the file, since there are two of them."""
    from reportparse.commands.reading import report_in

    try:
        return report_in(file, password, engine)
    except ReportparseError as error:
        name = "standard input" if file == STANDARD else file
        click.echo(f"reportparse: {name}: {error}", err=True)
        sys.exit(error.exit_code)


def _rendered(difference: Difference, form: str) -> str:
    from reportparse.diff.show import write_json, write_markdown, write_text

    writers = {"text": write_text, "json": write_json, "markdown": write_markdown}
    return writers[form](difference)


def _write(words: str, form: str, target: Path | None) -> None:
    from reportparse.sinks.files import write_whole

    if target is not None:
        write_whole(target, click.unstyle(words).encode())
        return
    with told_to_a_reader():
        click.echo(words, nl=False)
