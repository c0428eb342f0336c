"""Footnotes of dumps by cases, footnotes of pages by separators, size and marks."""

from __future__ import annotations

import pytest

from reportparse.layout.flow import flow
from reportparse.layout.furniture_dump import strip_dump
from reportparse.layout.model import Line, Sheet
from reportparse.layout.notearea import PageNote, part_pages
from reportparse.layout.notearea_dump import part_dump
from tests.layout.made import LEFT, Case, bar, cases, dump_sheets, filled, page, printed_line


def shown(note: PageNote) -> list[str]:
    return [note.marker.text.strip(), flow(note.pieces).text]


@pytest.mark.parametrize("case", cases("dump_notes"))
def test_notes_of_a_dump(case: Case) -> None:
    stripped = strip_dump(dump_sheets(case["input"]))
    found = part_dump(stripped.sheets, stripped.breaks, stripped.separated)
    assert [shown(note) for note in found.notes] == case["notes"], case["comment"]
    assert [line.text for sheet in found.sheets for line in sheet.lines] == case["body"]
    assert [doubt.code for doubt in found.unclear] == case.get("unclear", [])


def body(sheet: int, rows: int = 3) -> list[Line]:
    text = str(filled("{35}"))
    return [
        printed_line(100 * sheet + at, text, 200 + 15.8 * at, sheet=sheet) for at in range(rows)
    ]


def note(number: int, text: str, baseline: float, sheet: int, mark: int = 0) -> Line:
    """A line in the notes' size; its first `mark` characters are raised."""
    raised = (0, mark) if mark else None
    return printed_line(number, text, baseline, size=9, sheet=sheet, raised=raised)


def test_notes_below_a_drawn_rule() -> None:
    lines = [
        *body(1),
        note(110, "1 见第97段。", 740, 1, mark=1),
        note(111, "2 同上。", 752, 1, mark=1),
    ]
    found = part_pages([page(lines, rules=[bar(LEFT - 57, 725, LEFT + 15)])])
    assert [shown(n) for n in found.notes] == [["1", "见第97段。"], ["2", "同上。"]]
    assert len(found.sheets[0].lines) == 3


def test_notes_below_underscores() -> None:
    lines = [*body(1), note(109, "_" * 18, 728, 1), note(110, "1 见第97段。", 740, 1, mark=1)]
    found = part_pages([page(lines)])
    assert [shown(n) for n in found.notes] == [["1", "见第97段。"]]
    assert [item.kind for item in found.furniture] == ["separator"]


def run_on() -> list[Sheet]:
    first = [*body(1), note(110, str(filled("1 {38}")), 740, 1, mark=1)]
    second = [*body(2), note(210, str(filled("{9}。")), 740, 2)]
    rules = [bar(LEFT - 57, 725, LEFT + 15)]
    return [page(first, rules=rules), page(second, number=2, rules=rules)]


def test_note_goes_on_at_the_foot_of_the_next_page() -> None:
    found = part_pages(run_on())
    assert [shown(n) for n in found.notes] == [["1", filled("{38}{9}。")]]
    assert found.notes[0].sheet == 1


def test_rule_of_a_table_is_no_separator() -> None:
    """Below it stands text of the body's size."""
    lines = [*body(1), printed_line(110, "合计 1 234 美元", 300), printed_line(111, "合计", 316)]
    found = part_pages([page(lines, rules=[bar(LEFT, 285, LEFT + 72)])])
    assert found.notes == ()


def test_line_of_underscores_at_the_end_is_an_end_mark() -> None:
    found = part_pages([page([*body(1), printed_line(110, "_" * 17, 300, x=250)])])
    assert [item.kind for item in found.furniture] == ["end_mark"]
    assert len(found.sheets[0].lines) == 3


def noted(mark: str) -> list[Line]:
    """Body lines, the last of which points to a note."""
    line = printed_line(104, f"本报告{mark}。", 260, raised=(3, 3 + len(mark)))
    return [*body(1), line]


def test_a_number_of_text_size_at_the_start_of_a_line_is_text() -> None:
    """The mark of note 1 is raised, so `2 的要求` is no note, whatever the next number is."""
    lines = [
        *noted("1"),
        note(110, str(filled("1 {30}铭记 CMP")), 740, 1, mark=1),
        note(111, "2 的要求。", 752, 1),
    ]
    found = part_pages([page(lines, rules=[bar(LEFT - 57, 725, LEFT + 15)])])
    assert [shown(n) for n in found.notes] == [["1", filled("{30}铭记CMP 2的要求。")]]


