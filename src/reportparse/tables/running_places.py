"""Heads in a dump that keeps columns: which column each stands over, and what is a spanner.

Such a dump prints every fragment where it begins on the page, but a Chinese character takes one
place in it and two on the page. With that put right, a head of a column of figures ends where its
figures end; what reaches over two columns, or stands in the middle between them, is a spanner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece
from reportparse.notation.spacing import is_cjk
from reportparse.tables.model import Head
from reportparse.tables.running_gutters import Range, fragments_of
from reportparse.tables.running_marks import Marking, lift

CJK_PLACES, LATIN_PLACES, BLANK_PLACES = 1.8, 0.9, 0.5
"""Places that a Chinese character, another one and a blank inside a head take on the page: of type
of 9 points, at 5 points a place."""

SLACK = 2.0
"""Places by which an end may be off: it is reckoned from the beginning, which is rounded."""

INDENT = 3
"""Places to the right of the stub's left edge where its own head may still begin."""

ROOM = 6
"""Places that the first column may be wider than what is printed in it: seen up to five."""


@frozen_record
class PlacedHeads:
    """Heads by their places; `sure` tells that no other columns explain the places as well."""

    heads: tuple[Head, ...]
    sure: bool


@frozen_record
class _Fragment:
    """A fragment of a head on line `row`, and from where to where it reaches on the page."""

    piece: Piece
    row: int
    start: float
    end: float

    @property
    def centre(self) -> float:
        return (self.start + self.end) / 2


@frozen_record
class _Spanner:
    first: int
    last: int
    rows: tuple[int, ...]
    pieces: tuple[Piece, ...]


_Wide = tuple[_Fragment, tuple[int, int]]
"""A fragment that is no column's own head, and the first and last column that it reaches."""


def heads_over(
    lines: Sequence[Line], ranges: Sequence[Range], marking: Marking
) -> PlacedHeads | None:
    """Return the heads that stand over the columns `ranges`, None where one stands over none.

    `ranges` are the places of the columns, the stub's first, those of figures flush right.
    Fragments over one column make its head, from the top down; a spanner stands above the heads
    of all its columns.
    """
    if not lines:
        return None
    fragments = [
        part
        for row, line in enumerate(lines)
        for piece in fragments_of(line)
        for part in _parted(piece, row, ranges)
    ]
    bands = [_band(fragment, ranges) for fragment in fragments]
    lasts = [
        (f, band)
        for f, band in zip(fragments, bands, strict=True)
        if f.row == len(lines) - 1 and band is not None and band != (0, 0)
    ]
    flush = all(_is_flush(f, band, ranges) for f, band in lasts)
    own: list[list[_Fragment]] = [[] for _ in ranges]
    wide: list[_Wide] = []
    for fragment, band in zip(fragments, bands, strict=True):
        if band is None:
            return None
        if (
            band == (0, 0)
            or (band[0] == band[1] and not flush)
            or _is_flush(fragment, band, ranges)
        ):
            own[band[0]].append(fragment)
        else:
            wide.append((fragment, band))
    if not lasts or any(not column for column in own[1:]):
        return None
    return _with_spanners(own, wide, ranges, marking, flush)


def _fragment(piece: Piece, row: int) -> _Fragment:
    return _Fragment(piece, row, piece.start, piece.start + _places(piece.text))


def _parted(piece: Piece, row: int, ranges: Sequence[Range]) -> list[_Fragment]:
    """Part a fragment at a single blank if both its sides end where columns end."""
    whole = _fragment(piece, row)
    ends = [edge for _, edge in ranges[1:]]
    for at, char in enumerate(piece.text):
        if not char.isspace():
            continue
        left = _fragment(Piece(piece.line, piece.start, piece.start + at), row)
        right = _Fragment(
            Piece(piece.line, piece.start + at + 1, piece.end), row, left.end + 1, whole.end
        )
        over = [
            c for c, edge in enumerate(ends[:-1])
            if abs(left.end - edge) <= SLACK < ends[c + 1] - edge
        ]  # fmt: skip
        if over and right.start >= ends[over[0]] - 0.5 and _ends_flush(right, ends[over[0] + 1 :]):
            return [left, *_parted(right.piece, row, ranges)]
    return [whole]


