"""Rows by tags: which lines the structure tree puts into one table row."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.tables.region import Chunk


def row_elements(lines: Sequence[Sequence[Chunk]]) -> tuple[int | None, ...] | None:
    """Return for each line (as its chunks) the number of the table row that holds it.

    None where the lines are not tagged as rows throughout, or where one line shows several rows:
    then the tags do not say how the lines belong together.
    """
    found: list[int | None] = []
    for chunks in lines:
        rows = {chunk.row for chunk in chunks}
        if None in rows or len(rows) != 1:
            return None
        found.append(rows.pop())
    return tuple(found) if found else None
