"""How a run goes, for the person at the terminal or for a log."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from reportparse.batch.model import FAILED, Record
from reportparse.batch.run import Watcher

if TYPE_CHECKING:
    from rich.progress import Progress

# Seconds between two lines of a log.
LOG_EVERY = 10.0
Say = Callable[[str], None]


class Pace:
    """Counts what is settled, and works out the rate and the time left."""

    def __init__(self, total: int, now: float) -> None:
        self.total, self.start = total, now
        self.settled = self.failed = self.worked = 0

    def add(self, record: Record, *, resumed: bool) -> None:
        self.settled += 1
        self.failed += record.status in FAILED
        self.worked += not resumed

    def rate(self, now: float) -> float:
        """Documents per second, those of earlier runs left out."""
        return self.worked / (now - self.start) if now > self.start else 0.0

    def speed(self, now: float) -> str:
        """Return the rate for a human.

        >>> pace = Pace(10, now=0.0)
        >>> pace.add(Record("a", "done", "1"), resumed=False)
        >>> pace.speed(now=0.5), pace.speed(now=10.0), pace.speed(now=0.0)
        ('2.0 a second', '6.0 a minute', 'no rate yet')
        """
        rate = self.rate(now)
        if not rate:
            return "no rate yet"
        return f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.1f} a minute"

    def line(self, now: float) -> str:
        """Return the state as a line.

        >>> pace = Pace(10, now=0.0)
        >>> pace.add(Record("a", "done", "1"), resumed=False)
        >>> pace.line(now=2.0)
        '1 of 10, 30.0 a minute, 0 failed, 18 s left'
        """
        rate = self.rate(now)
        left = f"{span((self.total - self.settled) / rate)} left" if rate else "time left unknown"
        return f"{self.settled} of {self.total}, {self.speed(now)}, {self.failed} failed, {left}"


class LogWatcher:
    """Writes a line now and then, and one for each failure."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._pace = Pace(0, 0.0)
        self._next = 0.0

    def started(self, total: int) -> None:
        now = time.monotonic()
        self._pace, self._next = Pace(total, now), now + LOG_EVERY

    def settled(self, record: Record, *, resumed: bool) -> None:
        self._pace.add(record, resumed=resumed)
        if record.status in FAILED:
            self._say(failure(record))

    def tick(self) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + LOG_EVERY
            self._say(self._pace.line(now))

    def ended(self) -> None:
        """Nothing is left to say: the summary follows."""


class LiveWatcher:
    """A bar on the terminal, drawn by rich, with failures above it."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self._bar: Progress = Progress(
            TextColumn("Sources"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]},"),
            TextColumn("{task.fields[failed]} failed,"),
            TimeRemainingColumn(),
            TextColumn("left"),
            console=Console(stderr=True),
        )
        self._pace = Pace(0, 0.0)

    def started(self, total: int) -> None:
        self._pace = Pace(total, time.monotonic())
        self._task = self._bar.add_task("", total=total, rate="no rate yet", failed=0)
        self._bar.start()

    def settled(self, record: Record, *, resumed: bool) -> None:
        self._pace.add(record, resumed=resumed)
        if record.status in FAILED:
            self._bar.console.print(failure(record), markup=False, highlight=False, soft_wrap=True)
        rate = self._pace.speed(time.monotonic())
        self._bar.update(self._task, advance=1, rate=rate, failed=self._pace.failed)

    def tick(self) -> None:
        """The bar is drawn anew by itself."""

    def ended(self) -> None:
        self._bar.stop()


def watcher_for(say: Say, *, terminal: bool) -> Watcher:
    """Return the bar for a terminal, if rich is installed (the optional part `batch`)."""
    if terminal:
        try:
            return LiveWatcher()
        except ImportError:
            pass
    return LogWatcher(say)


def failure(record: Record) -> str:
    """Return a failure as one line."""
    return f"{printable(record.source)}: {record.status}: {record.reason}"


def printable(name: str) -> str:
    """Return a file name that any terminal and log can show.

    >>> printable("a\\udcff.pdf")
    'a\\\\udcff.pdf'
    """
    return name.encode("utf-8", "backslashreplace").decode()


def span(seconds: float) -> str:
    """Return a length of time for a human.

    >>> span(2.44), span(42.4), span(600), span(9000)
    ('2.4 s', '42 s', '10 min', '2 h 30 min')
    """
    minutes = round(seconds / 60)
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"
