"""`reportparse batch`: many sources into one folder of reports."""

from __future__ import annotations

import datetime
import os
import signal
import sys
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from types import FrameType
from typing import TYPE_CHECKING

import click

from reportparse.commands.engine import Engine, engine_option
from reportparse.errors import EXIT_FINDINGS, ReportparseError

if TYPE_CHECKING:
    from reportparse.batch.executors import Executor
    from reportparse.batch.model import Limits, Record
    from reportparse.batch.run import Loader, Totals
    from reportparse.report import Report

IN_OUT = "in the output folder"
"""What `--db` without URL stands for; no URL looks like it."""

EXECUTORS = ("local",)
# What a shell reports of a command ended by Ctrl-C.
EXIT_STOPPED = 130


@click.command("batch")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of results; made if it is not there.",
)
@click.option("--jobs", type=click.IntRange(1), help="Worker processes.  [default: one per core]")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=300.0,
    show_default=True,
    metavar="S",
    help="Seconds that one document may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(64),
    default=2048,
    show_default=True,
    metavar="MB",
    help="Address space of one worker.",
)
@click.option(
    "--resume/--fresh",
    "resume",
    default=True,
    show_default=True,
    help="Leave out what is parsed already, or parse it anew.",
)
@click.option(
    "--db",
    "url",
    metavar="[URL]",
    is_flag=False,
    flag_value=IN_OUT,
    help="Load the reports too: sqlite:///PATH or postgresql://…  [without URL: OUT/reports.db]",
)
@click.option("--executor", type=click.Choice(EXECUTORS), default=EXECUTORS[0], show_default=True)
@engine_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def batch_command(
    sources: tuple[str, ...],
    out: Path,
    jobs: int | None,
    timeout: float,
    memory: int,
    resume: bool,
    url: str | None,
    executor: str,
    engine: Engine,
    quiet: bool,
) -> None:
    """Parse every SOURCE into the folder OUT, and go on where an earlier run stopped.

    A SOURCE is a file, a folder, a pattern, an address (s3://, gs://, https://,
    zip://*.pdf::archive.zip), or - for a list on standard input, one source a line.

    A document that crashes, hangs or needs too much memory costs only itself. OUT/manifest.jsonl
    says what became of each source. Exits with 3 when some of them gave no report.
    """
    from reportparse.batch.model import Limits

    try:
        with _stopped_alike(), _loading(url, out) as loader:
            workers = _executor(executor, jobs, Limits(timeout, memory))
            totals = _run(sources, out, workers, resume, engine, quiet, loader)
    except ReportparseError as error:
        click.echo(f"reportparse: {error}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        click.echo("reportparse: stopped; run the same command again to go on", err=True)
        sys.exit(EXIT_STOPPED)
    if totals.failed:
        sys.exit(EXIT_FINDINGS)


def _run(
    names: tuple[str, ...],
    out: Path,
    executor: Executor,
    resume: bool,
    engine: Engine,
    quiet: bool,
    loader: Loader | None,
) -> Totals:
    from reportparse.batch.progress import watcher_for
    from reportparse.batch.run import run_batch
    from reportparse.batch.sources import STANDARD, gather
    from reportparse.batch.summary import write_totals

    listed = _listed() if STANDARD in names else []
    found = gather(names, out, listed)
    if not found:
        raise click.UsageError("no file was found in what is named")
    watcher = None if quiet else watcher_for(_say, terminal=sys.stderr.isatty())
    totals = run_batch(
        found, out, executor, fresh=not resume, engine=engine, watcher=watcher, loader=loader
    )
    if not quiet:
        click.echo(write_totals(totals, out / "manifest.jsonl"), err=True, nl=False)
    return totals


@contextmanager
def _loading(url: str | None, out: Path) -> Iterator[Loader | None]:
    """What loads each finished report into the database at `url`, None without one.

    A report that is there already, read by the same version of the parser, is not read again: so
    a resumed run loads what an earlier one had parsed but not loaded, and nothing else.
    """
    if url is None:
        yield None
        return
    from reportparse.storage import Run, connect, is_loaded, load

    if url == IN_OUT:
        out.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{out / 'reports.db'}"
    engine = connect(url)
    run = Run(uuid.uuid4().hex, datetime.datetime.now(datetime.UTC), "batch")

    def take(record: Record, path: Path) -> None:
        if record.sha256 is None or not is_loaded(engine, record.sha256, record.parser):
            load(engine, _named(path, record.source), run=run)

    try:
        yield take
    finally:
        engine.dispose()


def _named(path: Path, source: str) -> Report:
    """The report in a file of results, with the file name of its source."""
    from reportparse.pages.open import fetch
    from reportparse.sinks.jsonfile import read_json

    report = read_json(fetch(path)[0])
    own = report.source.model_copy(update={"name": PurePath(source).name})
    return report.model_copy(update={"source": own})


def _executor(name: str, jobs: int | None, limits: Limits) -> Executor:
    """Make the executor of that name; another one takes its place here."""
    from reportparse.batch.local import LocalExecutor

    return LocalExecutor(jobs or _cores(), limits)


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _listed() -> list[str]:
    """Return the lines of standard input, as file names."""
    return [os.fsdecode(line) for line in sys.stdin.buffer.read().split(b"\n")]


def _say(words: str) -> None:
    click.echo(words, err=True)


@contextmanager
def _stopped_alike() -> Iterator[None]:
    """Let a request to end, as a scheduler sends it, stop the run as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
