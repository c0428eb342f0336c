"""The command: a thin skin over `reportparse.parse` and the sinks.

Standard output holds the result and nothing else; everything for the person at the terminal goes
to standard error. The libraries that read PDFs are loaded only when there is something to parse.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from reportparse.collector import loading
from reportparse.commands.batch import batch_command
from reportparse.commands.diff import diff_command
from reportparse.commands.engine import Engine, engine_option
from reportparse.commands.export import export_command
from reportparse.commands.load import load_command
from reportparse.commands.review import review_command
from reportparse.commands.search import index_command, search_command
from reportparse.commands.series import series_command
from reportparse.commands.terminal import (
    STANDARD,
    check_out,
    fetched,
    plain_errors,
    progress,
    say,
    standard_input,
    told_to_a_reader,
    write_file,
    write_output,
)
from reportparse.errors import EXIT_FAILED, EXIT_FINDINGS
from reportparse.timings import stage, timed, written
from reportparse.version import VERSION

if TYPE_CHECKING:
    from reportparse.report import Report
    from reportparse.report.audit import Audit

# Where the function that writes each format stands; only the one that is asked for is loaded.
WRITERS = {
    "json": ("reportparse.sinks.jsonfile", "json_pieces"),
    "jsonl": ("reportparse.sinks.jsonl", "jsonl_pieces"),
    "markdown": ("reportparse.sinks.markdown", "write_markdown"),
    "akn": ("reportparse.akn", "write_akn"),
}
FORMATS = tuple(WRITERS)
AUDITS = ("text", "json", "sarif")
DRAWINGS = (".svg", ".png")
Stage = Literal["glyphs", "lines", "regions", "grid"]
STAGES: tuple[Stage, ...] = ("glyphs", "lines", "regions", "grid")


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
    with plain_errors(file, verbose):
        if to_file:
            check_out(Path(str(out)), file)
        with timed() as clock:
            with progress(quiet):
                report = _parse(file, pages, password, engine)
            with stage("sink"):
                data = map(str.encode, _render(report, form))
                if to_file:
                    write_file(Path(str(out)), data)
                else:
                    write_output(data)
        if not quiet:
            _tell(report, summary=to_file or verbose, every=verbose)
        if timings:
            say(written(clock, len(report.source.pages_read or ()) or report.source.pages))
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
            with plain_errors(file, verbose=False):
                if to_file:
                    check_out(Path(str(out)), file)
                with progress(quiet=False):
                    audits.append(audit(_parse(file, None, password, engine)))
        except SystemExit as stop:
            failed = int(stop.code or EXIT_FAILED)
    words = _render_audits(audits, form, holds=not quiet)
    if to_file:
        with plain_errors(str(out), verbose=False):
            write_file(Path(str(out)), [click.unstyle(words).encode()])
    elif form == "text":
        with told_to_a_reader():
            click.echo(words, nl=False)
    else:
        write_output([words.encode()])
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

    write_output([write_schema().encode()])


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
    with plain_errors(file, verbose=False):
        name = "input" if file == STANDARD else Path(file).stem
        target = Path(out or f"{name}-p{page}-{stage}.svg")
        if target.suffix.lower() not in DRAWINGS:
            raise click.UsageError(f"OUT must end in .svg or .png: {target}")
        check_out(target, file)
        from reportparse.inspection import inspect
        from reportparse.pages.picture import picture_of_page
        from reportparse.sinks.drawing import write_png, write_svg

        data, _ = fetched(file)
        drawing = inspect(data, page, stage, password, engine)
        picture = picture_of_page(data, page, drawing.turned, password)
        if target.suffix.lower() == ".png":
            write_file(target, [write_png(drawing, picture)])
        else:
            write_file(target, [write_svg(drawing, picture).encode()])
        say(f"{target}: {len(drawing.shapes)} shapes")


main.add_command(batch_command)
main.add_command(diff_command)
main.add_command(review_command)


def _parse(file: str, pages: str | None, password: str | None, engine: Engine) -> Report:
    with stage("imports"), loading():
        from reportparse.reading import parse

    source = standard_input() if file == STANDARD else Path(file)
    return parse(source, pages=pages, password=password, engine=engine)


def _render(report: Report, form: str) -> Iterable[str]:
    """The result in pieces, so that what grows with the report is never whole in memory."""
    module, name = WRITERS[form]
    made: str | Iterable[str] = getattr(import_module(module), name)(report)
    return [made] if isinstance(made, str) else made


def _tell(report: Report, *, summary: bool, every: bool) -> None:
    from reportparse.sinks.summary import write_findings, write_summary

    if summary:
        say(write_summary(report).rstrip("\n"))
    told = [f for f in report.findings if every or f.severity == "error"]
    if told:
        say(write_findings(told).rstrip("\n"))
