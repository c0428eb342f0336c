"""Tables of the printed tables: heads, columns, rows, cells, markers and notes."""

from __future__ import annotations

from sqlalchemy import Integer

from reportparse.storage.schema.base import (
    key,
    parent,
    place,
    printed,
    ranged,
    report_key,
    table,
    text,
    value,
    whole,
)

PRINTED_TABLE = table(
    "printed_table",
    report_key(),
    key("table_id"),
    whole("position", needed=True),
    text("number"),
    text("title"),
    text("title_raw"),
    text("caption"),
    text("caption_raw"),
    whole("row_count", needed=True),
    whole("column_count", needed=True),
    *place(),
)

TABLE_HEAD = table(
    "table_head",
    report_key(),
    key("table_id"),
    key("head_index", Integer),
    whole("parent_index"),
    whole("depth", needed=True),
    whole("first_column", needed=True),
    whole("last_column", needed=True),
    *printed(),
    *place(),
    parent("printed_table", "table_id"),
    parent("table_head", "table_id", "head_index", own=("table_id", "parent_index")),
)

TABLE_COLUMN = table(
    "table_column",
    report_key(),
    key("table_id"),
    key("column_index", Integer),
    text("head", needed=True),
    text("path", needed=True),
    parent("printed_table", "table_id"),
)

TABLE_ROW = table(
    "table_row",
    report_key(),
    key("table_id"),
    key("row_index", Integer),
    text("kind", needed=True),
    whole("indent", needed=True),
    text("stub", needed=True),
    whole("page"),
    parent("printed_table", "table_id"),
)

CELL = table(
    "cell",
    report_key(),
    key("table_id"),
    key("row_index", Integer),
    key("column_index", Integer),
    text("cell_id", needed=True),
    whole("span", needed=True),
    whole("row_span", needed=True),
    *printed(),
    *value(),
    text("proof", needed=True),
    *place(),
    parent("table_row", "table_id", "row_index"),
    parent("table_column", "table_id", "column_index"),
    indexed="number number_real",
)

NOTE = table(
    "note",
    report_key(),
    key("note_id"),
    text("table_id", needed=True),
    whole("position", needed=True),
    text("marker", needed=True),
    *printed(),
    *place(),
    parent("printed_table", "table_id"),
)

MARKER = table(
    "marker",
    report_key(),
    key("table_id"),
    key("owner"),
    key("position", Integer),
    whole("row_index"),
    whole("column_index"),
    whole("head_index"),
    text("raw", needed=True),
    text("note_id"),
    *place(),
    parent("printed_table", "table_id"),
)

CELL_REPEAT = table(
    "cell_repeat",
    report_key(),
    key("table_id"),
    key("row_index", Integer),
    key("column_index", Integer),
    key("position", Integer),
    text("element_id", needed=True),
    parent("printed_table", "table_id"),
)

for _table in (CELL,):
    ranged(_table)
