"""What the person at the terminal sees of a run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reportparse.batch.model import Record
from reportparse.batch.progress import LogWatcher, Pace, watcher_for
from reportparse.batch.run import Totals
from reportparse.batch.summary import write_totals

DONE = Record("a.txt", "done", "1")
BAD = Record("b.pdf", "refused", "1", reason="the input is empty")


def test_the_rate_leaves_out_what_an_earlier_run_did() -> None:
    pace = Pace(100, now=0.0)
    for _ in range(50):
        pace.add(DONE, resumed=True)
    for _ in range(10):
        pace.add(DONE, resumed=False)
    pace.add(BAD, resumed=False)
    assert pace.line(now=5.5) == "61 of 100, 2.0 a second, 1 failed, 20 s left"


def test_no_rate_yet() -> None:
    assert Pace(3, now=1.0).line(now=1.0) == "0 of 3, no rate yet, 0 failed, time left unknown"


def test_a_log_has_a_line_now_and_then_and_one_for_each_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 100.0
    monkeypatch.setattr("reportparse.batch.progress.time.monotonic", lambda: now)
    said: list[str] = []
    watcher = LogWatcher(said.append)
    watcher.started(4)
    watcher.settled(DONE, resumed=False)
    watcher.tick()
    assert said == []
    watcher.settled(BAD, resumed=False)
    assert said == ["b.pdf: refused: the input is empty"]
    now = 110.0
    watcher.tick()
    watcher.tick()
    assert said[1:] == ["2 of 4, 12.0 a minute, 1 failed, 10 s left"]


def test_a_terminal_gets_a_bar(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("rich", reason="the optional part batch is not installed")
    watcher = watcher_for(print, terminal=True)
    watcher.started(2)
    watcher.settled(DONE, resumed=False)
    watcher.settled(Record("[b].pdf", "refused", "1", reason="empty"), resumed=False)
    watcher.ended()
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "[b].pdf: refused: empty" in shown.err
    assert "2/2" in shown.err
    assert "1 failed" in shown.err


def test_without_rich_a_terminal_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert isinstance(watcher_for(print, terminal=True), LogWatcher)


def test_the_summary_says_what_needs_a_human() -> None:
    totals = Totals(seconds=2.0)
    totals.add(DONE, resumed=True)
    totals.add(BAD, resumed=False)
    doubtful = Record("c.txt", "done", "1", report="r.json", findings={"error": 2})
    totals.add(doubtful, resumed=False)
    told = write_totals(totals, Path("out/m"), "out/reports.db: 2 loaded", ["c.txt: no room"])
    assert told.splitlines() == [
        "3 sources in 2.0 s: 2 done, 1 refused (1 of them by an earlier run)",
        "No report (1):",
        "  b.pdf: refused: the input is empty",
        "Report with findings of severity error (1):",
        "  c.txt: 2 errors in out/r.json",
        "Report not in the database (1):",
        "  c.txt: no room",
        "Manifest: out/m",
        "Database: out/reports.db: 2 loaded",
    ]


def test_a_long_summary_ends() -> None:
    totals = Totals()
    for _ in range(30):
        totals.add(BAD, resumed=False)
    lines = write_totals(totals, Path("m")).splitlines()
    assert lines[-2] == "  and 10 more, see m"
    assert len(lines) == 24


def test_a_clean_run_needs_nobody() -> None:
    totals = Totals()
    totals.add(DONE, resumed=False)
    assert "Nothing needs a human." in write_totals(totals, Path("m"))
    assert "Nothing needs a human." not in write_totals(totals, Path("m"), "d", ["a: refused"])
