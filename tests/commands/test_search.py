"""The commands `search` and `index`: what is printed, and faults in one sentence each."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from click.testing import CliRunner, Result

from reportparse import storage
from reportparse.cli import main
from reportparse.sinks.hits import COLUMNS
from reportparse.storage.transactions import writing
from reportparse.storage.upgrade import config_of
from tests.conftest import ROOT


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, seed_pdf: Path, seed_dump: Path) -> str:
    path = str(tmp_path_factory.mktemp("search") / "reports.db")
    results = [str(one.with_name(one.name + ".json")) for one in (seed_pdf, seed_dump)]
    assert _run("load", *results, "--db", path).exit_code == 0
    return path


def test_hits_for_a_reader(database: str) -> None:
    done = _run("search", "32,717,425", "-核证减排量单位", "--db", database)
    assert done.exit_code == 2  # an argument that begins like an option
    done = _run("search", "32,717,425 -核证减排量单位", "--db", database)
    assert done.exit_code == 0
    assert "1. FCCC/KP/CMP/2024/3  page 6 (441.6, 503.0, 482.1, 512.0)  table-3.0.4" in done.stdout
    assert "【32 717 425】" in done.stdout
    assert "line 206, columns" in done.stdout
    assert done.stdout.endswith("4 found, all shown\n")


def test_hits_are_styled_on_a_terminal(database: str) -> None:
    main_end, other_end = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "reportparse", "search", "自愿注销", "--db", database, "--limit=1"],
        stdout=other_end,
        cwd=ROOT / "src",
        check=False,
    )
    os.close(other_end)
    shown = os.read(main_end, 10_000).decode()
    os.close(main_end)
    assert done.returncode == 0
    assert "\x1b[31m\x1b[1m自愿注销\x1b[0m" in shown and "【" not in shown


def test_hits_for_programs(database: str) -> None:
    as_json = json.loads(
        _run("search", "核证减排量", "注销", "--db", database, "--format", "json").stdout
    )
    assert as_json["query"] == "核证减排量 注销" and as_json["exact"] is True
    assert as_json["total"] >= len(as_json["hits"]) > 10
    for hit in as_json["hits"]:
        words = hit["snippet"]["text"]
        marked = {words[start:end] for start, end in hit["snippet"]["marks"]}
        assert marked & {"核证减排量", "注销"}
        assert set(hit["place"]) in ({"page", "box"}, {"line", "column", "end_line", "end_column"})
    as_csv = _run("search", "核证减排量 注销", "--db", database, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(as_csv)))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["element"] for row in rows] == [hit["element"] for hit in as_json["hits"]]
    assert "【" in rows[0]["snippet"]


@pytest.mark.parametrize("value", ["32717425", "32 717 425", "32,717,425", "3271.7425万"])
def test_a_value_is_read_in_any_print(database: str, value: str) -> None:
    done = _run("search", "--value", value, "--db", database)
    assert done.exit_code == 0
    assert done.stdout.endswith("8 found, all shown\n")
    assert "p8 (quantity) = 32717425" in done.stdout


def test_ranges_of_values(database: str) -> None:
    totals = []
    for span in ("1000000..2000000", "..-1", "2449614293..", "-5..-5"):
        done = _run("search", "--value", span, "--db", database, "--format", "json")
        totals.append(json.loads(done.stdout)["total"])
    assert totals[0] > 0 and totals[2] > 0
    assert totals[1] >= totals[3]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "give either a QUERY or a --value"),
        (("a", "--value", "1"), "give either a QUERY or a --value"),
        (("OR a",), "OR stands between two terms"),
        (('"a',), "is not closed"),
        (("--value", "many"), "many cannot be read as a figure"),
        (("--value", "5..2"), "5..2 ends before it begins"),
        (("--value", ".."), ".. has neither a first nor a last figure"),
        (("a", "--year", "20"), "20 is no year"),
        (("a", "--year", "2024-2020"), "2024-2020 is no year"),
    ],
)
def test_what_is_not_understood(database: str, arguments: tuple[str, ...], why: str) -> None:
    done = _run("search", *arguments, "--db", database)
    assert done.exit_code == 2
    assert why in done.stderr and done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    out = str(tmp_path / "out")
    for arguments in (
        ["search", "a"],
        ["index"],
        ["series"],
        ["export", "--format", "csv", "-o", out],
        ["review"],
    ):
        done = _run(*arguments, "--db", str(path))
        assert done.exit_code == 1
        assert "there is no such database" in done.stderr
    assert not list(tmp_path.iterdir())


def test_nothing_found_is_no_fault(database: str) -> None:
    done = _run("search", "从未出现", "--db", database)
    assert (done.exit_code, done.stdout) == (0, "nothing found\n")
    done = _run("search", "自愿注销", "--offset", "1000", "--db", database)
    assert done.exit_code == 0 and done.stdout.startswith("no more: ")


def test_an_older_database_is_indexed_by_the_first_search(tmp_path: Path, seed_pdf: Path) -> None:
    path = str(tmp_path / "old.db")
    result = str(seed_pdf.with_name(seed_pdf.name + ".json"))
    assert _run("load", result, "--db", path).exit_code == 0
    engine = storage.connect(path)
    config = config_of()
    with writing(engine, 1) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
    engine.dispose()
    first = _run("search", "自愿注销", "--db", path)
    assert "1 reports are not indexed yet" in first.stderr
    again = _run("search", "自愿注销", "--db", path)
    assert again.stderr == "" and again.stdout == first.stdout != "nothing found\n"
    assert _run("index", "--db", path).stderr == "0 reports indexed\n"
    assert _run("index", "--db", path, "--anew").stderr == "1 reports indexed\n"
    assert _run("search", "自愿注销", "--db", path).stdout == first.stdout


def test_a_database_that_cannot_be_written_says_what_to_do(tmp_path: Path, seed_pdf: Path) -> None:
    path = tmp_path / "old.db"
    result = str(seed_pdf.with_name(seed_pdf.name + ".json"))
    _run("load", result, "--db", str(path))
    engine = storage.connect(str(path))
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM search_report")
    engine.dispose()
    done = _run("search", "自愿注销", "--db", f"sqlite:///file:{path}?mode=ro&uri=true")
    assert done.exit_code == 1
    assert "run reportparse index" in done.stderr and "Traceback" not in done.stderr


def test_a_search_loads_only_what_it_needs(database: str) -> None:
    """What a search does without takes longer to load than the search itself."""
    code = (
        "import sys; from reportparse.cli import main\n"
        f"try: main(['search', '核证减排量 注销', '--db', {database!r}])\n"
        "except SystemExit: pass\n"
        "heavy = ('pydantic', 'alembic', 'jieba', 'reportparse.storage.schema')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    )
    assert done.stderr.strip() == "[]"
    assert "【核证减排量】" in done.stdout
