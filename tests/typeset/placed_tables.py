"""Tables that stand beside each other, in a frame, or over their caption."""

from __future__ import annotations

from dataclasses import replace

from tests.typeset.flow import NOTE_SIZE, Desk, caption
from tests.typeset.linebreak import Broken, place
from tests.typeset.manuscript import Language, Table
from tests.typeset.settings import across
from tests.typeset.sheet import Line, Shape, Slab, stacked
from tests.typeset.sorts import Style, cast
from tests.typeset.tables import edges_of, table_slabs

GUTTER = 18.0
"""Between two tables beside each other."""
PADDING = 7.0
"""Between a frame and what stands in it."""


def placed_slabs(table: Table, ordinal: int, language: Language, desk: Desk) -> list[Slab]:
    """Return the slabs of a table and of the one beside it, if there is one.

    What stands in a frame or beside another table is not broken over pages.
    """
    if table.place == "across":
        other = replace(desk, page=across(desk.page))
        slabs = table_slabs(table, ordinal, language, other)
        return [replace(slab, across=True) for slab in slabs]
    if table.chart:
        return [_charted(table, ordinal, language, desk)]
    if table.beside is not None:
        return [_pair(table, table.beside, ordinal, language, desk)]
    left, right = edges_of(table, desk)
    if table.place == "framed":
        inner = (left + PADDING, right - PADDING)
        whole = stacked(table_slabs(table, ordinal, language, desk, inner))
        height = whole.height + 2 * PADDING
        frame = Shape("frame", left, 0.0, right, height)
        return [
            replace(stacked([Slab(PADDING, shapes=(frame,)), whole, Slab(PADDING)]), before=9.0)
        ]
    if table.place == "below":
        return _captioned_below(table, ordinal, language, desk)
    return table_slabs(table, ordinal, language, desk)


def halves(desk: Desk) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the edges of two tables beside each other."""
    left, right = desk.page.text_left, desk.page.text_right
    middle = (left + right) / 2
    return (left, middle - GUTTER / 2), (middle + GUTTER / 2, right)


def _charted(table: Table, ordinal: int, language: Language, desk: Desk) -> Slab:
    """Return a table with a drawing to its right, captioned as a figure."""
    here, there = halves(desk)
    number = "图 1" if language == "zh" else "Figure 1"
    label = caption(number, table.title, None, *there, language, desk)
    style = Style(NOTE_SIZE, language=language)
    slabs = [*label, Slab(8.0)]
    for index, name in enumerate(table.chart):
        x1 = there[0] + 30.0 + 17.0 * ((index * 5) % 7)
        box = Shape("box", there[0] + 5.0, 0.0, x1, 12.0, 0.45 + 0.08 * (index % 5))
        placed = place(
            Broken(tuple(cast((name,), style, desk.settings)), last=True), x1 + 4, 0.0, False
        )
        slabs.append(Slab(19.0, (Line(9.5, placed),), shapes=(box,)))
    return _beside([stacked(table_slabs(table, ordinal, language, desk, here)), stacked(slabs)])


def _pair(one: Table, other: Table, ordinal: int, language: Language, desk: Desk) -> Slab:
    wholes = [
        stacked(table_slabs(table, ordinal + at - 1, language, desk, edges))
        for at, (table, edges) in enumerate(zip((one, other), halves(desk), strict=True))
    ]
    return _beside(wholes)


def _beside(wholes: list[Slab]) -> Slab:
    return Slab(
        max(whole.height for whole in wholes),
        tuple(line for whole in wholes for line in whole.lines),
        tuple(bar for whole in wholes for bar in whole.bars),
        tuple(shape for whole in wholes for shape in whole.shapes),
        pieces=tuple(piece for whole in wholes for piece in whole.pieces),
    )


def _captioned_below(table: Table, ordinal: int, language: Language, desk: Desk) -> list[Slab]:
    left, right = edges_of(table, desk)
    bare = replace(table, number=None, title=(), headnote=None)
    slabs = table_slabs(bare, ordinal, language, desk)
    last = max(at for at, slab in enumerate(slabs) if slab.table == ordinal)
    below = caption(table.number, table.title, None, left, right, language, desk)
    slabs[last] = replace(slabs[last], keep=True)
    return [*slabs[: last + 1], *below, *slabs[last + 1 :]]
