"""Tables of what the report states: quantities, dates, names, terms, echoes and records."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer

from reportparse.storage.schema.base import (
    day,
    exact,
    key,
    number,
    parent,
    place,
    ranged,
    real,
    report_key,
    table,
    text,
    value,
    whole,
)

QUANTITY = table(
    "quantity",
    report_key(),
    key("quantity_id"),
    whole("position", needed=True),
    text("element_id", needed=True),
    whole("start_offset", needed=True),
    whole("end_offset", needed=True),
    text("raw", needed=True),
    *number(),
    exact("low"),
    exact("high"),
    exact("ratio_over"),
    exact("ratio_under"),
    exact("step"),
    exact("scale"),
    text("approximation"),
    text("qualifier"),
    text("measure"),
    text("unit"),
    text("unit_kind", needed=True),
    text("counted"),
    text("counted_from", needed=True),
    Column("holds", Boolean, nullable=False),
    day("holds_start"),
    day("holds_end"),
    text("holds_mention"),
    Column("article", Boolean, nullable=False),
    *place(),
    indexed="number number_real",
)

DATE_MENTION = table(
    "date_mention",
    report_key(),
    key("date_id"),
    whole("position", needed=True),
    text("element_id", needed=True),
    whole("start_offset", needed=True),
    whole("end_offset", needed=True),
    text("raw", needed=True),
    text("kind", needed=True),
    day("date_start"),
    day("date_end"),
    text("date_precision"),
    text("relation"),
    text("resolved_by"),
    *place(),
)

NAMED = table(
    "named",
    report_key(),
    key("name_id"),
    whole("position", needed=True),
    text("kind", needed=True),
    text("text", needed=True),
    text("short_forms"),
    text("number"),
    text("organ_id"),
)

CAPACITY = table(
    "capacity",
    report_key(),
    key("name_id"),
    key("position", Integer),
    text("element_id"),
    text("role"),
    text("member_of"),
    text("change"),
    parent("named", "name_id"),
)

TERM = table(
    "term",
    report_key(),
    key("term_id"),
    whole("position", needed=True),
    text("text", needed=True),
    text("origin", needed=True),
    text("meaning"),
)

OCCURRENCE = table(
    "occurrence",
    report_key(),
    key("owner_kind"),
    key("owner_id"),
    key("position", Integer),
    text("element_id", needed=True),
    whole("start_offset", needed=True),
    whole("end_offset", needed=True),
)

ECHO = table(
    "echo",
    report_key(),
    key("echo_index", Integer),
    text("relation", needed=True),
    exact("computed"),
    Column("rounded", Boolean, nullable=False),
    text("confidence", needed=True),
    real("chance"),
    whole("others", needed=True),
)

ECHO_OPERAND = table(
    "echo_operand",
    report_key(),
    key("echo_index", Integer),
    key("position", Integer),
    text("quantity_id"),
    text("table_id"),
    whole("row_index"),
    whole("column_index"),
    parent("echo", "echo_index"),
)

RECORD = table(
    "record",
    report_key(),
    key("record_id"),
    whole("position", needed=True),
    text("kind", needed=True),
    text("doubt"),
    indexed="kind",
)

RECORD_FIELD = table(
    "record_field",
    report_key(),
    key("record_id"),
    key("field_index", Integer),
    text("name", needed=True),
    text("text"),
    text("raw"),
    *value(),
    text("table_id"),
    whole("row_index"),
    whole("column_index"),
    text("element_id"),
    text("notes"),
    *place(),
    parent("record", "record_id"),
    indexed="number_real",
)

RECORD_GAP = table(
    "record_gap",
    report_key(),
    key("position", Integer),
    text("kind", needed=True),
    text("field"),
    text("reason", needed=True),
)

for _table in (QUANTITY, RECORD_FIELD):
    ranged(_table)
