"""What the search index lacks of what the database holds."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text

from reportparse.search.tokens import VERSION
from reportparse.storage.transactions import plain_faults


def lacking(engine: Engine) -> int:
    """How many reports of the database the index lacks."""
    with plain_faults(), engine.connect() as connection:
        return len(missing(connection))


def missing(connection: Connection) -> list[str]:
    """The reports of the database that the index lacks, or has with tokens of another version."""
    wanted = text(
        "SELECT report_id FROM report WHERE report_id NOT IN"
        " (SELECT report_id FROM search_report WHERE tokens = :version)"
    )
    return sorted(connection.scalars(wanted, {"version": VERSION}))


def stale(connection: Connection) -> bool:
    """Tell whether the index has tokens of another version of the program."""
    other = text("SELECT 1 FROM search_report WHERE tokens <> :version LIMIT 1")
    return connection.scalar(other, {"version": VERSION}) is not None
