"""Heads: spanners over their columns, levels, words of several lines."""

from __future__ import annotations

from collections.abc import Sequence

from tests.tables.composing import Ink, line, right, rule, sheet

from reportparse.layout.model import Line
from reportparse.pages.model import Rule
from reportparse.tables.chunks import TagNumbers, chunks_of
from reportparse.tables.grid import Column
from reportparse.tables.heads import heads_of
from reportparse.tables.region import bars_of

COLUMNS = (
    Column(0, 90, 220, 100, 200, False),
    Column(1, 220, 290, 240, 270, True),
    Column(2, 290, 370, 310, 360, True),
    Column(3, 370, 430, 390, 420, True),
    Column(4, 430, 500, 445, 480, True),
)


def heads(lines: Sequence[Line], *rules: Rule) -> list[tuple[str, int, int, int]]:
    numbers = TagNumbers(sheet(1, ()))
    chunks = [chunk for own in lines for chunk in chunks_of(own, numbers, 0, 600)]
    return [
        ("".join(chunk.text for chunk in head.chunks), head.first, head.last, head.level)
        for head in heads_of(chunks, COLUMNS, bars_of(rules))
    ]


def test_two_spanners_and_their_columns() -> None:
    lines = [
        line(1, 100, Ink(250, "截至八月"), Ink(400, "九月至八月")),
        line(
            2,
            118,
            Ink(100, "交易类型"),
            right(270, "总数"),
            right(360, "单位"),
            right(420, "总数"),
            right(480, "单位"),
        ),
    ]
    assert heads(lines, rule(105, 225, 365), rule(105, 373, 480)) == [
        ("交易类型", 0, 0, 0),
        ("截至八月", 1, 2, 0),
        ("九月至八月", 3, 4, 0),
        ("总数", 1, 1, 1),
        ("单位", 2, 2, 1),
        ("总数", 3, 3, 1),
        ("单位", 4, 4, 1),
    ]


def test_a_rule_above_column_numbers_is_no_spanner() -> None:
    lines = [
        line(1, 100, right(270, "Actual"), right(360, "Planned"), right(420, "Net")),
        line(2, 118, Ink(100, "Category"), right(270, "(1)"), right(360, "(2)"), right(420, "(3)")),
    ]
    found = heads(lines, rule(105, 225, 425))
    assert [head for head in found if head[3] == 0] == [
        ("Category", 0, 0, 0),
        ("Actual", 1, 1, 0),
        ("Planned", 2, 2, 0),
        ("Net", 3, 3, 0),
    ]
    assert ("(2)", 2, 2, 1) in found


def test_bottom_aligned_words_of_several_lines() -> None:
    lines = [
        line(1, 96, right(360, "第一承诺期")),
        line(2, 107, right(270, "登记的"), right(360, "发放的")),
        line(3, 118, Ink(100, "报告期"), right(270, "活动"), right(360, "减排量")),
    ]
    assert heads(lines) == [
        ("报告期", 0, 0, 0),
        ("登记的活动", 1, 1, 0),
        ("第一承诺期发放的减排量", 2, 2, 0),
    ]


def test_a_spanner_without_a_rule() -> None:
    lines = [
        line(1, 100, Ink(250, "2023年和2024年总数比较")),
        line(2, 112, Ink(100, "类别"), right(270, "2023"), right(360, "2024")),
    ]
    assert ("2023年和2024年总数比较", 1, 2, 0) in heads(lines)
    assert ("2024", 2, 2, 1) in heads(lines)


def test_three_levels() -> None:
    lines = [
        line(1, 90, Ink(330, "资源变动")),
        line(2, 104, Ink(260, "国内生产"), Ink(410, "平减指数")),
        line(
            3, 118, right(270, "名义"), right(360, "实际"), right(420, "美元"), right(480, "本币")
        ),
    ]
    found = heads(lines, rule(94, 225, 480), rule(108, 225, 365), rule(108, 373, 480))
    assert [(text, level) for text, _, _, level in found] == [
        ("资源变动", 0),
        ("国内生产", 1),
        ("平减指数", 1),
        ("名义", 2),
        ("实际", 2),
        ("美元", 2),
        ("本币", 2),
    ]
