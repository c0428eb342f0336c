"""Numbers at the start of lines: lists over pages, and years."""

from __future__ import annotations

from reportparse.layout.model import Line
from tests.layout.made import filled, printed_line
from tests.layout.test_blocks import blocks_of


def body(first: int, rows: int, top: float, sheet: int) -> list[Line]:
    words = str(filled("{35}"))
    return [printed_line(first + at, words, top + 15.8 * at, sheet=sheet) for at in range(rows)]


def numbers(lines: list[Line]) -> list[int | None]:
    return [block.value for block in blocks_of(lines) if block.kind == "paragraph"]


def test_a_list_of_paragraphs_goes_on_on_the_next_page() -> None:
    lines = [
        printed_line(0, str(filled("1. {33}")), 184.2),
        *body(1, 3, 200, 1),
        printed_line(9, str(filled("{9}；")), 247.4),
        printed_line(10, str(filled("2. {33}")), 100, sheet=2),
        *body(11, 3, 115.8, 2),
    ]
    assert numbers(lines) == [1, 2]


def test_a_number_that_goes_on_with_a_sentence_is_none() -> None:
    """`见第 1 段和第` at the end of a page, `2. ...` on the next."""
    lines = [
        printed_line(0, str(filled("1. {33}")), 184.2),
        *body(1, 3, 200, 1),
        printed_line(10, str(filled("2. {33}")), 100, sheet=2),
        *body(11, 3, 115.8, 2),
    ]
    assert numbers(lines) == [1]


def test_a_year_in_heavy_type_is_no_heading() -> None:
    lines = [
        printed_line(0, str(filled("1. {33}")), 184.2),
        *body(1, 5, 200, 1),
        printed_line(8, str(filled("2. {33}")), 289, bold=True),
        printed_line(9, str(filled("2025. {30}")), 304.8, bold=True),
    ]
    assert not [block for block in blocks_of(lines) if block.value == 2025]
