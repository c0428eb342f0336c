"""The tables of a database as typed rows, in the order of their keys."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib import resources
from typing import Any, Final, Literal

from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    Date,
    DateTime,
    Double,
    Engine,
    ForeignKeyConstraint,
    Table,
    select,
)
from sqlalchemy import Column as DatabaseColumn

from reportparse.errors import DatabaseError
from reportparse.frozen import frozen_record
from reportparse.storage.schema import DERIVED, METADATA, REPORT
from reportparse.storage.schema.base import Exact
from reportparse.storage.schema.marks import REVIEWED_CELL
from reportparse.storage.transactions import plain_faults, reading

Kind = Literal["string", "integer", "exact", "real", "date", "datetime", "boolean"]
KINDS: Final = (
    (Exact, "exact"),
    (BigInteger, "integer"),
    (Boolean, "boolean"),
    (DateTime, "datetime"),
    (Date, "date"),
    (Double, "real"),
)
"""Types of the schema, special ones first; what is none of them is text. An `Exact` figure is a
whole number or a decimal of any length."""


@frozen_record
class Column:
    """A column: its type, whether it may be empty, and what it holds."""

    name: str
    kind: Kind
    nullable: bool
    description: str


@frozen_record
class Reference:
    """A foreign key: columns of a table that are the key of a row of another."""

    columns: tuple[str, ...]
    table: str
    others: tuple[str, ...]


@frozen_record
class Shape:
    """A table: its columns, its key and its references, and what a row of it is."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


@lru_cache(maxsize=1)
def shapes() -> tuple[Shape, ...]:
    """Return the tables of the schema, those that others refer to first.

    >>> [(c.name, c.kind) for s in shapes() if s.name == "account" for c in s.columns]
    [('report_id', 'string'), ('element_kind', 'string'), ('characters', 'integer')]
    """
    return tuple(map(_shape, _tables().values()))


@lru_cache(maxsize=1)
def _tables() -> dict[str, Table]:
    """What is exported: all tables that say something of their own, and the reviewed cells."""
    own = (table for table in METADATA.sorted_tables if table not in DERIVED)
    return {table.name: table for table in (*own, REVIEWED_CELL)}


def _shape(table: Table) -> Shape:
    told = _descriptions()
    own = told["columns"] | told["in"].get(table.name, {})
    columns = tuple(
        Column(column.name, _kind(column), bool(column.nullable), own[column.name])
        for column in table.columns
    )
    references = [
        Reference(
            tuple(column.name for column in one.columns),
            one.referred_table.name,
            tuple(element.column.name for element in one.elements),
        )
        for one in table.constraints
        if isinstance(one, ForeignKeyConstraint)
    ]
    return Shape(
        table.name,
        told["tables"][table.name],
        columns,
        tuple(column.name for column in table.primary_key),
        tuple(sorted(references, key=lambda one: (one.table, one.columns))),
    )


def _kind(column: DatabaseColumn[Any]) -> Kind:
    for type_, kind in KINDS:
        if isinstance(column.type, type_):
            found: Kind = kind  # type: ignore[assignment]
            return found
    return "integer" if column.type.python_type is int else "string"


@lru_cache(maxsize=1)
def _descriptions() -> dict[str, Any]:
    file = resources.files("reportparse.exports").joinpath("descriptions.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


# -- rows


class Source:
    """One state of a database, whoever writes meanwhile, or some of its reports."""

    def __init__(self, connection: Connection, reports: Sequence[str]) -> None:
        self.connection = connection
        self.reports = reports

    def rows(self, shape: Shape) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table in the order of their keys."""
        table = _tables()[shape.name]
        if "report_id" not in table.c:
            yield from self._ordered(table, shape, select(table))
            return
        for report in self.reports:
            yield from self._ordered(table, shape, select(table).where(table.c.report_id == report))

    def _ordered(self, table: Table, shape: Shape, query: Any) -> Iterator[tuple[Any, ...]]:
        at = [shape.names.index(name) for name in shape.key]
        found = (tuple(row) for row in self.connection.execute(query))
        yield from sorted(found, key=lambda row: [row[index] for index in at])

    def row_of(self, report: str) -> Any:
        """The row of `report` for one of the reports."""
        return self.connection.execute(select(REPORT).where(REPORT.c.report_id == report)).one()


@contextmanager
def source(engine: Engine, wanted: Sequence[str] = ()) -> Iterator[Source]:
    """Open a database for an export of all reports, or of those that `wanted` names.

    A report is named by its key or by its symbol, which several files may have. Raises
    `DatabaseError` where there is no report of a name.
    """
    with plain_faults(), reading(engine) as connection:
        known = connection.execute(select(REPORT.c.report_id, REPORT.c.symbol)).all()
        for name in wanted:
            if not any(name in (row.report_id, row.symbol) for row in known):
                raise DatabaseError(f"the database has no report {name}")
        reports = sorted(
            row.report_id
            for row in known
            if not wanted or row.report_id in wanted or row.symbol in wanted
        )
        yield Source(connection, reports)


def tables_of(own: Source, report: str) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of one report, by table, each by the names of its columns."""
    one = Source(own.connection, [report])
    return {
        shape.name: [dict(zip(shape.names, row, strict=True)) for row in one.rows(shape)]
        for shape in shapes()
    }


def plain_text(value: Any) -> str:
    """Return a value as text that loses nothing; nothing at all has no text.

    >>> from decimal import Decimal
    >>> plain_text(Decimal("1E+3")), plain_text(0.1), plain_text(True)
    ('1000', '0.1', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):  # and a point in time
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    return format(value, "f") if hasattr(value, "as_tuple") else str(value)
