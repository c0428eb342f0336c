"""A table as crossings: each body cell with the words of its row and of its column.

What a figure is can be said in its row or in its column: a report may print years down the side
and amounts across the head, the next one the other way round. So a recogniser asks for the figures
at the crossings of lanes: the `side` lane says which record it is (the period, the type), the
`head` lane says which field. No place of a column, and no order, has a meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reportparse.frozen import frozen_record
from reportparse.lexicon.words import LANGUAGES, words
from reportparse.report.base import Place
from reportparse.report.facts import CellPlace
from reportparse.report.tables import Cell, CellMarker, Head, Row, Table, Value

LEAST_ACCEPTED: Final = 0.5
"""Part of the rows (or columns) that has to be accepted before rows (or columns) are the sides."""


@frozen_record
class Lane:
    """One row or one column, as what it says of the cells along it.

    `parts` are its words from the outside in: sections and stub of a row, spanners and leaf of a
    column. `raw`, `places`, `notes` are those of the innermost part; `all_notes` of every part.
    `at` is the stub's table, row and column. A `loose` row may stand behind its section as well.
    """

    parts: tuple[str, ...]
    raw: str = ""
    value: Value | None = None
    sums: bool = False
    at: tuple[str, int, int] | None = None
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()
    all_notes: tuple[str, ...] = ()
    loose: bool = False

    @property
    def words(self) -> str:
        """All its words; a line break between the parts, so that no word runs over two."""
        return "\n".join(self.parts)

    @property
    def place(self) -> CellPlace | None:
        """The stub that prints the lane; None for a column, whose heads are no body cells."""
        if self.at is None:
            return None
        return CellPlace(table=self.at[0], row=self.at[1], column=self.at[2])

    @property
    def last(self) -> str:
        """The words nearest to the cells."""
        return self.parts[-1] if self.parts else ""


@frozen_record
class Crossing:
    """A body cell, the lane that says which record it belongs to, and the one that says as what."""

    side: Lane
    head: Lane
    cell: Cell
    at: tuple[str, int, int]

    @property
    def place(self) -> CellPlace:
        """The cell by its table, row and column."""
        return CellPlace(table=self.at[0], row=self.at[1], column=self.at[2])


def note_ids(markers: Sequence[CellMarker]) -> tuple[str, ...]:
    """Return the ids of the notes that markers point to."""
    return tuple([marker.note for marker in markers if marker.note is not None])


@lru_cache(maxsize=4096)
def is_sum(text: str) -> bool:
    """Tell whether words head a total or a subtotal, in any language.

    >>> is_sum("总计"), is_sum("小计(B)"), is_sum("Total"), is_sum("登记的项目总数")
    (True, True, True, False)
    """
    return any(
        text in words(language).total or text in words(language).subtotal for language in LANGUAGES
    )


def is_count(cell: Cell) -> bool:
    """Tell whether a cell can hold a count: no decimals, no percentage, no date."""
    return cell.value.kind in ("integer", "nil", "blank", "unread", "text")


def body_cell(row: Row, column: int) -> Cell | None:
    """Return the cell of a row that stands over a column."""
    for cell in row.cells:
        if cell.column <= column < cell.column + cell.span:
            return cell
    return None


def column_lanes(table: Table) -> dict[int, Lane]:
    """Return the lane of every column, by its index."""
    return {column.index: _column_lane(table, column.index) for column in table.columns}


def _column_lane(table: Table, index: int) -> Lane:
    heads = list(_heads_over(table.header, index))
    leaf = heads[-1] if heads else None
    notes = tuple(note for head in heads for note in note_ids(head.markers))
    path = next(column.path for column in table.columns if column.index == index)
    return Lane(
        parts=path,
        raw=leaf.raw if leaf else "",
        sums=bool(path) and is_sum(path[-1]),
        places=leaf.places if leaf else (),
        notes=note_ids(leaf.markers) if leaf else (),
        all_notes=notes,
    )


def _heads_over(heads: Sequence[Head], index: int) -> Iterator[Head]:
    for head in heads:
        if head.first_column <= index <= head.last_column:
            yield head
            yield from _heads_over(head.below, index)


@dataclass(slots=True)
class _Open:
    """A section row that rows below may belong to; `deeper` when one of them is indented."""

    indent: int
    stub: str
    deeper: bool = False


def row_lanes(table: Table, key: int = 0) -> dict[int, Lane]:
    """Return the lane of every row that has figures, by its index; `key` is the column of stubs.

    A section holds the rows below it that are indented from it. Where none is, it holds what
    follows up to the next section, and those lanes are `loose`: the print does not show its end.
    """
    lanes: dict[int, Lane] = {}
    above: list[_Open] = []
    for row in table.rows:
        section = row.kind == "section"
        while above and _closes(above[-1], row.indent, section):
            above.pop()
        if section:
            above.append(_Open(row.indent, row.stub))
            continue
        if above and row.indent > above[-1].indent:
            above[-1].deeper = True
        own = body_cell(row, key)
        if own is None:
            continue
        sums = row.kind != "data" or is_sum(own.text)
        notes = note_ids(own.markers)
        lanes[row.index] = Lane(
            parts=(*(one.stub for one in above), own.text),
            raw=own.raw,
            value=own.value,
            sums=sums,
            at=(table.id, row.index, own.column),
            places=own.places,
            notes=notes,
            all_notes=notes,
            loose=any(one.indent >= row.indent for one in above),
        )
    return lanes


def _closes(above: _Open, indent: int, section: bool) -> bool:
    """Tell whether a row with an indent ends a section."""
    if indent != above.indent:
        return indent < above.indent
    return section or above.deeper


def _keyed(table: Table, accepts: Callable[[Lane], bool]) -> tuple[int, dict[int, Lane]]:
    """The column of the stubs, wherever it stands, and the lanes of its rows.

    It is the first whose cells are accepted.
    """
    for column in table.columns:
        lanes = row_lanes(table, column.index)
        if _share(lanes, accepts) >= LEAST_ACCEPTED:
            return column.index, lanes
    return 0, row_lanes(table)


def crossings(table: Table, accepts: Callable[[Lane], bool]) -> tuple[Crossing, ...]:
    """Return the crossings whose side `accepts` takes, row by row.

    Rows are the sides, or columns where more of those are accepted. Nothing comes back where
    neither are for the most part, sums left aside.
    """
    key, rows = _keyed(table, accepts)
    columns = column_lanes(table)
    across = {index: lane for index, lane in columns.items() if index != 0}
    if _share(rows, accepts) >= max(LEAST_ACCEPTED, _share(across, accepts)):
        return tuple(_by_rows(table, rows, columns, key, accepts))
    if _share(across, accepts) >= LEAST_ACCEPTED:
        return tuple(_by_columns(table, row_lanes(table), across, accepts))
    return ()


def _share(lanes: dict[int, Lane], accepts: Callable[[Lane], bool]) -> float:
    asked = [lane for lane in lanes.values() if not lane.sums]
    return sum(accepts(lane) for lane in asked) / len(asked) if asked else 0.0


def _by_rows(
    table: Table,
    rows: dict[int, Lane],
    columns: dict[int, Lane],
    key: int,
    accepts: Callable[[Lane], bool],
) -> Iterator[Crossing]:
    for row in table.rows:
        side = rows.get(row.index)
        if side is None or not accepts(side):
            continue
        for index, head in columns.items():
            cell = body_cell(row, index)
            if index != key and cell is not None:
                yield Crossing(side, head, cell, (table.id, row.index, cell.column))


def _by_columns(
    table: Table,
    rows: dict[int, Lane],
    columns: dict[int, Lane],
    accepts: Callable[[Lane], bool],
) -> Iterator[Crossing]:
    for row in table.rows:
        head = rows.get(row.index)
        if head is None:
            continue
        for index, side in columns.items():
            cell = body_cell(row, index)
            if accepts(side) and cell is not None:
                yield Crossing(side, head, cell, (table.id, row.index, cell.column))
