"""Many small dumps through the command, with a database: rate, and memory on the way.

    python bench/batch.py [COUNT] [JOBS]

The command runs in a process of its own, as a user runs it, and is watched from outside. Memory is
what a process holds in main memory alone (private pages, from /proc), so that what workers share
with the process that they are forked from is not counted for each of them.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.batch.made import write_dumps

COUNT = 2000
JOBS = 1
PARAGRAPHS = 12
ROWS = 10
LINES = 10
# Seconds between two looks; a line tells the most since the line before.
LOOK = 0.5
MEBIBYTE_KIB = 1024


def private(pid: int) -> float:
    """Return the private memory of a process in MiB; 0 if it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    kept = (line.split() for line in lines if line.startswith(("Private_Clean", "Private_Dirty")))
    return sum(int(words[1]) for words in kept) / MEBIBYTE_KIB


def children(pid: int) -> Iterator[int]:
    """Yield all processes below a process."""
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = [int(word) for word in path.read_text().split()]
        except OSError:
            continue
        for child in found:
            yield child
            yield from children(child)


def worked(pid: int) -> float:
    """Return the seconds of processor time of a process and of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


class Settled:
    """Counts the lines of a manifest that grows."""

    def __init__(self, path: Path) -> None:
        self.path, self.read, self.lines = path, 0, 0

    def count(self) -> int:
        if self.path.exists():
            with self.path.open("rb") as file:
                file.seek(self.read)
                data = file.read()
            self.read += len(data)
            self.lines += data.count(b"\n")
        return self.lines


def watched(command: list[str], manifest: Path, count: int) -> tuple[float, float]:
    """Run the command and print how it goes; return its seconds and those of its processors."""
    settled, most, told = Settled(manifest), 0.0, 0
    work = 0.0
    begin = time.monotonic()
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            time.sleep(LOOK)
            below = list(children(process.pid))
            most = max([most, *map(private, below)])
            work = max(work, sum(map(worked, [process.pid, *below])))
            done = settled.count()
            if done // max(1, count // LINES) > told:
                told = done // max(1, count // LINES)
                print(
                    f"{done:6} documents, {done / (time.monotonic() - begin):6.1f} a second,"
                    f" run {private(process.pid):5.1f} MiB, largest worker {most:5.1f} MiB",
                    flush=True,
                )
                most = 0.0
    assert process.returncode == 0
    return time.monotonic() - begin, work


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else JOBS
    with tempfile.TemporaryDirectory() as folder:
        write_dumps(Path(folder) / "in", count, PARAGRAPHS, ROWS)
        out = Path(folder) / "out"
        command = [sys.executable, "-m", "reportparse", "batch", str(Path(folder) / "in")]
        command += ["-o", str(out), "--jobs", str(jobs), "--db"]
        seconds, work = watched(command, out / "manifest.jsonl", count)
        print(
            f"{count} documents in {seconds:.1f} s with {jobs} workers: {count / seconds:.1f} a"
            f" second; {work:.1f} s of one core, {count / work:.1f} a second and core"
        )
        again, _ = watched(command, Path(os.devnull), count)
        print(f"again, nothing to do: {again:.1f} s")
        lines = (out / "manifest.jsonl").read_bytes().splitlines()
        statuses = Counter(json.loads(line)["status"] for line in lines)
        print(f"manifest: {len(lines)} lines, {dict(statuses)}")
        with sqlite3.connect(out / "reports.db") as database:
            for table in ("report", "cell", "block"):
                (found,) = database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()
                print(f"{table}: {found} rows")
        print(f"database: {(out / 'reports.db').stat().st_size / MEBIBYTE_KIB**2:.0f} MiB")


if __name__ == "__main__":
    main()
