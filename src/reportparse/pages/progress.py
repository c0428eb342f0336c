"""Who wants to know how far the reading has come: a callback for the time of one parse.

Reading pages is nearly all of the work. The reader calls `told`, and whoever waits, such as the
command line, watches; without a watcher nothing happens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Watcher = Callable[[int, int], None]

_WATCHER: ContextVar[Watcher | None] = ContextVar("reportparse_watcher", default=None)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Within this context, call `watcher(done, total)` after each page that is read.

    >>> seen = []
    >>> with watched(lambda done, total: seen.append((done, total))):
    ...     told(1, 3)
    >>> told(2, 3)
    >>> seen
    [(1, 3)]
    """
    token = _WATCHER.set(watcher)
    try:
        yield
    finally:
        _WATCHER.reset(token)


def told(done: int, total: int) -> None:
    """Tell the watcher, if there is one, that `done` of `total` pages are read."""
    watcher = _WATCHER.get()
    if watcher is not None:
        watcher(done, total)
