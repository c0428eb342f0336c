"""A table as HTML has it: rows of cells that say how many columns and rows they cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportparse.corrections.settle import cell_id
from reportparse.frozen import frozen_record
from reportparse.report.facts import CellPlace
from reportparse.report.tables import Cell, CellMarker, Head, Row, Table

DEEPEST: Final = 6
"""Steps of indent that the page tells apart."""
NUMBERS: Final = frozenset({"integer", "decimal", "percent", "range", "nil"})
"""Kinds of values that stand flush right, as in print."""


@frozen_record
class Box:
    """One cell of the drawn table; `id` is empty where nothing stands behind it."""

    id: str = ""
    text: str = ""
    columns: int = 1
    rows: int = 1
    kind: str = ""
    markers: tuple[CellMarker, ...] = ()

    @property
    def number(self) -> bool:
        """Whether it holds a figure, or the sign that there is none."""
        return self.kind in NUMBERS


@frozen_record
class Line:
    """One drawn row of the body."""

    kind: str
    indent: int
    boxes: tuple[Box, ...]


def head_rows(table: Table) -> tuple[tuple[Box, ...], ...]:
    """Return the header, spanners above their leaves; a leaf reaches down to the body."""
    depth = _depth(table.header)
    rows: list[list[tuple[int, Box]]] = [[] for _ in range(depth)]
    for number, (level, head) in enumerate(_walk(table.header, 0), start=1):
        columns = head.last_column - head.first_column + 1
        height = 1 if head.below else depth - level
        text, own = head.text, f"{table.id}.head.{number}"
        rows[level].append(
            (head.first_column, Box(own, text, columns, height, "head", head.markers))
        )
    return tuple(_tiled(rows, len(table.columns)))


def _depth(heads: Sequence[Head]) -> int:
    return max((1 + _depth(head.below) for head in heads), default=0)


def _walk(heads: Sequence[Head], level: int) -> Iterator[tuple[int, Head]]:
    for head in heads:
        yield level, head
        yield from _walk(head.below, level + 1)


def _tiled(rows: list[list[tuple[int, Box]]], width: int) -> Iterator[tuple[Box, ...]]:
    """The rows with empty boxes where no head stands, so that each covers the whole width."""
    covered: dict[int, set[int]] = {level: set() for level in range(len(rows))}
    for level, row in enumerate(rows):
        made: list[Box] = []
        column = 0
        for first, box in [*sorted(row, key=lambda own: own[0]), (width, Box())]:
            while column < first:
                if column not in covered[level]:
                    made.append(Box())
                column += 1
            if first < width:
                made.append(box)
                for below in range(level + 1, min(level + box.rows, len(rows))):
                    covered[below] |= set(range(first, first + box.columns))
                column = max(column, first + box.columns)
        yield tuple(made)


def body_rows(table: Table) -> Iterator[Line]:
    """Yield the body; cells that one above them covers are left out, missing ones are empty."""
    covered: dict[int, int] = {}
    width = len(table.columns)
    for row in table.rows:
        boxes = tuple(_boxes(table, row, width, covered))
        yield Line(row.kind, min(row.indent, DEEPEST), boxes)


def _boxes(table: Table, row: Row, width: int, covered: dict[int, int]) -> Iterator[Box]:
    cells = {cell.column: cell for cell in row.cells}
    column = 0
    while column < max(width, max(cells, default=0) + 1):
        if covered.get(column, 0) > 0:
            covered[column] -= 1
            column += 1
            continue
        cell = cells.get(column)
        if cell is None:
            yield Box(kind="blank")
            column += 1
            continue
        yield _box(table, row, cell)
        for under in range(column, column + cell.span):
            covered[under] = cell.row_span - 1
        column += cell.span


def _box(table: Table, row: Row, cell: Cell) -> Box:
    own = cell_id(CellPlace(table=table.id, row=row.index, column=cell.column))
    return Box(own, cell.text, cell.span, cell.row_span, cell.value.kind, cell.markers)
