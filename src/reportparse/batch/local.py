"""The executor of one machine: processes, each with one pipe and one task at a time.

Pools of the standard library and of loky give up all tasks when one process dies, and cannot
limit the time of one task. Pebble can do both, but all its workers share one pipe and one lock:
a worker killed at the wrong moment takes the whole pool with it. Here nothing is shared, so that
the death of a process costs the one document that it had in hand.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections import deque
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext

from reportparse.batch.executors import Work, WorkersFail
from reportparse.batch.model import Answer, Failed, Limits, Parse, Task
from reportparse.batch.work import perform
from reportparse.batch.worker import LIBRARIES, READY, serve

# Seconds that a worker may take to come up on a busy machine, libraries included.
START_SECONDS = 120.0
# So many workers in a row that never came up are no accident.
STILLBORN = 4
END_SECONDS = 5.0


class _Worker:
    """One process and the task that it has in hand."""

    def __init__(self, context: BaseContext, work: Work, limits: Limits) -> None:
        self.pipe, far = context.Pipe()
        self.process = context.Process(  # type: ignore[attr-defined]
            target=serve, args=(far, work, limits), daemon=True, name="reportparse-worker"
        )
        self.process.start()
        far.close()
        self.ready = False
        self.done = 0
        self.task: Task | None = None
        self.deadline = time.monotonic() + START_SECONDS

    def give(self, task: Task, seconds: float) -> bool:
        """Hand a task over; False if the process is gone."""
        try:
            self.pipe.send(task)
        except OSError:
            return False
        self.task, self.deadline = task, time.monotonic() + seconds
        return True

    def end(self) -> int | None:
        """End the process, whatever it does."""
        self.process.kill()
        return self.bury()

    def bury(self) -> int | None:
        """Wait for the end of the process and return its exit code."""
        self.process.join(END_SECONDS)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join(END_SECONDS)
        code: int | None = self.process.exitcode
        self.pipe.close()
        if code is not None:
            self.process.close()
        return code


class LocalExecutor:
    """Runs tasks in `jobs` processes of this machine, within `limits` for each document."""

    def __init__(self, jobs: int, limits: Limits, work: Work = perform) -> None:
        methods = multiprocessing.get_all_start_methods()
        self._context = multiprocessing.get_context(
            "forkserver" if "forkserver" in methods else "spawn"
        )
        self._context.set_forkserver_preload(list(LIBRARIES))
        self._jobs, self._limits, self._work = jobs, limits, work
        self._waiting: deque[Task] = deque()
        self._workers: list[_Worker] = []
        self._answers: list[tuple[Task, Answer]] = []
        self._stillborn = 0

    @property
    def slots(self) -> int:
        return self._jobs

    def pids(self) -> list[int]:
        """Return the ids of the worker processes that live now."""
        return [worker.process.pid for worker in self._workers if worker.process.pid is not None]

    def submit(self, task: Task) -> None:
        # A source that is identified goes on before others begin: fewer bytes are kept waiting.
        if isinstance(task, Parse):
            self._waiting.appendleft(task)
        else:
            self._waiting.append(task)

    def collect(self, seconds: float) -> list[tuple[Task, Answer]]:
        self._feed()
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes), self._patience(seconds)):
            if isinstance(pipe, Connection):
                self._hear(pipes[pipe])
        self._watch_clock()
        self._feed()
        answers, self._answers = self._answers, []
        return answers

    def close(self) -> None:
        self._waiting.clear()
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.bury()
        self._workers.clear()

    def _feed(self) -> None:
        """Start missing workers and give waiting tasks to idle ones."""
        wanted = sum(worker.task is not None for worker in self._workers) + len(self._waiting)
        while len(self._workers) < min(self._jobs, wanted):
            self._workers.append(_Worker(self._context, self._work, self._limits))
        for worker in list(self._workers):
            if worker.ready and worker.task is None and self._waiting:
                task = self._waiting.popleft()
                if not worker.give(task, self._limits.seconds):
                    self._waiting.appendleft(task)
                    self._remove(worker)

    def _patience(self, seconds: float) -> float:
        now = time.monotonic()
        busy = (one.deadline - now for one in self._workers if one.task or not one.ready)
        return max(0.0, min([seconds, *busy]))

    def _hear(self, worker: _Worker) -> None:
        """Take what a worker says; the end of its pipe says that it is gone."""
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            self._mourn(worker)
            return
        if said == READY:
            worker.ready, self._stillborn = True, 0
            return
        worker.done += isinstance(worker.task, Parse)
        self._answer(worker, said)
        spent = isinstance(said, Failed) and said.status in ("memory", "crashed")
        if spent or worker.done >= self._limits.documents:
            self._remove(worker)

    def _mourn(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        # Not killed: its own exit code tells what happened.
        code = worker.bury()
        if worker.task is not None:
            self._answer(worker, _last_words(code, self._limits))
        elif not worker.ready:
            self._count_stillborn(code)

    def _watch_clock(self) -> None:
        now = time.monotonic()
        for worker in [one for one in self._workers if now >= one.deadline]:
            if worker.task is not None:
                self._remove(worker)
                self._answer(worker, _too_long(self._limits))
            elif not worker.ready:
                self._count_stillborn(self._remove(worker))

    def _count_stillborn(self, code: int | None) -> None:
        self._stillborn += 1
        if self._stillborn >= STILLBORN:
            raise WorkersFail(
                f"no worker process comes up ({_ending(code)}); the memory allowed may be too small"
            )

    def _answer(self, worker: _Worker, answer: Answer) -> None:
        if worker.task is not None:
            self._answers.append((worker.task, answer))
        worker.task = None

    def _remove(self, worker: _Worker) -> int | None:
        self._workers.remove(worker)
        return worker.end()


def _too_long(limits: Limits) -> Failed:
    return Failed("timeout", f"it took longer than {limits.seconds:g} seconds")


def _last_words(code: int | None, limits: Limits) -> Failed:
    """What the end of a process says about the document that it had in hand."""
    if code == -getattr(signal, "SIGALRM", 0):
        return _too_long(limits)
    return Failed("crashed", f"the process that parsed it ended ({_ending(code)})")


def _ending(code: int | None) -> str:
    """Name an exit code.

    >>> _ending(-9), _ending(3), _ending(None)
    ('killed by SIGKILL', 'exit code 3', 'no exit code')
    """
    if code is None:
        return "no exit code"
    if code < 0:
        with contextlib.suppress(ValueError):
            return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"