def _ends_flush(fragment: _Fragment, ends: Sequence[int]) -> bool:
    placed = _fragment(fragment.piece, fragment.row).end
    return any(min(abs(placed - edge), abs(fragment.end - edge)) <= SLACK for edge in ends)


def _places(text: str) -> float:
    """Return how many places a text takes on the page."""
    return sum(
        CJK_PLACES if is_cjk(char) else BLANK_PLACES if char.isspace() else LATIN_PLACES
        for char in text
    )


def _band(fragment: _Fragment, ranges: Sequence[Range]) -> tuple[int, int] | None:
    """Return the first and last column into whose room a fragment reaches."""
    if fragment.start <= ranges[0][0] + INDENT and fragment.start < ranges[1][0]:
        return (0, 0) if fragment.end <= ranges[1][1] + SLACK else None
    reached = [
        c
        for c in range(1, len(ranges))
        if fragment.start < ranges[c][1] - 0.5
        and (c == 1 or fragment.end > ranges[c - 1][1] + SLACK)
    ]
    return (reached[0], reached[-1]) if reached else None


def _is_flush(fragment: _Fragment, band: tuple[int, int], ranges: Sequence[Range]) -> bool:
    """Tell whether a fragment over one column ends where the figures of the column end."""
    return band[0] == band[1] and abs(fragment.end - ranges[band[0]][1]) <= SLACK


def _with_spanners(
    own: list[list[_Fragment]],
    wide: list[_Wide],
    ranges: Sequence[Range],
    marking: Marking,
    flush: bool,
) -> PlacedHeads | None:
    """Put what is no column's own head over its columns; None where it stands over no heads.

    The lowest line comes first: a spanner holds those below it whole or stands beside them.
    """
    sure = _part_short(own, wide, ranges) and flush
    spanners: list[_Spanner] = []
    for fragment, band in sorted(wide, key=lambda item: -item[0].row):
        extents = _fitting(_extents(fragment, band, own, ranges), spanners, len(ranges) - 1)
        sure = sure and len(extents) == 1
        if not extents and band[0] == band[1]:
            return None
        first, last = extents[0] if extents else band
        if any(f.row <= fragment.row for c in range(first, last + 1) for f in own[c]):
            return None
        spanners = _added(spanners, _Spanner(first, last, (fragment.row,), (fragment.piece,)))
    if not _nested(spanners):
        return None
    spanners.sort(key=lambda one: (one.rows[0], one.first))
    levels = [_level(one, spanners) for one in spanners]
    depth = max(levels, default=-1) + 1
    heads = [
        Head(lift(one.pieces, marking), one.first, one.last, level)
        for one, level in zip(spanners, levels, strict=True)
    ]
    heads += [
        Head(lift([f.piece for f in column], marking), c, c, depth)
        for c, column in enumerate(own)
        if column
    ]
    return PlacedHeads(tuple(heads), sure)


def _part_short(own: list[list[_Fragment]], wide: list[_Wide], ranges: Sequence[Range]) -> bool:
    """Move short spanners that end where a column ends from its head; tell whether all is clear.

    One of them stands on a line that holds another spanner; elsewhere it may be a line of the
    column's head as well.
    """
    rows = {fragment.row for fragment, _ in wide}
    clear = True
    for column in range(1, len(ranges)):
        if (short := _not_wrapped(column, own, ranges)) is None:
            continue
        if short.row in rows and short is own[column][0]:
            own[column].remove(short)
            wide.append((short, (column, column)))
        else:
            clear = False
    return clear


