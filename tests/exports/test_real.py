"""Real reports through every form. Skipped where the folder of real reports is missing.

A/75/836 always; REPORTPARSE_EXPORTS=all takes every report of the folder.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import duckdb
from openpyxl import load_workbook

import reportparse
from reportparse import storage
from reportparse.exports.csvfiles import write_package
from reportparse.exports.duck import write_duckdb
from reportparse.exports.parquet import write_parquet
from reportparse.exports.source import shapes, source, tables_of
from reportparse.exports.workbook import FLAT, write_workbook
from tests.exports.conftest import differing, folder, shape_of
from tests.exports.test_csv import read_package
from tests.exports.test_duckdb import read_table
from tests.exports.test_parquet import read_file
from tests.exports.test_workbook import flat_rows

ALL = os.environ.get("REPORTPARSE_EXPORTS") == "all"


def test_real_reports_come_back_in_every_form(corpus: Path, tmp_path: Path) -> None:
    engine = storage.connect("sqlite://")
    for path in sorted(corpus.glob("*/*.pdf")) if ALL else [corpus / "zh" / "A_75_836_zh.pdf"]:
        storage.load(engine, reportparse.parse(path))
    with source(engine) as own:
        wanted = {shape.name: list(own.rows(shape)) for shape in shapes()}
        write_package(own, folder(tmp_path / "csv"))
        write_parquet(own, folder(tmp_path / "parquet"))
        write_duckdb(own, tmp_path / "out.duckdb")
        books = [
            (tables, write_workbook(tables))
            for tables in (tables_of(own, one) for one in own.reports)
        ]
    engine.dispose()
    from_csv = read_package(tmp_path / "csv" / "datapackage.json")
    problems: list[str] = []
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as database:
        for name, rows in wanted.items():
            problems += differing(from_csv[name], rows, name)
            problems += differing(read_file(tmp_path / "parquet" / f"{name}.parquet"), rows, name)
            problems += differing(read_table(database, name), rows, name)
    for tables, data in books:
        book = load_workbook(io.BytesIO(data))
        for name in FLAT:
            asked = [tuple(row.values()) for row in tables[name]]
            problems += differing(flat_rows(book[name], shape_of(name)), asked, name)
    assert problems == []
    assert len(wanted["block"]) > 50
