"""Loading a report: one transaction, all of it or nothing, and nothing twice."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects import postgresql, sqlite

from reportparse.errors import DatabaseError
from reportparse.frozen import frozen_record
from reportparse.report import Report
from reportparse.report.corrections import Correction
from reportparse.report.identity import report_id_of
from reportparse.storage.columns import plain, storable
from reportparse.storage.copying import copy_rows, insert_rows
from reportparse.storage.index.fill import forget_texts, index_report
from reportparse.storage.marks import marks_in, write_marks
from reportparse.storage.rows import Rows, pages_of, rows_of
from reportparse.storage.schema import METADATA, REPORT, RUN
from reportparse.storage.schema.tables import CELL
from reportparse.storage.transactions import plain_faults, reading, report_lock, writing
from reportparse.version import VERSION

RENAMING = 0x6E616D6573
"""The lock under which reports are renamed in PostgreSQL; any number would do."""


@frozen_record
class Run:
    """A run that loads reports. It is noted beside each report that it brought or replaced."""

    run_id: str
    started: datetime.datetime | None = None
    remark: str | None = None


@frozen_record
class LoadResult:
    """What became of a report, how many rows and cells were written, and how many marks of
    reviewers it has."""

    report_id: str
    status: Literal["loaded", "unchanged", "replaced"]
    rows: int = 0
    cells: int = 0
    corrections: int = 0


def load(
    engine: Engine,
    report: Report,
    *,
    run: Run | str | None = None,
    replace: bool = False,
    corrections: Sequence[Correction] = (),
) -> LoadResult:
    """Write a report into a database made by `connect`.

    A report is known by the SHA-256 of its file. Where it is there already, read by the same
    version of the parser from the same pages, nothing changes unless `replace` is set; otherwise
    it is replaced whole. Reviewers' marks stay when it is replaced; `corrections` are added to
    them, the later mark of a cell or finding counts.

    Raises `DatabaseError`, and of its kind `RowsRefused` where the fault is
    in this report; the database is then as it was.

    >>> from reportparse.reading import parse
    >>> from reportparse.storage import connect
    >>> report = parse("一. 导言\\n\\n1. 发放了1 234个单位。\\n".encode())
    >>> engine = connect("sqlite://")
    >>> [load(engine, report).status for _ in range(2)]
    ['loaded', 'unchanged']
    >>> engine.dispose()
    """
    run = Run(run) if isinstance(run, str) else run
    own = report_id_of(report.source.sha256)
    with writing(engine, report_lock(own)) as connection:
        known = _known(connection, own, report)
        marks = (*marks_in(connection, own), *corrections)
        if known == _reading(report) and not replace:
            marked = write_marks(connection, report, marks) if corrections else len(marks)
            return LoadResult(own, "unchanged", corrections=marked)
        rows = rows_of(report, run.run_id if run else None)
        if known is not None:
            forget_texts(connection, own)
            _forget(connection, own)
        if run is not None:
            _note(connection, run)
        written = _write(connection, rows)
        index_report(connection, own, rows.by_table)
        marked = write_marks(connection, report, marks)
    cells = len(rows.by_table.get(CELL, ()))
    return LoadResult(own, "loaded" if known is None else "replaced", written, cells, marked)


def is_loaded(engine: Engine, sha256: str, parser_version: str) -> bool:
    """Tell whether the whole report of a file is there as this version of the parser read it.

    >>> from reportparse.storage import connect
    >>> is_loaded(connect("sqlite://"), "0" * 64, VERSION)
    False
    """
    columns = REPORT.c
    wanted = select(columns.parser_version).where(
        columns.sha256 == sha256, columns.pages_read.is_(None)
    )
    with plain_faults(), engine.connect() as connection:
        return parser_version in connection.execute(wanted).scalars()


def rename(engine: Engine, names: Mapping[str, str]) -> None:
    """Give reports their file names, by the SHA-256 of their files; unknown ones are passed over.

    Raises `DatabaseError`; all of them then keep the names they have.
    """
    columns = REPORT.c
    with plain_faults(), reading(engine) as connection:
        known = connection.execute(select(columns.sha256, columns.file_name)).all()
    wrong = [one.sha256 for one in known if names.get(one.sha256, one.file_name) != one.file_name]
    if wrong:
        with writing(engine, RENAMING) as connection:
            for digest in wrong:
                named = REPORT.update().where(columns.sha256 == digest)
                connection.execute(named.values(file_name=storable(names[digest])))


def _reading(report: Report) -> tuple[str, str | None]:
    return report.source.reader_version, pages_of(report.source.pages_read)


def _known(connection: Connection, own: str, report: Report) -> tuple[str, str | None] | None:
    """By which parser, and from which pages, the report was read that is there already."""
    columns = REPORT.c
    found = connection.execute(
        select(columns.sha256, columns.parser_version, columns.pages_read).where(
            columns.report_id == own
        )
    ).one_or_none()
    if found is None:
        return None
    if found.sha256 != report.source.sha256:
        raise DatabaseError(f"two files have the same key {own}")
    return found.parser_version, found.pages_read


def _forget(connection: Connection, own: str) -> None:
    for table in reversed(METADATA.sorted_tables):
        if "report_id" in table.c:
            connection.execute(table.delete().where(table.c.report_id == own))


def _note(connection: Connection, run: Run) -> None:
    """Note the run unless it is there; another loader of the same run may be doing so too."""
    values = {
        "run_id": run.run_id,
        "started": run.started,
        "program": VERSION,
        "remark": run.remark,
    }
    if connection.dialect.name == "postgresql":
        connection.execute(postgresql.insert(RUN).values(values).on_conflict_do_nothing())
    else:
        connection.execute(sqlite.insert(RUN).values(values).on_conflict_do_nothing())


def _write(connection: Connection, rows: Rows) -> int:
    """Insert all rows, parents first; return how many."""
    written = 0
    for table in METADATA.sorted_tables:
        found = rows.by_table.get(table, [])
        if not found:
            continue
        if connection.dialect.driver == "psycopg":
            names = [column.name for column in table.columns]
            adapted = ([_adapted(row[name]) for name in names] for row in found)
            copy_rows(connection, table.name, names, adapted)
        else:
            insert_rows(connection, table, found)
        written += len(found)
    return written


def _adapted(value: Any) -> Any:
    return plain(value) if isinstance(value, Decimal) else value
