"""Tables that run over pages: the parts of one table, and the heads printed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import compiled
from reportparse.tables.boxes import SAME_EDGE
from reportparse.tables.captions import Caption
from reportparse.tables.cut import recut_together
from reportparse.tables.grid import Grid, HeadDraft
from reportparse.tables.tablenotes import NoteBlock


@frozen_record
class Part:
    """What one page holds of a table.

    `first` tells that nothing of the page's text stands above it, `last` that nothing stands
    below it. `element` is the number of the table in the structure tree. `under` tells that the
    caption stands below the table, and so below the last of its parts.
    """

    grid: Grid
    caption: Caption | None
    notes: NoteBlock
    first: bool
    last: bool
    element: int | None
    under: bool = False

    @property
    def sheet(self) -> int:
        return self.grid.region.sheet.number


def head_words(heads: Sequence[HeadDraft]) -> tuple[str, ...]:
    """The words of a head without blanks, to tell whether it is printed again."""
    return tuple(
        compiled(r"\s").sub("", "".join(chunk.text for chunk in head.chunks)) for head in heads
    )


def head_print(heads: Sequence[HeadDraft]) -> str:
    """All print of a head in reading order without blanks, however it was cut into cells."""
    chunks = [chunk for head in heads for chunk in head.chunks]
    chunks.sort(key=lambda chunk: (chunk.line.baseline, chunk.x0))
    return "".join("".join(chunk.text.split()) for chunk in chunks)


def goes_on(part: Part, following: Part) -> bool:
    """Tell whether `following` is the next page's part of the table of `part`."""
    if following.sheet != part.sheet + 1:
        return False
    same = len(part.grid.columns) == len(following.grid.columns)
    repeated = head_print(part.grid.heads) == head_print(following.grid.heads)
    headed = repeated or following.grid.region.open_top
    if not (same or part.grid.poor or (headed and aligned(part.grid, following.grid))):
        return False
    label = following.caption.label if following.caption else None
    if following.under and not part.under:
        label = None
        if part.caption is not None and part.caption.label is not None:
            return False
    if label is not None:
        own = part.caption.label if part.caption else None
        return label.continued and (own is None or label.number in (None, own.number))
    if not following.first or part.notes.notes:
        return False
    if part.element is not None and part.element == following.element:
        return True
    if following.grid.region.open_top:
        return part.grid.region.open_bottom
    if part.last and not following.grid.heads:
        return True
    if not part.last and not part.grid.region.open_bottom:
        return False
    return repeated


def aligned(first: Grid, second: Grid) -> bool:
    """Tell whether the rules of two parts begin and end at the same places."""
    one, other = first.region, second.region
    return abs(one.x0 - other.x0) <= SAME_EDGE and abs(one.x1 - other.x1) <= SAME_EDGE


def settled(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of one table in common columns, which the rows of all pages show together.

    Few rows may show a gutter where there is none, and rows of one cell show none at all. Parts
    in boxes, and parts of different width, keep their own columns; so do parts of as many
    columns each whose widths were set anew on each page.
    """
    first = parts[0].grid
    if len(parts) < 2 or any(
        part.grid.region.boxed or not aligned(first, part.grid) for part in parts
    ):
        return tuple(parts)
    own = [part.grid for part in parts]
    grids = recut_together(own)
    if all(len(grid.columns) == len(first.columns) for grid in own):
        more = len(grids[0].columns) != len(first.columns)
        if more or any(_merges(again, grid) for again, grid in zip(grids, own, strict=True)):
            return tuple(parts)
    return tuple(replace(part, grid=grid) for part, grid in zip(parts, grids, strict=True))


def _merges(again: Grid, grid: Grid) -> bool:
    """Tell whether print of one line that stood in two columns of `grid` stands in one now."""
    before = _columns_of(grid)
    after = _columns_of(again)
    shared: dict[tuple[int, int], set[int]] = {}
    for (line, start), column in after.items():
        shared.setdefault((line, column), set()).add(before.get((line, start), column))
    return any(len(columns) > 1 for columns in shared.values())


def _columns_of(grid: Grid) -> dict[tuple[int, int], int]:
    """For each chunk of the body, by its line and offset: the column in which it stands."""
    return {
        (chunk.line.number, chunk.piece.start): slot.column
        for row in grid.rows
        for slot in row.slots
        for chunk in slot.chunks
    }
