"""Sentences that begin like a label, among items and paragraphs that have one."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.layout.model import Line
from tests.layout.made import LEFT, filled, printed_line
from tests.layout.test_blocks import blocks_of

TAB, ITEM = LEFT + 28, LEFT + 22


def paragraph(number: int, baseline: float, text: str, sheet: int = 1, x: float = LEFT) -> Line:
    return printed_line(number, str(filled(text)), baseline, x=x, sheet=sheet)


def listed(*texts: str) -> list[Line]:
    """A numbered paragraph, two items, then paragraphs of one line with room above each."""
    lines = [
        paragraph(0, 100, "1. {32}"),
        paragraph(1, 115.8, "{30}："),
        paragraph(2, 137.6, "(a) {9}；", x=ITEM),
        paragraph(3, 159.4, "(b) {9}。", x=ITEM),
    ]
    return lines + [
        paragraph(10 + at, 181.2 + 21.8 * at, text, x=TAB) for at, text in enumerate(texts)
    ]


def kinds(lines: Sequence[Line]) -> list[str]:
    return [block.kind for block in blocks_of(lines)]


def test_a_sentence_that_names_an_item_is_no_item() -> None:
    """Items stand a tab behind their labels; `(c)项` and `(a)段` do not."""
    lines = listed("(c)项所述工作已经开始。", "(a)段所列事项。", "(b)项所述工作。")
    assert kinds(lines) == ["paragraph", "item", "item", "paragraph", "paragraph", "paragraph"]


def test_an_item_that_goes_on_with_a_list_stays_one() -> None:
    lines = [*listed()[:-1], paragraph(3, 159.4, "(b) {9}；", x=ITEM)]
    lines.append(paragraph(4, 181.2, "(c) {9}。", x=ITEM))
    assert kinds(lines) == ["paragraph", "item", "item", "item"]


def test_a_sentence_that_names_an_item_where_there_are_none() -> None:
    lines = [
        paragraph(0, 100, "1. {32}"),
        paragraph(1, 115.8, "{9}。"),
        paragraph(2, 137.6, "(a)段所列事项已经审议。", x=TAB),
    ]
    assert kinds(lines) == ["paragraph", "paragraph"]


def test_items_without_any_gap_are_items_where_they_follow_each_other() -> None:
    """Some programs print no blank behind a label at all."""
    lines = [
        paragraph(0, 100, "1.{32}"),
        paragraph(1, 115.8, "{9}："),
        paragraph(2, 137.6, "(a){9}；", x=ITEM),
        paragraph(3, 159.4, "(b){9}。", x=ITEM),
    ]
    assert kinds(lines) == ["paragraph", "item", "item"]


def test_a_decimal_is_no_number_of_a_paragraph() -> None:
    lines = [
        paragraph(0, 100, "1. {32}"),
        paragraph(1, 115.8, "{9}。"),
        paragraph(2, 137.6, "2. {9}。"),
        paragraph(3, 159.4, "3.1段所述工作。", x=TAB),
    ]
    assert [block.value for block in blocks_of(lines)] == [1, 2, None]


def test_an_indent_at_the_top_of_a_page_begins_a_paragraph() -> None:
    """The paragraph before has filled its last line; it would go on at the column's edge."""
    lines = [
        paragraph(0, 100, "1. {32}"),
        paragraph(1, 115.8, "{35}"),
        paragraph(2, 131.6, "{34}。"),
        paragraph(3, 100, "{30}", sheet=2, x=TAB),
        paragraph(4, 115.8, "{9}。", sheet=2),
    ]
    assert kinds(lines) == ["paragraph", "paragraph"]
    lines[3] = paragraph(3, 100, "{35}", sheet=2)
    assert kinds(lines) == ["paragraph"]


def test_items_in_full_width_brackets_need_no_gap() -> None:
    """The closing bracket brings its own blank, beside labels of other items that stand apart."""
    lines = [
        *listed(),
        paragraph(10, 181.2, "2. {32}"),
        paragraph(11, 197, "{9}："),
        paragraph(12, 218.8, "（一）{9}；", x=ITEM),
        paragraph(13, 240.6, "（二）{9}。", x=ITEM),
    ]
    assert kinds(lines)[3:] == ["paragraph", "item", "item"]
