"""Notes below a rule as wide as the text, and below none."""

from __future__ import annotations

from reportparse.layout.flow import flow
from reportparse.layout.model import Line
from reportparse.layout.notearea import part_pages
from tests.layout.made import LEFT, RIGHT, bar, filled, page, printed_line

WIDE = bar(LEFT, 725, RIGHT)


def body(sheet: int = 1, rows: int = 4) -> list[Line]:
    text = str(filled("{35}"))
    return [
        printed_line(100 * sheet + at, text, 200 + 15.8 * at, sheet=sheet) for at in range(rows)
    ]


def small(number: int, text: str, baseline: float, mark: int = 0, sheet: int = 1) -> Line:
    raised = (0, mark) if mark else None
    return printed_line(number, text, baseline, size=9, sheet=sheet, raised=raised)


def test_notes_with_signs_below_a_wide_rule() -> None:
    lines = [*body(), small(110, "* 见第97段。", 740, 1), small(111, "** 同上。", 752, 2)]
    found = part_pages([page(lines, rules=[WIDE])])
    assert [note.marker.text for note in found.notes] == ["*", "**"]
    assert found.sheets[0].rules == ()


def test_the_last_rule_of_a_table_is_no_separator() -> None:
    """It stands close to its last row; what follows are the remarks of the table."""
    row = small(109, "共计", 722)
    lines = [*body(2), row, small(110, "* 见第97段。", 745, 1)]
    found = part_pages([page(body()), page(lines, number=2, rules=[WIDE])])
    assert found.notes == ()
    assert found.sheets[1].rules == (WIDE,)


def test_a_note_goes_on_below_the_wide_rule_of_the_next_page() -> None:
    first = [*body(), small(110, "1 " + str(filled("{38}")), 740, 1)]
    second = [*body(2), small(210, "完毕。", 740, sheet=2)]
    found = part_pages([page(first, rules=[WIDE]), page(second, number=2, rules=[WIDE])])
    assert [flow(note.pieces).text[-3:] for note in found.notes] == ["完毕。"]


def test_signs_without_any_rule_on_the_first_page() -> None:
    lines = [*body(), small(110, "* 见第97段。", 740, 1)]
    assert [n.marker.text for n in part_pages([page(lines)]).notes] == ["*"]


def test_numbers_set_like_their_notes() -> None:
    """As a word processor prints them by its own habit: no mark, no blank."""
    lines = [*body(), small(110, "1见第97段。", 740), small(111, "2A/77/842。", 752)]
    found = part_pages([page(lines, rules=[bar(LEFT - 57, 725, LEFT + 15)])])
    assert [flow(note.pieces).text for note in found.notes] == ["见第97段。", "A/77/842。"]


def test_a_number_at_the_start_of_a_second_line_begins_no_note() -> None:
    lines = [*body(), small(110, "1见第97段和第", 740), small(111, "2款。", 752)]
    found = part_pages([page(lines, rules=[bar(LEFT - 57, 725, LEFT + 15)])])
    assert [flow(note.pieces).text for note in found.notes] == ["见第97段和第2款。"]
