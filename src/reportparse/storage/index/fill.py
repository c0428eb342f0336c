"""A report into the search index and out of it, inside the transaction that loads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, text

from reportparse.errors import DatabaseError
from reportparse.search.folding import fold
from reportparse.search.tokens import VERSION, tokens, words
from reportparse.storage.columns import TEXT_BITS
from reportparse.storage.copying import copy_rows
from reportparse.storage.index.engines import fts5_text, tsvector
from reportparse.storage.index.state import missing, stale
from reportparse.storage.index.texts import Row, RowsOf, segmenter_of, texts_of
from reportparse.storage.schema.base import METADATA
from reportparse.storage.schema.document import REPORT
from reportparse.storage.schema.search import (
    DERIVED,
    SEARCH_FORM,
    SEARCH_REPORT,
    SEARCH_TEXT,
)
from reportparse.storage.transactions import report_lock, writing

PLACE = ("page", "x0", "top", "x1", "bottom", "line", "col", "end_line", "end_col")


def index_report(
    connection: Connection, report_id: str, by_table: Mapping[Table, Sequence[Row]]
) -> None:
    """Add a report to the index, from its rows; it must not be in it.

    An index with tokens of another version is emptied first: `missing` then tells what it lacks.
    """
    if stale(connection):
        empty(connection)

    def rows(table: Table) -> Sequence[Row]:
        return by_table.get(table, ())

    number = _number(connection)
    found, forms = _search_texts(number, rows)
    report = rows(REPORT)[0]
    day = report["date"] or report["period_end"]
    connection.execute(
        insert(SEARCH_REPORT),
        {
            "report_id": report_id,
            "number": number,
            "tokens": VERSION,
            "texts": len(found),
            "characters": sum(row["size"] for row in found),
            "day": day.isoformat() if day else "",
        },
    )
    _write(connection, found)
    folded = sorted({fold(form) for form in forms})
    if folded:
        values = [{"report_id": report_id, "form": form} for form in folded]
        connection.execute(insert(SEARCH_FORM), values)


def forget_texts(connection: Connection, report_id: str) -> None:
    """Take the texts of a report out of the index; its row in `search_report` goes with the rest.

    FTS5 keeps no list of a text's tokens, so they are made again, by the same version of the
    program that made them: one that finds tokens of another version empties the index.
    """
    if stale(connection):
        empty(connection)
        return
    number = connection.scalar(
        select(SEARCH_REPORT.c.number).where(SEARCH_REPORT.c.report_id == report_id)
    )
    if number is None:
        return
    own = SEARCH_TEXT.c.text_id.between(number << TEXT_BITS, ((number + 1) << TEXT_BITS) - 1)
    if connection.dialect.name == "sqlite":
        columns = SEARCH_TEXT.c
        kept = connection.execute(
            select(columns.text_id, columns.folded, columns.words).where(own)
        ).all()
        if kept:
            connection.exec_driver_sql(
                "INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', ?, ?)",
                [(row[0], fts5_text(tokens(row[1], row[2].split()))) for row in kept],
            )
    connection.execute(delete(SEARCH_TEXT).where(own))


def empty(connection: Connection) -> None:
    """Take everything out of the index."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    for table in (SEARCH_TEXT, SEARCH_FORM, SEARCH_REPORT):
        connection.execute(delete(table))


def fill(engine: Engine, *, anew: bool = False) -> Iterator[str]:
    """Add every report that the index lacks, one transaction each; yield their keys.

    With `anew`, the index is emptied first. Raises `DatabaseError`.
    """
    with writing(engine, report_lock("0")) as connection:
        if anew or stale(connection):
            empty(connection)
        lacking = missing(connection)
    for report_id in lacking:
        with writing(engine, report_lock(report_id)) as connection:
            if report_id in missing(connection):  # nobody was quicker
                index_report(connection, report_id, _loaded(connection, report_id))
        yield report_id


def _number(connection: Connection) -> int:
    """A number that no other report has; SQLite has one writer at a time, PostgreSQL a sequence."""
    if connection.dialect.name == "sqlite":
        return (connection.scalar(select(func.max(SEARCH_REPORT.c.number))) or 0) + 1
    return int(connection.scalar(text("SELECT nextval('search_report_number')")) or 0)


def _loaded(connection: Connection, report_id: str) -> dict[Table, list[Any]]:
    """All rows of a report out of the database."""
    found: dict[Table, list[Any]] = {}
    for table in METADATA.sorted_tables:
        if "report_id" in table.c and table not in DERIVED:
            wanted = select(table).where(table.c.report_id == report_id)
            found[table] = list(connection.execute(wanted).mappings())
    return found


def _search_texts(number: int, rows: RowsOf) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of `search_text` of a report, and the forms that its segmenter keeps whole."""
    segmenter, forms = segmenter_of(rows)
    first = number << TEXT_BITS
    found: list[dict[str, Any]] = []
    for one in texts_of(rows):
        folded = fold(one.text)
        if not folded:
            continue
        found.append(
            {
                "text_id": first + len(found),
                "element_id": one.element,
                "kind": one.kind,
                "section_id": one.section,
                "text": one.text,
                "folded": folded,
                "size": len(folded),
                # A blank on either side of each, so that a whole word can be looked for.
                "words": " ".join(("", *words(one.text, segmenter), "")),
                **{name: one.place[name] for name in PLACE},
            }
        )
    if len(found) >= 1 << TEXT_BITS:
        raise DatabaseError("the report has more texts than the search index can number")
    return found, forms


def _write(connection: Connection, found: list[dict[str, Any]]) -> None:
    if not found:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(insert(SEARCH_TEXT), found)
        connection.exec_driver_sql(
            "INSERT INTO search_index (rowid, tokens) VALUES (?, ?)",
            [(row["text_id"], fts5_text(_tokens(row))) for row in found],
        )
        return
    names = [*(column.name for column in SEARCH_TEXT.columns), "tokens"]
    copy_rows(connection, SEARCH_TEXT.name, names, _with_vectors(found, names))


def _with_vectors(found: Iterable[dict[str, Any]], names: list[str]) -> Iterator[list[Any]]:
    for row in found:
        row["tokens"] = tsvector(_tokens(row))
        yield [row[name] for name in names]


def _tokens(row: Mapping[str, Any]) -> list[str]:
    return tokens(row["folded"], row["words"].split())
