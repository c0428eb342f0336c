"""Where the tokens of the index are kept: in SQLite an FTS5 table, in PostgreSQL a tsvector.

Both hold the same tokens without their positions, for a phrase is proved by the text itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

MADE: Final = {
    "sqlite": (
        # The text is in search_text already. The tokens need no further cutting, only blanks.
        "CREATE VIRTUAL TABLE search_index USING fts5("
        "tokens, content='', detail=none, columnsize=0, tokenize='ascii')",
    ),
    "postgresql": (
        "ALTER TABLE search_text ADD COLUMN tokens tsvector",
        "CREATE INDEX ix_search_text_tokens ON search_text USING gin (tokens)"
        " WITH (fastupdate = off)",
        "CREATE SEQUENCE search_report_number",
    ),
}
"""What a migration adds to the tables that both kinds of database have alike."""

DROPPED: Final = {
    "sqlite": ("DROP TABLE search_index",),
    "postgresql": ("DROP SEQUENCE search_report_number",),
}

OWN_TABLES: Final = ("search_index", "search_index_config", "search_index_data", "search_index_idx")
"""Tables that only SQLite has: the virtual one and those in which FTS5 keeps it."""

OWN_COLUMNS: Final = ("search_text.tokens",)
OWN_INDEXES: Final = ("ix_search_text_tokens",)
"""Columns and indexes that only PostgreSQL has."""


def fts5_text(tokens: Iterable[str]) -> str:
    """The tokens of a text as FTS5 takes them."""
    return " ".join(tokens)


def tsvector(tokens: Iterable[str]) -> str:
    """The tokens of a text as a tsvector is written; no token has a quote or a backslash.

    >>> print(tsvector(["核证", "证量"]))
    '核证' '证量'
    """
    return " ".join(f"'{token}'" for token in tokens)
