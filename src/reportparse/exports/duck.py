"""A DuckDB file: the tables with types, keys, foreign keys and comments.

The rows go in through CSV, which DuckDB reads faster than it takes rows one by one. A reference of
a table to itself (a section to the one above it) is left out: DuckDB checks it row by row, and
would refuse rows whose parents come later.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from reportparse.errors import MissingExtra, OutputError

try:
    import duckdb
except ImportError as missing:
    raise MissingExtra("duckdb", f"{missing.name} is not installed") from missing

from reportparse.exports.csvfiles import write_tables
from reportparse.exports.exact import USUAL, Width, widths_of
from reportparse.exports.source import Column, Shape, Source, shapes

BLOCK: Final = 16_384
"""Bytes of a block of the file, the fewest there are: most tables of a few reports are small."""
TYPES: Final = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "real": "DOUBLE",
    "date": "DATE",
    "datetime": "TIMESTAMP",
    "boolean": "BOOLEAN",
}


def write_duckdb(own: Source, out: Path) -> dict[str, int]:
    """Write the tables into a new DuckDB file; return how many rows each has.

    The file takes its name when it is whole. Raises `OutputError`.
    """
    with _beside(out) as folder:
        null, counts = write_tables(own, folder)
        made = folder / "made.duckdb"
        with duckdb.connect() as database:
            database.execute(f"ATTACH {_words(str(made))} AS made (BLOCK_SIZE {BLOCK})")
            database.execute("USE made")
            database.execute("BEGIN")
            for shape in shapes():
                _create(database, own, shape)
                _fill(database, shape, folder / f"{shape.name}.csv", null)
            database.execute("COMMIT")
            database.execute("CHECKPOINT")
        made.replace(out)
    return counts


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A folder for the time of writing, on the disk of the result."""
    target = Path(os.path.realpath(out))
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
            yield Path(folder)
    except OSError as error:
        raise OutputError(f"cannot write {out}: {error.strerror or error}") from error
    except duckdb.Error as error:
        first = str(error).strip().splitlines()[0]
        raise OutputError(f"cannot write {out}: DuckDB says {first}") from error


def _create(database: Any, own: Source, shape: Shape) -> None:
    widths = widths_of(own, shape, (USUAL,))
    parts = [f"{_quoted(one.name)} {_type(one, widths)}{_needed(one)}" for one in shape.columns]
    parts.append(f"PRIMARY KEY ({_listed(shape.key)})")
    parts += [
        f"FOREIGN KEY ({_listed(one.columns)}) REFERENCES {_quoted(one.table)}"
        f" ({_listed(one.others)})"
        for one in shape.references
        if one.table != shape.name and _is_key(one.table, one.others)
    ]
    database.execute(f"CREATE TABLE {_quoted(shape.name)} ({', '.join(parts)})")
    database.execute(f"COMMENT ON TABLE {_quoted(shape.name)} IS {_words(shape.description)}")
    for column in shape.columns:
        name = f"{_quoted(shape.name)}.{_quoted(column.name)}"
        database.execute(f"COMMENT ON COLUMN {name} IS {_words(column.description)}")


def _is_key(table: str, columns: tuple[str, ...]) -> bool:
    """DuckDB refers to whole keys only."""
    return next(one.key for one in shapes() if one.name == table) == columns


def _type(column: Column, widths: dict[str, Width | None]) -> str:
    if column.kind != "exact":
        return TYPES[column.kind]
    width = widths[column.name]
    return f"DECIMAL({width.digits}, {width.behind})" if width else "VARCHAR"


def _needed(column: Column) -> str:
    return "" if column.nullable else " NOT NULL"


def _fill(database: Any, shape: Shape, file: Path, null: str) -> None:
    database.execute(
        f"COPY {_quoted(shape.name)} FROM {_words(str(file))} (FORMAT csv, HEADER true,"
        f" DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR {_words(null)},"
        " AUTO_DETECT false, ALLOW_QUOTED_NULLS false, PARALLEL false)"
    )
    with contextlib.suppress(OSError):
        file.unlink()


def _quoted(name: str) -> str:
    return f'"{name}"'


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(_quoted, names))


def _words(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
