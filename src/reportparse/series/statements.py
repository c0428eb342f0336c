"""Every figure of every record in a database, as statements of indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, select

from reportparse.frozen import frozen_record
from reportparse.records.definition import RecordModel
from reportparse.records.fields import bare_year, only_date
from reportparse.records.indicators import UNIT, dates_of, figures_of, names_of
from reportparse.records.registry import registered
from reportparse.series.documents import series_words
from reportparse.series.identity import Fields, name_of, names
from reportparse.series.model import Document, Indicator, Statement, When, spot_of
from reportparse.storage.columns import PATH_SIGN
from reportparse.storage.schema import facts, tables
from reportparse.storage.values import value_of

LABEL_SIGN: Final = " · "
"""Between the words of a row and those of a column in the label of an indicator."""


@frozen_record
class _Record:
    """A record as it stands in the database."""

    document: Document
    record_id: str
    model: type[RecordModel]
    doubt: str | None
    fields: Fields


def kinds() -> dict[str, type[RecordModel]]:
    """The kinds of record that have figures, by name."""
    return {kind.name: kind.model for kind in registered() if figures_of(kind.model)}


def statements(
    connection: Connection, documents: Mapping[str, Document], wanted: Iterable[str]
) -> tuple[dict[str, Indicator], dict[str, list[Statement]]]:
    """Return the indicators of the `wanted` kinds and the statements of each, in their order."""
    indicators: dict[str, Indicator] = {}
    found: dict[str, list[Statement]] = defaultdict(list)
    for kind in sorted(wanted):
        records = list(_records(connection, documents, kind))
        full = _needs_letters(records)
        for record in records:
            own = names(record.model, record.fields, fully=_base(record) in full)
            for figure in figures_of(record.model):
                when = _when(record, figure)
                if figure not in record.fields or when is None:
                    continue
                name = name_of(kind, figure, own)
                indicators.setdefault(name, Indicator(name, kind, figure, own))
                found[name].append(_statement(name, figure, when, record))
    for name, own_statements in found.items():
        own_statements.sort(key=lambda one: (one.key, one.spot.page or 0, one.record))
        indicators[name] = _labelled(indicators[name], own_statements)
    return indicators, dict(found)


# -- records out of rows


def _records(
    connection: Connection, documents: Mapping[str, Document], kind: str
) -> Iterator[_Record]:
    model = kinds()[kind]
    rows: dict[tuple[str, str], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(_query(kind)):
        rows[row.report_id, row.record_id].append(row)
    for (report, record_id), own in sorted(rows.items()):
        own.sort(key=lambda row: row.field_index)
        fields = {row.name: row._mapping for row in own}
        yield _Record(documents[report], record_id, model, own[0].record_doubt, fields)


def _query(kind: str) -> Any:
    """The fields of all records of a kind, each with its row, its column and its table."""
    field, record = facts.RECORD_FIELD, facts.RECORD
    table, row, column = tables.PRINTED_TABLE, tables.TABLE_ROW, tables.TABLE_COLUMN
    cell = tables.CELL

    def same(other: Any, *columns: str) -> Any:
        return and_(*(other.c[name] == field.c[name] for name in ("report_id", *columns)))

    joined = (
        field.join(record, same(record, "record_id"))
        .outerjoin(table, same(table, "table_id"))
        .outerjoin(row, same(row, "table_id", "row_index"))
        .outerjoin(column, same(column, "table_id", "column_index"))
        .outerjoin(cell, same(cell, "table_id", "row_index", "column_index"))
    )
    return (
        select(
            field,
            record.c.doubt.label("record_doubt"),
            table.c.number.label("table_number"),
            row.c.stub,
            column.c.path,
            cell.c.unit.label("cell_unit"),
        )
        .select_from(joined)
        .where(record.c.kind == kind)
    )


def _base(record: _Record) -> tuple[str, ...]:
    return (record.model.kind, *names(record.model, record.fields))


def _needs_letters(records: Iterable[_Record]) -> set[tuple[str, ...]]:
    """The names that two records of one report and period share: their words tell them apart."""
    seen: dict[Any, set[tuple[str, ...]]] = defaultdict(set)
    for record in records:
        dates = tuple(_when(record, figure) for figure in figures_of(record.model))
        full = names(record.model, record.fields, fully=True)
        seen[record.document.report_id, dates, _base(record)].add(full)
    return {base for (_, _, base), told in seen.items() if len(told) > 1}


def _when(record: _Record, figure: str) -> When | None:
    for name in dates_of(record.model, figure):
        row = record.fields.get(name)
        if row is not None and row["date_end"] is not None:
            return When(row["date_start"], row["date_end"])
    return None


def _statement(name: str, figure: str, when: When, record: _Record) -> Statement:
    row = record.fields[figure]
    value = value_of(row)
    terms = {
        term: _term(record.fields[term])
        for term in record.model.measured_by.get(figure, ())
        if term in record.fields
    }
    words = _words(record, figure)
    return Statement(
        indicator=name,
        when=when,
        document=record.document,
        kind=value.kind if value is not None else "unread",
        number=row["number"],
        decimals=row["decimals"],
        text=row["text"],
        raw=row["raw"],
        words=words,
        unit=_unit(record, row, figure),
        terms=terms,
        table=row["table_id"],
        table_number=row["table_number"],
        row=row["row_index"],
        column=row["column_index"],
        notes=row["notes"],
        doubt=record.doubt,
        spot=spot_of(row),
        record=record.record_id,
    )


def _term(row: Mapping[Any, Any]) -> str:
    """What has to agree: a number, the code of a unit, or the words."""
    if row["number"] is not None:
        return format(row["number"], "f")
    code = series_words().code("unit", row["text"])
    return code.code if code else row["text"].casefold()


def _unit(record: _Record, row: Mapping[Any, Any], figure: str) -> str | None:
    if UNIT in record.model.measured_by.get(figure, ()) and UNIT in record.fields:
        unit: str = record.fields[UNIT]["text"]
        return unit
    printed: str | None = row["unit"]
    return printed


# -- labels


def _words(record: _Record, figure: str) -> tuple[str, ...]:
    """The words of the row and the column of a figure, without those that only say the period."""
    row = record.fields[figure]
    dates = {field["text"] for field in record.fields.values() if field["date_end"] is not None}
    dates = {text for text in dates if only_date(text) or bare_year(text)}
    words = [
        record.fields[name]["text"]
        for group in names_of(record.model)
        for name in group
        if name in record.fields
        and not name.endswith("_code")
        and record.fields[name]["number"] is None
    ]
    if not words and row["stub"]:
        words = [row["stub"]]
    words += (row["path"] or "").split(PATH_SIGN)
    told = [word for word in words if word and word not in dates]
    return tuple(dict.fromkeys(told or filter(None, words)))


def _labelled(indicator: Indicator, own: list[Statement]) -> Indicator:
    """The indicator with the words and the unit of the latest report that prints it."""
    latest = max(own, key=lambda one: (one.document.rank, one.when.key))
    return replace(indicator, label=LABEL_SIGN.join(latest.words), unit=latest.unit)
