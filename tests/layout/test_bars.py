"""Bar charts of one or two plain bars, and what looks like them."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.layout.bars import bars_of
from reportparse.layout.measures import Measures
from reportparse.layout.model import Line
from reportparse.pages.model import Picture, Rule
from reportparse.provenance import Box
from tests.layout.made import LEFT, bar, filled, page, printed_line

FIRST, SECOND = Box(143, 178, 200, 190), Box(143, 197, 290, 209)
BOTH = Box(143, 178, 290, 209)
TITLE = printed_line(10, "分布情况", 164, font="Hei")


def label(number: int, baseline: float, text: str = "非洲：2%", x: float = 330) -> Line:
    return printed_line(number, text, baseline, x=x, size=9)


def charts(
    lines: Sequence[Line], fills: Sequence[Box], rules: Sequence[Rule] = ()
) -> list[tuple[float, float]]:
    """Top and foot of the charts on a page of text with these lines and fills."""
    text = [
        printed_line(0, str(filled("{35}")), 100),
        printed_line(1, str(filled("{9}。")), 116),
        printed_line(30, str(filled("{35}")), 420),
        printed_line(31, str(filled("{9}。")), 436),
    ]
    lines = sorted([*text, *lines], key=lambda line: line.number)
    sheet = page(lines, rules=rules, pictures=[Picture(box, "fill") for box in fills])
    found = bars_of(sheet, Measures([line.whole() for line in lines]))
    return [(box.top, box.bottom) for box in found]


def test_two_bars_with_their_labels() -> None:
    lines = [TITLE, label(11, 188), label(12, 207)]
    assert charts(lines, [FIRST, SECOND]) == [(BOTH.top, BOTH.bottom)]


def test_a_lone_bar_needs_a_title() -> None:
    assert charts([TITLE, label(11, 188)], [FIRST]) == [(178, 190)]
    assert charts([label(11, 188)], [FIRST]) == []


def test_bars_of_two_charts_stay_two() -> None:
    """They share base line and breadth, but words stand between them."""
    lower = [Box(b.x0, b.top + 84, b.x1, b.bottom + 84) for b in (FIRST, SECOND)]
    title = printed_line(13, "分布情况", 248, font="Hei")
    lines = [TITLE, label(11, 188), label(12, 207), title, label(14, 272), label(15, 291)]
    assert charts(lines, [FIRST, SECOND, *lower]) == [(178, 209), (262, 293)]


def test_shading_behind_words_is_no_bar() -> None:
    lines = [TITLE, label(11, 188, x=145), label(12, 207, x=145)]
    assert charts(lines, [FIRST, SECOND]) == []


def test_shaded_cells_between_rules_are_no_bars() -> None:
    lines = [TITLE, label(11, 188), label(12, 207)]
    rules = [bar(130, y, 400) for y in (177.5, 190, 196.5, 209)]
    assert charts(lines, [FIRST, SECOND], rules) == []


def test_a_shaded_cell_near_the_rule_of_its_table_is_no_bar() -> None:
    lines = [TITLE, label(11, 188)]
    assert charts(lines, [FIRST], [bar(130, 205, 400)]) == []


def test_a_fill_in_a_row_of_many_words_is_no_bar() -> None:
    row = [label(11 + at, 188, f"{at} 500", x=300 + 40 * at) for at in range(4)]
    assert charts([TITLE, *row], [FIRST]) == []


def test_a_fill_beside_running_text_is_no_bar() -> None:
    text = printed_line(11, str(filled("{9}。")), 188, x=LEFT)
    margin = Box(20, 178, 60, 190)
    assert charts([TITLE, text], [margin]) == []
