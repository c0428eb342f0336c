"""Marks against the report that they are about: do they still apply, and what do they say?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from reportparse.build.values import face_value
from reportparse.corrections.doubts import doubts_of
from reportparse.frozen import frozen_record
from reportparse.notation.values import read_value
from reportparse.report.corrections import Correction
from reportparse.report.facts import CellPlace
from reportparse.report.model import Report
from reportparse.report.tables import Cell, Value

State = Literal["applies", "stale"]


@frozen_record
class Settled:
    """A mark beside the report.

    `stale`: the parse says something else there by now than what the reviewer saw, or has no such
    cell or finding any more; the mark is kept, and corrects nothing. `value` is the typed value of
    a corrected cell, read from what the reviewer typed as the parser reads print.
    """

    mark: Correction
    state: State
    cell: CellPlace | None = None
    value: Value | None = None


def settle(report: Report, marks: Iterable[Correction]) -> tuple[Settled, ...]:
    """Return each mark with its state in `report`."""
    marks = tuple(marks)
    cells = dict(cells_of(report))
    doubts: Mapping[str, str] = {}
    if any(mark.kind == "finding" for mark in marks):
        doubts = {own.key: own.message for own in doubts_of(report)}
    return tuple(_settled(report, mark, cells, doubts) for mark in marks)


def cells_of(report: Report) -> Iterator[tuple[str, tuple[CellPlace, Cell]]]:
    """Yield every body cell by its id: `table-5.3.0` is row 3, column 0."""
    for table in report.tables:
        for row in table.rows:
            for cell in row.cells:
                place = CellPlace(table=table.id, row=row.index, column=cell.column)
                yield cell_id(place), (place, cell)


def cell_id(place: CellPlace) -> str:
    """Return the id of a body cell.

    >>> cell_id(CellPlace(table="table-5", row=3, column=0))
    'table-5.3.0'
    """
    return f"{place.table}.{place.row}.{place.column}"


def _settled(
    report: Report,
    mark: Correction,
    cells: Mapping[str, tuple[CellPlace, Cell]],
    doubts: Mapping[str, str],
) -> Settled:
    if mark.kind == "finding":
        return Settled(mark, "applies" if doubts.get(mark.target) == mark.old else "stale")
    place, cell = cells.get(mark.target, (None, None))
    # With which blanks a figure is printed cannot be seen, and readers of PDFs differ in it.
    if cell is None or cell.raw.split() != mark.old.split():
        return Settled(mark, "stale", place)
    value = None
    if mark.status == "corrected":
        value = face_value(read_value(mark.new or "", report.language))
    return Settled(mark, "applies", place, value)
