"""Where the columns and the heads of a table stand."""

from __future__ import annotations

from dataclasses import dataclass

from tests.typeset.manuscript import Column


@dataclass(frozen=True, slots=True)
class Lane:
    """A column's place: its left edge, where its words may begin, and its right edge."""

    edge: float
    left: float
    right: float
    numeric: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A head in the column tree: the lanes it covers and the levels of its first and last line."""

    column: Column
    top: int
    level: int
    first: int
    last: int


def heads_of(columns: tuple[Column, ...], depth: int) -> list[Head]:
    """Return all heads, level by level; a head without children stands on the last level."""
    heads: list[Head] = []

    def visit(column: Column, level: int, first: int) -> int:
        last = first + len(column.leaves()) - 1
        bottom = level if column.children else depth - 1
        heads.append(Head(column, level, bottom, first, last))
        place_ = first
        for child in column.children:
            place_ = visit(child, level + 1, place_)
        return last + 1

    lane = 0
    for column in columns:
        lane = visit(column, 0, lane)
    return heads
