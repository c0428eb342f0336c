"""Small reports to run in batches, and work that goes wrong on purpose."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from unittest.mock import patch

from reportparse.batch.local import LocalExecutor
from reportparse.batch.manifest import canonical, read_manifest
from reportparse.batch.model import Answer, Limits, Record, Source, Task
from reportparse.batch.run import Totals, run_batch
from reportparse.batch.sources import gather
from reportparse.batch.work import perform

MEBIBYTE = 1 << 20


def dump(number: int, paragraphs: int = 2) -> bytes:
    """Return a small dump of its own content for each number."""
    lines = ["一. 导言", ""]
    for own in range(1, paragraphs + 1):
        lines += [f"{own}. 第{number}号报告介绍执行理事会在报告期内的工作。", ""]
    return "\n".join(lines).encode()


def table(number: int, rows: int) -> bytes:
    """Return the print of a table whose figures depend on the number: three columns and a total."""
    figures = [
        (100 + (number * 7 + row * 13) % 800, 10 + (number + row) % 80) for row in range(rows)
    ]
    lines = ["", "表1", "报告期内提交的申请数量", "", "申请 提交的申请数 已完成的申请数", ""]
    lines += [f"第{row + 1}类活动：发放 {one} {two}" for row, (one, two) in enumerate(figures)]
    lines += [f"总计 {sum(one for one, _ in figures)} {sum(two for _, two in figures)}", ""]
    return "\n".join(lines).encode()


def write_dumps(folder: Path, count: int, paragraphs: int = 2, rows: int = 0) -> list[Path]:
    """Write small dumps, each with a table of `rows` rows if any are wanted."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"report-{number:04}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(dump(number, paragraphs) + (table(number, rows) if rows else b""))
    return paths


def hoard(source: Source) -> bytes:
    """Ask for more memory than there is."""
    return b"".join(bytearray(MEBIBYTE) for _ in range(100_000))


def hostile(task: Task) -> Answer:
    """Do what the name of the file says; else work as always."""
    name = Path(task.source.name).name
    if name.startswith("segfault"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if name.startswith("exit"):
        os._exit(3)
    if name.startswith("hang"):
        time.sleep(600)
    if name.startswith("memory"):
        with patch("reportparse.batch.work._bytes_of", hoard):
            return perform(task)
    if name.startswith("slow"):
        time.sleep(0.2)
    return perform(task)


def deadly(task: Task) -> Answer:
    """Kill more than the own process: the worker of Dask that started it."""
    if Path(task.source.name).name.startswith("deadly"):
        os.kill(parent_of(os.getppid()), signal.SIGKILL)
        time.sleep(600)
    return hostile(task)


def parent_of(pid: int) -> int:
    """Return the process that started a process; Linux only."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def batch(
    source: Path,
    out: Path,
    *,
    jobs: int = 2,
    limits: Limits | None = None,
    fresh: bool = False,
    hurt: bool = False,
) -> Totals:
    """Run a batch over one folder, here."""
    return run_on([str(source)], out, jobs=jobs, limits=limits, fresh=fresh, hurt=hurt)


def run_on(
    names: list[str],
    out: Path,
    *,
    jobs: int = 2,
    limits: Limits | None = None,
    fresh: bool = False,
    hurt: bool = False,
) -> Totals:
    """Run a batch over what the names stand for."""
    executor = LocalExecutor(jobs, limits or Limits(), hostile if hurt else perform)
    return run_batch(gather(names, out), out, executor, fresh=fresh)


def records(out: Path) -> dict[str, Record]:
    """Return the records of a manifest by the bare names of their sources."""
    manifest = read_manifest(out / "manifest.jsonl")
    return {Path(name).name: record for name, record in manifest.items()}


def contents(out: Path) -> dict[str, bytes]:
    """Return everything that a run leaves, the manifest in its canonical form."""
    left = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }
    left["manifest.jsonl"] = canonical(read_manifest(out / "manifest.jsonl").values())
    return left
