"""Columns: gutters, joints, and what happens where they disagree."""

from __future__ import annotations

from tests.tables.composing import Ink, line, right, rule, sheet

from reportparse.layout.model import Line
from reportparse.pages.model import Rule
from reportparse.tables.aligned import gutters
from reportparse.tables.chunks import TagNumbers, chunks_of
from reportparse.tables.columns import settle_columns
from reportparse.tables.region import Chunk, Region, bars_of

NONE = TagNumbers(sheet(1, ()))


def rows(*lines: Line) -> list[tuple[Chunk, ...]]:
    return [chunks_of(own, NONE, 0, 600) for own in lines]


def region(*rules: Rule) -> Region:
    return Region(sheet(1, ()), 100, 480, 90, 300, bars_of(rules))


NUMBERS = rows(
    line(1, 110, Ink(100, "发放"), right(300, "12 638"), right(480, "125")),
    line(2, 126, Ink(100, "转入账户"), right(300, "227"), right(480, "1 120")),
    line(3, 142, Ink(100, "注销"), right(300, "30 667"), right(480, "4")),
)


def test_gutters_between_right_aligned_numbers() -> None:
    found = gutters(NUMBERS)
    assert len(found) == 2
    assert 136 < found[0] < 273 and 300 < found[1] < 457


def test_a_section_title_across_the_columns_says_nothing() -> None:
    title = rows(line(9, 100, Ink(100, "这是一个横贯所有各栏的很长很长很长很长很长很长很长的标题")))
    assert gutters([*title, *NUMBERS]) == gutters(NUMBERS)


def test_joints_are_edges_and_spacers_are_not_columns() -> None:
    own = region(rule(90, 100, 480, 0.5, 200.0, 310.0, 316.0))
    columns, evidence, doubts = settle_columns(own, [], NUMBERS)
    assert len(columns) == 3 and not doubts
    assert columns[1].x0 == 200.0 and 310 <= columns[2].x0 <= 316
    assert {item.source for item in evidence} == {"rules", "gutters"}


def test_a_joint_inside_the_ink_is_no_edge() -> None:
    own = region(rule(90, 100, 480, 0.5, 200.0, 290.0, 310.0))
    columns, _, _ = settle_columns(own, [], NUMBERS)
    assert len(columns) == 3


def test_more_gutters_than_joints_is_a_doubt() -> None:
    own = region(rule(90, 100, 480, 0.5, 310.0))
    columns, _, doubts = settle_columns(own, [], NUMBERS)
    assert len(columns) == 3
    assert [doubt.code for doubt in doubts] == ["table-evidence-differs"]


NUMBERED = rows(
    line(1, 110, Ink(100, "1."), Ink(130, "Albania"), right(480, "0.010")),
    line(2, 126, Ink(100, "2."), Ink(130, "Andorra"), right(480, "0.004")),
    line(3, 142, Ink(100, "3."), Ink(130, "Angola"), right(480, "0.086")),
)


def test_item_numbers_belong_to_the_stub() -> None:
    columns, _, _ = settle_columns(region(rule(90, 100, 480)), [], NUMBERED)
    assert len(columns) == 2


def test_item_numbers_in_a_column_that_rules_show_are_a_column() -> None:
    ruled = region(rule(90, 100, 480, 0.5, 125.0, 300.0))
    columns, _, _ = settle_columns(ruled, [], NUMBERED)
    assert len(columns) == 3


def test_an_empty_column_with_a_head_is_kept() -> None:
    head = rows(line(1, 100, Ink(100, "类别"), right(300, "2023"), right(480, "2024")))
    body = rows(line(2, 120, Ink(100, "发放"), right(300, "7")))
    columns, _, _ = settle_columns(region(rule(90, 100, 480, 0.5, 200.0, 310.0)), head, body)
    assert len(columns) == 3


def test_a_joint_inside_text_that_runs_across_is_no_edge() -> None:
    """All rows are one cell each, so all of them count."""
    own = region(rule(90, 100, 480, 0.5, 290.0))
    words = "这是一段横贯全表的很长很长很长很长很长很长很长很长很长很长很长的文字"
    body = rows(*(line(n, 94 + 16 * n, Ink(110, words)) for n in (1, 2, 3)))
    assert len(settle_columns(own, [], body)[0]) == 1
    head = rows(line(0, 95, Ink(100, "类别"), Ink(400, "计划")))
    assert len(settle_columns(own, head, body)[0]) == 2
