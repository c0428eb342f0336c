"""Parquet, read back with its own types and metadata."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine

from reportparse.exports.parquet import write_parquet
from reportparse.exports.source import shapes, source
from reportparse.storage.columns import plain
from tests.exports.conftest import Rows, differing, shape_of


@pytest.fixture(scope="module")
def written(database: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parquet")
    with source(database) as own:
        write_parquet(own, path)
    return path


def read_file(path: Path) -> list[tuple[Any, ...]]:
    table = pq.read_table(path)
    exact = [
        (field.metadata or {}).get(b"exact", b"").startswith(b"digits") for field in table.schema
    ]
    columns = [column.to_pylist() for column in table.columns]
    return [
        tuple(_plain(value, digits) for value, digits in zip(row, exact, strict=True))
        for row in zip(*columns, strict=True)
    ]


def _plain(value: Any, digits: bool) -> Any:
    if digits and value is not None:
        return Decimal(value)
    return plain(value) if isinstance(value, Decimal) else value


def test_everything_comes_back(written: Path, wanted: Rows) -> None:
    problems = [
        line
        for name in wanted
        for line in differing(read_file(written / f"{name}.parquet"), wanted[name], name)
    ]
    assert problems == []


def test_figures_are_exact_decimals_where_they_fit(written: Path) -> None:
    """The cells hold a figure of 41 digits and one of 20 decimals; quantities nothing like it."""
    types = {
        name: pq.read_schema(written / f"{name}.parquet").field("number").type
        for name in ("quantity", "cell")
    }
    assert types == {"quantity": pa.decimal128(38, 12), "cell": pa.decimal256(76, 30)}


def test_keys_and_descriptions_travel(written: Path) -> None:
    for shape in shapes():
        schema = pq.read_schema(written / f"{shape.name}.parquet")
        assert schema.metadata[b"description"].decode() == shape.description
        assert json.loads(schema.metadata[b"primary_key"]) == list(shape.key)
        keys = [one.name for one in schema if one.metadata.get(b"key") == b"primary"]
        assert sorted(keys) == sorted(shape.key)
        assert all(field.metadata[b"description"] for field in schema)
        assert [field.nullable for field in schema] == [one.nullable for one in shape.columns]
    cell = pq.read_schema(written / "cell.parquet")
    references = json.loads(cell.metadata[b"foreign_keys"])
    assert {one["table"] for one in references} == {"report", "table_row", "table_column"}
    assert b"table_row.row_index" in cell.field("row_index").metadata[b"references"]
    assert shape_of("cell").key == ("report_id", "table_id", "row_index", "column_index")
