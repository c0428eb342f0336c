"""What the body looks like, taken from the lines of a page."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.layout.measures import Measures, body_size, look_of
from reportparse.layout.model import Line
from tests.layout.made import filled, printed_line


def full(number: int, baseline: float, *, size: float = 10.5, font: str = "Song") -> Line:
    return printed_line(number, str(filled("{35}")), baseline, size=size, font=font)


def ending(number: int, baseline: float, *, size: float = 10.5, font: str = "Song") -> Line:
    return printed_line(number, str(filled("{9}。")), baseline, size=size, font=font)


def measures(lines: Sequence[Line]) -> Measures:
    return Measures([line.whole() for line in lines])


def test_body_is_the_biggest_size_in_which_sentences_end() -> None:
    """Notes may hold more text, but they are smaller; headings are bigger, but end nothing."""
    notes = [full(at, 500 + 12 * at, size=9) for at in range(8)]
    lines = [full(20, 100), full(21, 116), ending(22, 132), *notes, ending(30, 640, size=9)]
    assert body_size(lines) == 10.5
    heading = printed_line(31, str(filled("一. {30}")), 700, size=14)
    assert body_size([*lines, heading]) == 10.5


def test_body_of_a_short_document() -> None:
    """No line is long: the commonest size, not the biggest."""
    lines = [
        printed_line(0, "一. 方法标准", 100, size=14),
        printed_line(1, str(filled("{20}。")), 122),
    ]
    assert body_size(lines) == 10.5


def test_captions_in_heavy_type_are_not_the_bodys() -> None:
    """A long caption fills a line in its own face, but no sentence ends in that face."""
    lines = [full(0, 100), ending(1, 116), full(2, 140, font="Hei"), full(3, 170), ending(4, 186)]
    found = measures(lines)
    assert found.stands_out(lines[2].whole())
    assert not found.stands_out(lines[0].whole())


def test_second_face_of_the_body_does_not_stand_out() -> None:
    """Whole paragraphs in another face belong to the body."""
    lines = [full(0, 100), ending(1, 116), full(2, 140, font="Kai"), ending(3, 156, font="Kai")]
    assert not measures(lines).stands_out(lines[2].whole())


def test_bold_stands_out_and_small_type_does_not() -> None:
    lines = [full(0, 100), full(1, 116), ending(2, 132)]
    bold = printed_line(3, "认证", 160, bold=True)
    small = printed_line(4, "认证", 180, size=9, font="Hei")
    found = measures([*lines, bold, small])
    assert found.stands_out(bold.whole())
    assert not found.stands_out(small.whole())


def test_column_and_indents() -> None:
    lines = [full(0, 100), full(1, 116), full(2, 132), ending(3, 148)]
    right_of_it = printed_line(4, "文", 170, x=140)
    left_of_it = printed_line(5, "一. 导言", 190, x=82)
    found = measures([*lines, right_of_it, left_of_it])
    assert found.indented(right_of_it.whole()) and not found.indented(lines[0].whole())
    assert found.outdented(left_of_it.whole())
    assert found.short(lines[3].whole()) and not found.short(lines[0].whole())


def test_gap_is_wider_than_the_pitch() -> None:
    lines = [full(0, 100), full(1, 115.8), full(2, 131.6), ending(3, 147.4), full(4, 170)]
    found = measures(lines)
    assert found.wide_gap(lines[3].whole(), lines[4].whole()) is True
    assert found.wide_gap(lines[0].whole(), lines[1].whole()) is False


def test_gap_over_a_page_break_is_not_known() -> None:
    above = full(0, 700)
    below = printed_line(1, str(filled("{35}")), 80, sheet=2)
    assert measures([above, below]).wide_gap(above.whole(), below.whole()) is None


def test_look_is_that_of_the_chinese_characters() -> None:
    """Digits and Latin names are set in Times wherever they stand."""
    line = printed_line(0, "1. 工作", 100, font="Times")
    assert look_of(line.whole()).font == "Times"
    mixed = printed_line(1, "ABCDEF工作", 100, font="ABCDEF+Song")
    assert look_of(mixed.whole()).font == "Song"


def test_a_dump_has_no_type() -> None:
    line = Line(0, 1, "一. 导言", tuple(range(5)), row=1)
    found = Measures([line.whole()])
    assert not found.drawn
    assert not found.stands_out(line.whole())
    assert not found.outdented(line.whole())


def item(number: int, baseline: float, sheet: int) -> Line:
    return printed_line(number, "(a) 项目。", baseline, x=156, sheet=sheet)


def test_a_page_of_short_items_has_the_columns_edges_and_the_texts_pitch() -> None:
    """On it nothing but items is printed, each on a line of its own with room above it."""
    text = [full(at, 100 + 15.8 * at) for at in range(9)]
    items = [item(20 + at, 100 + 21.8 * at, 2) for at in range(9)]
    after = printed_line(40, "甲。", 100 + 21.8 * 9, x=141, sheet=2)
    found = measures([*text, *items, after])
    assert found.indented(after.whole())
    assert found.short(items[-1].whole())
    assert found.wide_gap(items[-1].whole(), after.whole())


def test_a_page_whose_margins_have_moved_has_edges_of_its_own() -> None:
    """Even pages of a bound report stand further right: both edges do."""
    text = [full(at, 100 + 15.8 * at) for at in range(9)]
    moved = [
        printed_line(20 + at, str(filled("{35}")), 100 + 15.8 * at, x=133, sheet=2)
        for at in range(9)
    ]
    found = measures([*text, *moved])
    assert not found.indented(moved[3].whole())


def test_an_annex_in_smaller_type_has_a_pitch_of_its_own() -> None:
    """English is set tighter; a page with few Chinese lines does not take over its pitch."""
    text = [*(full(at, 100 + 15 * at) for at in range(3)), ending(3, 145)]
    english = "The Executive Board took note of the recommendations and of the comments received."
    annex = [
        printed_line(20 + at, english, 100 + 12.5 * at, size=10, font="Times", sheet=2)
        for at in range(9)
    ]
    found = measures([*text, *annex])
    assert not found.wide_gap(text[0].whole(), text[1].whole())
    assert not found.wide_gap(annex[0].whole(), annex[1].whole())
    assert found.wide_gap(
        annex[0].whole(), printed_line(21, english, 118, size=10, sheet=2).whole()
    )


def test_the_edge_of_the_column_in_a_list() -> None:
    """Most lines are items; the few lines on which paragraphs go on show the edge."""
    lines = []
    for at in range(6):
        lines.append(printed_line(10 * at, str(filled("{33}")), 100 + 100 * at, x=134))
        lines.append(printed_line(10 * at + 1, str(filled("{9}：")), 115.8 + 100 * at))
        lines += [
            printed_line(10 * at + 2 + n, "(a) 项目。", 137.6 + 100 * at + 21.8 * n, x=134)
            for n in range(3)
        ]
    found = measures(lines)
    assert found.indented(lines[2].whole())
    assert not found.indented(lines[1].whole())
