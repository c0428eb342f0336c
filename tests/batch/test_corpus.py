"""All real reports beside damaged files in one run: a result that is not empty, or a reason."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra db is not installed")

from tests.batch.made import records
from tests.pages.rawpdf import locked_pdf, picture_pdf
from tests.test_bad_input import run

# What the database holds of each report.
HELD = """
SELECT file_name,
  (SELECT COUNT(*) FROM block b WHERE b.report_id = r.report_id AND b.text <> ''),
  (SELECT COUNT(*) FROM cell c WHERE c.report_id = r.report_id),
  (SELECT COUNT(*) FROM printed_table t WHERE t.report_id = r.report_id),
  (SELECT COUNT(*) FROM finding f WHERE f.report_id = r.report_id),
  (SELECT SUM(characters) FROM account a WHERE a.report_id = r.report_id),
  characters_printed
FROM report r
"""


def test_real_reports_and_damaged_files_in_one_run(
    corpus: Path, seed_dump: Path, tmp_path: Path
) -> None:
    real = sorted(corpus.glob("*/*.pdf"))
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "pictures.pdf").write_bytes(picture_pdf())
    (damaged / "locked.pdf").write_bytes(locked_pdf("1. Text.", "geheim"))
    (damaged / "cut.pdf").write_bytes(real[0].read_bytes()[:50_000])
    (damaged / "copy.txt").write_bytes(seed_dump.read_bytes())
    out = tmp_path / "out"
    result = run("batch", corpus, seed_dump, damaged, "-o", out, "--jobs", 2, "--db")
    assert result.exit_code == 3, result.stderr
    found = records(out)
    statuses = {name: record.status for name, record in found.items()}
    # The first by name of two files with the same bytes has the result.
    twins = {seed_dump.name, "copy.txt"}
    assert {statuses[name] for name in twins} == {"done", "duplicate"}
    assert {statuses[path.name] for path in real} == {"done"}
    for name in ("pictures.pdf", "locked.pdf", "cut.pdf"):
        assert (statuses[name], bool(found[name].reason)) == ("refused", True)
    for name, record in found.items():
        assert record.status not in ("crashed", "timeout", "memory"), (name, record.reason)
        if record.status == "done":
            _check_report(out / str(record.report), record.pages)
    done = {name for name, status in statuses.items() if status == "done"}
    _check_database(out / "reports.db", done)


def _check_report(path: Path, pages: int | None) -> None:
    report = json.loads(path.read_bytes())
    assert report["source"]["pages"] == pages
    assert report["accounting"]["printed"] > 1000
    assert report["sections"] or report["findings"]


def _check_database(path: Path, wanted: set[str]) -> None:
    with sqlite3.connect(path) as link:
        held = {name: counts for name, *counts in link.execute(HELD)}
    assert wanted == set(held)
    for name, (blocks, cells, tables, findings, accounted, printed) in held.items():
        assert accounted == printed > 1000, name
        assert (cells > 0) == (tables > 0), name
        # A page of words that is no report has little to show, and is told to be none.
        assert blocks + cells > 20 or (blocks > 0 and findings > 0), name
