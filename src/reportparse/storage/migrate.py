"""The schema of the database, brought from the version it has to that of the program."""

from __future__ import annotations

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from reportparse.errors import NewerDatabase
from reportparse.storage.transactions import plain_faults, writing

LOCK = 0x7265706F7274
"""The lock under which a PostgreSQL database is migrated; any number would do."""


def migrate(engine: Engine) -> str:
    """Create the tables or bring them up to date; return the version that they then have.

    All of it happens in one transaction. Raises `NewerDatabase` where a later version of this
    program has made the database.
    """
    config = _config()
    script = ScriptDirectory.from_config(config)
    newest = str(script.get_current_head())
    with plain_faults(), engine.connect() as connection:
        if version_of(connection) == newest:  # nothing to write, so nothing to wait for
            return newest
    with writing(engine, LOCK) as connection:
        found = version_of(connection)
        if found == newest:
            return newest
        if found is not None and found not in {one.revision for one in script.walk_revisions()}:
            raise NewerDatabase(found, newest)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return newest


def version_of(connection: Connection) -> str | None:
    """The version of the tables in a database; None where there are none."""
    heads = MigrationContext.configure(connection).get_current_heads()
    return heads[0] if heads else None


def _config() -> Config:
    """What Alembic otherwise reads from an ini file."""
    config = Config()
    config.set_main_option("script_location", str(files("reportparse.storage") / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
