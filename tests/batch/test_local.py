"""Worker processes: what one document does to its process costs that document only."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from reportparse.batch.executors import WorkersFail
from reportparse.batch.local import LocalExecutor
from reportparse.batch.model import (
    Answer,
    Failed,
    Identified,
    Identify,
    Limits,
    Parse,
    Source,
    Task,
)
from tests.batch.made import batch, hostile, records, write_dumps

LIMITS = Limits(seconds=10.0, megabytes=512)

CASES = [
    ("segfault.txt", "crashed", "killed by SIGSEGV"),
    ("exit.txt", "crashed", "exit code 3"),
    ("hang.txt", "timeout", "longer than 10 seconds"),
    pytest.param(
        "memory.txt",
        "memory",
        "more memory was needed",
        marks=pytest.mark.skipif(sys.platform != "linux", reason="no such limit here"),
    ),
]


@pytest.mark.parametrize(("name", "status", "reason"), CASES)
def test_a_document_that_ends_its_process_costs_only_itself(
    name: str, status: str, reason: str, tmp_path: Path
) -> None:
    write_dumps(tmp_path / "in", 5)
    (tmp_path / "in" / name).write_bytes(b"1. Text.\n")
    totals = batch(tmp_path / "in", tmp_path / "out", limits=LIMITS, hurt=True)
    found = records(tmp_path / "out")
    assert len(found) == 6
    assert {one.status for key, one in found.items() if key != name} == {"done"}
    assert found[name].status == status
    assert reason in str(found[name].reason)
    assert [Path(record.source).name for record in totals.failed] == [name]


def test_many_bad_documents_in_a_row_do_not_stop_the_run(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 2)
    for number in range(8):
        (tmp_path / "in" / f"exit-{number}.txt").write_bytes(b"1. Text.\n")
    totals = batch(tmp_path / "in", tmp_path / "out", jobs=1, hurt=True)
    assert (totals.counts["done"], totals.counts["crashed"]) == (2, 8)


def _pid(task: Task) -> Answer:
    return Identified(str(os.getpid()), 0)


def _tasks(count: int) -> list[Identify]:
    return [Identify(number, Source(f"{number}", f"{number}"), "") for number in range(count)]


def _all(executor: LocalExecutor, count: int, seconds: float = 60.0) -> list[Answer]:
    answers: list[Answer] = []
    end = time.monotonic() + seconds
    while len(answers) < count and time.monotonic() < end:
        answers += [answer for _, answer in executor.collect(0.1)]
    return answers


def test_a_worker_makes_way_after_its_share_of_documents() -> None:
    executor = LocalExecutor(1, Limits(documents=3), _pid)
    try:
        for number in range(9):
            source = Source(f"{number}", f"{number}")
            executor.submit(Parse(number, source, "", "", ""))
        pids = [answer.sha256 for answer in _all(executor, 9) if isinstance(answer, Identified)]
    finally:
        executor.close()
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 3]


def test_a_worker_killed_from_outside_costs_the_document_in_hand() -> None:
    executor = LocalExecutor(1, Limits(seconds=60.0), hostile)
    try:
        executor.submit(Identify(0, Source("hang", "hang"), ""))
        while executor._workers == [] or executor._workers[0].task is None:
            executor.collect(0.05)
        os.kill(int(executor._workers[0].process.pid or 0), signal.SIGKILL)
        (answer,) = _all(executor, 1)
    finally:
        executor.close()
    assert answer == Failed("crashed", "the process that parsed it ended (killed by SIGKILL)")


def test_an_idle_worker_that_is_killed_costs_nothing() -> None:
    executor = LocalExecutor(1, Limits(), _pid)
    try:
        for task in _tasks(1):
            executor.submit(task)
        (first,) = _all(executor, 1)
        os.kill(int(executor._workers[0].process.pid or 0), signal.SIGKILL)
        time.sleep(0.2)
        for task in _tasks(1):
            executor.submit(task)
        (second,) = _all(executor, 1)
    finally:
        executor.close()
    assert isinstance(first, Identified)
    assert isinstance(second, Identified)
    assert first != second


@pytest.mark.skipif(sys.platform != "linux", reason="no such limit here")
def test_workers_that_cannot_start_end_the_run_with_a_reason() -> None:
    executor = LocalExecutor(2, Limits(megabytes=1), _pid)
    try:
        for task in _tasks(3):
            executor.submit(task)
        with pytest.raises(WorkersFail, match="memory allowed may be too small"):
            _all(executor, 3)
    finally:
        executor.close()


def test_close_ends_work_that_is_under_way() -> None:
    executor = LocalExecutor(1, Limits(), hostile)
    executor.submit(Identify(0, Source("hang", "hang"), ""))
    while executor._workers == [] or executor._workers[0].task is None:
        executor.collect(0.05)
    pid = int(executor._workers[0].process.pid or 0)
    started = time.monotonic()
    executor.close()
    assert time.monotonic() - started < 5
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
