"""Spanners side by side on one unbroken rule, centred in cells whose edges are not printed."""

from __future__ import annotations

from tests.tables.composing import Ink, line, right, rule, sheet
from tests.tables.test_heads import heads

from reportparse.tables.chunks import TagNumbers, chunks_of
from reportparse.tables.grid import Column
from reportparse.tables.heads import heads_of
from reportparse.tables.region import bars_of

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


def test_spanners_set_alike_show_their_columns_where_no_edges_are_printed() -> None:
    """Word processors centre in cells; right ends of numbers tell where the cells end."""
    ends = (173.0, 218.4, 263.8, 309.2, 354.6, 400.0, 445.4, 490.8)
    edges = (142.8, 191.2, 236.6, 282.0, 327.4, 372.8, 418.2, 463.6, 505.9)
    columns = [
        Column(0, 56, edges[0], 58, 122, False),
        *(
            Column(at, edges[at - 1], edges[at], right_end - 9, right_end, True)
            for at, right_end in enumerate(ends, 1)
        ),
    ]
    top = line(1, 100, *(Ink(x, "2019 年") for x in (159.9, 250.7, 341.5, 432.3)))
    leaves = line(2, 118, Ink(58, "国家"), *(right(x, "计划") for x in ends))
    numbers = TagNumbers(sheet(1, ()))
    chunks = [chunk for own in (top, leaves) for chunk in chunks_of(own, numbers, 0, 600)]
    found = heads_of(chunks, columns, bars_of((rule(104, 129, 492.2),)))
    assert [(head.first, head.last) for head in found if head.level == 0][1:] == [
        (1, 2),
        (3, 4),
        (5, 6),
        (7, 8),
    ]
