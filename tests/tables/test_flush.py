"""Full cells stand as close as words do; the other lines of the table show where columns part."""

from __future__ import annotations

from collections.abc import Sequence

from tests.tables.composing import Ink, line, right, sheet

from reportparse.layout.model import Line
from reportparse.tables.chunks import TagNumbers, chunks_of
from reportparse.tables.flush import cut_flush
from reportparse.tables.region import Bar


def cut(lines: Sequence[Line], *bars: Bar) -> list[list[str]]:
    tags = TagNumbers(sheet(1, lines))
    chunks = [chunks_of(one, tags, 0, 600) for one in lines]
    return [[chunk.text for chunk in row] for row in cut_flush(chunks, bars)]


FULL = line(2, 114, Ink(100, "第一阶段"), Ink(300, "2021年12月31日"), Ink(364, "已完成"))
SHORT = line(3, 128, Ink(100, "第二阶段"), Ink(300, "2023年6月3日"), Ink(364, "已完成"))
HEAD = line(1, 100, Ink(100, "阶段"), Ink(300, "完成日期"), Ink(364, "状况"))


def test_a_full_cell_ends_where_the_next_column_begins_in_other_lines() -> None:
    assert cut([HEAD, FULL, SHORT]) == [
        ["阶段", "完成日期", "状况"],
        ["第一阶段", "2021年12月31日", "已完成"],
        ["第二阶段", "2023年6月3日", "已完成"],
    ]


def test_one_other_line_is_no_witness() -> None:
    assert cut([HEAD, FULL])[1] == ["第一阶段", "2021年12月31日 已完成"]


def test_a_column_set_flush_right() -> None:
    lines = [
        line(1, 100, right(380, "数量"), right(470, "第二承诺期")),
        line(2, 114, right(380, "清洁发展机制活动"), right(470, "2012年)发放的核证")),
        line(3, 128, right(380, "3 728"), right(470, "1 485 494")),
    ]
    assert cut(lines)[1] == ["清洁发展机制活动", "2012年)发放的核证"]


def test_a_spanner_is_not_cut_where_its_blank_falls_on_an_edge() -> None:
    top = line(1, 100, Ink(330, "截至2024"), Ink(369, "年7月"))
    rows = [
        line(at, 100 + 14 * at, right(366.0, "5"), right(430, "7"), right(500, "9"))
        for at in (2, 3)
    ]
    spanner = Bar(104, 0.5, ((320, 440),))
    assert cut([top, *rows], spanner)[0] == ["截至2024 年7月"]
    assert cut([top, *rows])[0] == ["截至2024", "年7月"]


def test_groups_of_one_number_below_each_other_are_no_columns() -> None:
    lines = [
        line(1, 100, Ink(100, "甲"), right(417, "1"), right(471, "234 567")),
        line(2, 114, Ink(100, "乙"), right(417, "3"), right(471, "746 328")),
        line(3, 128, Ink(100, "丙"), right(417.0, "2"), Ink(420.0, "820 383")),
    ]
    assert cut(lines)[2] == ["丙", "2 820 383"]


def test_a_raised_sign_is_not_parted_from_its_words() -> None:
    # Numbers end by chance where the words of a section end, and its marker stands behind them.
    rows = [line(at, 100 + 14 * at, right(145, "5"), right(200, "7")) for at in (2, 3)]
    section = line(4, 156, Ink(100, "第一承诺期"), Ink(147, "f", 5.4, raised=True))
    assert cut([*rows, section])[2] == ["第一承诺期 f"]
