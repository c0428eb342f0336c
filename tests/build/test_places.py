"""Pieces to places, in both doors."""

from __future__ import annotations

from reportparse.build.places import places_of
from reportparse.layout.model import Line, Piece
from reportparse.provenance import Box
from reportparse.report.base import LinePlace, PagePlace


def _drawn(number: int, sheet: int, top: float) -> Line:
    xs = ((10.0, 20.0), (20.0, 30.0), (30.0, 40.0))
    box = Box(10.0, top, 40.0, top + 10)
    return Line(number, sheet, "甲 乙", (0, 1, 2), xs=xs, box=box, baseline=top + 9)


def test_a_piece_has_the_box_of_its_ink() -> None:
    line = _drawn(0, 4, 100.0)
    assert places_of([Piece(line, 1, 3)]) == (PagePlace(page=4, box=(30.0, 100.0, 40.0, 110.0)),)


def test_one_place_a_page() -> None:
    pieces = [_drawn(0, 1, 700.0).whole(), _drawn(1, 2, 50.0).whole(), _drawn(2, 2, 70.0).whole()]
    assert places_of(pieces) == (
        PagePlace(page=1, box=(10.0, 700.0, 40.0, 710.0)),
        PagePlace(page=2, box=(10.0, 50.0, 40.0, 80.0)),
    )


def test_lines_that_follow_each_other_are_one_place_of_a_dump() -> None:
    lines = [Line(n, 1, "文 字", (2, 3, 4), row=2 * n + 1) for n in (0, 1, 5)]
    assert places_of([line.whole() for line in lines]) == (
        LinePlace(line=1, column=3, end_line=3, end_column=5),
        LinePlace(line=11, column=3, end_line=11, end_column=5),
    )
