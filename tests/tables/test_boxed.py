"""Boxed cells: a box is one cell, however many lines stand in it."""

from __future__ import annotations

from collections.abc import Sequence

from tests.tables.composing import Ink, line, rule, sheet

from reportparse.layout.model import Line
from reportparse.pages.model import Rule
from reportparse.provenance import Box
from reportparse.tables.boxed import boxed_grid
from reportparse.tables.chunks import TagNumbers, chunks_of
from reportparse.tables.grid import Grid
from reportparse.tables.region import Region, bars_of


def post(x: float, y0: float, y1: float) -> Rule:
    return Rule(Box(x, y0, x + 0.5, y1), 0.5)


def boxed(lines: Sequence[Line], heights: Sequence[float], before: Grid | None) -> Grid | None:
    """The grid of two columns, parted at 250, between rules at these heights."""
    top, bottom = heights[0], heights[-1]
    bars = bars_of([rule(y) for y in heights])
    posts = tuple(post(x, top, bottom) for x in (100, 250, 480))
    region = Region(sheet(1, lines), 100, 480, top, bottom, bars, posts, tuple(lines))
    tags = TagNumbers(region.sheet)
    return boxed_grid(region, [chunks_of(own, tags, 90, 490) for own in lines], tags, before)


def rows(grid: Grid | None) -> list[list[str]]:
    assert grid is not None
    return [["".join(c.text for c in slot.chunks) for slot in row.slots] for row in grid.rows]


def words_at(y: float, number: int = 1) -> list[Line]:
    """Two lines of words, the first at height `y`."""
    return [
        line(number, y, Ink(110, "从适应基金账户"), Ink(260, "专家组审议了程序")),
        line(number + 1, y + 12, Ink(110, "转入的交易"), Ink(260, "草案")),
    ]


ROW = ["从适应基金账户转入的交易", "专家组审议了程序草案"]
HEADED = [line(9, 95, Ink(110, "建议"), Ink(260, "答复")), *words_at(115, 10)]


def test_lines_in_one_box_are_one_row() -> None:
    assert rows(boxed(HEADED, [80, 100, 135], None)) == [ROW]


def test_a_single_box_goes_on_with_the_boxes_of_the_page_before() -> None:
    before = boxed(HEADED, [80, 100, 135], None)
    assert rows(boxed(words_at(95), [80, 115], before)) == [ROW]


def test_a_single_box_alone_may_hold_many_rows() -> None:
    assert boxed(words_at(95), [80, 115], None) is None


def test_a_box_that_framed_many_rows_frames_many_rows_on_the_next_page() -> None:
    before = boxed(HEADED, [80, 100, 135], None)
    assert before is not None
    framed = Grid(before.region, before.columns, (), before.rows)
    assert boxed(words_at(95), [80, 115], framed) is None
