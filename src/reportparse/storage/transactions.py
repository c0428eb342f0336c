"""Transactions that behave the same in SQLite and PostgreSQL, and faults in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from reportparse.errors import DatabaseError, RowsRefused

WRITES = "reportparse_writes"
"""Marks the transactions that will write, so that SQLite takes its lock at once: one that has
read before it writes can be refused in the middle, and waiting does not help it."""

OF_THE_ROWS = {"DataError", "IntegrityError", "OverflowError"}
"""Faults of what is to be written; all others are those of the database, its disk or its net."""


@contextmanager
def writing(engine: Engine, lock: int) -> Iterator[Connection]:
    """A transaction that writes: committed at the end, or nothing of it is there.

    In PostgreSQL, those with the same `lock` wait for each other; SQLite has one writer anyway.
    Faults of the database come out as `DatabaseError`.
    """
    with (
        plain_faults(),
        engine.connect().execution_options(**{WRITES: True}) as connection,
        connection.begin(),
    ):
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
        yield connection


def report_lock(report_id: str) -> int:
    """The lock of a report: its own key as a signed number of 64 bits."""
    return int.from_bytes(bytes.fromhex(report_id.zfill(16)), signed=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the database, whoever writes meanwhile."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def searching(engine: Engine) -> Iterator[Connection]:
    """A transaction that asks the search index, and has PostgreSQL ask it for certain.

    Its planner knows nothing of the tokens of Chinese texts. To read all texts where it takes a
    token for frequent, or to compile the query, would take longer than to answer it.
    """
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(
                text(
                    "SELECT set_config('enable_seqscan', 'off', true),"
                    " set_config('enable_indexscan', 'off', true), set_config('jit', 'off', true)"
                )
            )
        yield connection


@contextmanager
def plain_faults() -> Iterator[None]:
    """Turn what SQLAlchemy raises into one sentence."""
    try:
        yield
    except DBAPIError as error:
        raise refused(error.orig or error) from error
    except OverflowError as error:  # Python's own SQLite module, of a number beyond 64 bits
        raise refused(error) from error
    except SQLAlchemyError as error:
        raise DatabaseError(f"the database cannot be used: {error}") from error


def refused(error: BaseException) -> DatabaseError:
    """What the driver says, in its first line; the rest is for those who know the driver.

    The names of the errors are those of Python's database API, which all drivers share.

    >>> import sqlite3
    >>> refused(sqlite3.OperationalError("database or disk is full"))
    DatabaseError('the database refuses: database or disk is full')
    >>> refused(sqlite3.IntegrityError("NOT NULL constraint failed: report.sha256"))
    RowsRefused('the database refuses: NOT NULL constraint failed: report.sha256')
    """
    lines = str(error).strip().splitlines() or [type(error).__name__]
    names = {one.__name__ for one in type(error).__mro__}
    kind = RowsRefused if names & OF_THE_ROWS else DatabaseError
    return kind(f"the database refuses: {lines[0]}")
