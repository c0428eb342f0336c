"""Stops in the middle: a second run ends where an undisturbed one does, byte for byte.

The command runs in a process of its own and is really killed, or really has no room to write.
It fills a database meanwhile, which must come out the same, too, and hold whole reports only.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("sqlalchemy", reason="the extra db is not installed")

from reportparse import storage
from tests.batch.made import contents, dump, write_dumps
from tests.conftest import ROOT

COUNT = 24
WAIT = 60.0
DATABASE = "reports.db"
# Another seed draws other moments.
SEED = int(os.environ.get("REPORTPARSE_SEED", "0"))

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs") / "in"
    write_dumps(folder, COUNT, paragraphs=12, rows=8)
    (folder / "zz-copy.txt").write_bytes((folder / "report-0003.txt").read_bytes())
    (folder / "zz-empty.txt").write_bytes(b"")
    (folder / "zz-long.txt").write_bytes(dump(COUNT, paragraphs=60))
    return folder


@pytest.fixture(scope="module")
def wanted(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("wanted") / "out"
    _finish(inputs, out)
    return _contents(out)


def _contents(out: Path) -> dict[str, bytes]:
    """Everything that a run leaves, the manifest and the database in their canonical forms."""
    left = contents(out)
    left[DATABASE] = "\n".join(_lines(out)).encode()
    return left


def _lines(out: Path) -> list[str]:
    engine = storage.connect(str(out / DATABASE))
    lines = list(storage.canonical(engine))
    engine.dispose()
    return lines


def _start(
    inputs: Path, out: Path, before: Callable[[], None] | None = None, database: str = ""
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "reportparse", "batch", str(inputs)),
            *("-o", str(out), "--jobs", "2", "--db", database or str(out / DATABASE)),
        ],
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


def _check_only_whole_reports(out: Path, wanted: dict[str, bytes]) -> int:
    """Nothing that has a final name is half written; return how many the database has."""
    for path in out.glob("reports/*/*.json"):
        assert json.loads(path.read_bytes())["source"]["sha256"] == path.name[:64]
    if not (out / DATABASE).exists():
        return 0
    whole = _by_report(wanted[DATABASE].decode().splitlines())
    found = _by_report(_lines(out))
    assert found == {report: whole[report] for report in found}
    return len(found)


def _by_report(lines: list[str]) -> dict[str, list[dict[str, object]]]:
    """The rows of each report; its file name is settled at the end of a run only."""
    found: dict[str, list[dict[str, object]]] = {}
    for line in lines:
        row = json.loads(line)
        row.pop("file_name", None)
        found.setdefault(row["report_id"], []).append(row)
    return found


def _finish(inputs: Path, out: Path, database: str = "") -> None:
    with _start(inputs, out, database=database) as process:
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


@pytest.mark.parametrize("reports", [1, 17])
def test_the_run_itself_is_killed(
    reports: int, inputs: Path, wanted: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with _start(inputs, out) as process:
        _wait_for_reports(out, reports, process)
        below = list(_below(process.pid))
        process.kill()
        process.communicate()
    _check_only_whole_reports(out, wanted)
    _finish(inputs, out)
    assert _contents(out) == wanted
    assert below
    for pid in below:
        assert _is_gone(pid)


def test_the_run_is_killed_again_and_again(
    inputs: Path, wanted: dict[str, bytes], tmp_path: Path
) -> None:
    """At drawn moments, each counted from the report that the kill before had let through."""
    out, random = tmp_path / "out", Random(SEED)
    for _ in range(3):
        with _start(inputs, out) as process:
            before = len(list(out.glob("reports/*/*.json")))
            _wait_for_reports(out, min(before + random.randint(1, 6), COUNT), process)
            time.sleep(random.random() * 0.1)
            process.kill()
            process.communicate()
        _check_only_whole_reports(out, wanted)
    _finish(inputs, out)
    assert _contents(out) == wanted


def test_the_run_is_killed_inside_transactions(
    inputs: Path, wanted: dict[str, bytes], tmp_path: Path
) -> None:
    """The journal of SQLite is there exactly while a report is being written."""
    out, kept = tmp_path / "out", 0
    for _ in range(2):
        with _start(inputs, out) as process:
            end = time.monotonic() + WAIT
            while not (kept < len(list(out.glob("reports/*/*.json"))) and _is_writing(out)):
                assert process.poll() is None, "the run ended before it could be disturbed"
                assert time.monotonic() < end
            process.kill()
            process.communicate()
        kept = len(list(out.glob("reports/*/*.json")))
        _check_only_whole_reports(out, wanted)
    _finish(inputs, out)
    assert _contents(out) == wanted


def _is_writing(out: Path) -> bool:
    return (out / f"{DATABASE}-journal").exists()


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
    _check_only_whole_reports(out, wanted)
    assert f"{COUNT + 3} sources" in told.decode()
    _finish(inputs, out)
    assert _contents(out) == wanted


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
    assert _contents(out) == wanted


@pytest.mark.parametrize("part", [0.25, 0.7])
def test_a_full_disk(part: float, inputs: Path, wanted: dict[str, bytes], tmp_path: Path) -> None:
    """It holds the reports and the database, and has room for this part of what they need."""
    disk = tmp_path / "disk"
    disk.mkdir()
    files = sum(len(data) for name, data in wanted.items() if name != DATABASE)
    size = int((files + len(wanted[DATABASE])) * part)
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
        last = told.decode().splitlines()[-1]
        assert re.search("no space left on device|database or disk is full", last), last
        assert "Traceback" not in told.decode()
        assert _check_only_whole_reports(out, wanted) < COUNT
        assert 0 < len(list(out.glob("reports/*/*.json"))) < COUNT + 1
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        _finish(inputs, out)
        assert _contents(out) == wanted
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_file_that_may_not_grow(inputs: Path, wanted: dict[str, bytes], tmp_path: Path) -> None:
    """The same where no disk can be mounted: the database does not fit, all reports do."""
    most = max(len(data) for name, data in wanted.items() if name.startswith("reports/"))
    # Its lines are longer than its file, which has names of columns once only.
    size = len(wanted[DATABASE]) * 2 // 3
    out = tmp_path / "out"
    assert most < size

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    with _start(inputs, out, small) as process:
        _, told = process.communicate(timeout=WAIT)
    assert process.returncode == 1
    last = told.decode().splitlines()[-1]
    assert last.startswith("reportparse: the database refuses: "), last
    assert "Traceback" not in told.decode()
    assert 0 < _check_only_whole_reports(out, wanted) < COUNT
    _finish(inputs, out)
    assert _contents(out) == wanted


def test_a_report_that_may_not_grow(inputs: Path, wanted: dict[str, bytes], tmp_path: Path) -> None:
    """The longest report does not fit, all others do; the database lies elsewhere."""
    most = max(len(data) for name, data in wanted.items() if name.startswith("reports/"))
    out = tmp_path / "out"

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most - 1, most))

    with _start(inputs, out, small, database="sqlite://") as process:
        _, told = process.communicate(timeout=WAIT)
    assert process.returncode == 1
    assert "file too large" in told.decode()
    _check_only_whole_reports(out, wanted)
    _finish(inputs, out)
    assert _contents(out) == wanted
