"""`reportparse batch`: many sources into one folder of reports."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from reportparse.commands.engine import Engine, engine_option
from reportparse.errors import EXIT_FINDINGS, OutputError, ReportparseError

if TYPE_CHECKING:
    from reportparse.batch.executors import Executor
    from reportparse.batch.model import Limits
    from reportparse.commands.loading import Loading

IN_OUT = "in the output folder"
"""What `--db` without URL stands for; no URL looks like it."""

EXECUTORS = ("local", "dask")
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
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Dask scheduler of a cluster, tcp://HOST:PORT.  [default: workers of this machine]",
)
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
    scheduler: str | None,
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

    if scheduler is not None and executor != "dask":
        raise click.UsageError("--scheduler needs --executor dask")
    if scheduler is not None and jobs is not None:
        raise click.UsageError("--jobs is for this machine; a cluster has the workers it has")
    try:
        with _stopped_alike() as stopped:
            limits = Limits(timeout, memory)
            workers = _executor(executor, scheduler, jobs or _cores(), limits, out)
            complete = _run(sources, out, workers, resume, engine, quiet, url, stopped)
    except ReportparseError as error:
        click.echo(f"reportparse: {error}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        click.echo("reportparse: stopped; run the same command again to go on", err=True)
        sys.exit(EXIT_STOPPED)
    if not complete:
        sys.exit(EXIT_FINDINGS)


def _run(
    names: tuple[str, ...],
    out: Path,
    executor: Executor,
    resume: bool,
    engine: Engine,
    quiet: bool,
    url: str | None,
    stopped: Callable[[], bool],
) -> bool:
    """Do all of it; return whether every source has its result, in the database too."""
    from reportparse.batch.manifest import read_manifest
    from reportparse.batch.progress import watcher_for
    from reportparse.batch.run import run_batch
    from reportparse.batch.sources import STANDARD, gather
    from reportparse.batch.summary import write_totals

    listed = _listed() if STANDARD in names else []
    found = gather(names, out, listed)
    if not found:
        raise click.UsageError("no file was found in what is named")
    watcher = None if quiet else watcher_for(_say, terminal=sys.stderr.isatty())
    manifest = out / "manifest.jsonl"
    with _loading(url, out, not resume) as loading:
        loader = loading.take if loading else None
        totals = run_batch(
            found,
            out,
            executor,
            fresh=not resume,
            engine=engine,
            watcher=watcher,
            loader=loader,
            stopped=stopped,
        )
        if loading:
            loading.settle(read_manifest(manifest).values())
        unloaded = loading.refused if loading else []
    if not quiet:
        words = loading.told() if loading else None
        click.echo(write_totals(totals, manifest, words, unloaded), err=True, nl=False)
    return not totals.failed and not unloaded


@contextmanager
def _loading(url: str | None, out: Path, fresh: bool) -> Iterator[Loading | None]:
    """What loads each finished report into the database at `url`, None without one."""
    if url is None:
        yield None
        return
    from reportparse.commands.loading import Loading
    from reportparse.storage import connect

    try:  # whichever address is given, it may lie in the output folder
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot use {out}: {str(error.strerror).lower()}") from error
    engine = connect(str(out / "reports.db") if url == IN_OUT else url)
    try:
        yield Loading(engine, fresh=fresh)
    finally:
        engine.dispose()


def _executor(name: str, scheduler: str | None, jobs: int, limits: Limits, out: Path) -> Executor:
    """Make the executor of that name; another one takes its place here."""
    if name == "dask":
        from reportparse.batch.cluster import DaskExecutor

        return DaskExecutor(out, limits, jobs=jobs, address=scheduler)
    from reportparse.batch.local import LocalExecutor

    return LocalExecutor(jobs, limits)


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
def _stopped_alike() -> Iterator[Callable[[], bool]]:
    """Let a request to end, as a scheduler sends it, stop the run as Ctrl-C does.

    Yields a function that tells whether one came: Python drops an exception that a signal raises
    while it runs a callback of its own, so the run asks.
    """
    came: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield lambda: bool(came)
        return

    def stop(number: int, frame: FrameType | None) -> None:
        came.append(number)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(came)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
