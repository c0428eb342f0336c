"""Rows that a page break cuts in two: their lines go on at the top of the next page.

A label whose numbers stand beside its last line looks like the name of a section when the page
ends behind its first one. What tells them apart is that a line which goes on is full: the next
word would not have found room on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportparse.lexicon.patterns import compiled
from reportparse.tables.bodylines import first_word
from reportparse.tables.grid import Column, Grid, RowDraft, Slot
from reportparse.tables.region import Chunk

SLACK: Final = 0.3
"""In ems: a line of a cell is full although this much room is left behind its next word."""
WITNESS: Final = 0.5
"""In ems: another line of the column that ends so near shows how long its lines may be, where
another cell of it has a second line."""

_CLOSED: Final = compiled(r"[:：;；。]\s*$")
_CAPITAL: Final = compiled(r"\s*[\p{Lu}\p{N}]")
_SMALL: Final = compiled(r"\s*\p{Ll}")


def joined_rows(grids: Sequence[Grid]) -> tuple[RowDraft, ...]:
    """The rows of all parts of a table; a row that the page break cuts in two is put together."""
    rows: list[RowDraft] = []
    room = _Room(grids)
    for grid in grids:
        own = list(grid.rows)
        if rows and own and _cut_in_two(rows[-1], own[0], room):
            rows[-1] = _together(rows[-1], own.pop(0))
        rows.extend(own)
    return tuple(rows)


class _Room:
    """How far the lines of each column reach on all pages, and how its rows are aligned."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        self.columns: Sequence[Column] = grids[0].columns
        self.numeric = any(column.numeric for column in self.columns)
        self._left = {grid.region.sheet.number: grid.region.x0 for grid in grids}
        rows = [row for grid in grids for row in grid.rows]
        self._lines = [(row, *end) for row in rows for end in _ends(row)]
        last = {id(grid.rows[-1]) for grid in grids if grid.rows}
        self.sections = sum(_lone(row) and id(row) not in last for row in rows)
        self.at_top = any(map(_valued_above, rows)) and not any(map(_valued_below, rows))

    def full(self, row: RowDraft, above: Chunk, below: Chunk, column: int) -> bool:
        """Tell whether the last line of a cell of `row` had no room for the word that follows.

        How long lines are is shown by other rows, and by the lines of the cell that go on. A
        capital letter or a digit may as well begin a row of its own, below a section's name.
        """
        size = above.line.size or 9.0
        end = above.x1 - self._left[above.line.sheet]
        others = [
            (chunk.x1 - self._left[chunk.line.sheet], wraps)
            for other, at, chunk, wraps in self._lines
            if at == column and (wraps if other is row else not _lone(other))
        ]
        limit = max((x for x, _ in others), default=0.0)
        wrapped = any(wraps for _, wraps in others)
        if limit < end - WITNESS * size or not wrapped:
            return False
        if (_lone(row) or self.sections) and self.numeric and _CAPITAL.match(below.text):
            return False
        return end + first_word(below) > limit - SLACK * size


def _ends(row: RowDraft) -> Iterator[tuple[int, Chunk, bool]]:
    """The column of each chunk of a row, the chunk, and whether its cell goes on below it."""
    for slot in row.slots:
        last = max(chunk.line.baseline for chunk in slot.chunks)
        for chunk in slot.chunks:
            yield slot.column, chunk, chunk.line.baseline < last - 1


def _lone(row: RowDraft) -> bool:
    return len(row.slots) == 1 and row.slots[0].column == 0


def _valued(row: RowDraft) -> bool:
    return any(c.numeric for slot in row.slots if slot.column > 0 for c in slot.chunks)


def _stub_ys(row: RowDraft) -> tuple[list[float], list[float]]:
    """The heights of the lines of a row's label, and those of its numbers."""
    stub = row.slot(0)
    own = [chunk.line.baseline for chunk in stub.chunks] if stub else []
    numbers = [
        c.line.baseline for slot in row.slots if slot.column > 0 for c in slot.chunks if c.numeric
    ]
    return own, numbers


def _valued_above(row: RowDraft) -> bool:
    own, numbers = _stub_ys(row)
    return bool(own and numbers) and max(own) > max(numbers) + 1


def _valued_below(row: RowDraft) -> bool:
    own, numbers = _stub_ys(row)
    return bool(own and numbers) and min(own) < min(numbers) - 1


def _cut_in_two(above: RowDraft, below: RowDraft, room: _Room) -> bool:
    """Tell whether a page break cut one row: by its tag, or by words that go on in every cell."""
    if above.element is not None and above.element == below.element:
        return True
    if above.slot(0) is not None and _CLOSED.search(_text(above.slot(0))) and _lone(above):
        return False
    if _valued(below):
        return _lone(above) and _full(above, below.slot(0), room)
    if all(_words_go_on(above.slot(slot.column), slot) for slot in below.slots):
        return True
    if room.numeric and not (room.at_top and _valued(above)):
        return False
    return all(_full(above, slot, room) for slot in below.slots)


def _text(slot: Slot | None) -> str:
    return "".join(chunk.text for chunk in slot.chunks) if slot else ""


def _full(above: RowDraft, below: Slot | None, room: _Room) -> bool:
    """Tell whether the last line of a cell is full, so that it may go on in `below`."""
    own = above.slot(below.column) if below is not None else None
    if own is None or below is None:
        return False
    return room.full(above, own.chunks[-1], below.chunks[0], own.column)


def _words_go_on(above: Slot | None, below: Slot) -> bool:
    """Tell whether a cell goes on: it begins with a small letter or inside a parenthesis."""
    if above is None:
        return False
    before = _text(above)
    opened = before.count("(") + before.count("（") > before.count(")") + before.count("）")
    return opened or _SMALL.match(below.chunks[0].text) is not None


def _together(above: RowDraft, below: RowDraft) -> RowDraft:
    columns = sorted({slot.column for slot in (*above.slots, *below.slots)})
    slots: list[Slot] = []
    for column in columns:
        both = [slot for slot in (above.slot(column), below.slot(column)) if slot is not None]
        chunks = tuple(chunk for slot in both for chunk in slot.chunks)
        span, tall = max(slot.span for slot in both), max(slot.rows for slot in both)
        slots.append(Slot(column, chunks, span, tall, any(slot.guessed for slot in both)))
    return RowDraft(
        tuple(slots), above.sheet, above.y0, above.y1, above.proof, above.ruled, above.element
    )
