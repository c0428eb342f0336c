"""Chunks: what stands close is one, what grammar or tags part is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.tables.composing import Ink, line, sheet

from reportparse.pages.model import Tag
from reportparse.tables.chunks import TagNumbers, chunks_of, is_numeric

PLAIN = TagNumbers(sheet(1, ()))


def texts(*inks: Ink, tags: TagNumbers = PLAIN) -> list[str]:
    return [chunk.text for chunk in chunks_of(line(1, 100, *inks), tags, 0, 600)]


def test_groups_of_a_number_are_one_chunk() -> None:
    assert texts(Ink(100, "2 449 614 293")) == ["2 449 614 293"]


def test_a_gap_of_dense_tables_parts_two_numbers() -> None:
    # Four points of white between columns of 9 point type; 936 460 would be well formed.
    assert texts(Ink(100, "936"), Ink(100 + 13.5 + 4.2, "460")) == ["936", "460"]


def test_numbers_that_grammar_does_not_join_are_two() -> None:
    assert texts(Ink(100, "12"), Ink(100 + 9 + 2.2, "38")) == ["12", "38"]


def test_a_number_inside_chinese_words_stays_with_them() -> None:
    assert texts(Ink(100, "2015 年 9 月 1 日")) == ["2015 年 9 月 1 日"]


def test_letter_spaced_groups_stay_together() -> None:
    assert texts(Ink(100, "69 791", tracking=0.9)) == ["69 791"]


def test_a_wide_gap_parts_words() -> None:
    assert texts(Ink(100, "Air operations"), Ink(250, "Medical")) == ["Air operations", "Medical"]


def test_tags_of_two_cells_part_what_space_does_not() -> None:
    path = ("Table", "TR", "TD")
    tags = (Tag(path, 12, (1, 2)), Tag(path, 13, (1, 2)))
    numbers = TagNumbers(sheet(1, (), tags=tags))
    first, second = Ink(100, "38 "), Ink(100 + 9 + 2.3, "243", tag=1)
    cut = texts(Ink(first.x, first.text, tag=0), second, tags=numbers)
    assert [text.strip() for text in cut] == ["38", "243"]


def test_ink_outside_the_table_is_left_alone() -> None:
    own = line(1, 100, Ink(50, "左"), Ink(200, "右"))
    assert [chunk.text for chunk in chunks_of(own, PLAIN, 150, 400)] == ["右"]


@pytest.mark.parametrize(
    ("text", "numeric"),
    [
        ("–", True),
        ("..", True),
        ("(1 341.4)", True),
        ("12.5%", True),
        ("9c", True),
        ("46 [54]", True),
        ("2019/20", False),
        ("1–16", False),
        ("第 96 次", False),
        ("", False),
    ],
)
def test_is_numeric(text: str, numeric: bool) -> None:
    assert is_numeric(text) is numeric


def test_a_figure_space_does_not_part_a_number() -> None:
    # It is as wide as a digit, which is more than the gutters of dense tables.
    assert texts(Ink(100, "12"), Ink(113.5, "345")) == ["12", "345"]
    own = line(1, 100, Ink(100, "12"), Ink(113.5, "345"))
    spaced = replace(own, text=own.text.replace(" ", "\u2007"))
    assert [chunk.text for chunk in chunks_of(spaced, PLAIN, 0, 600)] == ["12\u2007345"]


def test_letter_spacing_takes_nothing_from_a_gutter() -> None:
    words = Ink(100, "Staff", tracking=0.3), Ink(100 + 5 * 4.8 - 0.3 + 6.0, "Other", tracking=0.3)
    assert texts(*words) == ["Staff", "Other"]
