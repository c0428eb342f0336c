"""The table of what reviewers say: beside the parse, never in it."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Integer, MetaData, Table, Text

from reportparse.storage.schema.base import (
    key,
    place,
    printed,
    report_key,
    table,
    text,
    value,
    whole,
)

CORRECTION = table(
    "correction",
    report_key(),
    key("target"),
    text("target_kind", needed=True),
    text("status", needed=True),
    text("state", needed=True),
    text("what"),
    text("table_id"),
    whole("row_index"),
    whole("column_index"),
    text("old", needed=True),
    text("new"),
    *value(),
    text("who", needed=True),
    Column("marked_at", DateTime(timezone=False), nullable=False),
    text("remark"),
)

REVIEWED_CELL = Table(
    "reviewed_cell",
    MetaData(),  # a view, made by its migration: nothing here may make a table of it
    Column("report_id", Text, primary_key=True),
    key("table_id"),
    key("row_index", Integer),
    key("column_index", Integer),
    text("cell_id", needed=True),
    whole("span", needed=True),
    whole("row_span", needed=True),
    text("parsed", needed=True),
    *printed(),
    *value(),
    text("proof", needed=True),
    *place(),
    text("review"),
    text("who"),
    Column("marked_at", DateTime(timezone=False), nullable=True),
    text("remark"),
)
"""The cells as they are with the corrections that apply; `parsed` is what the parser read."""
