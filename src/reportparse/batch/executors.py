"""Who does the work: the one seam behind which a machine or a cluster stands.

An executor takes tasks and gives answers, in any order. Whatever happens to a process or a
machine meanwhile becomes an answer too: no task is ever lost. Whoever adds an executor writes
these three methods and hands `work.perform` to the far side.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from reportparse.batch.model import Answer, Task
from reportparse.errors import ReportparseError

Work = Callable[[Task], Answer]


class Executor(Protocol):
    """Runs tasks elsewhere."""

    @property
    def slots(self) -> int:
        """How many tasks can be under way at once."""
        ...

    def submit(self, task: Task) -> None:
        """Take a task over; does not wait."""
        ...

    def collect(self, seconds: float) -> list[tuple[Task, Answer]]:
        """Return what has ended, waiting for the first up to `seconds`; empty if nothing has.

        Raises `WorkersFail` if no work can be done at all.
        """
        ...

    def close(self) -> None:
        """End all processes at once, and the tasks under way with them."""
        ...


class WorkersFail(ReportparseError):  # noqa: N818
    """No worker comes to life."""
