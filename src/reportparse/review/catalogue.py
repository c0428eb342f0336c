"""What the server asks of the database: the list of reports, a search, the records."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from sqlalchemy import Engine, Select, func, literal, or_, select, union_all
from sqlalchemy.sql.elements import ColumnElement

from reportparse.frozen import frozen_record
from reportparse.report.facts import CellPlace
from reportparse.report.records import Record, RecordField
from reportparse.storage.schema.document import BLOCK, FINDING, FOOTNOTE, REPORT
from reportparse.storage.schema.facts import QUANTITY, RECORD, RECORD_FIELD
from reportparse.storage.schema.marks import CORRECTION
from reportparse.storage.schema.tables import CELL, NOTE
from reportparse.storage.transactions import plain_faults, reading
from reportparse.storage.values import value_of

MOST_LISTED: Final = 500
MOST_FOUND: Final = 200
"""Rows of a page; more are no help to a reader, and a filter is."""
ESCAPE: Final = "\\"
FIGURE_LETTERS: Final = " ,\xa0\u202f\u2009，"


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


@frozen_record
class Hit:
    """One place where a search found something."""

    report_id: str
    symbol: str
    element: str
    text: str
    page: int | None
    line: int | None


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


def searched(engine: Engine, words: str) -> list[Hit]:
    """Return where all of `words` stand together, or where a figure with that value is printed.

    The words are looked for as they are typed, without regard to blanks beside Chinese: the
    running text of the database has none there.
    """
    asked = words.split()
    if not asked:
        return []
    number = _number(words)
    parts = [_texts(table, name, asked) for table, name in _TEXTS]
    if number is not None:
        parts += [_figures(CELL, CELL.c.cell_id, number)]
        parts += [_figures(QUANTITY, QUANTITY.c.element_id, number)]
    every = union_all(*parts).subquery()
    query = (
        select(every, REPORT.c.symbol, REPORT.c.file_name)
        .join(REPORT, REPORT.c.report_id == every.c.report_id)
        .order_by(REPORT.c.date.desc(), every.c.report_id, every.c.page, every.c.line)
        .limit(MOST_FOUND)
    )
    with plain_faults(), reading(engine) as connection:
        found = connection.execute(query).all()
    hits = [
        Hit(
            row.report_id,
            row.symbol or row.file_name or "",
            row.element,
            row.text,
            row.page,
            row.line,
        )
        for row in found
    ]
    return list(dict.fromkeys(hits))


_TEXTS: Final = (
    (BLOCK, "block_id"),
    (FOOTNOTE, "footnote_id"),
    (NOTE, "note_id"),
    (CELL, "cell_id"),
)


def _texts(table: Any, element: str, asked: list[str]) -> Select[Any]:
    columns = table.c
    query = _row(table, columns[element], columns.text)
    for word in asked:
        query = query.where(columns.text.ilike(_within(word), escape=ESCAPE))
    return query


def _figures(table: Any, element: Any, number: Decimal) -> Select[Any]:
    return _row(table, element, table.c.raw).where(table.c.number == number)


def _row(table: Any, element: Any, text: Any) -> Select[Any]:
    columns = table.c
    return select(
        columns.report_id,
        element.label("element"),
        func.coalesce(text, literal("")).label("text"),
        columns.page,
        columns.line,
    )


def _number(words: str) -> Decimal | None:
    """The figure that somebody typed, in whatever grouping.

    >>> _number("32 717 425"), _number("32,717,425"), _number("注销") is None
    (Decimal('32717425'), Decimal('32717425'), True)
    """
    bare = "".join(sign for sign in words if sign not in FIGURE_LETTERS)
    try:
        number = Decimal(bare)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _within(word: str) -> str:
    """A pattern of LIKE for a word anywhere; its own signs of patterns stand for themselves."""
    for sign in (ESCAPE, "%", "_"):
        word = word.replace(sign, ESCAPE + sign)
    return f"%{word}%"


def records_by_report(engine: Engine) -> Iterator[tuple[Listed, list[Record]]]:
    """Yield the reports with their records, the earliest first."""
    columns, fields = RECORD.c, RECORD_FIELD.c
    query = (
        select(RECORD_FIELD, columns.kind.label("record_kind"))
        .join(
            RECORD,
            (columns.report_id == fields.report_id) & (columns.record_id == fields.record_id),
        )
        .order_by(fields.report_id, columns.position, fields.field_index)
    )
    found: dict[str, dict[tuple[str, str], list[RecordField]]] = {}
    with plain_faults(), reading(engine) as connection:
        for row in connection.execute(query).mappings():
            own = found.setdefault(row["report_id"], {})
            own.setdefault((row["record_id"], row["record_kind"]), []).append(_field(row))
    for report in reversed(listed(engine, Wanted())):
        yield (
            report,
            [
                Record(id=record_id, kind=kind, fields=tuple(fields))
                for (record_id, kind), fields in found.get(report.report_id, {}).items()
            ],
        )


def _field(row: Mapping[Any, Any]) -> RecordField:
    cell = None
    if row["table_id"] is not None and row["row_index"] is not None:
        cell = CellPlace(table=row["table_id"], row=row["row_index"], column=row["column_index"])
    return RecordField(
        name=row["name"],
        value=value_of(row),
        text=row["text"] or "",
        raw=row["raw"] or "",
        cell=cell,
        element=row["element_id"],
    )


def report_of(engine: Engine, report_id: str) -> tuple[str, int] | None:
    """Return digest and size of the file of a report, None where there is no such report."""
    query = select(REPORT.c.sha256, REPORT.c.bytes).where(REPORT.c.report_id == report_id)
    with plain_faults(), reading(engine) as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else (row.sha256, row.bytes)
