"""The tables of a database brought from the version they have to that of the program."""

from __future__ import annotations

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from reportparse.errors import NewerDatabase
from reportparse.storage.migrations import NEWEST


def upgrade(connection: Connection, found: str | None) -> None:
    """Create the tables or bring them up to date, from the version that was found.

    Raises `NewerDatabase` where that is a version that this program does not know.
    """
    if found == NEWEST:
        return
    config = config_of()
    known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise NewerDatabase(found, NEWEST)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def config_of() -> Config:
    """What Alembic otherwise reads from an ini file."""
    config = Config()
    config.set_main_option("script_location", str(files("reportparse.storage") / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
