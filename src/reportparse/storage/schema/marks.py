"""The table of what reviewers say: beside the parse, never in it."""

from __future__ import annotations

from sqlalchemy import Column, DateTime

from reportparse.storage.schema.base import key, report_key, table, text, value, whole

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
