"""Reviewers' marks in the database: beside the report, kept when it is parsed anew."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select

from reportparse.corrections.settle import Settled, settle
from reportparse.corrections.sidecar import latest
from reportparse.report.corrections import Correction
from reportparse.report.identity import report_id_of
from reportparse.report.model import Report
from reportparse.storage.columns import storable
from reportparse.storage.schema.marks import CORRECTION
from reportparse.storage.transactions import plain_faults, reading, report_lock, writing
from reportparse.storage.values import value_columns

EMPTY: dict[str, Any] = {column.name: None for column in CORRECTION.columns}


def marks_of(engine: Engine, report_id: str) -> tuple[Correction, ...]:
    """Return the marks of a report, in the order of their targets."""
    with plain_faults(), reading(engine) as connection:
        return marks_in(connection, report_id)


def marks_in(connection: Connection, report_id: str) -> tuple[Correction, ...]:
    """The same within a transaction."""
    found = connection.execute(select(CORRECTION).where(CORRECTION.c.report_id == report_id))
    return latest(
        tuple(
            Correction(
                target=row.target,
                kind=row.target_kind,
                status=row.status,
                what=row.what or "",
                old=row.old,
                new=row.new,
                who=row.who,
                when=row.marked_at.replace(tzinfo=datetime.UTC),
                comment=row.remark,
            )
            for row in found
        )
    )


def put_marks(engine: Engine, report: Report, marks: Iterable[Correction]) -> int:
    """Add marks to those of a loaded report, the later one of a target counts; return how many
    there are then."""
    own = report_id_of(report.source.sha256)
    with writing(engine, report_lock(own)) as connection:
        return write_marks(connection, report, (*marks_in(connection, own), *marks))


def withdraw_mark(engine: Engine, report_id: str, target: str) -> bool:
    """Take a mark back; tell whether there was one."""
    columns = CORRECTION.c
    with writing(engine, report_lock(report_id)) as connection:
        gone = connection.execute(
            delete(CORRECTION).where(columns.report_id == report_id, columns.target == target)
        )
    return bool(gone.rowcount)


def write_marks(connection: Connection, report: Report, marks: Iterable[Correction]) -> int:
    """Write all marks of a report anew, each with what it means for the report as it is."""
    own = report_id_of(report.source.sha256)
    connection.execute(delete(CORRECTION).where(CORRECTION.c.report_id == own))
    rows = [_row(own, one) for one in settle(report, latest(tuple(marks)))]
    if rows:
        connection.execute(insert(CORRECTION), rows)
    return len(rows)


def _row(report_id: str, one: Settled) -> dict[str, Any]:
    mark, cell = one.mark, one.cell
    row = EMPTY | {
        "report_id": report_id,
        "target": mark.target,
        "target_kind": mark.kind,
        "status": mark.status,
        "state": one.state,
        "what": mark.what,
        "table_id": cell.table if cell else None,
        "row_index": cell.row if cell else None,
        "column_index": cell.column if cell else None,
        "old": mark.old,
        "new": mark.new,
        **value_columns(one.value),
        "who": mark.who,
        "marked_at": mark.when.astimezone(datetime.UTC).replace(tzinfo=None),
        "remark": mark.comment,
    }
    return {name: storable(own) if isinstance(own, str) else own for name, own in row.items()}
