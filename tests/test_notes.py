"""Markers and notes brought together, on pages and in dumps."""

from __future__ import annotations

from itertools import pairwise

import pytest

from reportparse.layout.flow import flow
from reportparse.layout.model import Line, Piece
from reportparse.layout.notearea import PageNote
from reportparse.notes import Marker, markers_of_page_lines, unmarked_notes
from reportparse.notes_running import DumpMarkers, in_order
from tests.layout.made import Case, cases, dump_lines, filled, printed_line


def page_note(marker: str, number: int, sheet: int = 1) -> PageNote:
    text = f"{marker} 见第97段。"
    line = Line(number, sheet, text, tuple(range(len(text))), row=number + 1)
    return PageNote(
        Piece(line, 0, len(marker)), (Piece(line, len(marker) + 1, len(text)),), sheet, number
    )


def shown(marker: Marker) -> str:
    text = marker.piece.line.text
    return f"{text[: marker.piece.start]}[{marker.raw}]"


@pytest.mark.parametrize("case", cases("markers"))
def test_markers_of_a_dump(case: Case) -> None:
    lines = dump_lines(case["input"])
    last = lines[-1].number
    notes = [page_note(raw, last + 1 + at, lines[-1].sheet) for at, raw in enumerate(case["notes"])]
    turns = {b.number for a, b in pairwise(lines) if b.sheet != a.sheet}
    markers, doubts = DumpMarkers(lines, notes, frozenset(turns)).find()
    assert len(markers) == len(case["found"]), [shown(marker) for marker in markers]
    for marker, wanted in zip(markers, case["found"], strict=True):
        assert shown(marker).endswith(wanted), case["comment"]
    assert [doubt.code for doubt in doubts] == ["marker-unclear"] * case.get("unclear", 0)


def test_order_is_kept_over_many_markers() -> None:
    """The likelier place of one marker gives way where it would leave another without place."""
    first = [((1, 0), 2), ((5, 0), 3)]
    second = [((3, 0), 3)]
    third = [((4, 0), 3)]
    assert in_order([first, second, third]) == [[0], [0], [0]]


def test_marker_without_place_disturbs_nobody() -> None:
    assert in_order([[((1, 0), 3)], [], [((2, 0), 3)]]) == [[0], [], [0]]


def raised(text: str, start: int, end: int, sheet: int = 1) -> Line:
    return printed_line(0, text, 200, sheet=sheet, raised=(start, end))


def test_raised_number_points_to_the_note_on_its_page() -> None:
    notes = [page_note("3", 50), page_note("3", 60, sheet=2)]
    markers, doubts = markers_of_page_lines([raised("网页，3该网页", 3, 4, sheet=2)], notes)
    assert [(marker.raw, marker.note) for marker in markers] == [("3", 1)]
    assert doubts == []


def test_two_raised_numbers_are_two_markers() -> None:
    """The comma between them is lifted with them and belongs to neither."""
    notes = [page_note("1", 50), page_note("2", 51)]
    markers, _ = markers_of_page_lines([raised("网页1,2。", 2, 5)], notes)
    assert [(marker.raw, marker.note) for marker in markers] == [("1", 0), ("", None), ("2", 1)]


def test_raised_number_without_note_is_told() -> None:
    _, doubts = markers_of_page_lines([raised("网页，3该网页", 3, 4)], [page_note("1", 50)])
    assert [doubt.code for doubt in doubts] == ["marker-without-note"]


def test_exponent_is_no_marker() -> None:
    markers, doubts = markers_of_page_lines([raised("120 m2", 5, 6)], [page_note("1", 50)])
    assert (markers, doubts) == ([], [])


def test_note_without_marker_and_gap_are_told() -> None:
    notes = [page_note("1", 50), page_note("3", 51)]
    line = dump_lines([str(filled("{9}，1 {9}"))])[0]
    pointed = [Marker(Piece(line, 10, 11), "1", 0)]
    doubts = unmarked_notes(pointed, notes)
    assert [(doubt.code, doubt.found) for doubt in doubts] == [
        ("note-without-marker", "3"),
        ("note-gap", "3"),
    ]


def test_notes_that_begin_anew_leave_no_gap() -> None:
    """An annex counts its own notes."""
    notes = [page_note(raw, 50 + at) for at, raw in enumerate(["1", "2", "1"])]
    line = dump_lines(["工作"])[0]
    pointed = [Marker(Piece(line, 0, 1), "", at) for at in range(3)]
    assert unmarked_notes(pointed, notes) == []


def test_a_marker_at_the_start_of_a_line_with_a_full_stop() -> None:
    """The stop ends the sentence of the line above, and is raised with the marker."""
    above = raised("four were vacant", 0, 0)
    line = raised("5. The posts", 0, 3)
    markers, doubts = markers_of_page_lines([above, line], [page_note("5", 50)])
    assert [(marker.raw, marker.note) for marker in markers] == [("5", 0)]
    assert doubts == []
    text = flow([above.whole(), line.whole()], [marker.piece for marker in markers]).text
    assert text == "four were vacant. The posts"
