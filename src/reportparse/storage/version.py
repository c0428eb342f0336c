"""Which version the tables of a database have, and whether that is the program's."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, inspect, text

from reportparse.storage.migrations import NEWEST
from reportparse.storage.transactions import plain_faults, writing

LOCK = 0x7265706F7274
"""The lock under which a PostgreSQL database is migrated; any number would do."""
TABLE = "alembic_version"
"""Where Alembic notes the version."""


def migrate(engine: Engine) -> str:
    """Create the tables or bring them up to date; return the version that they then have.

    All of it happens in one transaction. Raises `NewerDatabase` where a later version of this
    program has made the database.
    """
    with plain_faults(), engine.connect() as connection:
        if version_of(connection) == NEWEST:  # nothing to write, so nothing to wait for
            return NEWEST
    # Alembic takes longer to load than most of what is asked of a database.
    from reportparse.storage.upgrade import upgrade

    with writing(engine, LOCK) as connection:
        upgrade(connection, version_of(connection))
    return NEWEST


def version_of(connection: Connection) -> str | None:
    """The version of the tables in a database; None where there are none."""
    if not inspect(connection).has_table(TABLE):
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {TABLE}"))
    return found
