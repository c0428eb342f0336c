"""One Parquet file a table: exact decimals, days as days, keys and descriptions as metadata."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import Any, Final

from reportparse.errors import MissingExtra

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as missing:
    raise MissingExtra("parquet", f"{missing.name} is not installed") from missing

from reportparse.exports.exact import USUAL, WIDEST, Width, as_written, widths_of
from reportparse.exports.source import Column, Shape, Source, shapes
from reportparse.report.model import SCHEMA_VERSION
from reportparse.sinks.files import written
from reportparse.version import VERSION

BATCH: Final = 50_000
"""Rows of a group: enough to compress well, few enough to hold in memory."""
PLAIN: Final[dict[str, Any]] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "real": pa.float64(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
    "boolean": pa.bool_(),
}


def write_parquet(own: Source, folder: Path) -> dict[str, int]:
    """Write the tables into a folder; return how many rows each has. Raises `OutputError`."""
    return {shape.name: _write(own, shape, folder) for shape in shapes()}


def _write(own: Source, shape: Shape, folder: Path) -> int:
    widths = widths_of(own, shape, (USUAL, WIDEST))
    schema = _schema(shape, widths)
    digits = [widths.get(column.name, USUAL) is None for column in shape.columns]
    count, rows = 0, own.rows(shape)
    with (
        written(folder / f"{shape.name}.parquet") as file,
        pq.ParquetWriter(file, schema, compression="zstd") as writer,
    ):
        while batch := list(islice(rows, BATCH)):
            columns = [
                pa.array([as_written(row[at], text=digits[at]) for row in batch], field.type)
                for at, field in enumerate(schema)
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            count += len(batch)
    return count


def _schema(shape: Shape, widths: dict[str, Width | None]) -> Any:
    references = [
        {"columns": one.columns, "table": one.table, "others": one.others}
        for one in shape.references
    ]
    about = {
        "description": shape.description,
        "primary_key": json.dumps(shape.key),
        "foreign_keys": json.dumps(references),
        "reportparse": VERSION,
        "schema_version": SCHEMA_VERSION,
    }
    return pa.schema([_field(column, shape, widths) for column in shape.columns], metadata=about)


def _field(column: Column, shape: Shape, widths: dict[str, Width | None]) -> Any:
    about = {"description": column.description}
    if column.name in shape.key:
        about["key"] = "primary"
    targets = [
        f"{one.table}.{other}"
        for one in shape.references
        for name, other in zip(one.columns, one.others, strict=True)
        if name == column.name
    ]
    if targets:
        about["references"] = " ".join(targets)
    if column.kind != "exact":
        type_ = PLAIN[column.kind]
    else:
        width = widths[column.name]
        about["exact"] = "decimal" if width else "digits of a decimal number, as text"
        type_ = _decimal(width) if width else pa.string()
    return pa.field(column.name, type_, nullable=column.nullable, metadata=about)


def _decimal(width: Width) -> Any:
    make = pa.decimal128 if width.digits <= USUAL.digits else pa.decimal256
    return make(width.digits, width.behind)
