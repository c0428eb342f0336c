"""Real reports that are not part of the project: their own totals say whether a table was read.

The folder is found beside the repository or by REPORTPARSE_CORPUS; without it nothing is tested.
"""

from __future__ import annotations

import os
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import reportparse
from reportparse.layout.furniture import strip_pages
from reportparse.layout.lines import sheets_of_pages
from reportparse.layout.notearea import part_pages
from reportparse.lexicon.words import words
from reportparse.notation.numerals import read_number
from reportparse.pages.plumber import read_pdf
from reportparse.report.base import PagePlace
from reportparse.tables.model import Recognised, Row, Table
from reportparse.tables.recognise import recognise

CORPUS = Path(
    os.environ.get("REPORTPARSE_CORPUS", Path(__file__).parents[2] / ".." / "shared" / "corpus")
)
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no real reports in {CORPUS}")


@cache
def tables(path: str) -> tuple[Recognised, ...]:
    data = (CORPUS / path).read_bytes()
    sheets = tuple(sheets_of_pages(read_pdf(data).pages))
    parted = part_pages(strip_pages(sheets).sheets)
    return recognise(parted.sheets, words("zh"), words("en"))


def numbered(path: str, number: str) -> Table:
    return next(own.table for own in tables(path) if own.table.number == number)


def amount(row: Row, column: int) -> Decimal:
    text = " ".join(piece.text for piece in row.cells[column].ink.pieces)
    number = read_number(text, "en")
    return Decimal(0) if number is None else Decimal(number.value)


FLIGHTS = "en/S_2025_346_en.pdf"
ELECTIONS = "en/A_80_604_Add.13.pdf"


@pytest.mark.parametrize(
    ("path", "number", "columns", "rows"),
    [
        (FLIGHTS, "1", (1, 2, 3, 4), 7),
        (FLIGHTS, "2", (1,), 5),
        (FLIGHTS, "4", (1, 2, 3), 8),
        ("en/DP_FPA_2025_6_en.pdf", "5", (1, 2, 3, 4, 5, 6), 6),
        ("en/DP_FPA_2025_6_en.pdf", "6", (1, 3, 5, 7), 8),
    ],
)
def test_columns_add_up_to_the_printed_total(
    path: str, number: str, columns: tuple[int, ...], rows: int
) -> None:
    table = numbered(path, number)
    assert len(table.rows) == rows and table.rows[-1].kind == "total"
    for column in columns:
        parts = sum((amount(row, column) for row in table.rows[:-1]), Decimal(0))
        assert parts == amount(table.rows[-1], column), column


@pytest.mark.parametrize("column", range(1, 5))
def test_rows_of_which_count_once(column: int) -> None:
    """Table 3 runs over two pages; the rows after 2024/25 say what is part of it."""
    rows = numbered(FLIGHTS, "3").rows
    assert [row.sheet for row in rows] == [5] * 5 + [6] * 4
    assert [marker.text for marker in rows[5].cells[0].ink.markers] == ["a"]
    years = sum((amount(row, column) for row in rows[:6]), Decimal(0))
    assert years == amount(rows[-1], column)
    assert sum((amount(row, column) for row in rows[6:8]), Decimal(0)) <= amount(rows[5], column)


@pytest.mark.parametrize("column", range(1, 8))
def test_subtotals_add_up_to_the_total(column: int) -> None:
    """The print's eighth column does not add up: 449.8 + 228.1 + 1 040.5 is not 1 437.5."""
    rows = numbered(ELECTIONS, "2").rows
    kinds = [row.kind for row in rows]
    assert kinds.count("subtotal") == 2 and kinds[-1] == "total" and kinds.count("section") == 2
    parts = sum((amount(row, column) for row in rows if row.kind == "data"), Decimal(0))
    halves = sum((amount(row, column) for row in rows if row.kind == "subtotal"), Decimal(0))
    total = amount(rows[-1], column)
    assert halves == total
    assert abs(parts - total) <= Decimal("0.1"), "the print rounds"


@pytest.mark.parametrize(
    ("path", "numbers"),
    [
        (FLIGHTS, [str(n) for n in range(1, 5)]),
        ("en/DP_FPA_2025_6_en.pdf", [str(n) for n in range(1, 9)]),
        ("en/A_81_6_SECT._29B.pdf", [f"29B.{n}" for n in range(1, 27)]),
        ("en/A_81_6_SECT._2.pdf", [f"2.{n}" for n in range(1, 13)]),
        ("en/A_80_11_en.pdf", [str(n) for n in range(1, 9)]),
    ],
)
def test_every_numbered_table_is_found_once(path: str, numbers: list[str]) -> None:
    found = tables(path)
    assert [own.table.number for own in found if own.table.number] == numbers
    assert not [doubt.code for own in found for doubt in own.doubts]


def test_the_notes_on_the_last_of_seven_pages_explain_the_markers_on_all() -> None:
    report = reportparse.parse(CORPUS / "en" / "A_80_11_en.pdf", pages="44-50")
    scale = max(report.tables, key=lambda table: len(table.rows))
    markers = [marker for row in scale.rows for cell in row.cells for marker in cell.markers]
    assert [note.text.text for note in scale.notes] == ["Least developed country."]
    assert len(markers) == 44
    assert {marker.note for marker in markers} == {scale.notes[0].id}


def test_a_table_to_the_last_landscape_page_with_its_barcode() -> None:
    report = reportparse.parse(CORPUS / "en" / "A_80_11_en.pdf", pages="38-59")
    update = report.tables[-1]
    members = [row for row in update.rows if row.stub.rstrip(".").isdigit()]
    assert [int(row.stub.rstrip(".")) for row in members] == list(range(1, 194))
    assert {row.page for row in members} == set(range(51, 60))
    assert [note.marker for note in update.notes] == ["a", "b"]
    drawn = [place for figure in report.figures for place in figure.places]
    assert 59 not in [place.page for place in drawn if isinstance(place, PagePlace)]


def test_the_assessment_scale_runs_over_seven_pages() -> None:
    scale = next(own.table for own in tables("en/A_80_11_en.pdf") if len(own.table.rows) == 194)
    assert {row.sheet for row in scale.rows} == set(range(44, 51))
    members, total = scale.rows[:-1], scale.rows[-1]
    assert total.kind == "total"
    for column in range(2, 9):
        parts = sum((amount(row, column) for row in members), Decimal(0))
        assert amount(total, column) == Decimal("100.000"), column
        assert abs(parts - amount(total, column)) <= len(members) * Decimal("0.0005"), column


def test_a_boxed_grid_under_a_figure_caption_keeps_the_caption() -> None:
    (found,) = tables("zh/A_75_836_zh.pdf")
    assert found.table.number is None and found.table.caption is not None
    assert found.table.caption.pieces[0].text.strip() == "图四"
    assert found.table.columns == 3 and len(found.table.sources) == 1


def test_rows_in_larger_type_than_their_head_where_no_text_tells_the_size_of_text() -> None:
    """Pages of one table and nothing else: what is small there is the head, not the rows."""
    data = (CORPUS / "en" / "A_80_11_en.pdf").read_bytes()
    sheets = tuple(sheets_of_pages(read_pdf(data, choose=lambda count: range(52, 60)).pages))
    parted = part_pages(strip_pages(sheets).sheets)
    (found,) = recognise(parted.sheets, words("en"))
    assert {row.sheet for row in found.table.rows} == set(range(52, 60))
    assert len(found.table.rows) == 174
