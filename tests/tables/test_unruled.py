"""Tables without rules: where their rows and the lines of their heads begin."""

from __future__ import annotations

from tests.tables.composing import Ink, line, right, sheet

from reportparse.layout.model import Line
from reportparse.lexicon.words import words
from reportparse.tables.captions import Captions
from reportparse.tables.unruled import unruled_region

CAPTIONS = Captions([words("zh"), words("en")])
BODY = 10.5


def row(number: int, y: float, stub: str, *values: str) -> Line:
    inks = [right(300 + 90 * at, value) for at, value in enumerate(values)]
    return line(number, y, Ink(100, stub), *inks)


def first_line(lines: list[Line]) -> int | None:
    """The number of the first line of the region found in `lines`."""
    region = unruled_region(sheet(1, lines), lines, CAPTIONS, BODY)
    return region.lines[0].number if region else None


TITLE = line(1, 114, Ink(100, "收入状况比较", BODY, bold=True))
UNIT = line(2, 128, Ink(100, "(千美元)"))
HEAD = ("第一承诺", "期", "(2008-2012", "年)发放的", "核证减排")
ROWS = [
    row(20, 220, "类别", "量", "2023", "2024"),
    row(21, 236, "登记费", "7", "8", "9"),
    row(22, 252, "认证费", "1", "2", "3"),
]


def test_a_head_of_many_lines_over_one_column() -> None:
    head = [line(3 + at, 162 + 11.5 * at, right(300, text)) for at, text in enumerate(HEAD)]
    assert first_line([TITLE, UNIT, *head, *ROWS]) == 3


def test_many_lines_that_begin_at_the_left_are_no_title() -> None:
    lines = [line(3 + at, 142 + 13 * at, Ink(100, text)) for at, text in enumerate(HEAD)]
    assert first_line([TITLE, UNIT, *lines, *ROWS]) is None


def test_rows_behind_a_paragraph_are_not_of_the_label_above_it() -> None:
    paragraph = line(3, 160, Ink(100, "本报告介绍了清洁发展机制的现状。", BODY))
    assert first_line([TITLE, paragraph, *ROWS]) is None


def test_rows_right_below_the_title() -> None:
    assert first_line([TITLE, UNIT, *ROWS]) == 20
