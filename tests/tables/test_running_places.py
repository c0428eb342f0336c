"""Heads of dumps that keep columns: rows of a head as they stand on the page, and what is read."""

from __future__ import annotations

import pytest

from reportparse.layout.model import Line
from reportparse.tables.running_marks import Marking
from reportparse.tables.running_places import heads_over

RANGES = [(0, 8), (40, 46), (54, 60), (68, 74), (82, 88)]
"""The stub and four columns of figures."""

Fragment = tuple[str, int]
"""A text and the place where it begins."""


def row(number: int, *fragments: Fragment) -> Line:
    text = ""
    for words, start in fragments:
        text = text.ljust(start) + words
    return Line(number, 1, text, tuple(range(len(text))))


def read(*lines: Line) -> tuple[bool, list[tuple[str, int, int, int]]] | None:
    placed = heads_over(lines, RANGES, Marking(frozenset()))
    if placed is None:
        return None
    heads = [
        ("".join(p.text for p in head.ink.pieces), head.first, head.last, head.level)
        for head in placed.heads
    ]
    return placed.sure, heads


LEAVES = row(9, ("类别", 0), ("变动", 42), ("员额", 56), ("支出", 70), ("批款", 84))
FLAT = [("类别", 0, 0), ("变动", 1, 1), ("员额", 2, 2), ("支出", 3, 3), ("批款", 4, 4)]


def leaves(level: int) -> list[tuple[str, int, int, int]]:
    return [(*head, level) for head in FLAT]


def test_one_line() -> None:
    assert read(LEAVES) == (True, leaves(0))


def test_spanner_between_two_columns() -> None:
    above = row(1, ("资源变动", 58))
    assert read(above, LEAVES) == (True, [("资源变动", 2, 3, 0), *leaves(1)])


def test_spanner_within_one_column_stands_in_the_middle_of_two() -> None:
    ranges = [(0, 8), (40, 46), (54, 60), (68, 74), (82, 104)]
    last = row(9, ("类别", 0), ("变动", 42), ("员额", 56), ("支出", 70), ("批款", 100))
    placed = heads_over([row(1, ("资源", 81)), last], ranges, Marking(frozenset()))
    assert placed is not None
    assert next((h.first, h.last) for h in placed.heads) == (3, 4)


def test_spanners_over_spanners() -> None:
    top, pairs = row(1, ("资源变动情况", 58)), row(2, ("第一期", 44), ("第二期", 72))
    found = read(top, pairs, LEAVES)
    assert found == (
        True,
        [("资源变动情况", 1, 4, 0), ("第一期", 1, 2, 1), ("第二期", 3, 4, 1), *leaves(2)],
    )


def test_a_head_broken_where_its_column_was_full() -> None:
    above = row(1, ("第二承诺期发", 63))
    found = read(above, LEAVES)
    assert found is not None
    assert ("第二承诺期发支出", 3, 3, 0) in found[1]


@pytest.mark.parametrize("place", [68, 69])
def test_a_short_line_that_ends_with_its_column_may_be_a_spanner(place: int) -> None:
    found = read(row(1, ("第一期", place)), LEAVES)
    assert found is not None
    assert not found[0]


def test_one_blank_between_two_columns() -> None:
    last = row(9, ("类别", 0), ("变动", 42), ("员 登记的活动数量", 58), ("批款", 84))
    found = read(last)
    assert found is not None
    assert [head[:3] for head in found[1]] == [
        ("类别", 0, 0),
        ("变动", 1, 1),
        ("员", 2, 2),
        ("登记的活动数量", 3, 3),
        ("批款", 4, 4),
    ]


def test_a_column_without_head() -> None:
    assert read(row(9, ("类别", 0), ("变动", 42), ("员额", 56))) is None
