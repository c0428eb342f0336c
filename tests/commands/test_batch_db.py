"""`batch --db`: every report that is parsed is loaded, once, whatever stopped in between."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.made import write_dumps
from tests.test_bad_input import run

pytest.importorskip("sqlalchemy", reason="the extra db is not installed")

from reportparse.storage import canonical, connect

ROOT = Path(__file__).resolve().parents[2]


def names(path: Path) -> list[str]:
    with sqlite3.connect(path) as database:
        return sorted(name for (name,) in database.execute("select file_name from report"))


def lines(path: Path) -> list[str]:
    engine = connect(f"sqlite:///{path}")
    found = list(canonical(engine))
    engine.dispose()
    return found


def test_reports_go_into_the_database_of_the_output_folder(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 3)
    result = run("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1, "--db")
    assert (result.exit_code, result.stdout) == (0, "")
    assert names(tmp_path / "out" / "reports.db") == [
        "report-0000.txt",
        "report-0001.txt",
        "report-0002.txt",
    ]


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 2)
    arguments = ("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1, "--db")
    run(*arguments)
    before = lines(tmp_path / "out" / "reports.db")
    assert run(*arguments).exit_code == 0
    assert lines(tmp_path / "out" / "reports.db") == before


def test_bytes_under_several_names_have_the_first_in_the_database_too(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 1)
    arguments = ("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1, "--db")
    run(*arguments)
    (tmp_path / "in" / "a-copy.txt").write_bytes((tmp_path / "in" / "report-0000.txt").read_bytes())
    assert run(*arguments).exit_code == 0
    assert names(tmp_path / "out" / "reports.db") == ["a-copy.txt"]


def test_what_was_parsed_without_a_database_is_loaded_later(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 2)
    run("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1)
    url = f"sqlite:///{tmp_path}/late.db"
    result = run("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1, "--db", url)
    assert "2 done (2 of them by an earlier run)" in result.stderr
    assert len(names(tmp_path / "late.db")) == 2


def test_a_kill_in_the_middle_leaves_the_same_database_after_a_resume(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 12)
    whole = ("batch", tmp_path / "in", "-o", tmp_path / "whole", "--jobs", 1, "--db")
    assert run(*whole).exit_code == 0
    arguments = ["batch", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--jobs", "1", "--db"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    parent = subprocess.Popen(
        [sys.executable, "-m", "reportparse", *arguments],
        env=environment,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    manifest = tmp_path / "out" / "manifest.jsonl"
    until = time.monotonic() + 60
    while time.monotonic() < until and parent.poll() is None:
        if manifest.exists() and manifest.read_bytes().count(b"\n") >= 3:
            break
        time.sleep(0.005)
    os.killpg(parent.pid, signal.SIGKILL)
    parent.wait()
    assert run(*arguments).exit_code == 0
    resumed = lines(tmp_path / "out" / "reports.db")
    assert _without_runs(resumed) == _without_runs(lines(tmp_path / "whole" / "reports.db"))


def _without_runs(found: list[str]) -> list[str]:
    """The contents but for the runs that brought them, whose names and times differ."""
    return [line for line in found if not line.startswith("run")]
