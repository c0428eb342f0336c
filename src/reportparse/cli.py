"""The command: a thin skin over `reportparse.parse` and the sinks.

Standard output holds the result and nothing else; everything for the person at the terminal goes
to standard error. The libraries that read PDFs are loaded only when there is something to parse.
"""

from __future__ import annotations

import logging
import os
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from reportparse.commands.batch import batch_command
from reportparse.commands.diff import diff_command
from reportparse.commands.engine import Engine, engine_option
from reportparse.commands.export import export_command
from reportparse.commands.load import load_command
from reportparse.commands.review import review_command
from reportparse.commands.search import index_command, search_command
from reportparse.commands.series import series_command
from reportparse.errors import (
    EXIT_FAILED,
    EXIT_FINDINGS,
    EmptyFile,
    ReportparseError,
    UnreadableFile,
)
from reportparse.timings import stage, timed, written
from reportparse.version import VERSION

if TYPE_CHECKING:
    from reportparse.report import Report
    from reportparse.report.audit import Audit

STANDARD = "-"
FORMATS = ("json", "jsonl", "markdown", "akn")
AUDITS = ("text", "json", "sarif")
DRAWINGS = (".svg", ".png")
Stage = Literal["glyphs", "lines", "regions", "grid"]
STAGES: tuple[Stage, ...] = ("glyphs", "lines", "regions", "grid")
# Seconds of work before progress is shown, and between two signs of it.
PROGRESS_AFTER = 1.0
PROGRESS_EVERY = 0.2
CLEAR_LINE = "\r\x1b[K"


class DefaultGroup(click.Group):
    """A group whose command `parse` needs not be named: `reportparse FILE` parses FILE.

    A file that has the name of a command is given as `./schema`, or after the word `parse`.
    """

    default = "parse"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h", "--version"):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[parse] FILE [-o OUT] [OPTIONS]")
        formatter.write_usage(ctx.command_path, "check FILE... [OPTIONS]")
        formatter.write_usage(ctx.command_path, "diff A B [OPTIONS]")
        formatter.write_usage(ctx.command_path, "batch SOURCE... -o OUT [OPTIONS]")
        formatter.write_usage(ctx.command_path, "export FILE... | --db URL --format FORM -o OUT")
        formatter.write_usage(ctx.command_path, "inspect FILE --page N [OPTIONS]")
        formatter.write_usage(ctx.command_path, "load FILE... [--db URL]")
        formatter.write_usage(ctx.command_path, "review FILE [-o OUT] | --db URL")
        formatter.write_usage(ctx.command_path, "search QUERY... [--db URL] [OPTIONS]")
        formatter.write_usage(ctx.command_path, "index [--db URL]")
        formatter.write_usage(ctx.command_path, "series [INDICATOR] [--db URL] [OPTIONS]")
        formatter.write_usage(ctx.command_path, "schema")


@click.group(cls=DefaultGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="reportparse", message="%(prog)s %(version)s")
def main() -> None:
    """Read a UN report, PDF or plain-text dump, into validated JSON.

    FILE is a path, or - for standard input; what it is, its bytes tell, not its name.
    `reportparse parse --help` lists the options.

    Exit codes: 0 done, 1 could not be parsed, 2 wrong usage, 3 done but with findings of severity
    error under --strict, with contradictions under check, or with differences under diff.
    """


@main.command("parse")
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", "out", metavar="OUT", help="Write here instead of to the output.")
@click.option("--format", "form", type=click.Choice(FORMATS), default=FORMATS[0], show_default=True)
@click.option("--pages", metavar="RANGES", help="Read only these pages, such as 1-3,7.")
@click.option("--password", metavar="WORD", help="Password of an encrypted PDF.")
@engine_option
@click.option("--strict", is_flag=True, help="Exit with 3 when a finding is an error.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but the result and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print the summary and every finding.")
@click.option("--timings", is_flag=True, help="Print how long each stage took, to standard error.")
def parse_command(
    file: str,
    out: str | None,
    form: str,
    pages: str | None,
    password: str | None,
    engine: Engine,
    strict: bool,
    quiet: bool,
    verbose: bool,
    timings: bool,
) -> None:
    """Parse FILE and print the report, or write it to OUT.

    With -o, a summary of what was found goes to standard error.
    """
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    logging.basicConfig(level=logging.WARNING if verbose else logging.CRITICAL)
    to_file = out is not None and out != STANDARD
    with _plain_errors(file, verbose):
        if to_file:
            _check_out(Path(str(out)), file)
        with timed() as clock:
            with _progress(quiet):
                report = _parse(file, pages, password, engine)
            with stage("sink"):
                data = map(str.encode, _render(report, form))
                if to_file:
                    _write_pieces(Path(str(out)), data)
                else:
                    _write_output(data)
        if not quiet:
            _tell(report, summary=to_file or verbose, every=verbose)
        if timings:
            _say(written(clock, len(report.source.pages_read or ()) or report.source.pages))
    if strict and any(finding.severity == "error" for finding in report.findings):
        sys.exit(EXIT_FINDINGS)


