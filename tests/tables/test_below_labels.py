"""Two labels on one line: each has the lines below it as far as its lane of the page goes."""

from __future__ import annotations

from collections.abc import Sequence

from tests.tables.composing import Ink, line, prose, right

from reportparse.layout.model import Line
from reportparse.lexicon.words import words
from reportparse.tables.captions import Captions
from reportparse.tables.lanes import below_labels

CAPTIONS = Captions([words("zh"), words("en")])
LABELS = line(1, 100, Ink(100, "表 1", 10.5), Ink(300, "表 2", 10.5))


def texts(lines: Sequence[Line]) -> list[str]:
    return [" ".join(own.text.split()) for own in lines]


def row(number: int, y: float, *cells: str) -> Line:
    left, value, other, second = cells
    return line(number, y, Ink(100, left), right(280, value), Ink(300, other), right(480, second))


def test_the_lines_below_two_labels_are_parted_between_them() -> None:
    below = [row(2, 130, "登记", "12", "发放", "34"), row(3, 146, "注销", "5", "合计", "6")]
    lanes = below_labels(LABELS, below, CAPTIONS)
    assert lanes is not None
    assert [texts(lane) for lane in lanes] == [["登记 12", "注销 5"], ["发放 34", "合计 6"]]


def test_offsets_stay_those_of_the_whole_line() -> None:
    own = row(2, 130, "登记", "12", "发放", "34")
    lanes = below_labels(LABELS, [own], CAPTIONS)
    assert lanes is not None
    assert lanes[1][0].text.index("发放") == own.text.index("发放")
    assert lanes[1][0].number == own.number


def test_a_line_of_one_lane_is_none_of_the_other() -> None:
    below = [
        row(2, 130, "登记", "12", "发放", "34"),
        line(3, 146, Ink(300, "合计"), right(480, "6")),
    ]
    lanes = below_labels(LABELS, below, CAPTIONS)
    assert lanes is not None
    assert [len(lane) for lane in lanes] == [1, 2]


def test_the_lanes_end_where_a_line_runs_across() -> None:
    below = [
        row(2, 130, "登记", "12", "发放", "34"),
        prose(3, 160),
        row(4, 190, "注销", "5", "合计", "6"),
    ]
    lanes = below_labels(LABELS, below, CAPTIONS)
    assert lanes is not None
    assert [len(lane) for lane in lanes] == [1, 1]


def test_one_label_has_no_lanes() -> None:
    alone = line(1, 100, Ink(100, "表 1", 10.5))
    named = line(1, 100, Ink(100, "表 1", 10.5), Ink(300, "登记情况", 10.5))
    below = [row(2, 130, "登记", "12", "发放", "34")]
    assert below_labels(alone, below, CAPTIONS) is None
    assert below_labels(named, below, CAPTIONS) is None


def test_a_figure_beside_a_table_is_no_second_table() -> None:
    labels = line(1, 100, Ink(100, "表 1", 10.5), Ink(300, "图 2", 10.5))
    assert below_labels(labels, [row(2, 130, "登记", "12", "发放", "34")], CAPTIONS) is None
