"""The figures of a table as exact numbers with the unit of their last printed place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportparse.frozen import frozen_record
from reportparse.report.tables import (
    Blank,
    Cell,
    DecimalNumber,
    Integer,
    NilSign,
    Percent,
    Table,
)

Spot = tuple[int, int]
"""Row and column of a cell."""


@frozen_record
class Figure:
    """A printed number, its last printed place as `unit`, and whether a percent sign follows.

    `nothing` marks a nil symbol or a blank: they count as nothing in a sum but are no zero.
    """

    value: Decimal
    unit: Decimal = Decimal(1)
    percent: bool = False
    nothing: bool = False
    blank: bool = False

    @property
    def half(self) -> Decimal:
        """How far the figure may be from what was rounded to it."""
        return Decimal(0) if self.nothing else self.unit / 2


NIL = Figure(Decimal(0), nothing=True)
BLANK = Figure(Decimal(0), nothing=True, blank=True)


def figure_of(cell: Cell | None) -> Figure | None:
    """The figure of a cell; None for words, dates, ranges and what could not be read.

    >>> figure_of(Cell(column=1, text="1.50", raw="1.50", value={"kind": "decimal",
    ...     "value": "1.50", "decimals": 2})).unit
    Decimal('0.01')
    """
    if cell is None:
        return BLANK
    value = cell.value
    if isinstance(value, Integer):
        return Figure(Decimal(value.value))
    if isinstance(value, DecimalNumber):
        return Figure(value.value, Decimal(1).scaleb(-value.decimals))
    if isinstance(value, Percent):
        return Figure(value.value, Decimal(1).scaleb(-value.decimals), percent=True)
    if isinstance(value, NilSign):
        return NIL
    if isinstance(value, Blank):
        return BLANK
    return None


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one table by row and column, with the print of each."""

    rows: int
    columns: int
    at: Mapping[Spot, Figure | None]
    text: Mapping[Spot, str]

    def number(self, spot: Spot) -> Figure | None:
        """The figure at a spot if a number is printed there."""
        figure = self.at[spot]
        return None if figure is None or figure.nothing else figure

    def numeric(self, column: int) -> bool:
        """Tell whether a column holds any number."""
        return any(self.number((row, column)) for row in range(self.rows))


def figures_of(table: Table) -> Figures:
    """Read the figures of a table; the stub is no column of figures."""
    at: dict[Spot, Figure | None] = {}
    text: dict[Spot, str] = {}
    for row, line in enumerate(table.rows):
        cells = {cell.column: cell for cell in line.cells}
        for column in range(1, len(table.columns)):
            at[row, column] = figure_of(cells.get(column))
            text[row, column] = cells[column].text if column in cells else ""
    return Figures(len(table.rows), len(table.columns), at, text)