@main.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(AUDITS), default=AUDITS[0], show_default=True)
@click.option("-o", "--output", "out", metavar="OUT", help="Write here instead of to the output.")
@click.option("--password", metavar="WORD", help="Password of an encrypted PDF.")
@engine_option
@click.option("-q", "--quiet", is_flag=True, help="Leave out what holds (text only).")
def check_command(
    files: tuple[str, ...],
    form: str,
    out: str | None,
    password: str | None,
    engine: Engine,
    quiet: bool,
) -> None:
    """Check each FILE against itself: totals, repeated figures, numbers, notes, references, dates.

    Every line has its place, its equation and a verdict. Exits with 3 when something contradicts;
    a file that cannot be parsed is named, and the others are checked all the same.
    """
    from reportparse.audit.run import audit

    to_file = out is not None and out != STANDARD
    audits: list[Audit] = []
    failed = 0
    for file in files:
        try:
            with _plain_errors(file, verbose=False):
                if to_file:
                    _check_out(Path(str(out)), file)
                with _progress(quiet=False):
                    audits.append(audit(_parse(file, None, password, engine)))
        except SystemExit as stop:
            failed = int(stop.code or EXIT_FAILED)
    words = _render_audits(audits, form, holds=not quiet)
    if to_file:
        with _plain_errors(str(out), verbose=False):
            _write_file(Path(str(out)), click.unstyle(words).encode())
    elif form == "text":
        click.echo(words, nl=False)
    else:
        _write_output([words.encode()])
    if failed:
        sys.exit(failed)
    if any(line.verdict == "contradicts" for own in audits for line in own.lines):
        sys.exit(EXIT_FINDINGS)


def _render_audits(audits: list[Audit], form: str, *, holds: bool) -> str:
    from reportparse.sinks.audittext import write_audit
    from reportparse.sinks.jsonfile import write_audits
    from reportparse.sinks.sarif import write_sarif

    if form == "json":
        return write_audits(audits)
    if form == "sarif":
        return write_sarif(audits)
    return "\n".join(write_audit(own, holds=holds) for own in audits)


main.add_command(load_command)
main.add_command(search_command)
main.add_command(index_command)
main.add_command(series_command)
main.add_command(export_command)


