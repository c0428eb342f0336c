"""Rows into PostgreSQL by COPY: half the time of an INSERT, and a third of ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from reportparse.storage.transactions import refused


def copy_rows(
    connection: Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write rows, each with a value for each of the named columns; raises `DatabaseError`."""
    listed = ", ".join(f'"{name}"' for name in names)
    cursor: Any = connection.connection.cursor()
    driver: Any = connection.dialect.dbapi
    try:
        with cursor, cursor.copy(f'COPY "{table}" ({listed}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
    except driver.Error as error:  # not seen by SQLAlchemy, which wraps those of its own calls
        raise refused(error) from error
