"""Many small dumps in one run: rate per core, and memory of the run and its workers on the way.

    python bench/batch.py [COUNT] [JOBS]

Memory is what a process holds in main memory alone (private pages, from /proc), so that what
workers share with the process that they are forked from is not counted for each of them.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.batch.made import write_dumps

from reportparse.batch.local import LocalExecutor
from reportparse.batch.manifest import read_manifest
from reportparse.batch.model import Limits, Record
from reportparse.batch.run import run_batch
from reportparse.batch.sources import gather

COUNT = 2000
JOBS = 1
PARAGRAPHS = 12
LINES = 10
# Documents between two looks at the memory; a line tells the most since the line before.
LOOK = 10
MEBIBYTE_KIB = 1024


def private(pid: int) -> float:
    """Return the private memory of a process in MiB; 0 if it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    kept = (line.split() for line in lines if line.startswith(("Private_Clean", "Private_Dirty")))
    return sum(int(words[1]) for words in kept) / MEBIBYTE_KIB


class Sampler:
    """A watcher that prints the memory of all processes at even distances."""

    def __init__(self, executor: LocalExecutor) -> None:
        self.executor = executor
        self.count, self.every, self.most = 0, 1, 0.0
        self.begin = time.monotonic()

    def started(self, total: int) -> None:
        self.every = max(1, total // LINES)

    def settled(self, record: Record, *, resumed: bool) -> None:
        self.count += 1
        if self.count == 1:
            self.begin = time.monotonic()
        if self.count % LOOK == 0:
            self.most = max([self.most, *map(private, self.executor.pids())])
        if self.count % self.every == 0:
            seconds = time.monotonic() - self.begin
            print(
                f"{self.count:6} documents, {self.count / seconds:6.1f} a second,"
                f" run {private(os.getpid()):5.1f} MiB, largest worker {self.most:5.1f} MiB",
                flush=True,
            )
            self.most = 0.0

    def tick(self) -> None: ...

    def ended(self) -> None: ...


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else JOBS
    with tempfile.TemporaryDirectory() as folder:
        write_dumps(Path(folder) / "in", count, PARAGRAPHS)
        out = Path(folder) / "out"
        executor = LocalExecutor(jobs, Limits())
        sources = gather([str(Path(folder) / "in")], out)
        totals = run_batch(sources, out, executor, watcher=Sampler(executor))
        records = read_manifest(out / "manifest.jsonl").values()
        parsing = sum(record.seconds or 0.0 for record in records)
        rate = count / totals.seconds
        print(
            f"{dict(totals.counts)} in {totals.seconds:.1f} s: {rate:.1f} a second,"
            f" {rate / jobs:.1f} per worker; parsing alone {parsing:.1f} s"
        )
        started = time.monotonic()
        again = run_batch(sources, out, LocalExecutor(jobs, Limits()))
        print(f"again, {again.resumed} resumed: {time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    main()
