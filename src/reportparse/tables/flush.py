"""Chunks cut where other lines begin or end one: columns set flush with hardly a gap between them.

A cell that fills its column to the last point stands as close to the next one as two words do.
The other lines of the table show where the one column ends or the next one begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportparse.frozen import frozen_record
from reportparse.layout.model import Piece
from reportparse.tables.chunks import is_numeric
from reportparse.tables.region import Bar, Chunk

SAME: Final = 0.8
"""In points: lines that are set flush begin or end within rounding of one another."""
LEAST_GAP: Final = 0.1
"""In ems: word processors keep two cells about 0.2 apart even where one is full."""
DEEP: Final = 4.0
"""In ems: how far above its rule the first line of a spanner of three lines stands."""
WHOLE: Final = 0.95
"""Share of a spanner's width under which its rule runs."""
WITNESSES: Final = 2
"""Lines that have to begin or end a chunk at an edge before another line is cut there."""

Rows = Sequence[Sequence[Chunk]]


def cut_flush(lines: Rows, spanning: Sequence[Bar]) -> list[list[Chunk]]:
    """Return `lines` with chunks cut at the edges of columns on which all lines agree.

    An edge is where at least two lines begin a chunk behind another one, or end one before
    another, and where no line has ink across it: each has a gap there, or nothing. What stands
    on one of the rules `spanning` is a spanner: it crosses edges, and is not cut. Nor are words
    that have their line to themselves cut where only numbers begin: a section's name may reach
    over columns of numbers, which begin alike by chance.
    """
    left = _shared([(chunk.x0, chunk) for line in lines for chunk in line[1:]])
    right = _shared([(chunk.x1, chunk) for line in lines for chunk in line[:-1]])
    edges = [*(_Edge(x, True, _numbers(own)) for x, own in left)]
    edges += [_Edge(x, False, False) for x, own in right if _set_right(own)]
    cells = [chunk for line in lines for chunk in line if not _spans(chunk, spanning)]
    lone = {id(line[0]) for line in lines if len(line) == 1}
    edges = [
        edge for edge in edges if all(edge.clear(c, edge.numeric and id(c) in lone) for c in cells)
    ]
    if not edges:
        return [list(line) for line in lines]
    held = {id(chunk) for chunk in cells}
    return [
        [part for chunk in line for part in (_cut(chunk, edges) if id(chunk) in held else (chunk,))]
        for line in lines
    ]


def _spans(chunk: Chunk, bars: Sequence[Bar]) -> bool:
    """Tell whether one of `bars` runs close under a chunk from end to end."""
    depth = DEEP * (chunk.line.size or 9.0)
    return any(
        0 < bar.y - chunk.line.baseline < depth and bar.covers(chunk.x0, chunk.x1) > WHOLE
        for bar in bars
    )


def _shared(ends: Sequence[tuple[float, Chunk]]) -> Iterator[tuple[float, list[Chunk]]]:
    """The places where several chunks begin (or end), left to right, and these chunks."""
    places = sorted(ends, key=lambda end: end[0])
    at = 0
    while at < len(places):
        end = at
        while end < len(places) and places[end][0] - places[at][0] <= SAME:
            end += 1
        if end - at >= WITNESSES:
            own = places[at:end]
            yield sum(x for x, _ in own) / len(own), [chunk for _, chunk in own]
        at = end


def _numbers(chunks: Sequence[Chunk]) -> bool:
    return all(chunk.numeric for chunk in chunks)


def _set_right(chunks: Sequence[Chunk]) -> bool:
    """Tell whether chunks that end at one place show the right edge of a column.

    Words that begin at one place, too, are as long as one another by chance.
    """
    lefts = [chunk.x0 for chunk in chunks]
    return any(chunk.numeric for chunk in chunks) or max(lefts) - min(lefts) > SAME


@frozen_record
class _Edge:
    """The left edge of a column (`begins`), or else the right one.

    `numeric` tells that only numbers begin there.
    """

    x: float
    begins: bool
    numeric: bool

    def clear(self, chunk: Chunk, whole: bool) -> bool:
        """Tell whether a chunk has no ink across the edge: it ends before it or has a gap there.

        `whole` tells that the chunk is not to be cut there.
        """
        if chunk.x0 >= self.x - SAME or chunk.x1 <= self.x + SAME:
            return True
        crosses = _end_of_words(chunk) > self.x + SAME
        return not crosses or (not whole and self.gap(chunk) is not None)

    def gap(self, chunk: Chunk) -> int | None:
        """The offset in its line at which the print of `chunk` goes on behind a gap at the edge.

        A raised sign goes with the words before it, however far behind them it stands.
        """
        if chunk.numeric:
            return None  # one number: its groups of digits stand below one another, too
        line, piece = chunk.piece.line, chunk.piece
        before = line.xs[piece.start][1]
        for at in range(piece.start + 1, piece.end):
            if line.text[at].isspace():
                continue
            left, right = line.xs[at]
            near = left if self.begins else before
            apart = left - before > LEAST_GAP * (line.size or 9.0)
            if abs(near - self.x) <= SAME and apart and not line.raised_at(at):
                return at
            before = max(before, right)
        return None


def _end_of_words(chunk: Chunk) -> float:
    """Where the last character of a chunk ends that is no raised sign."""
    line, piece = chunk.piece.line, chunk.piece
    for at in range(piece.end - 1, piece.start, -1):
        if not line.text[at].isspace() and not line.raised_at(at):
            return line.xs[at][1]
    return chunk.x1


def _cut(chunk: Chunk, edges: Sequence[_Edge]) -> Iterator[Chunk]:
    line, piece = chunk.piece.line, chunk.piece
    cuts = {edge.gap(chunk) for edge in edges if chunk.x0 < edge.x < chunk.x1} - {None}
    if not cuts:
        lefts, rights = zip(*line.xs[piece.start : piece.end], strict=True)
        if (min(lefts), max(rights)) == (chunk.x0, chunk.x1):  # else a blank reaches over its ends
            yield chunk
            return
    starts = [piece.start, *sorted(at for at in cuts if at is not None)]
    for start, end in zip(starts, (*starts[1:], piece.end), strict=True):
        part = Piece(line, start, end).trimmed()
        reach = line.xs[part.start : part.end]
        yield Chunk(
            part,
            min(reach)[0],
            max([right for _, right in reach]),
            chunk.cell,
            chunk.row,
            is_numeric(part.text),
            chunk.rows,
        )
