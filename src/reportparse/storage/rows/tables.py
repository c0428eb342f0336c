"""Rows of the printed tables."""

from __future__ import annotations

from collections.abc import Iterable

from reportparse.report.tables import Cell, CellMarker, Head, Row, Table
from reportparse.storage.columns import PATH_SIGN
from reportparse.storage.rows.body import add_passages
from reportparse.storage.rows.collect import Rows, text_columns
from reportparse.storage.schema import tables as schema
from reportparse.storage.values import value_columns


def add_tables(rows: Rows, tables: Iterable[Table]) -> None:
    """Add every table: heads, columns, rows, cells, markers, notes and the texts around it."""
    for position, table in enumerate(tables):
        _table(rows, table, position)
        _Heads(rows, table.id).add(table.header)
        for column in table.columns:
            rows.add(
                schema.TABLE_COLUMN,
                {
                    "table_id": table.id,
                    "column_index": column.index,
                    "head": column.path[-1] if column.path else "",
                    "path": PATH_SIGN.join(column.path),
                },
            )
        for row in table.rows:
            _row(rows, table.id, row)
        _around(rows, table)


def _table(rows: Rows, table: Table, position: int) -> None:
    rows.add(
        schema.PRINTED_TABLE,
        {
            "table_id": table.id,
            "position": position,
            "number": table.number,
            **text_columns(table.title, "title"),
            **text_columns(table.caption, "caption"),
            "row_count": len(table.rows),
            "column_count": len(table.columns),
        },
        table.places,
    )
    rows.marks(table.title, table.id, "title")
    rows.marks(table.caption, table.id, "caption")


class _Heads:
    """The tree of heads, numbered through from the left and downwards."""

    def __init__(self, rows: Rows, table: str) -> None:
        self.rows = rows
        self.table = table
        self.count = 0

    def add(self, heads: Iterable[Head], depth: int = 0, parent: int | None = None) -> None:
        for head in heads:
            index = self.count
            self.count += 1
            self.rows.add(
                schema.TABLE_HEAD,
                {
                    "table_id": self.table,
                    "head_index": index,
                    "parent_index": parent,
                    "depth": depth,
                    "first_column": head.first_column,
                    "last_column": head.last_column,
                    "text": head.text,
                    "raw": head.raw,
                },
                head.places,
            )
            _markers(self.rows, self.table, f"head.{index}", head.markers, head_index=index)
            self.add(head.below, depth + 1, index)


def _row(rows: Rows, table: str, row: Row) -> None:
    rows.add(
        schema.TABLE_ROW,
        {
            "table_id": table,
            "row_index": row.index,
            "kind": row.kind,
            "indent": row.indent,
            "stub": row.stub,
            "page": row.page,
        },
    )
    for cell in row.cells:
        _cell(rows, table, row.index, cell)


def _cell(rows: Rows, table: str, row: int, cell: Cell) -> None:
    own = f"{table}.{row}.{cell.column}"
    rows.add(
        schema.CELL,
        {
            "table_id": table,
            "row_index": row,
            "column_index": cell.column,
            "cell_id": own,
            "span": cell.span,
            "row_span": cell.row_span,
            "text": cell.text,
            "raw": cell.raw,
            **value_columns(cell.value),
            "proof": " ".join(cell.proof),
        },
        cell.places,
    )
    if cell.markers:
        _markers(rows, table, own, cell.markers, row_index=row, column_index=cell.column)


def _markers(
    rows: Rows, table: str, owner: str, markers: Iterable[CellMarker], **where: int
) -> None:
    for position, marker in enumerate(markers):
        rows.add(
            schema.MARKER,
            {
                "table_id": table,
                "owner": owner,
                "position": position,
                **where,
                "raw": marker.raw,
                "note_id": marker.note,
            },
            marker.places,
        )


def _around(rows: Rows, table: Table) -> None:
    _markers(rows, table.id, "title", table.title_markers)
    for position, note in enumerate(table.notes):
        values = {"note_id": note.id, "table_id": table.id, "position": position}
        values["marker"] = note.marker
        rows.add(schema.NOTE, values | text_columns(note.text), note.places)
        rows.marks(note.text, note.id)
    for role in ("headnotes", "remarks", "sources", "repeated", "unplaced"):
        add_passages(rows, table.id, role.removesuffix("s"), *getattr(table, role))
    for repeat in table.repeats:
        for position, element in enumerate(repeat.elements):
            rows.add(
                schema.CELL_REPEAT,
                {
                    "table_id": table.id,
                    "row_index": repeat.row,
                    "column_index": repeat.column,
                    "position": position,
                    "element_id": element,
                },
            )