def _fitting(
    extents: Sequence[tuple[int, int]], below: Sequence[_Spanner], columns: int
) -> list[tuple[int, int]]:
    """Keep the extents that hold the spanners below them whole.

    One over all columns says nothing that the title could not: it is believed above others only.
    """
    kept = [
        (first, last)
        for first, last in extents
        if all(
            s.last < first or last < s.first or (first <= s.first and s.last <= last) for s in below
        )
    ]
    if len(kept) > 1 and not below:
        kept = [extent for extent in kept if extent != (1, columns)]
    return kept


def _extents(
    fragment: _Fragment,
    band: tuple[int, int],
    own: Sequence[Sequence[_Fragment]],
    ranges: Sequence[Range],
) -> list[tuple[int, int]]:
    """Return the neighbouring columns in whose middle a fragment stands, the fewest first."""
    found: list[tuple[int, int]] = []
    for first in range(1, band[0] + 1):
        for last in range(max(band[1], first + 1), len(ranges)):
            if any(f.row <= fragment.row for c in range(first, last + 1) for f in own[c]):
                continue
            least, most = _edges(first, own, ranges)
            low, high = (least + ranges[last][1]) / 2, (most + ranges[last][1]) / 2
            if low - SLACK <= fragment.centre <= high + SLACK:
                found.append((first, last))
    return sorted(found, key=lambda extent: extent[1] - extent[0])


def _edges(
    column: int, own: Sequence[Sequence[_Fragment]], ranges: Sequence[Range]
) -> tuple[float, float]:
    """Return between which places the left edge of a column lies.

    The first column is as wide as the widest other one, or a little wider than its print.
    """
    most = min([float(ranges[column][0]), *(fragment.start for fragment in own[column])])
    if column > 1:
        return float(ranges[column - 1][1]), most
    widest = max((b[1] - a[1] for a, b in pairwise(ranges[1:])), default=0)
    return min(most - ROOM, float(ranges[1][1] - widest)), most


def _added(spanners: list[_Spanner], new: _Spanner) -> list[_Spanner]:
    """Add a spanner, or the line above one that is there already."""
    for at, one in enumerate(spanners):
        same = (one.first, one.last) == (new.first, new.last)
        if same and one.rows[0] == new.rows[0] + 1:
            longer = replace(one, rows=new.rows + one.rows, pieces=new.pieces + one.pieces)
            return [*spanners[:at], longer, *spanners[at + 1 :]]
    return [*spanners, new]


def _nested(spanners: Sequence[_Spanner]) -> bool:
    """Tell whether spanners stand apart or one above the other, the wider one above."""
    for one in spanners:
        for other in spanners:
            apart = one.last < other.first or other.last < one.first
            if one is other or apart or one.rows[0] > other.rows[0]:
                continue
            inside = one.first <= other.first and other.last <= one.last
            same = (one.first, one.last) == (other.first, other.last)
            if not inside or same or one.rows[-1] >= other.rows[0]:
                return False
    return True


def _level(one: _Spanner, spanners: Sequence[_Spanner]) -> int:
    return sum(
        other is not one and other.first <= one.first and one.last <= other.last
        for other in spanners
    )


def _not_wrapped(
    column: int, own: Sequence[Sequence[_Fragment]], ranges: Sequence[Range]
) -> _Fragment | None:
    """Return a line of a column's head that was not broken because it was full, if there is one.

    A line that left room for the next word may be a short spanner that ends where the column
    ends; it is none where no neighbouring columns have it in their middle.
    """
    lines = own[column]
    room = ranges[column][1] - (ranges[column - 1][1] if column > 1 else ranges[0][0])
    for before, after in pairwise(lines):
        word = after.piece.text.split()[0]
        token = _places(word[0] if is_cjk(word[0]) else word)
        if before.end - before.start + token > room:
            continue
        others = [[f for f in c if f.row > before.row] for c in own]
        if _extents(before, (column, column), others, ranges):
            return before
    return None
