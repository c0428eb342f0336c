"""Batches on Dask: real workers, really killed; the end is that of a run on one machine."""

from __future__ import annotations

import contextlib
import multiprocessing.forkserver
import multiprocessing.resource_tracker
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra dask is not installed")
pytest.importorskip("sqlalchemy", reason="the extra db is not installed")

import dask.config
import psutil

from reportparse.batch.cluster import DaskExecutor
from reportparse.batch.executors import Executor, WorkersFail
from reportparse.batch.local import LocalExecutor
from reportparse.batch.manifest import read_manifest
from reportparse.batch.model import Identify, Limits, Record, Source
from reportparse.batch.run import Totals, run_batch
from reportparse.batch.sources import gather
from reportparse.batch.station import Errand, _Shelf, answer, run_errand
from reportparse.batch.work import perform
from reportparse.commands.batch import _loading
from reportparse.storage import canonical, connect
from reportparse.version import VERSION
from tests.batch.made import contents, deadly, dump, hostile, records, write_dumps
from tests.conftest import ROOT
from tests.pages.rawpdf import locked_pdf, picture_pdf
from tests.test_bad_input import run

COUNT = 16
WAIT = 60.0
LIMITS = Limits(seconds=10.0, megabytes=512)
MARK = "REPORTPARSE_TEST_MARK"
End = tuple[dict[str, bytes], list[str]]
"""What a run leaves: its files, and the lines of its database."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


@pytest.fixture(scope="module", autouse=True)
def _shared_processes(_paths_of_workers: None) -> None:
    """Start now what all local executors of this process share, and what stays."""
    LocalExecutor(1, LIMITS).close()
    multiprocessing.forkserver.ensure_running()
    multiprocessing.resource_tracker.ensure_running()


@pytest.fixture(autouse=True)
def _nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every process that a test starts, however far down, is gone soon after."""
    mark = uuid.uuid4().hex
    monkeypatch.setenv(MARK, mark)
    monkeypatch.setenv("DASK_TEMPORARY_DIRECTORY", str(tmp_path))
    with dask.config.set({"temporary-directory": str(tmp_path)}):
        yield
    end = time.monotonic() + 10
    while (left := _marked(mark)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not left


def _marked(mark: str) -> list[int]:
    """Return the processes that have inherited a mark; those that have ended have none."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if f"{MARK}={mark}".encode() in path.read_bytes() and path.parts[2] != str(os.getpid()):
                found.append(int(path.parts[2]))
    return found


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good documents and damaged ones."""
    folder = tmp_path_factory.mktemp("plain") / "in"
    write_dumps(folder, COUNT, paragraphs=12)
    # The first and the last: which of two copies is read first is then no matter of chance.
    (folder / "a-report.txt").write_bytes(dump(COUNT, 12))
    (folder / "zz-copy.txt").write_bytes(dump(COUNT, 12))
    (folder / "zz-empty.txt").write_bytes(b"")
    (folder / "locked.pdf").write_bytes(locked_pdf("1. Text.", "geheim"))
    (folder / "pictures.pdf").write_bytes(picture_pdf())
    (folder / "cut.pdf").write_bytes(picture_pdf()[:200])
    (folder / "table.xlsx").write_bytes(b"PK\x03\x04")
    return folder


@pytest.fixture(scope="module")
def mixed(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """These, and documents that crash their process, hang, or eat memory."""
    folder = tmp_path_factory.mktemp("mixed") / "in"
    shutil.copytree(plain, folder)
    for name in ("segfault", "exit", "hang", "memory"):
        (folder / f"{name}.txt").write_bytes(b"1. Text.\n" + name.encode())
    return folder


def _run(folder: Path, out: Path, executor: Executor, watcher: object = None) -> Totals:
    with _loading(f"sqlite:///{out}.db", out, fresh=False) as loading:
        assert loading is not None
        totals = run_batch(
            gather([str(folder)], out),
            out,
            executor,
            watcher=watcher,  # type: ignore[arg-type]
            loader=loading.take,
        )
        loading.settle(read_manifest(out / "manifest.jsonl").values())
    return totals


def _end(out: Path) -> End:
    engine = connect(f"sqlite:///{out}.db")
    lines = list(canonical(engine))
    engine.dispose()
    return contents(out), lines


def _check(out: Path, wanted: End) -> None:
    """The same end, told by the first line that differs."""
    (files, lines), (wanted_files, wanted_lines) = _end(out), wanted
    name = "manifest.jsonl"
    assert files[name].splitlines() == wanted_files[name].splitlines()
    assert {
        key for key in files.keys() | wanted_files if files.get(key) != wanted_files.get(key)
    } == set()
    assert lines == wanted_lines


@pytest.fixture(scope="module")
def wanted(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> End:
    out = tmp_path_factory.mktemp("wanted") / "out"
    totals = _run(plain, out, LocalExecutor(2, LIMITS))
    assert totals.counts == {"done": COUNT + 1, "duplicate": 1, "refused": 4, "skipped": 1}
    end = _end(out)
    assert sum(line.startswith('{"table": "report"') for line in end[1]) == COUNT + 1
    return end


@pytest.fixture(scope="module")
def wanted_of_mixed(mixed: Path, tmp_path_factory: pytest.TempPathFactory) -> End:
    out = tmp_path_factory.mktemp("wanted") / "out"
    totals = _run(mixed, out, LocalExecutor(2, LIMITS, hostile))
    assert (totals.counts["crashed"], totals.counts["timeout"], totals.counts["memory"]) == (
        2,
        1,
        1,
    )
    return _end(out)


class _At:
    """Does something once so many sources are done."""

    def __init__(self, count: int, act: Callable[[], object]) -> None:
        self.left, self.act = count, act
        self.acted: object = None

    def started(self, total: int) -> None:
        assert total > self.left

    def settled(self, record: Record, *, resumed: bool) -> None:
        self.left -= 1
        if self.left == 0:
            self.acted = self.act()

    def tick(self) -> None: ...

    def ended(self) -> None: ...


def _kill_one(executor: DaskExecutor) -> int:
    pid = executor.pids()[0]
    os.kill(pid, signal.SIGKILL)
    return pid


def test_all_kinds_of_documents_while_a_worker_is_killed(
    mixed: Path, wanted_of_mixed: End, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    executor = DaskExecutor(out, LIMITS, jobs=2, work=hostile)
    watcher = _At(8, lambda: _kill_one(executor))
    totals = _run(mixed, out, executor, watcher)
    assert totals.counts.total() == COUNT + 11
    assert isinstance(watcher.acted, int)
    with pytest.raises(ProcessLookupError):
        os.kill(watcher.acted, 0)
    _check(out, wanted_of_mixed)


def test_a_document_that_kills_its_workers_is_given_up_and_no_other(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 6)
    (tmp_path / "in" / "deadly.txt").write_bytes(b"1. Text.\n")
    executor = DaskExecutor(tmp_path / "out", Limits(seconds=30), jobs=1, work=deadly)
    totals = run_batch(gather([str(tmp_path / "in")], tmp_path / "out"), tmp_path / "out", executor)
    assert totals.counts == {"done": 6, "crashed": 1}
    record = records(tmp_path / "out")["deadly.txt"]
    assert record.status == "crashed"
    assert record.reason == "the 3 workers that parsed it died, one after the other"


def _start(folder: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    base = [
        "-m",
        "reportparse",
        "batch",
        str(folder),
        "-o",
        str(out),
        "--db",
        f"sqlite:///{out}.db",
    ]
    return subprocess.Popen(
        [sys.executable, *base, *options], stderr=subprocess.PIPE, start_new_session=True
    )


def _wait_for_reports(out: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + WAIT
    while len(list(out.glob("reports/*/*.json"))) < count:
        assert process.poll() is None, "the run ended before it could be disturbed"
        assert time.monotonic() < end
        time.sleep(0.01)


LOCAL = ("--executor", "local", "--jobs", "2")
DASK = ("--executor", "dask", "--jobs", "2")


@pytest.mark.parametrize(("first", "second"), [(DASK, LOCAL), (LOCAL, DASK)], ids=["dask", "local"])
def test_a_killed_run_is_finished_by_the_other_executor(
    first: tuple[str, ...], second: tuple[str, ...], plain: Path, wanted: End, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with _start(plain, out, *first) as process:
        _wait_for_reports(out, 6, process)
        process.kill()
        process.communicate()
    result = run("batch", plain, "-o", out, "--db", f"sqlite:///{out}.db", *second)
    assert result.exit_code == 3
    assert "by an earlier run" in result.stderr
    _check(out, wanted)


def test_a_stop_by_the_terminal(plain: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with _start(plain, out, *DASK, "-q") as process:
        _wait_for_reports(out, 3, process)
        started = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=WAIT)
    assert process.returncode == 130
    assert time.monotonic() - started < 10
    assert told.decode() == "reportparse: stopped; run the same command again to go on\n"
    assert not list(out.glob(".*.part"))


class _Cluster:
    """A scheduler, and workers that a test starts and ends, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.processes = folder, list[subprocess.Popen[bytes]]()
        self.address = ""

    def start(self) -> _Cluster:
        file = self.folder / "scheduler.json"
        self.scheduler = self._spawn(
            *("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
            *("--dashboard-address", "127.0.0.1:0", "--scheduler-file", str(file)),
        )
        end = time.monotonic() + WAIT
        while not (file.exists() and "tcp://" in file.read_text(encoding="utf-8")):
            assert time.monotonic() < end
            assert self.scheduler.poll() is None
            time.sleep(0.02)
        self.address = (
            file.read_text(encoding="utf-8").partition('"address": "')[2].partition('"')[0]
        )
        return self

    def worker(self, threads: int = 1, path: str = "", before: str = "") -> subprocess.Popen[bytes]:
        return self._spawn(
            *("dask_worker", self.address, "--no-nanny", "--no-dashboard"),
            *("--nthreads", str(threads), "--memory-limit", "0", "--host", "127.0.0.1"),
            path=path,
            before=before,
        )

    def _spawn(
        self, name: str, *options: str, path: str = "", before: str = ""
    ) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{name}", *options]
        if before:
            command = ["unshare", "--mount", "sh", "-c", f'{before} && exec "$@"', "sh", *command]
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env={**os.environ, **({"PYTHONPATH": path} if path else {})},
        )
        self.processes.append(process)
        return process

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[_Cluster]:
    cluster = _Cluster(tmp_path)
    try:
        yield cluster.start()
    finally:
        cluster.end()


def test_a_cluster_with_an_address(
    plain: Path, wanted: End, cluster: _Cluster, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    cluster.worker()
    cluster.worker(threads=2)
    at = ("--executor", "dask", "--scheduler", cluster.address)
    result = run("batch", plain, "-o", out, "--db", f"sqlite:///{out}.db", *at)
    assert result.exit_code == 3, result.stderr
    _check(out, wanted)
    # Once more, with a worker of two threads killed; the scheduler is one that tries again itself.
    again = tmp_path / "again"
    executor = DaskExecutor(again, LIMITS, address=cluster.address)
    _run(plain, again, executor, _At(5, cluster.processes[2].kill))
    _check(again, wanted)


def test_workers_that_are_all_lost_and_a_scheduler_that_is_lost(
    plain: Path, wanted: End, cluster: _Cluster, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    worker = cluster.worker()
    executor = DaskExecutor(out, LIMITS, address=cluster.address, patience=2.0)
    with pytest.raises(
        WorkersFail, match=r"no worker at tcp.* for 2 seconds; the next run goes on"
    ):
        _run(plain, out, executor, _At(5, worker.kill))
    cluster.worker()
    executor = DaskExecutor(out, LIMITS, address=cluster.address)
    with pytest.raises(WorkersFail, match=r"tcp.* does not answer any more; the next run goes on"):
        _run(plain, out, executor, _At(10, cluster.scheduler.kill))
    assert _run(plain, out, LocalExecutor(2, LIMITS)).resumed >= 5
    _check(out, wanted)


def test_a_run_that_ends_leaves_nothing_running_on_the_cluster(
    cluster: _Cluster, tmp_path: Path
) -> None:
    worker = psutil.Process(cluster.worker().pid)
    executor = DaskExecutor(tmp_path, Limits(), address=cluster.address, work=hostile)
    try:
        executor.submit(Identify(0, Source("hang", "hang"), ""))
        end = time.monotonic() + WAIT
        while not _parsing(worker) and time.monotonic() < end:
            assert executor.collect(0.1) == []
        time.sleep(0.5)
        assert _parsing(worker)
    finally:
        executor.close()
    end = time.monotonic() + 10
    while _parsing(worker) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _parsing(worker)
    assert worker.is_running()


def _parsing(worker: psutil.Process) -> list[psutil.Process]:
    """The processes in which a Dask worker parses; another child of it forks them."""
    return [own for child in worker.children() for own in child.children()]


HIDDEN = """
import sys

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "reportparse":
            raise ModuleNotFoundError("No module named 'reportparse'", name="reportparse")

sys.meta_path.insert(0, Hidden())
"""
"""A Python in which this program is not installed, also where it is."""


def test_workers_without_this_program_end_the_run(cluster: _Cluster, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(HIDDEN, encoding="utf-8")
    cluster.worker(path=str(tmp_path))
    write_dumps(tmp_path / "in", 1)
    at = ("--executor", "dask", "--scheduler", cluster.address, "-q")
    result = run("batch", tmp_path / "in", "-o", tmp_path / "out", *at)
    assert (result.exit_code, result.stderr) == (
        1,
        f"reportparse: the workers of {cluster.address} cannot run reportparse {VERSION}"
        " (ModuleNotFoundError: No module named 'reportparse')\n",
    )


def test_a_worker_of_another_version_is_refused(cluster: _Cluster, tmp_path: Path) -> None:
    tree = tmp_path / "old"
    shutil.copytree(ROOT / "src", tree, ignore=shutil.ignore_patterns("__pycache__"))
    (tree / "reportparse" / "version.py").write_text('VERSION = "0.0.9"\n', encoding="utf-8")
    cluster.worker(path=str(tree))
    write_dumps(tmp_path / "in", 2)
    at = ("--executor", "dask", "--scheduler", cluster.address, "-q")
    result = run("batch", tmp_path / "in", "-o", tmp_path / "out", *at)
    assert result.exit_code == 1
    assert result.stderr == (
        f"reportparse: a worker of {cluster.address} can do nothing: it has reportparse 0.0.9,"
        f" the run {VERSION}; install the same version there\n"
    )
    assert not list((tmp_path / "out").glob("reports/*/*"))


def _can_hide_folders() -> bool:
    command = ["unshare", "--mount", "true"]
    return (
        shutil.which("unshare") is not None
        and not subprocess.run(command, capture_output=True, check=False).returncode
    )


needs_hiding = pytest.mark.skipif(not _can_hide_folders(), reason="no folder can be hidden here")


@needs_hiding
@pytest.mark.parametrize(
    ("hidden", "words"),
    [("out", "it does not see the output folder"), ("in", "does not see ")],
)
def test_a_worker_that_does_not_see_the_files_ends_the_run(
    hidden: str, words: str, cluster: _Cluster, tmp_path: Path
) -> None:
    write_dumps(tmp_path / "in", 2)
    (tmp_path / "out").mkdir()
    cluster.worker(before=f"mount -t tmpfs tmpfs '{tmp_path / hidden}'")
    at = ("--executor", "dask", "--scheduler", cluster.address)
    result = run("batch", tmp_path / "in", "-o", tmp_path / "out", *at)
    assert result.exit_code == 1
    assert words in result.stderr
    assert "on a file system that all machines share\n" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("tcp://127.0.0.1:9", "no Dask scheduler answers at tcp://127.0.0.1:9"),
        ("nonsense://x", "nonsense://x is no address of a Dask scheduler"),
    ],
)
def test_an_address_where_no_scheduler_is(
    address: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportparse.batch.cluster.CONNECT_SECONDS", 0.5)
    write_dumps(tmp_path / "in", 1)
    at = ("--executor", "dask", "--scheduler", address)
    result = run("batch", tmp_path / "in", "-o", tmp_path / "out", *at)
    assert (result.exit_code, result.stderr) == (1, f"reportparse: {words}\n")
    assert not list((tmp_path / "out").glob(".*.part"))


def test_an_executor_that_is_not_used_starts_nothing(tmp_path: Path) -> None:
    executor = DaskExecutor(tmp_path / "out", LIMITS, address="tcp://127.0.0.1:9")
    executor.close()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--scheduler", "tcp://x:1"), "--scheduler needs --executor dask"),
        (("--executor", "dask", "--scheduler", "tcp://x:1", "--jobs", "2"), "--jobs is for this"),
    ],
)
def test_options_that_do_not_go_together(
    options: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    result = run("batch", tmp_path, "-o", tmp_path / "out", *options)
    assert result.exit_code == 2
    assert words in result.stderr


def test_without_dask_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    write_dumps(tmp_path / "in", 1)
    result = run("batch", tmp_path / "in", "-o", tmp_path / "out", "--executor", "dask")
    assert (result.exit_code, result.stderr) == (
        2,
        "reportparse: Dask is not installed; install the optional part:"
        " pip install 'reportparse[dask]'\n",
    )


def _errand(name: str, token: Path) -> Errand:
    return Errand(Identify(0, Source(name, name), ""), LIMITS, hostile, str(token))


def test_an_answer_that_nobody_wants_any_more_is_not_waited_for(tmp_path: Path) -> None:
    started = time.monotonic()
    told = answer(_errand("hang", tmp_path), lambda: time.monotonic() < started + 0.5)
    assert told == "the run is over"
    assert time.monotonic() - started < LIMITS.seconds


def test_a_warm_process_is_used_again_and_ended_when_idle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportparse.batch.station.IDLE_SECONDS", 0.2)
    shelf = _Shelf()
    first = shelf.take(LIMITS, perform)
    shelf.put(LIMITS, perform, first)
    assert shelf.take(Limits(), perform) is not first
    assert shelf.take(LIMITS, perform) is first
    first.submit(Identify(0, Source("none", "none"), ""))
    while not first.collect(0.1):
        pass
    (pid,) = first.pids()
    shelf.put(LIMITS, perform, first)
    end = time.monotonic() + WAIT
    while first.pids() and time.monotonic() < end:
        time.sleep(0.05)
    assert shelf.take(LIMITS, perform) is not first
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_another_version_is_told_before_anything_is_opened() -> None:
    assert "install the same version there" in str(run_errand("0.0.9", b"no pickle"))
