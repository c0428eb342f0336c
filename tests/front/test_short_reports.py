"""Fronts of short reports, where display type or a few lines are most of the print."""

from __future__ import annotations

from reportparse.front.find import find_front
from reportparse.front.model import Front
from reportparse.layout.model import Line
from tests.layout.made import LEFT, filled, page, printed_line


def front_of(lines: list[Line]) -> Front:
    """The front of one page with this masthead and title, then `lines`."""
    head = [
        printed_line(0, "联合国 A/69/869", 56, size=10),
        printed_line(1, "大会", 90, size=17),
        printed_line(2, "Distr.: General", 87, x=397, size=10),
        printed_line(3, "24 September 2024", 100, x=397, size=10),
        printed_line(4, "执行理事会提交的年度报告", 260, size=14),
        printed_line(5, "秘书长的报告", 287, size=12),
    ]
    return find_front([page([*head, *lines])], [])


def test_author_line_where_long_headings_are_most_of_the_print() -> None:
    """Type of 12 points is display type: the text is set in 10.5, however little of it."""
    front = front_of(
        [
            printed_line(10, str(filled("一. {25}")), 318, x=91, size=14),
            printed_line(11, str(filled("{22}")), 336, size=14),
            printed_line(12, str(filled("1. {33}")), 360),
            printed_line(13, str(filled("{9}。")), 375),
            printed_line(14, str(filled("2. {33}")), 396),
            printed_line(15, str(filled("{9}。")), 411),
        ]
    )
    assert front.masthead.author is not None
    assert front.masthead.author.text == "秘书长的报告"


def test_summary_of_two_paragraphs_of_one_line() -> None:
    """Among themselves they show no indent, but more than the pitch of lines between them."""
    front = front_of(
        [
            printed_line(10, "摘要", 381, size=12),
            printed_line(11, str(filled("{32}。")), 401, x=LEFT + 24),
            printed_line(12, str(filled("{20}。")), 422, x=LEFT + 24),
            printed_line(13, "一. 导言", 450, x=91, size=14),
            *(printed_line(20 + at, str(filled("{35}")), 475 + 15.8 * at) for at in range(4)),
            printed_line(30, str(filled("{9}。")), 538.2),
        ]
    )
    assert front.summary is not None
    assert [field.text for field in front.summary.paragraphs] == [
        filled("{32}。"),
        filled("{20}。"),
    ]
