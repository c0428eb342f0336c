"""What is shown of a hit beside its text: its place, and what it stands under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from reportparse.search.model import Place
from reportparse.storage.schema.document import SECTION
from reportparse.storage.schema.facts import RECORD
from reportparse.storage.schema.tables import PRINTED_TABLE, TABLE_COLUMN, TABLE_ROW

IN_TABLES = ("cell", "table-head", "note")


def place_of(row: Mapping[Any, Any]) -> Place:
    """The place whose columns a row has."""
    box = (row["x0"], row["top"], row["x1"], row["bottom"])
    return Place(
        page=row["page"],
        box=None if box[0] is None else box,
        line=row["line"],
        column=row["col"],
        end_line=row["end_line"],
        end_column=row["end_col"],
    )


def context_of(
    connection: Connection, report_id: str, kind: str, element: str, section: str | None
) -> tuple[str, ...]:
    """What an element stands under; empty where there is nothing to say."""
    if kind == "record":
        found = connection.scalar(
            select(RECORD.c.kind).where(
                RECORD.c.report_id == report_id, RECORD.c.record_id == element
            )
        )
        return (found,) if found else ()
    if kind in IN_TABLES:
        return _in_table(connection, report_id, kind, element)
    if section is None or section == element:
        return ()
    row = connection.execute(
        select(SECTION.c.label, SECTION.c.text).where(
            SECTION.c.report_id == report_id, SECTION.c.section_id == section
        )
    ).one_or_none()
    return _words(" ".join(filter(None, row))) if row else ()


def _in_table(connection: Connection, report_id: str, kind: str, element: str) -> tuple[str, ...]:
    own, *place = element.rsplit(".", 2 if kind in ("cell", "table-head") else 1)
    columns = PRINTED_TABLE.c
    table = connection.execute(
        select(columns.caption, columns.title).where(
            columns.report_id == report_id, columns.table_id == own
        )
    ).one_or_none()
    words = _words(" ".join(filter(None, table))) if table else ()
    if kind != "cell" or table is None:
        return words
    row, column = map(int, place)
    stub = connection.scalar(
        select(TABLE_ROW.c.stub).where(
            TABLE_ROW.c.report_id == report_id,
            TABLE_ROW.c.table_id == own,
            TABLE_ROW.c.row_index == row,
        )
    )
    path = connection.scalar(
        select(TABLE_COLUMN.c.path).where(
            TABLE_COLUMN.c.report_id == report_id,
            TABLE_COLUMN.c.table_id == own,
            TABLE_COLUMN.c.column_index == column,
        )
    )
    return (*words, *_words(stub), *_words(path))


def _words(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()
