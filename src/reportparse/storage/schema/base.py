"""What the tables of the database have in common: types, keys and the columns of a place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Numeric,
    Table,
    Text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from reportparse.storage.columns import plain

# One convention for the names of constraints, so that a migration can name what it changes.
METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

ONE_PER_DATABASE = frozenset({"run"})
"""Tables that say how the database came about, not what the reports say."""


class Exact(TypeDecorator[Decimal]):
    """An exact number of any length: NUMERIC where the database has it, else its digits as text.

    SQLite would turn decimals into binary fractions. Its text is the plain form without exponent
    and without idle zeros, so that equal numbers have equal text.

    >>> from sqlalchemy.dialects import postgresql, sqlite
    >>> Exact().process_bind_param(Decimal("1.50"), sqlite.dialect())
    '1.5'
    >>> Exact().process_bind_param(Decimal("1.50"), postgresql.dialect())
    Decimal('1.5')
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(
            Numeric(asdecimal=True) if dialect.name == "postgresql" else Text()
        )

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        exact = plain(value)
        return exact if dialect.name == "postgresql" else format(exact, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else plain(Decimal(value))


def table(name: str, *columns: Column[Any] | ForeignKeyConstraint, indexed: str = "") -> Table:
    """Add a table to the schema. `indexed` names columns that get an index of their own.

    In SQLite the rows lie in the order of their key: a report is then one stretch of the file.
    """
    made = Table(name, METADATA, *columns, sqlite_with_rowid=False)
    for column in indexed.split():
        Index(None, made.c[column])  # its name comes from the convention above
    return made


def ranged(made: Table) -> None:
    """Index the ends of the few ranges among the values of a table."""
    for name in ("low", "high"):
        column = made.c[name]
        filled = column.is_not(None)
        Index(None, column, sqlite_where=filled, postgresql_where=filled)


def report_key() -> Column[Any]:
    """The report that a row belongs to: the first part of its key."""
    return Column("report_id", Text, ForeignKey("report.report_id"), primary_key=True)


def key(name: str, kind: type[TypeEngine[Any]] = Text) -> Column[Any]:
    """A further part of the key of a row: an element's id, or a number where order counts."""
    return Column(name, kind, primary_key=True, autoincrement=False)


def parent(name: str, *columns: str, own: tuple[str, ...] = ()) -> ForeignKeyConstraint:
    """A reference inside the report to the row of `name` with that key."""
    return ForeignKeyConstraint(
        ["report_id", *(own or columns)], [f"{name}.{column}" for column in ("report_id", *columns)]
    )


def text(name: str, *, needed: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=not needed)


def whole(name: str, *, needed: bool = False) -> Column[Any]:
    """A whole number of at most 64 bits: a count, an offset, a printed label's value."""
    return Column(name, BigInteger, nullable=not needed)


def real(name: str) -> Column[Any]:
    return Column(name, Double, nullable=True)


def day(name: str) -> Column[Any]:
    return Column(name, Date, nullable=True)


def exact(name: str) -> Column[Any]:
    return Column(name, Exact, nullable=True)


def printed() -> Iterator[Column[Any]]:
    """Running text, and the print that it was read from."""
    yield text("text")
    yield text("raw")


def number() -> Iterator[Column[Any]]:
    """A figure three times: exact, as a whole number of 64 bits if it is one, and as a float."""
    yield exact("number")
    yield Column("number_int", BigInteger, nullable=True)
    yield real("number_real")


def value() -> Iterator[Column[Any]]:
    """A typed value as in the report's JSON: the kind says which of the other columns count."""
    yield text("kind")
    yield from number()
    yield whole("decimals")
    yield text("unit")
    yield exact("low")
    yield exact("high")
    yield day("date_start")
    yield day("date_end")
    yield text("date_precision")
    yield text("number_set")
    yield text("nil_meaning")
    yield text("doubt")


def place() -> Iterator[Column[Any]]:
    """The first place of the print: page and box in points, or line and column of a text dump."""
    yield whole("page")
    yield from (real(name) for name in ("x0", "top", "x1", "bottom"))
    yield from (whole(name) for name in ("line", "col", "end_line", "end_col"))
