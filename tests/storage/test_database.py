"""Addresses of databases, and what is said when one cannot be opened."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportparse import storage
from reportparse.errors import DatabaseError
from reportparse.report import Report
from reportparse.storage.database import SQLITE_WAIT
from tests.conftest import ROOT


def test_a_path_is_an_sqlite_file(tmp_path: Path) -> None:
    path = tmp_path / "years.db"
    storage.connect(str(path)).dispose()
    assert path.read_bytes().startswith(b"SQLite format 3\0")


def test_reading_needs_no_right_to_write(tmp_path: Path, sample: Report) -> None:
    path = tmp_path / "years.db"
    writer = storage.connect(str(path))
    storage.load(writer, sample)
    expected = list(storage.canonical(writer))
    reader = storage.connect(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert list(storage.canonical(reader)) == expected
    source = sample.source.model_copy(update={"reader_version": "99"})
    with pytest.raises(DatabaseError, match="readonly"):
        storage.load(reader, sample.model_copy(update={"source": source}))
    reader.dispose()
    writer.dispose()


def test_reading_waits_for_no_writer(tmp_path: Path) -> None:
    path = str(tmp_path / "years.db")
    storage.connect(path).dispose()
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    before = time.monotonic()
    reader = storage.connect(path)
    assert list(storage.canonical(reader)) == []
    assert time.monotonic() - before < SQLITE_WAIT / 2
    reader.dispose()
    writer.execute("ROLLBACK")
    writer.close()


@pytest.mark.parametrize(
    "url",
    ["mysql://somewhere/db", "nonsense://x", "postgresql://[", "sqlite:///no/such/folder/x.db"],
    ids=["another kind", "no kind", "malformed", "no folder"],
)
def test_what_cannot_be_opened_is_one_sentence(url: str) -> None:
    with pytest.raises(DatabaseError) as caught:
        storage.connect(url)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("一. 导言\n" * 100, encoding="utf-8")
    with pytest.raises(DatabaseError, match="not a database"):
        storage.connect(str(path))
    assert path.read_text(encoding="utf-8") == "一. 导言\n" * 100


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(DatabaseError, match="the database refuses"):
        storage.connect("postgresql://someone@/db?host=/no/such/folder")


@pytest.mark.parametrize(
    ("package", "extra"),
    [("sqlalchemy", "db"), ("alembic", "db"), ("psycopg", "postgres")],
)
def test_a_missing_package_names_its_extra(package: str, extra: str) -> None:
    code = (
        "import sys\n"
        f"sys.modules[{package!r}] = None\n"
        "from reportparse.errors import MissingExtra\n"
        "try:\n"
        "    from reportparse import storage\n"
        "    storage.connect('postgresql://x@/y?host=/nowhere')\n"
        "except MissingExtra as missing:\n"
        "    print(missing)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT / "src",
    )
    assert f"pip install 'reportparse[{extra}]'" in done.stdout, done.stderr
    assert package in done.stdout
