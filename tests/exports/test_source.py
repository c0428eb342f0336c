"""Every table and column of the schema is described, and typed as the database types it."""

from __future__ import annotations

import tomllib

import pytest
from sqlalchemy import Engine

from reportparse.errors import DatabaseError
from reportparse.exports.source import shapes, source
from reportparse.storage.schema import DERIVED, METADATA
from reportparse.storage.schema.marks import REVIEWED_CELL
from tests.conftest import ROOT


def test_descriptions_are_those_of_the_schema() -> None:
    path = ROOT / "src" / "reportparse" / "exports" / "descriptions.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    own = [table for table in METADATA.sorted_tables if table not in DERIVED]
    exported = [*own, REVIEWED_CELL]
    assert set(told["tables"]) == {table.name for table in exported}
    columns = {column.name for table in exported for column in table.columns}
    assert set(told["columns"]) == columns
    for table, words in told["in"].items():
        (described,) = (one for one in exported if one.name == table)
        assert set(words) <= {column.name for column in described.columns}


def test_types_are_those_of_the_schema() -> None:
    kinds = {(s.name, c.name): c.kind for s in shapes() for c in s.columns}
    assert kinds["cell", "number"] == "exact"
    assert kinds["cell", "number_int"] == kinds["cell", "row_index"] == "integer"
    assert kinds["cell", "x0"] == kinds["echo", "chance"] == "real"
    assert kinds["report", "date"] == "date" and kinds["run", "started"] == "datetime"
    assert kinds["quantity", "holds"] == "boolean" and kinds["report", "symbol"] == "string"
    assert {column.kind for shape in shapes() for column in shape.columns} == {
        "exact", "integer", "real", "date", "datetime", "boolean", "string",
    }  # fmt: skip


def test_a_report_that_is_not_there(database: Engine) -> None:
    with (
        pytest.raises(DatabaseError, match="the database has no report A/1"),
        source(database, ["A/1"]),
    ):
        pass
