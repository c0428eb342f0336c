"""What is shown of a hit beside its text: its place, and what it stands under."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, select

from reportparse.search.model import Hit, Place
from reportparse.search.snippets import Span, snippet
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


class Contexts:
    """What elements stand under, each table and section looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[Any, ...], tuple[str, ...]] = {}

    def of(self, report_id: str, kind: str, element: str, section: str | None) -> tuple[str, ...]:
        """The titles, stubs and heads above an element; empty where there is nothing to say."""
        if kind == "record":
            columns = RECORD.c
            return self._words(
                (columns.kind,), {columns.report_id: report_id, columns.record_id: element}
            )
        if kind in IN_TABLES:
            return self._in_table(report_id, kind, element)
        if section is None or section == element:
            return ()
        outline = SECTION.c
        return self._words(
            (outline.label, outline.text),
            {outline.report_id: report_id, outline.section_id: section},
        )

    def _in_table(self, report_id: str, kind: str, element: str) -> tuple[str, ...]:
        own, *place = element.rsplit(".", 1 if kind == "note" else 2)
        tables = PRINTED_TABLE.c
        words = self._words(
            (tables.caption, tables.title), {tables.report_id: report_id, tables.table_id: own}
        )
        if kind != "cell":
            return words
        row, column = map(int, place)
        rows, columns = TABLE_ROW.c, TABLE_COLUMN.c
        stub = self._words(
            (rows.stub,),
            {rows.report_id: report_id, rows.table_id: own, rows.row_index: row},
        )
        path = self._words(
            (columns.path,),
            {columns.report_id: report_id, columns.table_id: own, columns.column_index: column},
        )
        return (*words, *stub, *path)

    def _words(
        self, columns: Sequence[Column[Any]], key: dict[Column[Any], Any]
    ) -> tuple[str, ...]:
        """The filled columns of the row with a key as one text; empty where there is none."""
        own = (columns[0].table.name, *key.values())
        if own not in self._known:
            wanted = select(*columns).where(*(column == value for column, value in key.items()))
            row = self._connection.execute(wanted).one_or_none()
            text = " ".join(filter(None, row)) if row else ""
            self._known[own] = (text,) if text else ()
        return self._known[own]


def text_hit(
    contexts: Contexts,
    row: Mapping[Any, Any],
    marked: Sequence[Span],
    width: int,
    score: float | None = None,
) -> Hit:
    """A text of the index as a hit, with the stretches in which something was found."""
    own = row["report_id"], row["kind"], row["element_id"], row["section_id"]
    return Hit(
        report_id=row["report_id"],
        symbol=row["symbol"],
        file_name=row["file_name"],
        element=row["element_id"],
        kind=row["kind"],
        section=row["section_id"],
        place=place_of(row),
        snippet=snippet(row["text"], marked, width),
        context=contexts.of(*own),
        score=score,
    )
