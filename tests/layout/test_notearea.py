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
