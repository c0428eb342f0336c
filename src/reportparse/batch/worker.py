"""The far side of the local executor: the loop of one worker process, and its limits."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
from importlib import import_module
from multiprocessing.connection import Connection, wait

from reportparse.batch.executors import Work
from reportparse.batch.model import Limits

READY = "ready"
# What parsing needs. It takes long to load, so the process that workers are forked from does it
# once; where there is no such process, a worker does it before the time of its first task runs.
LIBRARIES = ("reportparse.reading", "reportparse.pages.pdfium", "reportparse.sinks.jsonfile")
EXIT_ORPHANED = 70
MEBIBYTE = 1 << 20
# The process ends itself so many seconds after its time is up: it may have nobody left to do it.
GRACE_SECONDS = 10.0


def serve(pipe: Connection, work: Work, limits: Limits) -> None:
    """Do the tasks that come through the pipe until it closes."""
    _settle_in(limits)
    pipe.send(READY)
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        _set_alarm(limits.seconds + GRACE_SECONDS)
        answer = work(task)
        _set_alarm(0.0)
        try:
            pipe.send(answer)
        except OSError:
            return


def _settle_in(limits: Limits) -> None:
    """Take on the limits; leave Ctrl-C to the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    # What the libraries have to say about damaged files stands in the findings.
    logging.disable(logging.CRITICAL)
    _limit_memory(limits.megabytes)
    for name in LIBRARIES:
        import_module(name)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows knows no such limit
        return
    wanted = megabytes * MEBIBYTE
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    # A crash is told in the manifest; an image of the memory would fill the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _set_alarm(seconds: float) -> None:
    """Let the kernel end this process: it does so even where no Python code can run."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _end_with_parent() -> None:
    """Do not work on for a run that was killed."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    with contextlib.suppress(OSError):
        wait([parent.sentinel])
    os._exit(EXIT_ORPHANED)
