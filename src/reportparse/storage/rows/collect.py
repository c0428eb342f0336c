"""Collecting rows per table: every row has all columns, every place finds its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table

from reportparse.report.base import PagePlace, Place, Text
from reportparse.storage.columns import storable
from reportparse.storage.schema.document import FURTHER_PLACE, MARK

Row = dict[str, Any]


class Rows:
    """The rows of one report, per table, in the order in which they have to be inserted."""

    def __init__(self, report_id: str) -> None:
        self.report_id = report_id
        self.by_table: dict[Table, list[Row]] = {}

    def add(
        self,
        table: Table,
        values: Mapping[str, Any],
        places: Sequence[Place] = (),
    ) -> None:
        """Add a row. Its first place goes into its own columns, any others beside it."""
        row = dict(_empty(table))
        row["report_id"] = self.report_id
        for name, given in values.items():
            assert name in row, f"{table.name} has no column {name}"
            row[name] = storable(given) if isinstance(given, str) else given
        if places:
            row.update(place_columns(places[0]))
            if len(places) > 1:
                self._further(table, row, places[1:])
        self.by_table.setdefault(table, []).append(row)

    def _further(self, table: Table, row: Row, places: Iterable[Place]) -> None:
        own = "/".join(str(row[c.name]) for c in table.primary_key if c.name != "report_id")
        for position, place in enumerate(places, start=1):
            values = {"table_name": table.name, "row_key": own, "position": position}
            self.add(FURTHER_PLACE, values, (place,))

    def marks(self, text: Text | None, element: str, role: str = "") -> None:
        """Add the marks of a text: bold, italic, links and markers, with their offsets."""
        for position, mark in enumerate(text.marks if text else ()):
            self.add(
                MARK,
                {
                    "element_id": element,
                    "role": role,
                    "position": position,
                    "kind": mark.kind,
                    "start_offset": mark.start,
                    "end_offset": mark.end,
                    "raw": mark.raw,
                    "target": mark.target,
                },
            )


@cache
def _empty(table: Table) -> Row:
    return {column.name: None for column in table.columns}


def text_columns(text: Text | None, prefix: str = "") -> Row:
    """The running text and the print of a text, in columns `text` and `raw` or of that prefix."""
    words = prefix or "text"
    print_ = f"{prefix}_raw" if prefix else "raw"
    return {words: text.text if text else None, print_: text.raw if text else None}


def place_columns(place: Place) -> Row:
    if isinstance(place, PagePlace):
        x0, top, x1, bottom = place.box or (None, None, None, None)
        return {"page": place.page, "x0": x0, "top": top, "x1": x1, "bottom": bottom}
    return {
        "line": place.line,
        "col": place.column,
        "end_line": place.end_line,
        "end_col": place.end_column,
    }
