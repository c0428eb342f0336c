"""Opening a database: its address, its driver, its schema."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from reportparse.errors import DatabaseError, MissingExtra
from reportparse.storage.transactions import WRITES
from reportparse.storage.version import migrate

SQLITE_WAIT = 60.0
"""Seconds that a writer waits for another one: many transactions of one report each."""

DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "sqlite": "sqlite+pysqlite",
}


def connect(url: str, *, create: bool = True) -> Engine:
    """Open the database at `url`, create or migrate its tables, and return the engine.

    A name without `://` is the path of an SQLite file, which is made unless `create` is false.
    Foreign keys are on. Raises
    `DatabaseError`, also where the database was made by a newer version of this program, and
    `MissingExtra` where the driver is not installed.

    >>> engine = connect("sqlite://")
    >>> engine.dialect.name
    'sqlite'
    >>> engine.dispose()
    """
    engine = _engine(url)
    if not create and _lacks_file(engine):
        raise DatabaseError("there is no such database")
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _engine(url: str) -> Engine:
    try:
        # A path is taken as it is: it may hold signs that mean something in an address.
        place = make_url(url) if "://" in url else URL.create("sqlite", database=url)
        place = _driven(place)
        if place.get_backend_name() != "sqlite":
            return create_engine(place)
        return _sqlite(place)
    except ImportError as missing:
        raise MissingExtra("postgres", f"{missing.name} is not installed") from missing
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise DatabaseError(f"this is no address of a database: {url}") from error


def _lacks_file(engine: Engine) -> bool:
    """Tell whether an SQLite file is missing that opening would make."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return False
    return not name.startswith("file:") and not Path(name).exists()


def _driven(url: URL) -> URL:
    """The address with the driver that this package names in its extras."""
    if url.drivername in DRIVERS:
        return url.set(drivername=DRIVERS[url.drivername])
    if url.get_backend_name() not in DRIVERS:
        raise ArgumentError(url.drivername)
    return url


def _sqlite(url: URL) -> Engine:
    """An SQLite engine with foreign keys on, whose transactions begin where we say.

    Python's own module begins one only before it writes, so that DDL and the reads before a write
    would stand outside of it.
    """
    engine = create_engine(url, connect_args={"timeout": SQLITE_WAIT})

    @event.listens_for(engine, "connect")
    def opened(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
