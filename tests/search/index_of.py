"""The search index as a database holds it, to compare: texts, forms, and which text has a token."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, select, text

from reportparse.storage.columns import TEXT_BITS
from reportparse.storage.schema.search import (
    SEARCH_FORM,
    SEARCH_REPORT,
    SEARCH_TEXT,
)

Index = tuple[list[Any], list[Any], list[Any], dict[str, set[tuple[str, int]]]]


def index_of(engine: Engine) -> Index:
    """All of it, by the keys of the reports: their numbers say only in which order they came."""
    with engine.connect() as connection:
        reports = connection.execute(select(SEARCH_REPORT)).mappings().all()
        names = {row["number"]: row["report_id"] for row in reports}

        def own(text_id: int) -> tuple[str, int]:
            return names[text_id >> TEXT_BITS], text_id & ((1 << TEXT_BITS) - 1)

        texts = sorted(
            (*own(row[0]), *map(repr, row[1:])) for row in connection.execute(select(SEARCH_TEXT))
        )
        forms = sorted(tuple(row) for row in connection.execute(select(SEARCH_FORM)))
        heads = sorted(
            tuple(value for name, value in row.items() if name != "number") for row in reports
        )
        found: dict[str, set[tuple[str, int]]] = {}
        for token, text_id in _postings(connection):
            found.setdefault(token, set()).add(own(text_id))
    return heads, texts, forms, found


def _postings(connection: Connection) -> list[Any]:
    if connection.dialect.name == "postgresql":
        listed = "SELECT unnest(tsvector_to_array(tokens)), text_id FROM search_text"
        return list(connection.execute(text(listed)).all())
    connection.execute(
        text("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, search_index, instance)")
    )
    found = list(connection.execute(text("SELECT term, doc FROM vocabulary")).all())
    connection.execute(text("DROP TABLE temp.vocabulary"))
    return found
