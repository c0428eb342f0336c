"""Glyphs as columns: the same glyphs as one by one."""

from __future__ import annotations

from dataclasses import replace

from reportparse.pages.assemble import mark_doubles
from reportparse.pages.glyphs import Glyphs
from tests.layout.test_lines import glyphs

LINE = [
    *glyphs("上文 ab", 100, 200),
    replace(glyphs("斜", 150, 200)[0], x=152.0, italic=True),
    replace(glyphs("侧", 20, 300)[0], upright=False, tag=3),
]


def test_columns_give_back_the_glyphs() -> None:
    columns = Glyphs.of(LINE)
    assert list(columns) == LINE
    assert columns == LINE
    assert (columns[-1], columns[2:4]) == (LINE[-1], LINE[2:4])
    assert columns.left[5] != columns.xs[5] == 152.0
    assert Glyphs.of(columns) is columns


def test_glyphs_of_one_text_share_their_setting() -> None:
    settings = Glyphs.of(LINE).settings
    assert len(set(settings[:5])) == 1
    assert len(set(settings)) == 3


def test_what_is_counted_and_what_is_taken() -> None:
    columns = Glyphs.of(LINE)
    assert (len(columns), columns.inked, columns.doubled) == (7, 6, 0)
    assert columns.among({"文", "b", "c"}) == [LINE[1], LINE[4]]
    assert columns.taken([6, 0]) == [LINE[6], LINE[0]]


def test_a_second_strike_makes_both_bold_and_is_marked() -> None:
    twice = [*LINE[:2], replace(LINE[1], x=LINE[1].x + 0.3), LINE[3]]
    columns = Glyphs.of(twice)
    mark_doubles(columns, enumerate(twice))
    assert [glyph.bold for glyph in columns] == [False, True, True, False]
    assert [glyph.double for glyph in columns] == [False, False, True, False]
    assert columns.doubled == 1
    assert columns[2] == replace(twice[2], bold=True, double=True)
