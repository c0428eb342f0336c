"""The contents of a database as lines of text that do not depend on how it got them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Engine, Table, select

from reportparse.storage.schema import DERIVED, METADATA, ONE_PER_DATABASE, REPORT
from reportparse.storage.transactions import plain_faults, reading

HISTORY = "run_id"
"""The column that says which run brought a report: no part of what the report says."""


def canonical(engine: Engine) -> Iterator[str]:
    """Yield one line per row: the table's name and the filled columns, as JSON.

    Reports come in the order of their keys, tables in that of their names, rows in that of their
    keys, all by code points. Two databases with the same reports give the same lines, whatever
    their kind, the order of loading, and the runs that did it. The search index is left out: it
    follows from the rest.

    >>> from reportparse.storage import connect
    >>> engine = connect("sqlite://")
    >>> list(canonical(engine))
    []
    >>> engine.dispose()
    """
    tables = sorted(METADATA.tables.values(), key=lambda table: table.name)
    with plain_faults(), reading(engine) as connection:
        reports = sorted(connection.scalars(select(REPORT.c.report_id)))
        for report in reports:
            for table in tables:
                if table.name not in ONE_PER_DATABASE and table not in DERIVED:
                    yield from _lines(connection, table, report)


def _lines(connection: Connection, table: Table, report: str) -> Iterator[str]:
    found = connection.execute(select(table).where(table.c.report_id == report)).mappings()
    keys = [column.name for column in table.primary_key]
    for row in sorted(found, key=lambda row: [row[name] for name in keys]):
        filled = {
            name: _plain(value)
            for name, value in row.items()
            if value is not None and name != HISTORY
        }
        yield json.dumps({"table": table.name, **filled}, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, datetime.date) else value
