"""Between a command and the terminal: results out, sentences, errors, progress.

Standard output holds the result and nothing else; everything for the person at the terminal goes
to standard error.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from reportparse.errors import EXIT_FAILED, EmptyFile, ReportparseError, UnreadableFile

STANDARD = "-"
# Seconds of work before progress is shown, and between two signs of it.
PROGRESS_AFTER = 1.0
PROGRESS_EVERY = 0.2
CLEAR_LINE = "\r\x1b[K"


def say(words: str) -> None:
    """Write a sentence for the person at the terminal."""
    click.echo(words, err=True)


# -- input


def fetched(file: str) -> tuple[bytes, str | None]:
    """Return the bytes of a file and its name; `-` is standard input, which has none."""
    from reportparse.pages.open import fetch

    return (standard_input(), None) if file == STANDARD else fetch(file)


def standard_input() -> bytes:
    """Return all of standard input."""
    if sys.stdin is None or sys.stdin.closed:
        raise EmptyFile
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise UnreadableFile(str(error.strerror or error).lower()) from error


# -- output


def check_out(out: Path, *files: str) -> None:
    """Refuse an output that is one of the inputs, or that cannot be written."""
    from reportparse.sinks.files import check_target

    for file in files:
        if file != STANDARD and out.is_file() and Path(file).exists() and out.samefile(file):
            raise click.UsageError(f"OUT is the input itself: {out}")
    check_target(out)


def write_file(out: Path, pieces: Iterable[bytes]) -> None:
    """Write a result, whole or not at all."""
    from reportparse.sinks.files import write_pieces

    write_pieces(out, pieces)


def write_output(pieces: Iterable[bytes]) -> None:
    """Write a result to standard output."""
    with told_to_a_reader():
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()


@contextmanager
def told_to_a_reader() -> Iterator[None]:
    """Write to standard output inside; a reader that went away is no fault of the input."""
    try:
        yield
    except BrokenPipeError:
        # Python flushes once more at its end and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FAILED)
    except OSError as error:
        say(f"reportparse: cannot write the result: {error.strerror}")
        sys.exit(EXIT_FAILED)


# -- errors


@contextmanager
def plain_errors(file: str, verbose: bool) -> Iterator[None]:
    """Turn every error into one sentence and an exit code; a traceback only with --verbose."""
    name = "standard input" if file == STANDARD else file
    try:
        yield
    except ReportparseError as error:
        say(f"reportparse: {name}: {error}")
        sys.exit(error.exit_code)
    except (click.ClickException, click.Abort):
        raise
    except Exception as error:
        if verbose:
            traceback.print_exc()
        say(
            f"reportparse: {name}: this input met a fault of the program"
            f" ({type(error).__name__}: {error}); please report it"
        )
        sys.exit(EXIT_FAILED)


# -- progress


@contextmanager
def progress(quiet: bool) -> Iterator[None]:
    """Show on a terminal how far a long parse has come; clear the line behind it."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from reportparse.pages.progress import watched

    shown = Shown()
    try:
        with watched(shown.told):
            yield
    finally:
        shown.clear()


class Shown:
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
