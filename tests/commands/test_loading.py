"""What `batch --db` does with one report: loads it, names it, says why it did not."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.batch.made import dump, records, write_dumps
from tests.test_bad_input import run

pytest.importorskip("sqlalchemy", reason="the extra db is not installed")

from reportparse.commands.loading import Loading
from reportparse.storage import connect


def _ask(path: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as database:
        return database.execute(query).fetchall()


def test_the_summary_tells_what_the_database_got(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 2, rows=3)
    arguments = ("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1, "--db")
    database = tmp_path / "out" / "reports.db"
    first = run(*arguments).stderr.splitlines()[-1]
    assert first == f"Database: {database}: 2 loaded (24 cells)"
    assert run(*arguments).stderr.splitlines()[-1] == f"Database: {database}: 2 there already"


def test_fresh_replaces_what_is_there(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 1)
    arguments = ("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1, "--db")
    run(*arguments)
    database = tmp_path / "out" / "reports.db"
    with sqlite3.connect(database) as link:
        link.execute("UPDATE block SET text = 'of an older program'")
    assert run(*arguments).exit_code == 0
    assert _ask(database, "SELECT DISTINCT text FROM block") == [("of an older program",)]
    assert "1 replaced" in run(*arguments, "--fresh").stderr
    assert ("of an older program",) not in _ask(database, "SELECT text FROM block")


def test_of_several_copies_the_first_by_name_names_the_report(tmp_path: Path) -> None:
    """Whichever was parsed: here the last one by name was there first."""
    (tmp_path / "in").mkdir()
    arguments = ("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1, "--db")
    for name in ("c.txt", "b.txt", "a.txt"):
        (tmp_path / "in" / name).write_bytes(dump(1))
        assert run(*arguments).exit_code == 0
        found = _ask(tmp_path / "out" / "reports.db", "SELECT file_name FROM report")
        assert found == [(name,)]


def test_a_result_of_another_program_stops_nothing(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 3)
    run("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1)
    odd = tmp_path / "out" / str(records(tmp_path / "out")["report-0001.txt"].report)
    odd.write_bytes(odd.read_bytes().replace(b'"metadata"', b'"head"'))
    result = run("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1, "--db")
    assert result.exit_code == 3
    assert "Report not in the database (1):" in result.stderr
    assert "report-0001.txt: " in result.stderr
    assert "parse it anew with --fresh" in result.stderr
    assert "Nothing needs a human." not in result.stderr
    assert _ask(tmp_path / "out" / "reports.db", "SELECT COUNT(*) FROM report") == [(2,)]
    again = run("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1, "--db", "--fresh")
    assert again.exit_code == 0
    assert _ask(tmp_path / "out" / "reports.db", "SELECT COUNT(*) FROM report") == [(3,)]


def test_rows_that_the_database_does_not_take_cost_their_report_only(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 3)
    run("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1)
    odd = tmp_path / "out" / str(records(tmp_path / "out")["report-0001.txt"].report)
    odd.write_bytes(odd.read_bytes().replace(b'"number": 1,', b'"number": 99999999999999999999,'))
    result = run("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1, "--db")
    assert result.exit_code == 3
    assert "report-0001.txt: the database refuses: " in result.stderr
    assert _ask(tmp_path / "out" / "reports.db", "SELECT COUNT(*) FROM report") == [(2,)]


def test_an_output_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (source,) = write_dumps(tmp_path / "in", 1)
    result = run("batch", source, "-o", source / "below", "--jobs", 1, "--db")
    assert result.exit_code == 1
    assert result.stderr == f"reportparse: cannot use {source}/below: not a directory\n"


def test_nothing_to_do_makes_no_database(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert run("batch", tmp_path / "in", "-o", tmp_path / "out", "--db").exit_code == 2
    assert not (tmp_path / "out").exists()


def test_a_folder_whose_name_means_something_in_an_address(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 1)
    out = tmp_path / "100%25 done? #1"
    assert run("batch", tmp_path / "in", "-o", out, "--jobs", 1, "--db").exit_code == 0
    assert _ask(out / "reports.db", "SELECT COUNT(*) FROM report") == [(1,)]


def test_a_password_is_not_told(tmp_path: Path) -> None:
    engine = connect(str(tmp_path / "x.db"))
    loading = Loading(engine)
    secret = engine.url.set(
        drivername="postgresql+psycopg", username="u", password="geheim", host="h", database="d"
    )
    engine.url = secret
    assert loading.told() == "postgresql://u:***@h/d: no report"
    engine.dispose()
