"""Tables of the search index: what the other tables say once more, in a form to look it up.

`search_index` is not among them: each kind of database has its own (see `storage/index/engines`).
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from reportparse.storage.schema.base import METADATA, key, place, report_key, table, text, whole

SEARCH_REPORT = table(
    "search_report",
    report_key(),
    Column("number", BigInteger, nullable=False, unique=True),
    text("tokens", needed=True),
    whole("texts", needed=True),
    whole("characters", needed=True),
    text("day", needed=True),
)

SEARCH_TEXT = Table(
    "search_text",
    METADATA,
    # Not BIGINT in SQLite: only INTEGER is the number of the row itself there.
    Column(
        "text_id",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    text("element_id", needed=True),
    text("kind", needed=True),
    text("section_id"),
    text("text", needed=True),
    Column("folded", Text, nullable=False),
    whole("size", needed=True),
    text("words", needed=True),
    *place(),
)

SEARCH_FORM = table("search_form", report_key(), key("form"), indexed="form")

DERIVED: Final = frozenset((SEARCH_REPORT, SEARCH_TEXT, SEARCH_FORM))
"""Tables that say nothing which the others do not say."""
