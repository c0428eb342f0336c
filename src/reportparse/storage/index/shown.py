"""What is shown of a hit beside its text: its place, and what it stands under."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from reportparse.search.model import Hit, Place
from reportparse.search.snippets import Span, snippet

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
            return self._words("record", ("kind",), report_id=report_id, record_id=element)
        if kind in IN_TABLES:
            return self._in_table(report_id, kind, element)
        if section is None or section == element:
            return ()
        return self._words("section", ("label", "text"), report_id=report_id, section_id=section)

    def _in_table(self, report_id: str, kind: str, element: str) -> tuple[str, ...]:
        own, *place = element.rsplit(".", 1 if kind == "note" else 2)
        key = {"report_id": report_id, "table_id": own}
        words = self._words("printed_table", ("caption", "title"), **key)
        if kind != "cell":
            return words
        row, column = map(int, place)
        stub = self._words("table_row", ("stub",), **key, row_index=row)
        path = self._words("table_column", ("path",), **key, column_index=column)
        return (*words, *stub, *path)

    def _words(self, table: str, columns: Sequence[str], **key: str | int) -> tuple[str, ...]:
        """The filled columns of the row with a key as one text; empty where there is none."""
        own = (table, *key.values())
        if own not in self._known:
            tests = " AND ".join(f"{name} = :{name}" for name in key)
            wanted = text(f"SELECT {', '.join(columns)} FROM {table} WHERE {tests}")
            row = self._connection.execute(wanted, key).one_or_none()
            words = " ".join(filter(None, row)) if row else ""
            self._known[own] = (words,) if words else ()
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
