"""The far side of the Dask executor: what a worker of a cluster does with one task.

A worker of Dask knows no limit of time for a task, none of memory that spares other tasks, and
dies with a task that crashes. So each of its threads hands its task on to a process of its own, by
the executor of one machine, which is kept warm from one task to the next.
"""

from __future__ import annotations

import multiprocessing
import pickle
import threading
import time
from collections.abc import Callable
from pathlib import Path

from reportparse.batch.executors import Work, WorkersFail
from reportparse.batch.local import LocalExecutor
from reportparse.batch.model import Answer, Limits, Task
from reportparse.frozen import frozen_record
from reportparse.version import VERSION

# Seconds between two looks whether the answer is still wanted.
TICK = 0.25
# Seconds that a new file may need to show on another machine: network file systems look again
# after some seconds only.
SEE_SECONDS = 5.0
# Seconds that a process without work is kept: longer than the pauses of a run, short beside the
# life of a cluster. A run that is killed tells nobody that it is over.
IDLE_SECONDS = 60.0


@frozen_record
class Errand:
    """A task on its way to a worker. `token` is a file that the run has put into its folder."""

    task: Task
    limits: Limits
    work: Work
    token: str


def pack(errand: Errand) -> bytes:
    """Return bytes that do the errand where they are loaded.

    So Dask only has to know `pickle.loads`. A function of ours would be looked up before the task
    begins: a worker without this program dies of it, and a scheduler without it refuses the task.
    What fails in the task itself is told. The errand is opened after its version was looked at.
    """
    return pickle.dumps(_Call(VERSION, pickle.dumps(errand)))


@frozen_record
class _Call:
    parser: str
    packed: bytes

    def __reduce__(self) -> tuple[Callable[[str, bytes], Answer | str], tuple[str, bytes]]:
        return run_errand, (self.parser, self.packed)


def run_errand(parser: str, packed: bytes) -> Answer | str:
    """Do one task for a run of the version `parser`, in a thread of a Dask worker.

    A string is no answer: it says why this worker can do no task of this run.
    """
    if parser != VERSION:
        return f"it has reportparse {VERSION}, the run {parser}; install the same version there"
    errand: Errand = pickle.loads(packed)
    if not _sees(errand.token):
        return (
            f"it does not see the output folder {Path(errand.token).parent};"
            " sources and results must lie on a file system that all machines share"
        )
    return answer(errand, _asked_for())


def answer(errand: Errand, wanted: Callable[[], bool]) -> Answer | str:
    """Do one task in a process apart; give up as soon as the answer is not `wanted` any more."""
    executor = _SHELF.take(errand.limits, errand.work)
    told: Answer | None = None
    try:
        executor.submit(errand.task)
        while told is None and wanted():
            told = next((one for _, one in executor.collect(TICK)), None)
    except WorkersFail as error:
        return str(error)
    finally:
        if told is None:
            executor.close()
        else:
            _SHELF.put(errand.limits, errand.work, executor)
    return "the run is over" if told is None else told


def _asked_for() -> Callable[[], bool]:
    """Return what tells whether Dask still wants the task of this thread.

    A run that was stopped or killed gives its tasks up; a thread cannot be stopped from outside.
    """
    import distributed

    # Dask gives a task up by a word in its state; what runs in a thread is not interrupted.
    worker = distributed.get_worker()
    key = worker.get_current_task()
    # A process of Dask may not have processes of its own, lest they outlive it; ours end with it.
    multiprocessing.current_process().daemon = False

    def asked() -> bool:
        state = worker.state.tasks.get(key)
        return state is not None and state.state not in ("cancelled", "resumed")

    return asked


def _sees(token: str) -> bool:
    path, end = Path(token), time.monotonic() + SEE_SECONDS
    while not path.exists():
        if time.monotonic() > end:
            return False
        time.sleep(TICK)
    return True


class _Shelf:
    """The warm executors of this process that have nothing to do, each with its last use."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[tuple[float, Limits, Work, LocalExecutor]] = []
        self._timer: threading.Timer | None = None

    def take(self, limits: Limits, work: Work) -> LocalExecutor:
        """Return an executor of these limits; the one used last, so that others grow old."""
        with self._lock:
            for place in reversed(range(len(self._idle))):
                _, own, does, executor = self._idle[place]
                if (own, does) == (limits, work):
                    del self._idle[place]
                    return executor
        return LocalExecutor(1, limits, work)

    def put(self, limits: Limits, work: Work, executor: LocalExecutor) -> None:
        with self._lock:
            self._idle.append((time.monotonic(), limits, work, executor))
            self._wait()

    def _wait(self) -> None:
        """Look again when the oldest may have been idle for too long."""
        if self._timer is None and self._idle:
            self._timer = threading.Timer(IDLE_SECONDS, self._clear)
            self._timer.daemon = True
            self._timer.start()

    def _clear(self) -> None:
        latest = time.monotonic() - IDLE_SECONDS
        with self._lock:
            old = [executor for since, _, _, executor in self._idle if since <= latest]
            self._idle = [one for one in self._idle if one[0] > latest]
            self._timer = None
            self._wait()
        for executor in old:
            executor.close()


_SHELF = _Shelf()
