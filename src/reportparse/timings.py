"""How long each stage of a parse takes: a clock for the time of one parse, if somebody asks.

Seconds are those of the processor: what else the machine has to do does not count. Stages may
stand inside each other, as the reading of pages does inside the making of lines; each second counts
for the innermost one, so that the seconds of all stages add up to the whole.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import Literal, TypeVar

Stage = Literal[
    "imports",
    "pages",
    "lines",
    "furniture",
    "notes",
    "front",
    "figures",
    "tables",
    "blocks",
    "build",
    "checks",
    "echoes",
    "names",
    "records",
    "sink",
]
"""The stages of the picture in ARCHITECTURE.md, and the loading of the program before them."""

T = TypeVar("T")


class Clock:
    """Seconds by stage, in the order in which the stages were first entered."""

    def __init__(self) -> None:
        self.seconds: dict[Stage, float] = {}
        self._open: list[Stage] = []
        self._since = time.process_time()

    @property
    def total(self) -> float:
        """The seconds of all stages together."""
        return sum(self.seconds.values())

    def enter(self, stage: Stage) -> None:
        """Begin to count for `stage`; the one around it waits."""
        self._count()
        self._open.append(stage)
        self.seconds.setdefault(stage, 0.0)

    def leave(self) -> None:
        """Count for the stage around again."""
        self._count()
        self._open.pop()

    def _count(self) -> None:
        now = time.process_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now


_CLOCK: ContextVar[Clock | None] = ContextVar("reportparse_clock", default=None)


@contextmanager
def timed() -> Iterator[Clock]:
    """Within this context, count the seconds of every stage.

    >>> with timed() as clock:
    ...     with stage("lines"):
    ...         for page in each("pages", ["one", "two"]):
    ...             pass
    >>> list(clock.seconds), clock.total >= 0
    (['lines', 'pages'], True)
    """
    clock = Clock()
    token = _CLOCK.set(clock)
    try:
        yield clock
    finally:
        _CLOCK.reset(token)


class stage:  # noqa: N801  (a context manager that reads like a statement)
    """Within this context, seconds count for the named stage, if anybody counts them."""

    def __init__(self, name: Stage) -> None:
        self._name = name
        self._clock: Clock | None = None

    def __enter__(self) -> None:
        self._clock = _CLOCK.get()
        if self._clock is not None:
            self._clock.enter(self._name)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._clock is not None:
            self._clock.leave()


def each(name: Stage, values: Iterable[T]) -> Iterator[T]:
    """Pass on `values`; the time that it takes to make them counts for a stage."""
    iterator = iter(values)
    while True:
        with stage(name):
            try:
                value = next(iterator)
            except StopIteration:
                return
        yield value


def written(clock: Clock, pages: int | None) -> str:
    """The seconds of each stage as a table for the terminal, with their share and, of a report
    with pages, the milliseconds a page.

    >>> clock = Clock()
    >>> clock.seconds.update(pages=0.3, lines=0.1)
    >>> print(written(clock, 10))
    stage       CPU time   share   ms a page
    pages        0.300 s     75%        30.0
    lines        0.100 s     25%        10.0
    all          0.400 s    100%        40.0
    """
    rows = [f"{'stage':<11}{'CPU time':>9}{'share':>8}" + (f"{'ms a page':>12}" if pages else "")]
    whole = clock.total or 1.0
    for name, seconds in (*clock.seconds.items(), ("all", clock.total)):
        row = f"{name:<11}{seconds:>7.3f} s{seconds / whole:>8.0%}"
        rows.append(row + (f"{1000 * seconds / pages:>12.1f}" if pages else ""))
    return "\n".join(rows)
