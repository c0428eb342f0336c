"""DuckDB, read back and asked."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from sqlalchemy import Engine

from reportparse.errors import OutputError
from reportparse.exports.duck import write_duckdb
from reportparse.exports.source import Source, shapes, source
from reportparse.storage.columns import plain
from tests.exports.conftest import Rows, differing, shape_of


@pytest.fixture(scope="module")
def written(database: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("duckdb") / "out.duckdb"
    with source(database) as own:
        write_duckdb(own, path)
    return path


def read_table(database: Any, name: str) -> list[tuple[Any, ...]]:
    shape = shape_of(name)
    kinds = [column.kind for column in shape.columns]
    order = ", ".join(f'"{column}"' for column in shape.key)
    found = database.execute(f'SELECT * FROM "{name}" ORDER BY {order}').fetchall()
    return [
        tuple(_plain(value, kind) for value, kind in zip(row, kinds, strict=True)) for row in found
    ]


def _plain(value: Any, kind: str) -> Any:
    if kind == "exact" and isinstance(value, str):  # a column with figures too long for a decimal
        return Decimal(value)
    return plain(value) if isinstance(value, Decimal) else value


def test_everything_comes_back(written: Path, wanted: Rows) -> None:
    with duckdb.connect(str(written), read_only=True) as database:
        problems = [
            line
            for name in wanted
            for line in differing(read_table(database, name), wanted[name], name)
        ]
    assert problems == []
    assert [path.name for path in written.parent.iterdir()] == [written.name]


def test_types_keys_and_comments(written: Path) -> None:
    with duckdb.connect(str(written), read_only=True) as database:
        types = dict(
            database.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'quantity'"
            ).fetchall()
        )
        assert types["number"] == "DECIMAL(38,12)" and types["holds_start"] == "DATE"
        assert types["holds"] == "BOOLEAN" and types["position"] == "BIGINT"
        kinds = database.execute(
            "SELECT constraint_type, count(*) FROM duckdb_constraints() GROUP BY 1"
        ).fetchall()
        counted = dict(kinds)
        assert counted["PRIMARY KEY"] == len(shapes())
        assert counted["FOREIGN KEY"] > 40
        (comment,) = database.execute(
            "SELECT comment FROM duckdb_columns()"
            " WHERE table_name = 'cell' AND column_name = 'proof'"
        ).fetchall()
        assert comment == ("What supports the value, words with blanks between them.",)


def test_a_query_over_exact_figures(written: Path) -> None:
    """The issuance of the sample report adds up to its printed total, exactly."""
    with duckdb.connect(str(written), read_only=True) as database:
        rows = database.execute(
            """
            SELECT f.number FROM record_field f JOIN record r USING (report_id, record_id)
            JOIN report d USING (report_id)
            WHERE d.symbol = 'FCCC/KP/CMP/2024/3' AND d.media_type = 'application/pdf'
              AND d.pages > 10 AND f.name = 'issued' AND f.record_id LIKE 'issuance/%/1'
            """
        ).fetchall()
    assert sum(plain(number) for (number,) in rows) == 1485494899


def test_what_cannot_be_written_is_said(own: Source, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot write"):
        write_duckdb(own, tmp_path / "nowhere" / "out.duckdb")
