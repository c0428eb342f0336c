"""The executor of a cluster: Dask gives the tasks to its workers, here or on other machines.

Dask finds a worker for each task, notices when one dies and passes the answers back. What one
document may take is watched over on the far side (`station.py`). What is left for this side: a
document whose worker died is tried again, and is given up only when it was the only suspect.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing.resource_tracker
import os
import pickle
import queue
import signal
import time
import uuid
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportparse.batch.executors import Work, WorkersFail
from reportparse.batch.model import Answer, Failed, Limits, Parse, Task
from reportparse.batch.station import Errand, pack
from reportparse.batch.work import perform
from reportparse.errors import MissingExtra, MissingFile, OutputError
from reportparse.version import VERSION

# Tasks with Dask at once for each slot: the next one is there when a worker ends its own.
AHEAD = 2
# A document is given up when it had so many workers die, the last of them as the only suspect.
DEATHS = 3
CONNECT_SECONDS = 15.0
# So long may a cluster be without any worker: Dask needs some seconds to start one anew.
PATIENCE_SECONDS = 120.0
# Seconds between two looks at which workers there are.
LOOK_SECONDS = 1.0
# A scheduler that takes longer to answer is lost; it is one process, and may be busy with others.
ANSWER_SECONDS = 60.0
# An answer of a few bytes takes longer only if its worker died; then it is waited for anew.
FETCH_SECONDS = 5.0
CLOSE_SECONDS = 10.0
LOOPBACK = "127.0.0.1"
SILENCED = ("distributed", "distributed.client", "tornado", "tornado.application")
# What the cluster of this machine does otherwise than Dask by default: it gives no task a second
# worker by itself, opens no pages for browsers, and does not look into its threads by the clock.
SETTINGS = {
    "distributed.scheduler.allowed-failures": 0,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
}
AGAIN = "the next run goes on where this one ended"


@dataclass(slots=True)
class _Case:
    """A task, and how many workers died while they had it."""

    task: Task
    deaths: int = 0


class DaskExecutor:
    """Runs tasks on the workers of Dask, each within `limits`.

    With an `address`, on the cluster whose scheduler is there; else on `jobs` workers that are
    started here, end with this process, and listen on this machine only. `out` is the output
    folder: all workers must see it, and the sources, under the same names.
    """

    def __init__(
        self,
        out: Path,
        limits: Limits,
        *,
        jobs: int = 1,
        address: str | None = None,
        work: Work = perform,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """Start nothing yet; raises `MissingExtra`."""
        self._dask = _library()
        self._limits, self._jobs, self._address, self._work = limits, jobs, address, work
        self._patience = patience
        self._token = out.absolute() / f".{uuid.uuid4().hex}.part"
        self._client: Any = None
        self._own: Any = None
        self._quiet = contextlib.ExitStack()
        self._threads = 0
        self._next_look = self._last_seen = 0.0
        self._waiting: deque[_Case] = deque()
        self._suspects: deque[_Case] = deque()
        self._suspect: _Case | None = None
        self._under_way: dict[Any, _Case] = {}
        self._ended: queue.SimpleQueue[Any] = queue.SimpleQueue()

    @property
    def slots(self) -> int:
        self._start()
        return self._threads

    def pids(self) -> list[int]:
        """Return the ids of the Dask workers that live now, each as its own machine counts."""
        self._start()
        return list(self._client.run(os.getpid, on_error="ignore").values())

    def submit(self, task: Task) -> None:
        self._start()
        # A source that is identified goes on before others begin: fewer bytes are kept waiting.
        if isinstance(task, Parse):
            self._waiting.appendleft(_Case(task))
        else:
            self._waiting.append(_Case(task))
        self._feed()

    def collect(self, seconds: float) -> list[tuple[Task, Answer]]:
        self._start()
        self._feed()
        answers: list[tuple[Task, Answer]] = []
        with contextlib.suppress(queue.Empty):
            ended = [self._ended.get(timeout=max(seconds, 0.0))]
            # Only those that are there now: one whose worker has gone with the answer comes back
            # at once, and whether there are workers at all must be looked at in between.
            ended += [self._ended.get_nowait() for _ in range(self._ended.qsize())]
            for future in ended:
                answers += self._take(future)
        self._look()
        self._feed()
        return answers

    def close(self) -> None:
        client, own = self._client, self._own
        self._client = self._own = None
        # A future that nobody holds is given up by the scheduler, and then by its worker.
        self._under_way.clear()
        self._waiting.clear()
        self._suspects.clear()
        if client is not None:
            client.close(timeout=CLOSE_SECONDS)
        if own is not None:
            own.close(timeout=CLOSE_SECONDS)
        self._quiet.close()
        with contextlib.suppress(OSError):
            self._token.unlink(missing_ok=True)

    def _start(self) -> None:
        """Connect at the first use; whoever makes an executor and never uses it needs no end."""
        if self._client is not None:
            return
        self._quiet.enter_context(_silence())
        try:
            self._token.touch()
        except OSError as error:
            raise OutputError(f"cannot write {self._token.parent}: {error.strerror}") from error
        if self._address is None:
            with _deaf_to_stops():
                self._own = _own_cluster(self._dask, self._jobs)
        self._client = self._connect(self._own or self._address)
        self._last_seen = time.monotonic()
        with contextlib.suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=self._patience)
        self._look()

    def _connect(self, target: Any) -> Any:
        try:
            return self._dask.Client(
                target, timeout=CONNECT_SECONDS, set_as_default=False, direct_to_workers=False
            )
        except OSError as error:
            raise WorkersFail(f"no Dask scheduler answers at {self._where()}") from error
        except (ValueError, TypeError) as error:
            raise WorkersFail(f"{self._where()} is no address of a Dask scheduler") from error

    def _feed(self) -> None:
        """Hand waiting tasks to Dask, and of those whose worker died one after the other."""
        while self._waiting and len(self._under_way) < AHEAD * self._threads:
            self._send(self._waiting.popleft())
        if self._suspect is None and self._suspects:
            self._suspect = self._suspects.popleft()
            self._send(self._suspect)

    def _send(self, case: _Case) -> None:
        packed = pack(Errand(case.task, self._limits, self._work, str(self._token)))
        future = self._client.submit(
            pickle.loads,
            packed,
            key=f"reportparse-{uuid.uuid4().hex}",
            priority=1 if isinstance(case.task, Parse) else 0,
        )
        self._under_way[future] = case
        future.add_done_callback(self._ended.put)

    def _take(self, future: Any) -> Iterator[tuple[Task, Answer]]:
        """Yield the answer of a task that has ended, if it is one."""
        case = self._under_way.pop(future, None)
        if case is None:
            return
        said = self._result(future)
        if said is None:
            self._under_way[future] = case
            future.add_done_callback(self._ended.put)
            return
        was_suspect = case is self._suspect
        if was_suspect:
            self._suspect = None
        if isinstance(said, self._dask.scheduler.KilledWorker):
            case.deaths += said.allowed_failures + 1
            if was_suspect and case.deaths >= DEATHS:
                yield case.task, _deadly(case)
            else:
                self._suspects.append(case)
        else:
            yield case.task, self._checked(case.task, said)

    def _result(self, future: Any) -> Any:
        """Return what a task gave, or the error by which its workers died.

        None if it is under way again: the worker died that had done it and still had the answer.
        Raises `WorkersFail` for whatever is no matter of this one task.
        """
        try:
            if future.status == "error":
                error = future.exception(timeout=FETCH_SECONDS)
                if isinstance(error, self._dask.scheduler.KilledWorker):
                    return error
                raise WorkersFail(
                    f"the workers of {self._where()} cannot run reportparse {VERSION}"
                    f" ({_first_line(error)})"
                )
            return future.result(timeout=FETCH_SECONDS)
        except TimeoutError:
            return None
        except (self._dask.CancelledError, OSError) as error:
            raise self._lost() from error

    def _checked(self, task: Task, said: Answer | str) -> Answer:
        if isinstance(said, str):
            raise WorkersFail(f"a worker of {self._where()} can do nothing: {said}")
        unseen = isinstance(said, Failed) and said.reason == str(MissingFile())
        if unseen and not task.source.remote and Path(task.source.location).exists():
            raise WorkersFail(
                f"a worker of {self._where()} does not see {task.source.name}, which is there;"
                " sources and results must lie on a file system that all machines share"
            )
        return said

    def _look(self) -> None:
        """See how many workers there are; raises `WorkersFail` if there have long been none."""
        now = time.monotonic()
        if now < self._next_look:
            return
        try:
            threads = self._client.nthreads(callback_timeout=ANSWER_SECONDS)
        except OSError as error:
            raise self._lost() from error
        self._threads = sum(threads.values())
        now = time.monotonic()
        self._next_look = now + LOOK_SECONDS
        if self._threads:
            self._last_seen = now
        elif now - self._last_seen >= self._patience:
            raise WorkersFail(
                f"there has been no worker at {self._where()} for {self._patience:g} seconds;"
                f" {AGAIN}"
            )

    def _lost(self) -> WorkersFail:
        return WorkersFail(f"{self._where()} does not answer any more; {AGAIN}")

    def _where(self) -> str:
        return "this machine's Dask cluster" if self._address is None else self._address


def _deadly(case: _Case) -> Failed:
    return Failed("crashed", f"the {case.deaths} workers that parsed it died, one after the other")


def _own_cluster(distributed: Any, jobs: int) -> Any:
    """Start workers on this machine, whom only this process can talk to."""
    import dask.config

    with dask.config.set(SETTINGS):
        return distributed.LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            processes=True,
            host=LOOPBACK,
            # A page for browsers cannot be left out, but it can be empty and of this machine.
            dashboard_address=f"{LOOPBACK}:0",
            worker_dashboard_address=f"{LOOPBACK}:0",
            scheduler_kwargs={"dashboard": False},
            # Documents are parsed in processes with limits of their own.
            memory_limit=0,
            silence_logs=logging.CRITICAL,
            # Whoever may talk to a scheduler may run code as its owner: on a machine with other
            # users a port needs a key, even one of this machine only.
            security=True,
        )


@contextlib.contextmanager
def _deaf_to_stops() -> Iterator[None]:
    """Let processes that are started now, or by threads that are, not hear Ctrl-C.

    A terminal sends it to all of them; this process is the one that ends the others.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # It is started by the first process otherwise, and lets its thread hear again.
    multiprocessing.resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep what Dask logs of dying workers off the terminal; what matters becomes an answer."""
    loggers = [logging.getLogger(name) for name in SILENCED]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _first_line(error: BaseException) -> str:
    words = str(error).strip().splitlines()
    return f"{type(error).__name__}: {words[0]}" if words else type(error).__name__


def _library() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise MissingExtra("dask", "Dask is not installed") from error
    return distributed
