"""What the search index lacks of what the database holds."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, select

from reportparse.search.tokens import VERSION
from reportparse.storage.schema.document import REPORT
from reportparse.storage.schema.search import SEARCH_REPORT
from reportparse.storage.transactions import plain_faults


def lacking(engine: Engine) -> int:
    """How many reports of the database the index lacks."""
    with plain_faults(), engine.connect() as connection:
        return len(missing(connection))


def missing(connection: Connection) -> list[str]:
    """The reports of the database that the index lacks, or has with tokens of another version."""
    indexed = select(SEARCH_REPORT.c.report_id).where(SEARCH_REPORT.c.tokens == VERSION)
    lacking = select(REPORT.c.report_id).where(REPORT.c.report_id.not_in(indexed))
    return sorted(connection.scalars(lacking))


def stale(connection: Connection) -> bool:
    """Tell whether the index has tokens of another version of the program."""
    other = select(SEARCH_REPORT.c.report_id).where(SEARCH_REPORT.c.tokens != VERSION).limit(1)
    return connection.scalar(other) is not None
