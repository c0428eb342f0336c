"""The command `load`: results in JSON and sources alike, and faults in one sentence each."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from reportparse import storage
from reportparse.cli import main


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["load", *arguments])


def test_results_and_sources_go_the_same_way(tmp_path: Path, seed_pdf: Path) -> None:
    result = str(seed_pdf.with_name(seed_pdf.name + ".json"))
    dump = tmp_path / "small.txt"
    dump.write_text("一. 导言\n\n1. 发放了1 234个单位。\n", encoding="utf-8")
    database = tmp_path / "reports.db"
    first = _run(result, str(dump), "--db", str(database))
    assert first.exit_code == 0
    assert "loaded" in first.stderr and "252 cells" in first.stderr
    again = _run(result, str(dump), "--db", f"sqlite:///{database}")
    assert again.stderr.count("unchanged") == 2
    engine = storage.connect(str(database))
    assert sum('"table": "report"' in line for line in storage.canonical(engine)) == 2
    engine.dispose()


def test_a_file_that_cannot_be_loaded_stops_no_other(tmp_path: Path, seed_pdf: Path) -> None:
    odd = tmp_path / "odd.json"
    odd.write_text('{"a": 1}')
    result = str(seed_pdf.with_name(seed_pdf.name + ".json"))
    done = _run(str(odd), "nowhere.pdf", result, "--db", str(tmp_path / "x.db"))
    assert done.exit_code == 1
    assert "odd.json: this is JSON, but no result" in done.stderr
    assert "nowhere.pdf: there is no such file" in done.stderr
    assert "loaded" in done.stderr


def test_a_database_that_cannot_be_opened(tmp_path: Path, seed_pdf: Path) -> None:
    done = _run(str(seed_pdf), "--db", str(tmp_path / "no" / "x.db"))
    assert done.exit_code == 1
    assert "unable to open database file" in done.stderr
    assert done.stdout == ""
