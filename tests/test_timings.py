"""The clock of a parse: every second counts once, for the innermost stage."""

from __future__ import annotations

import doctest
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportparse.cli import main
from reportparse.reading import parse
from reportparse.timings import Clock, Stage, each, stage, timed, written

ROOT = Path(__file__).resolve().parent.parent


class _Ticks:
    """A processor clock that goes on by one second whenever somebody looks."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


@pytest.fixture
def ticks(monkeypatch: pytest.MonkeyPatch) -> _Ticks:
    own = _Ticks()
    monkeypatch.setattr(time, "process_time", own)
    return own


def test_seconds_count_for_the_innermost_stage(ticks: _Ticks) -> None:
    with timed() as clock, stage("lines"):
        for _ in each("pages", [1, 2]):
            pass
        with stage("tables"):
            pass
    # One tick in `lines` before, between and behind the others; `pages` is asked three times.
    assert clock.seconds == {"lines": 5.0, "pages": 3.0, "tables": 1.0}
    assert clock.total == 9.0


def test_a_stage_that_fails_is_left() -> None:
    with timed() as clock:
        with pytest.raises(ZeroDivisionError), stage("tables"):
            raise ZeroDivisionError
        with stage("lines"):
            pass
    assert list(clock.seconds) == ["tables", "lines"]


def test_nobody_counts_outside() -> None:
    with timed() as clock:
        pass
    with stage("lines"):
        pass
    assert (clock.seconds, clock.total) == ({}, 0)


def test_a_report_without_pages_has_no_time_a_page() -> None:
    clock = Clock()
    clock.seconds["lines"] = 2.0
    assert "page" not in written(clock, None)
    assert written(clock, None).splitlines()[-1] == "all          2.000 s    100%"


def test_every_stage_of_a_dump_is_counted(seed_dump: Path) -> None:
    with timed() as clock:
        parse(seed_dump)
    wanted: list[Stage] = ["pages", "lines", "furniture", "notes", "front", "figures", "tables"]
    wanted += ["blocks", "build", "checks", "echoes", "names", "records"]
    assert list(clock.seconds) == wanted
    assert min(clock.seconds.values()) > 0


@pytest.mark.parametrize("form", ["json", "jsonl", "markdown"])
def test_the_command_prints_them_beside_the_result(tmp_path: Path, form: str) -> None:
    source = tmp_path / "report.txt"
    source.write_text("一. 导言\n\n1. 本报告介绍情况。\n", encoding="utf-8")
    plain = CliRunner().invoke(main, [str(source), "--format", form])
    told = CliRunner().invoke(main, [str(source), "--format", form, "--timings", "--quiet"])
    assert told.exit_code == 0
    assert told.stdout == plain.stdout
    stages = [line.split()[0] for line in told.stderr.splitlines()]
    assert stages[:3] == ["stage", "imports", "pages"]
    assert stages[-2:] == ["sink", "all"]
    assert plain.stderr == ""


def test_the_documentation_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "speed.md"), module_relative=False)
    assert failed == 0
    assert tried == 4
