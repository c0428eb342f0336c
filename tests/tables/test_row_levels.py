"""Rows whose cells stand on slightly different lines, or end on one."""

from __future__ import annotations

from tests.tables.composing import Ink, line
from tests.tables.test_rows import grouped


def test_cells_whose_fonts_have_different_ascents() -> None:
    """Aligned at the top: the Latin cell's baseline is 2 points higher."""
    lines = []
    for at in range(3):
        y = 100 + 13.3 * at
        lines.append(line(2 * at, y, Ink(100, f"CDM{at}")))
        lines.append(line(2 * at + 1, y + 2.3, Ink(250, "第一次会议"), Ink(400, "波恩")))
    assert grouped(lines, [240, 390]) == [[f"CDM{at}", "第一次会议", "波恩"] for at in range(3)]


def test_text_rows_aligned_at_the_bottom() -> None:
    """The first line of a wrapped cell stands above the line of its stub."""
    lines = [
        line(1, 100, Ink(250, "二〇二三年十一月")),
        line(2, 111, Ink(100, "第一次会议"), Ink(250, "至十二月"), Ink(400, "波恩")),
        line(3, 126, Ink(250, "二〇二四年三月")),
        line(4, 137, Ink(100, "第二次会议"), Ink(250, "至四月"), Ink(400, "巴库")),
    ]
    assert grouped(lines, [240, 390]) == [
        ["第一次会议", "二〇二三年十一月至十二月", "波恩"],
        ["第二次会议", "二〇二四年三月至四月", "巴库"],
    ]
