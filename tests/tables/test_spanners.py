"""Spanners side by side on one unbroken rule, centred in cells whose edges are not printed."""

from __future__ import annotations

from tests.tables.composing import Ink, line, right, rule
from tests.tables.test_heads import heads

LEAVES = line(
    2,
    118,
    Ink(100, "地点"),
    right(270, "女"),
    right(360, "男"),
    right(420, "女"),
    right(480, "男"),
)


def test_two_centred_spanners_share_the_columns_of_one_rule() -> None:
    top = line(1, 100, Ink(278, "人员"), Ink(408, "顾问"))
    found = heads([top, LEAVES], rule(105, 225, 485))
    assert [(text, a, b) for text, a, b, level in found if level == 0][1:] == [
        ("人员", 1, 2),
        ("顾问", 3, 4),
    ]


def test_a_spanner_of_one_column_beside_one_of_three() -> None:
    top = line(1, 100, Ink(240, "人员"), Ink(370, "顾问人数"))
    found = heads([top, LEAVES], rule(105, 225, 485))
    assert [(text, a, b) for text, a, b, level in found if level == 0][1:] == [
        ("人员", 1, 1),
        ("顾问人数", 2, 4),
    ]
