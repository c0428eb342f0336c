"""Two markers on one word that touch."""

from __future__ import annotations

from reportparse.notes import markers_of_page_lines
from tests.layout.made import printed_line
from tests.test_notes import page_note


def test_two_markers_that_touch_are_the_two_notes_of_the_page() -> None:
    line = printed_line(0, "应急安排34并应完成", 200, raised=(4, 6))
    notes = [page_note("3", 7), page_note("4", 8)]
    markers, doubts = markers_of_page_lines([line], notes)
    assert [(marker.raw, marker.note) for marker in markers] == [("3", 0), ("4", 1)]
    assert doubts == []


def test_a_note_with_that_very_number_comes_first() -> None:
    line = printed_line(0, "应急安排34并应完成", 200, raised=(4, 6))
    notes = [page_note("3", 7), page_note("4", 8), page_note("34", 9)]
    markers, _ = markers_of_page_lines([line], notes)
    assert [(marker.raw, marker.note) for marker in markers] == [("34", 2)]
