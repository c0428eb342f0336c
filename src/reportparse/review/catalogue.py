"""What the server asks of the database: the list of reports."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Engine, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from reportparse.frozen import frozen_record
from reportparse.storage.schema.document import FINDING, REPORT
from reportparse.storage.schema.marks import CORRECTION
from reportparse.storage.transactions import plain_faults, reading

MOST_LISTED: Final = 500
"""Rows of a page; more are no help to a reader, and a filter is."""
ESCAPE: Final = "\\"


@frozen_record
class Listed:
    """One report of the list."""

    report_id: str
    symbol: str
    title: str
    file_name: str
    language: str
    date: datetime.date | None
    errors: int
    warnings: int
    infos: int
    marks: int


@frozen_record
class Wanted:
    """The filters of the list; empty ones let everything pass."""

    words: str = ""
    year: str = ""
    severity: str = ""
    state: str = ""


def listed(engine: Engine, wanted: Wanted) -> list[Listed]:
    """Return the reports that the filters let pass, the latest first."""
    counts = {name: _count(name) for name in ("error", "warning", "info")}
    marks = (
        select(func.count())
        .where(CORRECTION.c.report_id == REPORT.c.report_id)
        .correlate(REPORT)
        .scalar_subquery()
    )
    columns = REPORT.c
    query = select(
        columns.report_id,
        columns.symbol,
        columns.title,
        columns.file_name,
        columns.language,
        columns.date,
        *(counts[name].label(name) for name in counts),
        marks.label("marks"),
    )
    for condition in _conditions(wanted, counts, marks):
        query = query.where(condition)
    query = query.order_by(columns.date.desc(), columns.symbol, columns.report_id)
    with plain_faults(), reading(engine) as connection:
        found = connection.execute(query.limit(MOST_LISTED)).all()
    return [
        Listed(
            row.report_id,
            row.symbol or "",
            row.title or "",
            row.file_name or "",
            row.language,
            row.date,
            row.error,
            row.warning,
            row.info,
            row.marks,
        )
        for row in found
    ]


def _count(severity: str) -> Any:
    return (
        select(func.count())
        .where(FINDING.c.report_id == REPORT.c.report_id, FINDING.c.severity == severity)
        .correlate(REPORT)
        .scalar_subquery()
    )


def _conditions(
    wanted: Wanted, counts: Mapping[str, Any], marks: Any
) -> Iterator[ColumnElement[bool]]:
    columns = REPORT.c
    for word in wanted.words.split():
        names = (columns.symbol, columns.title, columns.file_name)
        yield or_(*(name.ilike(_within(word), escape=ESCAPE) for name in names))
    if wanted.year.isdecimal() and len(wanted.year) == 4:
        first, last = (datetime.date(int(wanted.year) or 1, *day) for day in ((1, 1), (12, 31)))
        yield columns.date.between(first, last)
    if wanted.severity in counts:
        yield counts[wanted.severity] > 0
    if wanted.state == "with":
        yield marks > 0
    if wanted.state == "without":
        yield marks == 0


def years(engine: Engine) -> list[int]:
    """Return the years in which there are reports, the latest first."""
    with plain_faults(), reading(engine) as connection:
        found = connection.scalars(select(REPORT.c.date).distinct())
        return sorted({day.year for day in found if day is not None}, reverse=True)


def _within(word: str) -> str:
    """A pattern of LIKE for a word anywhere; its own signs of patterns stand for themselves."""
    for sign in (ESCAPE, "%", "_"):
        word = word.replace(sign, ESCAPE + sign)
    return f"%{word}%"


def report_of(engine: Engine, report_id: str) -> tuple[str, int] | None:
    """Return digest and size of the file of a report, None where there is no such report."""
    query = select(REPORT.c.sha256, REPORT.c.bytes).where(REPORT.c.report_id == report_id)
    with plain_faults(), reading(engine) as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else (row.sha256, row.bytes)
