"""Columns by gutters: the white rivers that run down through the rows of a body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportparse.tables.region import Chunk

MIN_GUTTER: Final = 2.4
"""In points: the narrowest gutter of dense tables is about 4; chunks hold what is closer."""
ENOUGH: Final = 3
"""Rows with numbers needed before rows without numbers may be left out of account."""


def gutters(rows: Sequence[Sequence[Chunk]]) -> tuple[float, ...]:
    """Return the middles of the gutters between the chunks of `rows`, left to right.

    A row of one chunk says nothing: it may be a section title that runs across. Where enough
    rows hold numbers only these count, for the same reason. But what stands alone to the left of
    all that counts is a column: labels between the rows that they belong to.
    """
    several = [row for row in rows if len(row) > 1]
    numbers = [row for row in several if any(chunk.numeric for chunk in row[1:])]
    used = numbers if len(numbers) >= ENOUGH else several
    spans = sorted((chunk.x0, chunk.x1) for row in used for chunk in row)
    if spans:
        edge = spans[0][0] - MIN_GUTTER
        alone = [row[0] for row in rows if len(row) == 1 and row[0].x1 <= edge]
        spans = sorted([*spans, *((chunk.x0, chunk.x1) for chunk in alone)])
    found: list[float] = []
    reach: float | None = None
    for x0, x1 in spans:
        if reach is not None and x0 - reach >= MIN_GUTTER:
            found.append((reach + x0) / 2)
        reach = x1 if reach is None else max(reach, x1)
    return tuple(found)