@main.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of the result."""
    from reportparse.sinks.jsonfile import write_schema

    _write_output([write_schema().encode()])


@main.command("inspect")
@click.argument("file", metavar="FILE")
@click.option("--page", type=click.IntRange(1), required=True, help="The page to draw, from 1.")
@click.option("--stage", type=click.Choice(STAGES), default="regions", show_default=True)
@click.option("-o", "--output", "out", metavar="OUT", help="An .svg or .png file.")
@click.option("--password", metavar="WORD", help="Password of an encrypted PDF.")
@engine_option
def inspect_command(
    file: str, page: int, stage: Stage, out: str | None, password: str | None, engine: Engine
) -> None:
    """Draw what a stage of the parse made of one page of the PDF FILE.

    Without -o the drawing goes to FILE-pN-STAGE.svg in the current folder.
    """
    with _plain_errors(file, verbose=False):
        name = "input" if file == STANDARD else Path(file).stem
        target = Path(out or f"{name}-p{page}-{stage}.svg")
        if target.suffix.lower() not in DRAWINGS:
            raise click.UsageError(f"OUT must end in .svg or .png: {target}")
        _check_out(target, file)
        from reportparse.inspection import inspect
        from reportparse.pages.picture import picture_of_page
        from reportparse.sinks.drawing import write_png, write_svg

        data, _ = _fetched(file)
        drawing = inspect(data, page, stage, password, engine)
        picture = picture_of_page(data, page, drawing.turned, password)
        if target.suffix.lower() == ".png":
            _write_file(target, write_png(drawing, picture))
        else:
            _write_file(target, write_svg(drawing, picture).encode())
        _say(f"{target}: {len(drawing.shapes)} shapes")


main.add_command(batch_command)
main.add_command(diff_command)
main.add_command(review_command)


def _parse(file: str, pages: str | None, password: str | None, engine: Engine) -> Report:
    with stage("imports"):
        from reportparse.reading import parse

    source = _standard_input() if file == STANDARD else Path(file)
    return parse(source, pages=pages, password=password, engine=engine)


def _fetched(file: str) -> tuple[bytes, str | None]:
    from reportparse.pages.open import fetch

    return (_standard_input(), None) if file == STANDARD else fetch(file)


def _standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise EmptyFile
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise UnreadableFile(str(error.strerror or error).lower()) from error


def _render(report: Report, form: str) -> Iterable[str]:
    """The result in pieces, so that what grows with the report is never whole in memory."""
    from reportparse.akn import write_akn
    from reportparse.sinks.jsonfile import json_pieces
    from reportparse.sinks.jsonl import jsonl_pieces
    from reportparse.sinks.markdown import write_markdown

    if form == "json":
        return json_pieces(report)
    if form == "jsonl":
        return jsonl_pieces(report)
    return [write_akn(report) if form == "akn" else write_markdown(report)]


# -- output


def _check_out(out: Path, file: str) -> None:
    from reportparse.sinks.files import check_target

    if file != STANDARD and out.is_file() and Path(file).exists() and out.samefile(file):
        raise click.UsageError(f"OUT is the input itself: {out}")
    check_target(out)


def _write_file(out: Path, data: bytes) -> None:
    from reportparse.sinks.files import write_whole

    write_whole(out, data)


def _write_pieces(out: Path, pieces: Iterable[bytes]) -> None:
    from reportparse.sinks.files import write_pieces

    write_pieces(out, pieces)


def _write_output(pieces: Iterable[bytes]) -> None:
    """Write the result to standard output; a reader that went away is no fault of the input."""
    try:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python flushes once more at its end and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FAILED)
    except OSError as error:
        _say(f"reportparse: cannot write the result: {error.strerror}")
        sys.exit(EXIT_FAILED)


def _tell(report: Report, *, summary: bool, every: bool) -> None:
    from reportparse.sinks.summary import write_findings, write_summary

    if summary:
        _say(write_summary(report).rstrip("\n"))
    told = [f for f in report.findings if every or f.severity == "error"]
    if told:
        _say(write_findings(told).rstrip("\n"))


def _say(words: str) -> None:
    click.echo(words, err=True)


# -- errors


@contextmanager
def _plain_errors(file: str, verbose: bool) -> Iterator[None]:
    """Turn every error into one sentence and an exit code; a traceback only with --verbose."""
    name = "standard input" if file == STANDARD else file
    try:
        yield
    except ReportparseError as error:
        _say(f"reportparse: {name}: {error}")
        sys.exit(error.exit_code)
    except (click.ClickException, click.Abort):
        raise
    except Exception as error:
        if verbose:
            traceback.print_exc()
        _say(
            f"reportparse: {name}: this input met a fault of the program"
            f" ({type(error).__name__}: {error}); please report it"
        )
        sys.exit(EXIT_FAILED)


# -- progress


@contextmanager
def _progress(quiet: bool) -> Iterator[None]:
    """Show on a terminal how far a long parse has come; clear the line behind it."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from reportparse.pages.progress import watched

    shown = _Shown()
    try:
        with watched(shown.told):
            yield
    finally:
        shown.clear()


class _Shown:
    """The line of progress on the terminal."""

    def __init__(self) -> None:
        self.next = time.monotonic() + PROGRESS_AFTER
        self.visible = False

    def told(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now >= self.next:
            self._write(f"{CLEAR_LINE}page {done} of {total}")
            self.next, self.visible = now + PROGRESS_EVERY, True

    def clear(self) -> None:
        if self.visible:
            self._write(CLEAR_LINE)

    def _write(self, signs: str) -> None:
        sys.stderr.write(signs)
        sys.stderr.flush()
