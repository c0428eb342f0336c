"""The grid of a region as values that can be drawn: what each kind of evidence says, the columns
on which it agrees, and the rows cut along them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from reportparse.findings import Doubt
from reportparse.frozen import frozen_record
from reportparse.tables.region import Chunk, Region

Source = Literal["rules", "gutters", "tags", "posts"]


@dataclass(frozen=True, slots=True)
class GridEvidence:
    """What one kind of evidence says: the inner edges of columns, in points, left to right."""

    source: Source
    edges: tuple[float, ...]


@frozen_record
class Column:
    """One column: its edges, and the edges of the ink of its body."""

    index: int
    x0: float
    x1: float
    ink0: float
    ink1: float
    numeric: bool
    firm: bool = False
    """Whether rules show the edges; else they are the middles of gutters."""

    def overlap(self, x0: float, x1: float) -> float:
        """The length in points that the column shares with a stretch."""
        right = self.x1 if self.x1 < x1 else x1
        left = self.x0 if self.x0 > x0 else x0
        return right - left if right > left else 0.0

    def ink_overlap(self, x0: float, x1: float) -> float:
        """The length in points that the ink of the column shares with a stretch."""
        return max(0.0, min(self.ink1, x1) - max(self.ink0, x0))


@frozen_record
class Slot:
    """What stands in one cell of a row: its chunks in reading order, over `span` columns.

    `rows` counts the rows that it covers, its own the first; `guessed` tells that only the places
    of the labels say so.
    """

    column: int
    chunks: tuple[Chunk, ...]
    span: int = 1
    rows: int = 1
    guessed: bool = False


@frozen_record
class RowDraft:
    """One row before its ink is read. `slots` hold only cells with ink, left to right.

    `ruled` tells that a rule stands directly above the row. `element` numbers the row in the
    structure tree.
    """

    slots: tuple[Slot, ...]
    sheet: int
    y0: float
    y1: float
    proof: tuple[str, ...] = ()
    ruled: bool = False
    element: int | None = None

    def slot(self, column: int) -> Slot | None:
        return next((slot for slot in self.slots if slot.column == column), None)


@dataclass(frozen=True, slots=True)
class HeadDraft:
    """One cell of the head before its ink is read, over columns `first` to `last`."""

    chunks: tuple[Chunk, ...]
    first: int
    last: int
    level: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One region cut into columns, head and rows, with the evidence that led there."""

    region: Region
    columns: tuple[Column, ...]
    heads: tuple[HeadDraft, ...]
    rows: tuple[RowDraft, ...]
    evidence: tuple[GridEvidence, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())
    ink: tuple[Chunk, ...] = ()
    """All chunks of the region: what the cells have to account for."""

    @property
    def support(self) -> tuple[str, ...]:
        """The kinds of evidence that show these columns, all of them and no others."""
        return tuple(
            item.source
            for item in self.evidence
            if item.source in ("rules", "posts") or len(item.edges) == len(self.columns) - 1
        )

    @property
    def poor(self) -> bool:
        """Whether no row shows more than one cell, so that the rows say nothing of columns."""
        return not any(len(row.slots) > 1 for row in self.rows)
