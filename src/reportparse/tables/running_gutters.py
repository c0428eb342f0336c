"""Dumps that keep columns by runs of blanks: gutters decide.

`pdftotext -layout` and the like print every character at the place it has on the page. Where the
wide gaps of nearly all rows leave whole figures between them, they are the edges of the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportparse.layout.model import Line, Piece
from reportparse.tables.running_cut import span, stretches_of
from reportparse.tables.running_tokens import WIDE, Row, Unit, words_of

GUTTER_SHARE = 0.8
"""Share of the rows whose wide gaps must leave as many whole figures."""

LEAST_ROWS = 2

FULL_SHARE = 0.4
"""Share of the rows that must show a figure in every column; others have blank cells."""

Range = tuple[int, int]
"""First and last character (not included) of a column over all rows."""


def gutter_columns(rows: Sequence[Row]) -> int | None:
    """Return the number of columns of figures that wide gaps show, None where they do not.

    >>> from reportparse.tables.running_tokens import row_of
    >>> texts = ("认证费    37 480     97 480", "培训      1 692      2 798")
    >>> gutter_columns([row_of(Line(0, 1, t, tuple(range(len(t))))) for t in texts])
    2
    """
    counts: Counter[int] = Counter()
    for row in rows:
        if row.has_text and (len(row.units) > 1 or _stands_apart(row)):
            counts[_whole_cells(row.units)] += 1
    whole = sum(seen for cells, seen in counts.items() if cells)
    if not whole or whole < GUTTER_SHARE * sum(counts.values()):
        return None
    columns = max(counts)
    full = counts[columns]
    return columns if full >= max(LEAST_ROWS, FULL_SHARE * whole) else None


APART = 4
"""Blanks before a single figure that only a dump which keeps columns leaves."""


def _stands_apart(row: Row) -> bool:
    """Tell whether a row ends in one figure with a wide gap before it."""
    return len(row.units) == 1 and row.units[0].start - row.text.end >= APART


def _whole_cells(units: Sequence[Unit]) -> int:
    """Return how many cells wide gaps leave, 0 where one of them is more than one figure."""
    stretches = list(stretches_of(units))
    for a, b in stretches:
        low, _ = span(tuple(unit.text for unit in units[a:b]))
        if low != 1:
            return 0
    return len(stretches)


def column_ranges(rows: Sequence[Row], columns: int) -> list[Range]:
    """Return the range of the stub and of every column of figures, from the rows that show all."""
    ranges: list[list[Range]] = [[] for _ in range(columns + 1)]
    for row in rows:
        stretches = list(stretches_of(row.units))
        if row.has_text:
            ranges[0].append((row.text.start, row.text.end))
        if len(stretches) == columns:
            for c, (a, b) in enumerate(stretches, 1):
                ranges[c].append((row.units[a].start, row.units[b - 1].end))
    return [(min(a for a, _ in r), max(b for _, b in r)) if r else (0, 0) for r in ranges]


def fragments_of(line: Line) -> list[Piece]:
    """Return the pieces of a line between wide gaps.

    >>> [p.text for p in fragments_of(Line(0, 1, "  A b   c", tuple(range(9))))]
    ['A b', 'c']
    """
    found: list[Piece] = []
    for word in words_of(line):
        if found and word.gap < WIDE:
            found[-1] = Piece(line, found[-1].start, word.end)
        else:
            found.append(Piece(line, word.start, word.end))
    return found


def _over(piece: Piece, ranges: Sequence[Range]) -> tuple[int, int]:
    """Return the first and last column that a fragment stands over, or stands nearest to."""
    touched = [c for c, (a, b) in enumerate(ranges) if piece.start < b and piece.end > a]
    if touched:
        return touched[0], touched[-1]
    gaps = [max(a - piece.end, piece.start - b) for a, b in ranges]
    nearest = gaps.index(min(gaps))
    return nearest, nearest


def placed_reading(
    units: Sequence[Unit], ranges: Sequence[Range]
) -> tuple[tuple[int, int] | None, ...] | None:
    """Return the cells of a row by the columns that its figures stand under; blanks are None.

    `ranges` has the stub's range first. None where a stretch is no whole figure, stands under two
    columns, or shares its column with another.
    """
    cells: dict[int, tuple[int, int]] = {}
    for a, b in stretches_of(units):
        low, _ = span(tuple(unit.text for unit in units[a:b]))
        place = Piece(units[a].line, units[a].start, units[b - 1].end)
        first, last = _over(place, ranges)
        if low != 1 or first != last or first == 0 or first in cells:
            return None
        cells[first] = (a, b)
    return tuple(cells.get(c) for c in range(1, len(ranges)))
