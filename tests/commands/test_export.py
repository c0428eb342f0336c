"""The command `export`: from a database or from files, and faults in one sentence each."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from reportparse import storage
from reportparse.akn import write_akn
from reportparse.cli import main
from reportparse.report import Report
from tests.years.parsed import parsed_years


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "years.db"
    engine = storage.connect(str(path))
    for _, report in parsed_years(0)[:3]:
        storage.load(engine, report)
    engine.dispose()
    return path


@pytest.fixture
def result(seed_pdf: Path) -> Path:
    return seed_pdf.with_name(seed_pdf.name + ".json")


def test_a_result_goes_straight_into_each_form(result: Path, tmp_path: Path) -> None:
    for form, name in (("csv", "csv"), ("parquet", "pq"), ("duckdb", "x.db"), ("xlsx", "x.xlsx")):
        done = _run(result, "--format", form, "-o", tmp_path / name)
        assert (done.exit_code, done.stdout) == (0, ""), done.stderr
        assert f"{tmp_path / name}: 1 report" in done.stderr
    package = json.loads((tmp_path / "csv" / "datapackage.json").read_text(encoding="utf-8"))
    rows = {one["name"]: one["rows"] for one in package["resources"]}
    report = Report.model_validate_json(result.read_bytes())
    cells = sum(len(row.cells) for table in report.tables for row in table.rows)
    assert rows["cell"] == cells == 252
    with duckdb.connect(str(tmp_path / "x.db"), read_only=True) as opened:
        assert opened.execute("SELECT count(*) FROM cell").fetchall() == [(252,)]
    assert "表1" in load_workbook(tmp_path / "x.xlsx").sheetnames
    assert len(list((tmp_path / "pq").iterdir())) == len(rows)


def test_a_dump_is_parsed_first(tmp_path: Path) -> None:
    dump = tmp_path / "small.txt"
    dump.write_text("一. 导言\n\n1. 发放了1 234个单位。\n", encoding="utf-8")
    assert _run(dump, "--format", "csv", "-o", tmp_path / "out", "-q").stderr == ""
    assert "1234" in (tmp_path / "out" / "quantity.csv").read_text(encoding="utf-8")


def test_several_reports_are_several_workbooks(database: Path, tmp_path: Path) -> None:
    done = _run("--db", database, "--format", "xlsx", "-o", tmp_path / "books")
    assert done.exit_code == 0 and "3 reports, a workbook each" in done.stderr
    assert len(list((tmp_path / "books").glob("FCCC_KP_CMP_20*.xlsx"))) == 3
    one = tmp_path / "one.xlsx"
    symbol = "FCCC/KP/CMP/2013/3"
    assert _run("--db", database, "--format", "xlsx", "--report", symbol, "-o", one).exit_code == 0
    assert one.is_file()


def test_akoma_ntoso_of_one_report_and_of_several(result: Path, tmp_path: Path) -> None:
    report = Report.model_validate_json(result.read_bytes())
    one = tmp_path / "one.xml"
    assert _run(result, "--format", "akn", "-o", one).exit_code == 0
    assert one.read_text(encoding="utf-8") == write_akn(report)
    dump = tmp_path / "small.txt"
    dump.write_text("一. 导言\n\n1. 发放了1 234个单位。\n", encoding="utf-8")
    done = _run(result, dump, "--format", "akn", "-o", tmp_path / "both")
    assert done.exit_code == 0 and "2 reports, a document each" in done.stderr
    names = sorted(path.name.rpartition("-")[0] for path in (tmp_path / "both").iterdir())
    assert names == ["FCCC_KP_CMP_2024_3", "report"]
    again = tmp_path / "again.xml"
    symbol = "FCCC/KP/CMP/2024/3"
    assert _run(result, dump, "--format", "akn", "--report", symbol, "-o", again).exit_code == 0
    assert again.read_bytes() == one.read_bytes()


def test_akoma_ntoso_is_made_of_files(database: Path, result: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.xml"
    done = _run("--db", database, "--format", "akn", "-o", out)
    assert done.exit_code == 2 and "give files" in done.stderr
    done = _run(result, "--format", "akn", "--report", "A/1/1", "-o", out)
    assert done.exit_code == 1 and "no report of the name A/1/1" in done.stderr
    assert not out.exists()


def test_an_export_takes_the_place_of_the_one_before(database: Path, tmp_path: Path) -> None:
    for _ in range(2):
        for form in ("csv", "duckdb"):
            assert _run("--db", database, "--format", form, "-o", tmp_path / form).exit_code == 0
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".")]


def test_faults(database: Path, result: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    storage.connect(str(tmp_path / "new.db")).dispose()
    for arguments, words, code in (
        (("--format", "csv", "-o", "x"), "give either files or --db", 2),
        ((result, "--db", database, "--format", "csv", "-o", "x"), "give either", 2),
        (("--db", database, "--format", "csv", "-o", file), "this is a file", 1),
        (("--db", database, "--format", "csv", "-o", tmp_path / "a" / "b"), "no folder", 1),
        (("--db", database, "--format", "duckdb", "-o", tmp_path), "this is a directory", 1),
        (("--db", database, "--format", "xlsx", "-o", tmp_path / "a" / "b"), "no folder", 1),
        (
            ("--db", database, "--report", "A/1", "--format", "csv", "-o", tmp_path / "n"),
            "the database has no report A/1",
            1,
        ),
        (("nowhere.pdf", "--format", "csv", "-o", tmp_path / "n"), "nowhere.pdf: there is no", 1),
        ((empty, "--format", "csv", "-o", tmp_path / "n"), "empty: the input is empty", 1),
        (("--db", tmp_path / "new.db", "--format", "xlsx", "-o", "x.xlsx"), "no report to", 1),
    ):
        done = _run(*arguments)
        assert (done.exit_code, done.stdout) == (code, ""), (arguments, done.stderr)
        assert words in done.stderr and "Traceback" not in done.stderr