def test_a_note_that_goes_on_with_a_number_on_the_next_page() -> None:
    first, second = run_on()
    line = note(210, "2 个项目已经登记。", 740, 2)
    found = part_pages([first, page([*body(2), line], number=2, rules=second.rules)])
    assert [shown(n) for n in found.notes] == [["1", filled("{38}2个项目已经登记。")]]


def test_a_number_that_lost_its_raising_is_a_marker_where_the_page_points_to_it() -> None:
    lines = [
        *noted("2"),
        note(110, "1 见第97段。", 740, 1, mark=1),
        note(111, "2 同上。", 752, 1),
    ]
    found = part_pages([page(lines, rules=[bar(LEFT - 57, 725, LEFT + 15)])])
    assert [shown(n) for n in found.notes] == [["1", "见第97段。"], ["2", "同上。"]]


def test_where_no_number_is_raised_a_note_ends_before_the_next() -> None:
    """`2 的要求` goes on with a full line; `2 同上` follows a full stop."""
    lines = [
        *body(1),
        note(110, str(filled("1 {30}铭记 CMP")), 740, 1),
        note(111, "2 的要求。", 752, 1),
        note(112, "2 同上。", 764, 1),
    ]
    found = part_pages([page(lines, rules=[bar(LEFT - 57, 725, LEFT + 15)])])
    assert [n.marker.text for n in found.notes] == ["1", "2"]
    assert shown(found.notes[1]) == ["2", "同上。"]


def test_the_rest_of_a_note_on_a_page_with_nothing_else_of_its_size() -> None:
    """Most of the print is notes, so their type looks like the body's; the note is unfinished."""
    rows = [str(filled("{38}"))] * 8
    notes = [note(111 + at, row, 640 + 12 * at, 1) for at, row in enumerate(rows)]
    first = [*body(1, 1), note(110, str(filled("1 {38}")), 628, 1, mark=1), *notes]
    second = [printed_line(200, "图一", 100, sheet=2), note(210, "请。", 603, 2)]
    rules = [bar(LEFT - 57, 592, LEFT + 15)]
    above = [bar(LEFT - 57, 615, LEFT + 15)]
    found = part_pages([page(first, rules=above), page(second, number=2, rules=rules)])
    assert [n.pieces[-1].text for n in found.notes] == ["请。"]
    assert [line.text for line in found.sheets[1].lines] == ["图一"]


def test_a_full_stop_behind_the_number_of_a_note() -> None:
    """Where other numbers are raised, the page has to point to this one."""
    lines = [
        printed_line(100, str(filled("{30}")) + "18", 200, raised=(30, 32)),
        printed_line(101, str(filled("{35}")), 216),
        note(110, "17 见第97段。", 728, 1, mark=2),
        note(111, "18. 同上，第9段。", 740, 1),
        note(112, "19. 不是脚注。", 752, 1),
    ]
    earlier = [
        page([*body(n), note(110 + n, f"{n} 同上。", 740, n, mark=len(str(n)))], number=n)
        for n in range(1, 17)
    ]
    rules = [bar(LEFT - 57, 715, LEFT + 15)]
    found = part_pages([*earlier, page(lines, number=17, rules=rules)])
    assert [shown(n) for n in found.notes[16:]] == [
        ["17", "见第97段。"],
        ["18.", "同上，第9段。19.不是脚注。"],
    ]
    assert found.notes[-1].sign == "18"


@pytest.mark.parametrize("note_of_table", [["a 包括已提交的申请。"], ["a", "  包括已提交的申请。"]])
def test_notes_of_a_table_at_the_foot_of_a_page_go_on_with_no_footnote(
    note_of_table: list[str],
) -> None:
    """In a dump that keeps columns, where a footnote ended on the page before."""
    left = " " * 14
    text = [str(filled(left + row)) for row in ("1. {30}", "{32}", "{32}", "{20}。1", "{9}。")]
    first = [*text, "", str(filled(left + "1 {24}。"))]
    second = [
        *("\f" + str(filled(left + "2. {30}")), *text[1:3], str(filled(left + "{9}。")), "", ""),
        *(left + "表 2", left + "申请    申请数a", left + "登记    79", "", ""),
        *(left + row for row in note_of_table),
    ]
    third = ["\f" + str(filled(left + "3. {30}")), *text[1:3], str(filled(left + "{9}。"))]
    stripped = strip_dump(dump_sheets([*first, *second, *third]))
    found = part_dump(stripped.sheets, stripped.breaks, stripped.separated)
    assert [shown(n) for n in found.notes] == [["1", str(filled("{24}。"))]]
