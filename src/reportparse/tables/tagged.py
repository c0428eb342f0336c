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


def by_row(lines: Sequence[Sequence[Chunk]]) -> list[list[Chunk]] | None:
    """Return `lines` with the print of each table row together, in the order of the tags.

    A cell over several rows is printed beside the second or third of them, yet its tag stands in
    the first. None where not all lines are tagged as rows.
    """
    if not lines or any(chunk.row is None for chunks in lines for chunk in chunks):
        return None
    found: list[tuple[int, list[Chunk]]] = []
    for chunks in lines:
        own: dict[int, list[Chunk]] = {}
        for chunk in chunks:
            if chunk.row is not None:
                own.setdefault(chunk.row, []).append(chunk)
        found.extend(own.items())
    found.sort(key=lambda item: item[0])
    return [chunks for _, chunks in found]
