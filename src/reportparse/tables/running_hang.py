"""Lines of a dump that go on with a cell in the middle of the row above them.

A dump that keeps the page's layout prints the second line of a cell below its first, behind blanks:

    2015 年 2 月 1 日至 3 日    德班，与附属机构第五十一届会        第 66 次会议
                          议同时举行

Read line by line, the second line would go on with the last cell. It belongs to the cell that it
stands below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from reportparse.tables.running_gaps import NEVER, Chunk

GUTTER: Final = 3
"""Blanks that part two cells in such a dump; inside a cell there are one or two."""

INDENT: Final = 8
"""Columns behind the left edge from which a line begins no row: stubs are indented less."""

NEAR: Final = 6
"""Columns by which the lines of one cell miss each other: Chinese characters count one column in
the text and two on the page."""


def gathered(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks with every hanging line behind the cell that it stands below.

    A row whose hanging lines stand below no cell for certain stays as it is.
    """
    lines = _lines(chunks)
    if not lines:
        return list(chunks)
    left = min(_start(line[0]) for line in lines)
    found: list[Chunk] = []
    at = 0
    while at < len(lines):
        hanging = at + 1
        while hanging < len(lines) and _start(lines[hanging][0]) >= left + INDENT:
            hanging += 1
        row = _row(lines[at], lines[at + 1 : hanging])
        found += row or [chunk for line in lines[at:hanging] for chunk in line]
        at = hanging
    return found


def _row(first: Sequence[Chunk], hanging: Sequence[Sequence[Chunk]]) -> list[Chunk] | None:
    """The chunks of a row, its hanging lines moved; None where there is nothing to move."""
    cells = _segments(first)
    if not hanging or len(cells) < 2:
        return None
    starts = [_start(cell[0]) for cell in cells]
    for line in hanging:
        for segment in _segments(line):
            below = _below(_start(segment[0]), starts)
            if below is None:
                return None
            opened = replace(segment[0], cut=NEVER, join=0.0, new_line=False)
            cells[below] = [*cells[below], opened, *segment[1:]]
    return [chunk for cell in cells for chunk in cell]


def _below(start: int, starts: Sequence[int]) -> int | None:
    """The one cell that a hanging piece stands below."""
    near = sorted((abs(start - own), at) for at, own in enumerate(starts))
    missed, at = near[0]
    if missed > NEAR or (len(near) > 1 and near[1][0] < 2 * missed + NEAR):
        return None
    return at


def _lines(chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    lines: list[list[Chunk]] = []
    for chunk in chunks:
        if not lines or chunk.piece.line.number != lines[-1][-1].piece.line.number:
            lines.append([])
        lines[-1].append(chunk)
    return lines


def _segments(line: Sequence[Chunk]) -> list[list[Chunk]]:
    """The chunks of a line, cut where a gutter is."""
    segments = [[line[0]]]
    for before, chunk in pairwise(line):
        if _start(chunk) - _end(before) > GUTTER:
            segments.append([])
        segments[-1].append(chunk)
    return segments


def _start(chunk: Chunk) -> int:
    piece = chunk.piece.trimmed()
    return piece.line.origin[piece.start]


def _end(chunk: Chunk) -> int:
    piece = chunk.piece.trimmed()
    return piece.line.origin[piece.end - 1]
