"""Stops in the middle: a second run ends where an undisturbed one does, byte for byte.

The command runs in a process of its own and is really killed, or really has no room to write.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.batch.made import batch, contents, dump, write_dumps
from tests.conftest import ROOT

COUNT = 24
WAIT = 60.0

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs") / "in"
    write_dumps(folder, COUNT, paragraphs=12)
    (folder / "zz-copy.txt").write_bytes((folder / "report-0003.txt").read_bytes())
    (folder / "zz-empty.txt").write_bytes(b"")
    (folder / "zz-long.txt").write_bytes(dump(COUNT, paragraphs=60))
    return folder


@pytest.fixture(scope="module")
def wanted(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("wanted") / "out"
    batch(inputs, out)
    return contents(out)


def _start(
    inputs: Path, out: Path, before: Callable[[], None] | None = None
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "reportparse", "batch", str(inputs), "-o", str(out), "--jobs", "2"],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        preexec_fn=before,
        start_new_session=True,
    )


def _wait_for_reports(out: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + WAIT
    while len(list(out.glob("reports/*/*.json"))) < count:
        assert process.poll() is None, "the run ended before it could be disturbed"
        assert time.monotonic() < end
        time.sleep(0.005)


def _below(pid: int) -> Iterator[int]:
    """Yield the processes below a process."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        if parent == pid:
            yield int(path.parent.name)
            yield from _below(int(path.parent.name))


def _workers(pid: int) -> list[int]:
    """The workers of a run: processes of the process that it forks from."""
    return [worker for child in _below(pid) for worker in _below(child)]


def _check_only_whole_files(out: Path) -> None:
    """Nothing that has a final name is half written."""
    for path in out.glob("reports/*/*.json"):
        assert json.loads(path.read_bytes())["source"]["sha256"] == path.name[:64]


def _finish(inputs: Path, out: Path) -> None:
    with _start(inputs, out) as process:
        _, told = process.communicate(timeout=WAIT * 2)
    assert process.returncode == 3, told.decode()  # the empty file


def _kill_a_worker(pid: int) -> None:
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        for worker in _workers(pid):
            try:
                os.kill(worker, signal.SIGKILL)
            except ProcessLookupError:
                continue
            return
    pytest.fail("there was no worker to kill")


@pytest.mark.parametrize("reports", [1, 9, 17])
def test_the_run_itself_is_killed(
    reports: int, inputs: Path, wanted: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with _start(inputs, out) as process:
        _wait_for_reports(out, reports, process)
        below = list(_below(process.pid))
        process.kill()
        process.communicate()
    _check_only_whole_files(out)
    _finish(inputs, out)
    assert contents(out) == wanted
    assert below
    for pid in below:
        assert _is_gone(pid)


def _is_gone(pid: int) -> bool:
    """Tell whether a process has ended; one that nobody has waited for yet has ended too."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state in ("Z", "X")


def test_workers_are_killed(inputs: Path, wanted: dict[str, bytes], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with _start(inputs, out) as process:
        for reports in (2, 8, 14):
            _wait_for_reports(out, reports, process)
            _kill_a_worker(process.pid)
        _, told = process.communicate(timeout=WAIT * 2)
    assert process.returncode == 3
    _check_only_whole_files(out)
    assert f"{COUNT + 3} sources" in told.decode()
    _finish(inputs, out)
    assert contents(out) == wanted


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_run_is_asked_to_stop(
    number: signal.Signals, inputs: Path, wanted: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with _start(inputs, out) as process:
        _wait_for_reports(out, 5, process)
        os.killpg(process.pid, number)  # as a terminal and most schedulers do
        _, told = process.communicate(timeout=WAIT)
    assert process.returncode == 130
    assert told.decode().splitlines()[-1].startswith("reportparse: stopped; run the same command")
    assert "Traceback" not in told.decode()
    _finish(inputs, out)
    assert contents(out) == wanted


def test_a_full_disk(inputs: Path, wanted: dict[str, bytes], tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    size = sum(map(len, wanted.values())) // 2
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)],
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk cannot be mounted here")
    try:
        out = disk / "out"
        with _start(inputs, out) as process:
            _, told = process.communicate(timeout=WAIT)
        assert process.returncode == 1
        assert "no space left on device" in told.decode()
        assert "Traceback" not in told.decode()
        _check_only_whole_files(out)
        assert 0 < len(list(out.glob("reports/*/*.json"))) < COUNT
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        _finish(inputs, out)
        assert contents(out) == wanted
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_file_that_may_not_grow(inputs: Path, wanted: dict[str, bytes], tmp_path: Path) -> None:
    """The same where no disk can be mounted: the longest report does not fit, all others do."""
    most = max(len(data) for name, data in wanted.items() if name.startswith("reports/"))
    out = tmp_path / "out"

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most - 1, most))

    with _start(inputs, out, small) as process:
        _, told = process.communicate(timeout=WAIT)
    assert process.returncode == 1
    assert "file too large" in told.decode()
    _check_only_whole_files(out)
    _finish(inputs, out)
    assert contents(out) == wanted
