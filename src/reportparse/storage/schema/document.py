"""Tables of the document: the report itself, its masthead, its text and its findings."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, ForeignKey, Integer, Text

from reportparse.storage.schema.base import (
    day,
    key,
    parent,
    place,
    printed,
    report_key,
    table,
    text,
    whole,
)

RUN = table(
    "run",
    key("run_id"),
    Column("started", DateTime(timezone=False), nullable=True),
    text("program", needed=True),
    text("remark"),
)

REPORT = table(
    "report",
    key("report_id"),
    Column("sha256", Text, nullable=False, unique=True),
    text("parser_version", needed=True),
    text("schema_version", needed=True),
    text("pages_read"),
    text("file_name"),
    text("media_type", needed=True),
    whole("bytes", needed=True),
    whole("pages"),
    text("encoding"),
    text("reader", needed=True),
    text("producer"),
    text("language", needed=True),
    text("kind"),
    text("symbol"),
    text("title"),
    text("title_raw"),
    text("organ"),
    text("body"),
    day("date"),
    whole("session_number"),
    day("period_start"),
    day("period_end"),
    whole("characters_printed", needed=True),
    whole("characters_doubled", needed=True),
    Column("run_id", Text, ForeignKey("run.run_id"), nullable=True),
    *place(),
    indexed="symbol",
)

METADATA_FIELD = table(
    "metadata_field",
    report_key(),
    key("name"),
    key("position", Integer),
    text("value"),
    text("raw"),
    whole("number"),
    day("date_start"),
    day("date_end"),
    *place(),
)

ACCOUNT = table("account", report_key(), key("element_kind"), whole("characters", needed=True))

ANNEX = table(
    "annex",
    report_key(),
    key("annex_id"),
    whole("position", needed=True),
    whole("number"),
    text("label", needed=True),
    text("label_raw", needed=True),
    text("language", needed=True),
    *printed(),
    *place(),
)

SECTION = table(
    "section",
    report_key(),
    key("section_id"),
    whole("position", needed=True),
    text("annex_id"),
    text("parent_id"),
    whole("level", needed=True),
    text("label"),
    whole("value"),
    text("style"),
    *printed(),
    *place(),
    parent("annex", "annex_id"),
    parent("section", "section_id", own=("parent_id",)),
)

BLOCK = table(
    "block",
    report_key(),
    key("block_id"),
    whole("position", needed=True),
    text("section_id"),
    text("kind", needed=True),
    whole("number"),
    text("label"),
    whole("value"),
    whole("depth", needed=True),
    text("parent_id"),
    text("ref"),
    *printed(),
    *place(),
    parent("section", "section_id"),
)

PASSAGE = table(
    "passage",
    report_key(),
    key("element_id"),
    key("role"),
    key("position", Integer),
    *printed(),
    *place(),
)

CONTENTS_ENTRY = table(
    "contents_entry",
    report_key(),
    key("position", Integer),
    text("label"),
    whole("level", needed=True),
    whole("first_paragraph"),
    whole("last_paragraph"),
    whole("printed_page"),
    text("target"),
    text("title"),
    text("title_raw"),
    text("raw", needed=True),
    *place(),
)

ABBREVIATION = table(
    "abbreviation",
    report_key(),
    key("abbreviation_id"),
    whole("position", needed=True),
    text("term", needed=True),
    text("term_raw", needed=True),
    text("meaning"),
    text("meaning_raw"),
    *place(),
)

MARK = table(
    "mark",
    report_key(),
    key("element_id"),
    key("role"),
    key("position", Integer),
    text("kind", needed=True),
    whole("start_offset", needed=True),
    whole("end_offset", needed=True),
    text("raw"),
    text("target"),
)

FOOTNOTE = table(
    "footnote",
    report_key(),
    key("footnote_id"),
    whole("position", needed=True),
    text("marker", needed=True),
    *printed(),
    *place(),
)

ANCHOR = table(
    "anchor",
    report_key(),
    key("footnote_id"),
    key("position", Integer),
    text("element_id", needed=True),
    whole("text_offset", needed=True),
    text("raw"),
    *place(),
    parent("footnote", "footnote_id"),
)

FIGURE = table(
    "figure",
    report_key(),
    key("figure_id"),
    whole("position", needed=True),
    text("number"),
    text("title"),
    text("title_raw"),
    text("caption"),
    text("caption_raw"),
    text("kind", needed=True),
    text("table_id"),
    *place(),
)

LINK = table(
    "link",
    report_key(),
    key("position", Integer),
    text("url", needed=True),
    text("text"),
    text("element_id"),
    text("origin", needed=True),
    *place(),
)

REFERENCE = table(
    "reference",
    report_key(),
    key("position", Integer),
    text("kind", needed=True),
    text("raw", needed=True),
    text("element_id", needed=True),
    whole("start_offset", needed=True),
    whole("end_offset", needed=True),
    text("number"),
    text("last"),
    text("body"),
    text("part"),
    text("paragraphs"),
    text("item"),
    text("direction"),
    text("version"),
    text("target"),
    *place(),
    indexed="number",
)

FURNITURE = table(
    "furniture",
    report_key(),
    key("position", Integer),
    text("kind", needed=True),
    text("raw", needed=True),
    *place(),
)

FINDING = table(
    "finding",
    report_key(),
    key("position", Integer),
    text("code", needed=True),
    text("severity", needed=True),
    text("message", needed=True),
    text("element_id"),
    text("expected"),
    text("found"),
    *place(),
    indexed="code",
)

FURTHER_PLACE = table(
    "further_place",
    report_key(),
    key("table_name"),
    key("row_key"),
    key("position", Integer),
    *place(),
)
