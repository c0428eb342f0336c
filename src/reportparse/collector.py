"""When Python looks for cycles of objects that nobody needs.

It looks whenever a few hundred objects more are alive than before, at all of them in the end. The
loading of a program and the making of a report leave many objects and hardly a cycle, so here a
good part of the time would go into looking; memory comes back without it.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 300_000
"""New objects after which a process of one file looks for cycles: as many as twenty or thirty pages
leave, some tens of megabytes; hardly one in a hundred is part of a cycle."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Within this context, do not look for cycles.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


@contextmanager
def loading() -> Iterator[None]:
    """Within this context, modules are loaded, whose objects stay to the end.

    In a process `for_one_file` they are never looked at; elsewhere who knows what is alive by then.
    """
    with uncollected():
        yield
        if gc.get_threshold()[0] == OBJECTS:
            gc.freeze()


def for_one_file() -> None:
    """Make this process one that reads a file, writes a result and ends.

    It looks for cycles seldom, and not at its end, when all its memory goes back anyway.
    """
    gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)
